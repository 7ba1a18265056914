// The elements in React 19. Written from package/interface.mjs: UPDATE_INTERFACE=1 node --test tests/interface.test.mjs
// `import type {} from 'gradient-figures/react'` makes them known.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  GradientDescent,
  GradientDescentAttributes,
  GradientDescentEventMap,
  MinibatchSgd,
  MinibatchSgdAttributes,
  MinibatchSgdEventMap,
  NoiseEscape,
  NoiseEscapeAttributes,
  NoiseEscapeEventMap,
  BatchThroughput,
  BatchThroughputAttributes,
  BatchThroughputEventMap,
} from './gradient-figures.js';

/** A listener for each event of a figure: `onfigure-change`. */
type Listeners<Events> = { [Name in keyof Events as Name extends `figure-${string}` ? `on${Name}` : never]?: ((event: Events[Name]) => void) | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'gradient-descent': DetailedHTMLProps<HTMLAttributes<GradientDescent>, GradientDescent> & GradientDescentAttributes & Listeners<GradientDescentEventMap>;
      'minibatch-sgd': DetailedHTMLProps<HTMLAttributes<MinibatchSgd>, MinibatchSgd> & MinibatchSgdAttributes & Listeners<MinibatchSgdEventMap>;
      'noise-escape': DetailedHTMLProps<HTMLAttributes<NoiseEscape>, NoiseEscape> & NoiseEscapeAttributes & Listeners<NoiseEscapeEventMap>;
      'batch-throughput': DetailedHTMLProps<HTMLAttributes<BatchThroughput>, BatchThroughput> & BatchThroughputAttributes & Listeners<BatchThroughputEventMap>;
    }
  }
}
