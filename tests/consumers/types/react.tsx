// The elements in JSX: what an author may write, and what is refused.

import type {} from 'gradient-figures/react';
import { useRef } from 'react';
import type { GradientDescent } from 'gradient-figures';

export function Article() {
  const figure = useRef<GradientDescent>(null);
  return (
    <>
      <gradient-descent
        ref={figure} className="wide" lang="ja" learningRate={1.1} start={-2} steps={20} theme="dark" compact
        onfigure-change={({ detail }) => detail.learningRate.toFixed(3)} onfigure-error={({ detail }) => detail.reason === 'start'}
      />
      <gradient-descent learning-rate="0.4" steps="20"><img src="a.png" alt="" /></gradient-descent>
      <minibatch-sgd batchSize={8} data-seed={3} sampling="epoch" axis="gradients" fit />
      <noise-escape runs={200} step={undefined} />
      <batch-throughput samples={1024} onfigure-change={({ detail }) => detail.results.length} />
      {/* @ts-expect-error no number */}
      <gradient-descent learningRate="fast" />
      {/* @ts-expect-error misspelled */}
      <gradient-descent learnrate={0.1} />
      {/* @ts-expect-error of another figure */}
      <gradient-descent batchSize={8} />
      {/* @ts-expect-error none of the words */}
      <minibatch-sgd sampling="shuffle" />
      {/* @ts-expect-error none of the words */}
      <noise-escape theme="sepia" />
      {/* @ts-expect-error no detail of this event */}
      <gradient-descent onfigure-change={({ detail }) => detail.batchSize} />
      {/* @ts-expect-error no such element */}
      <gradient-ascent />
    </>
  );
}
