// A site that is rendered under Node imports the figures too: that does nothing, and breaks nothing.

import { GradientDescent, ready } from 'gradient-figures';
import { ready as single } from 'gradient-figures/single';
import manifest from 'gradient-figures/custom-elements.json' with { type: 'json' };

await Promise.all([ready, single]);
console.log(JSON.stringify({ isClass: typeof GradientDescent === 'function', elements: manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName).length }));
