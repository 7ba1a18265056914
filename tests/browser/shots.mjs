// Pictures of the page's states, for eyes: target/shots/<engine>/<name>.png
//
//   cargo xtask shots [part of a name] [--engine chromium,firefox,webkit]

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engines, withEngine } from './engines.mjs';
import { startServer } from './server.mjs';
import { states } from './states.mjs';

const OUT = fileURLToPath(new URL('../../target/shots/', import.meta.url));
const filter = process.argv[2] ?? '';

/** The address of a state; the page takes its language and its theme from the query. @param {import('./states.mjs').State} state */
function address({ path = '/', lang, theme }) {
  const url = new URL(path, 'http://localhost');
  if (lang) url.searchParams.set('lang', lang);
  if (theme) url.searchParams.set('theme', theme);
  return url.pathname + url.search + url.hash;
}

const chosen = states.filter(({ name }) => name.includes(filter));
if (!chosen.length) {
  console.error(`no state's name contains "${filter}"; there are ${states.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
const server = await startServer();
let faults = 0;
for (const name of engines()) {
  await withEngine(name, async (session) => {
    for (const state of chosen) {
      const file = join(OUT, name, `${state.name}.png`);
      await session.setTheme({ theme: state.theme ?? 'light', ...state.wishes });
      try {
        await session.wholePage(server.url(address(state)), file, state);
        console.log(file);
        for (const { type, text } of await session.messages()) console.log(`  ${type}: ${text}`);
      } catch (error) {
        faults += 1;
        console.error(`${name}, ${state.name}: ${error}`);
      }
    }
  });
}
await server.close();
process.exitCode = faults ? 1 : 0;
