// Of the texts of ja.js those that only some kinds of figures need: a script of its own, loaded with the first of them.

export { more as default } from './ja.js';
