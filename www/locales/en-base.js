// Of the texts of en.js those that every figure needs: a script of its own.

export { default } from './en.js';
