import type { Census } from '../rooms/census.ts';
import type { Counted } from '../tally.ts';
import { type Minute, sum } from './history.ts';
import { type Plot, plotFigure } from './plot.ts';

/** What an operator is shown. Numbers alone: who knows the name of a room could enter it. */
export interface Shown {
  readonly isDraining: boolean;
  readonly upMs: number;
  readonly memoryBytes: number;
  readonly census: Census;
  readonly counted: Counted;
  readonly minutes: readonly Minute[];
}

const REFRESH_S = 30;

const plots: readonly Plot[] = [
  {
    title: 'People',
    unit: 'at the end of each minute',
    lines: [
      { name: 'members', of: 'members' },
      { name: 'rooms', of: 'rooms' },
    ],
  },
  {
    title: 'Joins',
    unit: 'a minute',
    lines: [
      { name: 'seated', of: 'joins' },
      { name: 'refused', of: 'refusedJoins' },
    ],
  },
  {
    title: 'Media',
    unit: 'connections a minute',
    lines: [
      { name: 'direct', of: 'direct' },
      { name: 'relayed', of: 'relayed' },
      { name: 'none', of: 'unconnected' },
    ],
  },
  {
    title: 'Ways to the server',
    unit: 'a minute',
    lines: [
      { name: 'lost', of: 'lost' },
      { name: 'back', of: 'resumes' },
      { name: 'given up', of: 'dropped' },
    ],
  },
  { title: 'Messages', unit: 'a minute', lines: [{ name: 'relayed', of: 'messages' }] },
  { title: 'Refusals', unit: 'a minute', lines: [{ name: 'all', of: 'refusals' }] },
];

type Row = readonly [name: string, value: string | number];

/** Without a script, and without a style of its own: nothing may run here, and nothing has to. */
export function statusPage(shown: Shown): string {
  const { isDraining, upMs, census, minutes } = shown;
  const state = isDraining ? '<b class="draining">draining</b>' : '<b>serving</b>';
  const rooms = [...census.roomsBySeats].sort(([one], [other]) => one - other);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${REFRESH_S}">
<title>Parley: status</title>
<link rel="stylesheet" href="status/style.css">
</head>
<body>
<header><h1>Parley</h1><p>${state} for ${duration(upMs)}, ${megabytes(shown.memoryBytes)} of memory</p></header>
<main>
<section class="tiles">
${tile(census.rooms, 'rooms')}
${tile(sum(Object.fromEntries(census.membersByWire)), 'members')}
${tile(census.away, 'held seats')}
${tile(sum(shown.counted.connections), 'connections')}
</section>
<section class="plots">
${plots.map((plot) => plotFigure(plot, minutes)).join('\n')}
</section>
<section class="tables">
${table(
  'Rooms',
  'by the seats that are taken',
  rooms.map(([seats, count]) => [seatsTaken(seats), count]),
)}
${wireTable(shown)}
${sinceStart(shown.counted)}
</section>
</main>
</body>
</html>
`;
}

function tile(value: number, name: string): string {
  return `<p><b>${value}</b> ${name}</p>`;
}

function wireTable({ counted, census }: Shown): string {
  const rows = Object.entries(counted.connections).map(
    ([wire, connections]): Row => [
      wire,
      `${census.membersByWire.get(wire) ?? 0} of ${connections}`,
    ],
  );
  return table('Members', 'of the connections of each wire', rows);
}

function sinceStart({ joins, reports, refusals, turnedAway }: Counted): string {
  return [
    table('Joins', 'since the start', happened(joins)),
    table('Media', 'connections since the start', happened(reports)),
    table('Refusals', 'since the start', happened(refusals)),
    table('Turned away', 'since the start', happened(turnedAway)),
  ].join('\n');
}

function happened(counts: Readonly<Record<string, number>>): Row[] {
  return Object.entries(counts).filter(([, count]) => count > 0);
}

function table(title: string, about: string, rows: readonly Row[]): string {
  const cells = rows.map(
    ([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  );
  const body = rows.length > 0 ? `<table>${cells.join('')}</table>` : '<p>none</p>';
  return `<section><h2>${title} <small>${about}</small></h2>${body}</section>`;
}

function seatsTaken(count: number): string {
  return count === 1 ? '1 seat' : `${count} seats`;
}

/** In the two largest units: `3 d 4 h`. */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
