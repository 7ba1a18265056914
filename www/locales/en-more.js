// Of the texts of en.js those that only some kinds of figures need: a script of its own, loaded with the first of them.

export { more as default } from './en.js';
