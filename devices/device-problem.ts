/** What keeps a device from its work, as one sentence for people. */
export class DeviceProblem extends Error {}
