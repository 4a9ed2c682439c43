/** By the clock of this machine. What waits keeps no process alive. */
export function schedule(job: () => void, ms: number): void {
  setTimeout(job, ms).unref();
}
