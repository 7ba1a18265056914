// The figures' style sheet; a built page has it in the script itself, which makes one request less.

import { fetched } from './fetched.js';

/** Returns the style sheet. @returns {Promise<string>} */
export const styleText = async () => (await fetched(new URL('./figure.css', import.meta.url))).text();

/** What of it only figures of other kinds than the first need, where that is apart. */
export const otherStyle = '';
