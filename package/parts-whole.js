// In the place of www/parts.js where one file is everything.

export * from './parts-inlined.js';
export * from './parts-share.js';
