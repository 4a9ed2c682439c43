/**
 * The clock of the test picture: a row of blocks at its upper edge, black and white, which are the bits of the time at which it
 * was drawn, in milliseconds since 1970, the highest on the left. They are in Gray's code, in which from one millisecond to the
 * next one block changes: so it is right although the blocks are drawn one after the other.
 */
export const CLOCK_BITS = 16;
export const CLOCK_HEIGHT = 32;

export function clockFilter(width: number): string {
  const block = Math.floor(width / CLOCK_BITS);
  const black = `drawbox=x=0:y=0:w=iw:h=${CLOCK_HEIGHT}:color=black:t=fill`;
  const blocks = Array.from({ length: CLOCK_BITS }, (_, index) => {
    const bit = CLOCK_BITS - 1 - index;
    const place = `x=${index * block}:y=0:w=${block}:h=${CLOCK_HEIGHT}`;
    return `drawbox=${place}:color=white:t=fill:enable='${grayBit(bit)}'`;
  });
  return [black, ...blocks].join(',');
}

/** The bit and the one above it differ; above the highest there is none. */
function grayBit(bit: number): string {
  const shifted = (by: number) => `floor(time(0)*1000/${2 ** by})`;
  const above = bit === CLOCK_BITS - 1 ? '0' : shifted(bit + 1);
  return `mod(${shifted(bit)}+${above},2)`;
}

/** What the blocks say, the highest first: milliseconds, up to 2 to the power of `CLOCK_BITS`. */
export function readClock(blocks: readonly boolean[]): number {
  let isSet = false;
  return blocks.reduce((sum, block) => {
    isSet = isSet !== block;
    return sum * 2 + (isSet ? 1 : 0);
  }, 0);
}
