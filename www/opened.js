// The code of what is loaded when it is opened, all of it in one script.

// So that the bundler makes one script of what the first one holds, and no others of what some scripts have in common.
import './figures.js';

export { MapReader } from './map-reader.js';
export { rowsOf } from './table-rows.js';
