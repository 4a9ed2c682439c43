/** What has to hold, what was found, and what is allowed. */
interface Bound {
  readonly what: string;
  readonly found: number;
  readonly most?: number;
  readonly least?: number;
  readonly unit?: string;
}

/** Says each as it is found, and remembers whether all hold. */
export interface Bounds {
  readonly areKept: boolean;
  check(bound: Bound): void;
}

export function createBounds(say: (line: string) => void): Bounds {
  let areKept = true;
  return {
    get areKept() {
      return areKept;
    },
    check(bound) {
      const isKept = holds(bound);
      areKept &&= isKept;
      say(`${isKept ? 'holds ' : 'BROKEN'}  ${sentenceOf(bound)}`);
    },
  };
}

/** What is not even a number was not measured, and does not hold. */
function holds({ found, most, least }: Bound): boolean {
  return found <= (most ?? found) && found >= (least ?? found);
}

function sentenceOf({ what, found, most, least, unit = '' }: Bound): string {
  const allowed = most === undefined ? `at least ${least}` : `at most ${most}`;
  return `${what}: ${Math.round(found)} ${unit}`.trimEnd().concat(` (${allowed})`);
}
