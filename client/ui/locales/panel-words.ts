import { computed } from '@preact/signals';
import { enPanels } from './en-panels.ts';
import { type PanelWords, words } from './words.ts';

/** The words of panels, in the language in use. Only what is loaded on demand reads it. */
export const panelWords = computed<PanelWords>(() => words.value.panels ?? enPanels);
