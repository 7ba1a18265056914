// Everything by which a figure is shared or taken along, loaded when it is first wanted.

import { SharePanel } from './share-panel.js';
import { en, ja } from './locales/share.js';

export { loadedBy } from './addresses.js';
export * from './export.js';
export { descentScript, escapeScript, minibatchScript } from './python.js';
export { SharePanel };

/** What is said there, by language. @type {Record<string, Record<string, string>>} */
export const texts = { en, ja };
