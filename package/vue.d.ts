// The elements in Vue 3. Written from package/interface.mjs: UPDATE_INTERFACE=1 node --test tests/interface.test.mjs
// `import type {} from 'gradient-figures/vue'` makes them known.

import type { HTMLAttributes, PublicProps } from 'vue';
import type {
  GradientDescentAttributes,
  GradientDescentEventMap,
  MinibatchSgdAttributes,
  MinibatchSgdEventMap,
  NoiseEscapeAttributes,
  NoiseEscapeEventMap,
  BatchThroughputAttributes,
  BatchThroughputEventMap,
} from './gradient-figures.js';

/** A listener for each event of a figure: `@figure-change` in a template. */
type Listeners<Events> = { [Name in keyof Events as Name extends `figure-${infer Rest}` ? `onFigure${Capitalize<Rest>}` : never]?: ((event: Events[Name]) => void) | undefined };

/** An element as the templates' checker sees a component. */
type Element<Attributes, Events> = new () => { $props: HTMLAttributes & PublicProps & Attributes & Listeners<Events> };

declare module 'vue' {
  interface GlobalComponents {
    'gradient-descent': Element<GradientDescentAttributes, GradientDescentEventMap>;
    'minibatch-sgd': Element<MinibatchSgdAttributes, MinibatchSgdEventMap>;
    'noise-escape': Element<NoiseEscapeAttributes, NoiseEscapeEventMap>;
    'batch-throughput': Element<BatchThroughputAttributes, BatchThroughputEventMap>;
  }
}
