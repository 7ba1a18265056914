// Of the texts of ja.js those that every figure needs: a script of its own.

export { default } from './ja.js';
