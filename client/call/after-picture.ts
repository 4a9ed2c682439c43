/** By then the first picture is there. It would be late for work on the same processor that nobody waits for. */
const AFTER_MS = 400;

/** Does it so long after a way has opened; gives back what calls it off. */
export function afterPicture(job: () => void): () => void {
  const timer = setTimeout(job, AFTER_MS);
  return () => clearTimeout(timer);
}
