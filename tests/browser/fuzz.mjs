// Many hostile sequences, in each engine, other ones each time: `cargo xtask fuzz --count 1000 [--seed 1]`.

import { engines, withEngine } from './engines.mjs';
import { assailed } from './hostile.mjs';
import { startServer } from './server.mjs';

const [count, first] = process.argv.slice(2).map(Number);
console.log(`sequences ${first} to ${first + count - 1}; --seed ${first} does the same again`);
const server = await startServer();
const outcomes = await Promise.all(engines().map((name) => withEngine(name, async (page) => {
  let told = 0;
  const { faults, sequences } = await assailed(page, server, first, count, (done) => {
    if (done < told + 200) return;
    told = done;
    console.log(`${name}: ${done} sequences`);
  });
  console.log(`${name}: ${sequences} sequences, ${faults.length ? `${faults.length} faults` : 'no fault'}`);
  for (const fault of faults) console.error(`${name}: ${fault}`);
  return faults.length;
})));
await server.close();
process.exitCode = outcomes.some(Boolean) ? 1 : 0;
