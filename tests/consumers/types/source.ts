// The types that are published are those that the scripts have: checked with the scripts, by the project's own tsconfig.json.

import type * as published from '../../../package/gradient-figures.js';
import type * as scripts from '../../../www/figures.js';
import type { LoadError } from '../../../www/load-error.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Fits<A, B> = A extends B ? true : false;
const sure = <_ extends true>() => {};

/** What an element has besides what every element has; what begins with an underscore the figures share among themselves. */
type Public<T> = Exclude<keyof T, keyof HTMLElement | `_${string}` | 'adoptedCallback' | 'connectedCallback' | 'disconnectedCallback' | 'attributeChangedCallback'>;
/** The accessors of settings are made by a function, of which the compiler knows nothing: tests in browsers do. */
type Settings<Detail> = Exclude<keyof Detail, 'status' | 'results'>;
/** The scripts know no more of a status than that it is a word. */
type Known<T> = Exclude<Public<T>, 'status'>;

/** Whether the published class has what the class of the scripts has, of the same types. */
type Held<Script, Published, Detail> = [
  Same<Public<Script> | Settings<Detail>, Public<Published>>,
  Same<{ [K in Known<Script>]: Script[K] }, { [K in Known<Script>]: K extends keyof Published ? Published[K] : never }>,
] extends [true, true] ? true : false;

sure<Held<scripts.GradientDescent, published.GradientDescent, published.GradientDescentDetail>>();
sure<Held<scripts.MinibatchSgd, published.MinibatchSgd, published.MinibatchSgdDetail>>();
sure<Held<scripts.NoiseEscape, published.NoiseEscape, published.NoiseEscapeDetail>>();
sure<Held<scripts.BatchThroughput, published.BatchThroughput, published.BatchThroughputDetail>>();
sure<Fits<published.GradientDescentStatus | published.MinibatchSgdStatus | published.NoiseEscapeStatus, NonNullable<scripts.GradientDescent['status']>>>();
sure<Same<keyof typeof scripts, keyof typeof published>>();
sure<Same<typeof scripts.ready, typeof published.ready>>();
sure<Same<LoadError['reason'] | 'canvas' | 'panic', published.FigureFailure>>();
