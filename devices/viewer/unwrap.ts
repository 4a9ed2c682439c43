/** Follows a number of so many bits that begins anew with 0 after its highest, and says how far it has come in all. */
export function createUnwrap(bits: 16 | 32): (value: number) => number {
  const range = 2 ** bits;
  let last: number | null = null;
  return (value) => {
    if (last === null) {
      last = value;
      return value;
    }
    const step = (((value - last) % range) + range) % range;
    // What is more than half a round ahead is behind.
    const next = last + (step < range / 2 ? step : step - range);
    last = Math.max(last, next);
    return next;
  };
}
