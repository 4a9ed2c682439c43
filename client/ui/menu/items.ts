import type { ComponentType } from 'preact';
import { QualityItem } from './quality.tsx';
import { ServersItem } from './servers.tsx';

/** The menu *More*, in its order. A new item is one file and one line here; it draws null where it has no place. */
export const items: readonly ComponentType[] = [QualityItem, ServersItem];
