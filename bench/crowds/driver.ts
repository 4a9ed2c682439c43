import process from 'node:process';
import { gather, type IdleCrowd } from './idle-crowd.ts';
import { soak } from './soak.ts';
import { takeShortestPause, watchTries } from './tries.ts';

let crowd: IdleCrowd | null = null;

/** What the process of the clients can be asked to do. */
const orders = {
  async gather(url: string, count: number) {
    crowd = await gather(url, count);
    return crowd.present;
  },
  present: () => crowd?.present ?? 0,
  missing: () => crowd?.missing ?? [],
  cut: () => crowd?.cut(),
  leave: () => crowd?.leave(),
  takeShortestPause,
  soak,
};
export type Orders = typeof orders;

type Order = readonly [name: keyof Orders, ...args: readonly unknown[]];

watchTries();
process.on('message', async ([name, ...args]: Order) => {
  const order: (...given: never[]) => unknown = orders[name];
  process.send?.({ result: await order(...(args as never[])) });
});
process.on('disconnect', () => process.exit(0));
