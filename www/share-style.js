// The look of what a figure is shared with, in the colours of figure.css.

export const style = `
.share-panel { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; padding-block: 8px 4px; font-size: 14px; }
.share-field { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; }
.share-field .select { min-inline-size: min(100%, 16em); }
.share-field .copy-text { resize: vertical; white-space: pre-wrap; overflow-wrap: anywhere; field-sizing: content; max-block-size: 18em; }
.share-address { flex: 1 1 14em; min-inline-size: 0; font: inherit; font-size: 16px; color: inherit; background: var(--_paper); border: 1px solid var(--_edge); border-radius: 8px; padding: 3px 10px; min-block-size: 36px; }
.share-address[aria-invalid="true"] { border-color: var(--_error); outline: 1px solid var(--_error); }
.share-forms, .share-save { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.share-forms form { margin: 0; max-inline-size: 100%; }
.share-panel .chip { min-block-size: 36px; max-inline-size: 100%; }
.share-panel .chip[aria-disabled="true"] { color: var(--_muted); border-color: var(--_line); cursor: default; }
.share-panel.share-panel .copy { display: flex; }
.share-panel .message { color: inherit; }
.share-panel .error { color: var(--_error); overflow-wrap: anywhere; }
.share-panel [role="status"]:empty { display: none; }
.share-save { border: 0; border-block-start: 1px solid var(--_line); margin: 0; padding: 10px 0 0; min-inline-size: 0; }
.share-save legend { float: inline-start; inline-size: 100%; padding: 0 0 8px; color: var(--_muted); }
.share-save progress { inline-size: 8em; accent-color: var(--_iterates); }
:host([compact]) .share-panel.share-panel .copy { display: flex; }
@media (any-pointer: coarse) { .share-panel :is(.chip, .select, .share-address, .copy-text) { min-block-size: 44px; } }
@media (forced-colors: active) { .share-panel .error { border-inline-start: 3px solid; padding-inline-start: 8px; } }
`;
