/** Up to here a panel has no room beside the stage: the same width as in styles/panel.css. */
export const NARROW = '(max-width: 860px)';
