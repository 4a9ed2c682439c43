import { createMemoryStore } from '../../server/rooms/memory-store.ts';
import { describeStore } from './store-contract.ts';

describeStore('the memory store', createMemoryStore);
