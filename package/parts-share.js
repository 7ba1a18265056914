// In the place of www/parts.js for what shares a figure, which a reader's browser loads only then.

import hashes from 'built:integrity.json';

/** Returns the hashes by which a page can pin the scripts. @returns {Promise<Record<string, string>>} */
export const integrity = async () => hashes;

/** The page that these files are a part of: none. @returns {string | undefined} */
export const ownPage = () => undefined;
