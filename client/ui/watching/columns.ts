/** Between two pictures; the same as in watching.css. */
const GAP_PX = 12;
const RATIO = 16 / 9;

interface Space {
  readonly width: number;
  readonly height: number;
}

interface Columns {
  readonly columns: number;
  /** Of each picture, in pixels. */
  readonly width: number;
}

/** As many columns as make the pictures the largest, all of them in sight. */
export function columnsFor(count: number, space: Space): Columns {
  const choices = Array.from({ length: Math.max(1, count) }, (_, index) => ({
    columns: index + 1,
    width: Math.floor(widthIn(space, index + 1, Math.ceil(count / (index + 1)))),
  }));
  return choices.reduce((best, one) => (one.width > best.width ? one : best));
}

function widthIn({ width, height }: Space, columns: number, rows: number): number {
  const wide = (width - GAP_PX * (columns - 1)) / columns;
  const high = (height - GAP_PX * (rows - 1)) / Math.max(1, rows);
  return Math.max(0, Math.min(wide, high * RATIO));
}
