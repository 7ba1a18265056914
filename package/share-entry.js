// gradient-figures.share.js: hands what shares a figure to the script that asked for it.

import * as tools from '../www/share.js';

globalThis.FIGURES_SHARE = tools;
