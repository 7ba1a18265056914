// The suites that are named on the command line, in one process: so that they share one browser. run.mjs starts it.

import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
