/** What went wrong outside, told in sentences that say what to do. Ends the process with exit code 1. */
export class SetupError extends Error {}
