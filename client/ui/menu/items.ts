import type { ComponentType } from 'preact';
import { VerifyCallItem } from './verify-call.tsx';

/** The menu *More*, in its order. A new item is one file and one line here; it draws null where it has no place. */
export const items: readonly ComponentType[] = [VerifyCallItem];
