/** A list with one more at its end; what is beyond `max` falls off at its beginning. */
export function append<T>(list: readonly T[], item: T, max: number): readonly T[] {
  return [...list, item].slice(-max);
}
