import { expect, test } from 'vitest';
import { createHistory } from '../../server/status/history.ts';
import { duration, type Shown, statusPage } from '../../server/status/page.ts';
import { roundUp } from '../../server/status/plot.ts';
import { createTally } from '../../server/tally.ts';

const census = {
  rooms: 3,
  roomsBySeats: new Map([
    [2, 1],
    [1, 2],
  ]),
  membersByWire: new Map([['socketio', 4]]),
  away: 0,
};

function shown(change: Partial<Shown> = {}): Shown {
  const { counted } = createTally();
  const quiet = {
    isDraining: false,
    upMs: 60_000,
    memoryBytes: 50e6,
    census,
    counted,
    minutes: [],
  };
  return { ...quiet, ...change };
}

test('each minute has what happened in it, and who was there at its end', () => {
  const tally = createTally();
  tally.changed('joined');
  const history = createHistory(tally.counted, () => census);
  for (const report of ['direct', 'relayed', 'no-relay', 'unknown'] as const)
    tally.reported(report);
  for (const change of ['joined', 'joined', 'away', 'back'] as const) tally.changed(change);
  tally.answered('join', [], { ok: false, code: 'full', message: '' });
  tally.answered('message', ['kitchen', { type: 'offer' }], { ok: true });
  history.note();
  history.note();
  expect(history.minutes).toEqual([
    {
      ...{ members: 4, rooms: 3, joins: 2, refusedJoins: 1, messages: 1, refusals: 1 },
      ...{ direct: 1, relayed: 1, unconnected: 2, lost: 1, resumes: 1, dropped: 0 },
    },
    expect.objectContaining({ members: 4, joins: 0, messages: 0, lost: 0 }),
  ]);
});

test('an hour is kept, and no more', () => {
  const tally = createTally();
  const history = createHistory(tally.counted, () => census);
  for (let minute = 1; minute <= 61; minute += 1) {
    for (let joins = 0; joins < minute; joins += 1) tally.changed('joined');
    history.note();
  }
  expect(history.minutes.map(({ joins }) => joins)).toEqual(
    Array.from({ length: 60 }, (_, index) => index + 2),
  );
});

test('rooms are shown by number', () => {
  const page = statusPage(shown());
  expect(page).toContain('<tr><th scope="row">1 seat</th><td>2</td></tr>');
  expect(page).toContain('<tr><th scope="row">2 seats</th><td>1</td></tr>');
  expect(page).toContain('<tr><th scope="row">socketio</th><td>4 of 0</td></tr>');
  expect(page).toContain('<p><b>3</b> rooms</p>');
});

test('a plot ends at its right edge with the newest minute, and its top is a round number', () => {
  const tally = createTally();
  const history = createHistory(tally.counted, () => census);
  for (const joins of [0, 5, 10]) {
    for (let count = 0; count < joins; count += 1) tally.changed('joined');
    history.note();
  }
  const page = statusPage(shown({ minutes: history.minutes }));
  expect(page).toContain('points="57,100 58,100 58,50 59,50 59,0 60,0"');
  expect(page).toContain('aria-label="Joins in the last hour: at most 10 a minute"');
  expect([0, 4, 5, 11, 21, 51, 101, 999].map(roundUp)).toEqual([4, 4, 5, 20, 50, 100, 200, 1000]);
});

test('the page runs nothing, styles nothing in itself, asks nobody else, and comes again by itself', () => {
  const page = statusPage(shown({ isDraining: true }));
  expect(page).not.toMatch(/<script|<style|style=|\son\w+=|https?:/);
  expect(page).toContain('<meta http-equiv="refresh" content="30">');
  expect(page).toContain('draining');
});

test.each([
  [59_000, '0 min'],
  [3_600_000, '1 h 0 min'],
  [90_061_000, '1 d 1 h'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
