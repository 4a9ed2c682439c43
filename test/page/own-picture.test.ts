import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';
import type { Point } from '../support/tab.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo();
});
afterAll(() => two.end());

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
type Corner = (typeof corners)[number];

describe('the own picture', () => {
  test.each(corners)('is dragged by mouse to the %s, and stays there', async (corner) => {
    const { tab } = two.anna;
    await tab.drag(await tab.evaluate(middleOfOwn, null), await tab.evaluate(nearCorner, corner));
    await tab.until(`the own picture at the ${corner}`, isAt, corner);
  });

  test('that is dragged a little goes back to its corner', async () => {
    const { tab } = two.anna;
    const { x, y } = await tab.evaluate(middleOfOwn, null);
    await tab.drag({ x, y }, { x: x - 40, y: y - 20 });
    await tab.until('the own picture where it was', isAt, 'bottom-right' as const);
    expect(tab.errors).toEqual([]);
  });
});

// In the page

function middleOfOwn(): Point {
  const { left, top, width, height } = document
    .querySelector('.own-move')
    ?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
  return { x: left + width / 2, y: top + height / 2 };
}

/** Not quite in the corner: nobody drags to the pixel. */
function nearCorner(corner: Corner): Point {
  const { left, top, width, height } = document
    .querySelector('.stage')
    ?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
  const [vertical, horizontal] = corner.split('-');
  return {
    x: left + width * (horizontal === 'left' ? 0.3 : 0.7),
    y: top + height * (vertical === 'top' ? 0.3 : 0.7),
  };
}

/** In the quarter of the stage, whatever the class says. */
function isAt(corner: Corner): boolean {
  const own = document.querySelector('.own:not(.dragged)')?.getBoundingClientRect();
  const stage = document.querySelector('.stage')?.getBoundingClientRect();
  if (!own || !stage) return false;
  const isLeft = own.right < stage.left + stage.width / 2;
  const isTop = own.bottom < stage.top + stage.height / 2;
  return corner === `${isTop ? 'top' : 'bottom'}-${isLeft ? 'left' : 'right'}`;
}
