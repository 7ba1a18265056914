// Where one file is everything, what shares a figure is in it as well.

import * as tools from '../www/share.js';

/** Returns what is needed when a figure is shared or taken along. */
export const share = async () => tools;
