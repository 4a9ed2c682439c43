import { computed } from '@preact/signals';
import { words } from '../locales/words.ts';
import { en } from './words/en.ts';
import { vi } from './words/vi.ts';
import { zh } from './words/zh.ts';

/** What stands where somebody only watches. It comes with the rest of it, not with the page. */
export type WatchingWords = typeof en;

/** By the code of the catalogue that they belong to. A new language of the page is one line here as well. */
export const watchingLanguages: Readonly<Record<string, WatchingWords>> = { en, 'zh-CN': zh, vi };

export const watchingText = computed(() => watchingLanguages[words.value.language] ?? en);
