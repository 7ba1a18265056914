// The elements in templates, as a checker of templates sees them: what an author may write, and what is refused.

import type {} from 'gradient-figures/vue';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<Extract<GlobalComponents[Tag], new () => { $props: unknown }>>['$props'];

const descent: Props<'gradient-descent'>[] = [
  { class: 'wide', lang: 'ja', learningRate: 1.1, steps: 20, theme: 'dark', compact: true, key: 1 },
  { 'learning-rate': '0.4', onFigureChange: ({ detail }) => detail.learningRate.toFixed(3), onFigureError: ({ detail }) => detail.reason === 'start' },
  // @ts-expect-error no number
  { learningRate: 'fast' },
  // @ts-expect-error of another figure
  { batchSize: 8 },
  // @ts-expect-error no detail of this event
  { onFigureChange: ({ detail }) => detail.batchSize },
];
const line: Props<'minibatch-sgd'>[] = [
  { batchSize: 8, sampling: 'epoch', axis: 'gradients', fit: true },
  // @ts-expect-error none of the words
  { sampling: 'shuffle' },
];
// @ts-expect-error this figure has no steps
const speed: Props<'batch-throughput'> = { onFigureStep: () => {} };
// @ts-expect-error no such element
type None = Props<'gradient-ascent'>;
export type { None };
export { descent, line, speed };
