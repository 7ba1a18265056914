// What TypeScript keeps an author from: each line below must be an error.

import { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape } from 'gradient-figures';
// @ts-expect-error no such class
import { GradientAscent } from 'gradient-figures';

const figure = new GradientDescent();
const line = new MinibatchSgd();
const wells = new NoiseEscape();
const speed = new BatchThroughput();

// @ts-expect-error a property in kebab-case is none
figure['learning-rate'] = 0.1;
// @ts-expect-error misspelled
figure.learnrate = 0.1;
// @ts-expect-error no number
figure.learningRate = 'fast';
// @ts-expect-error of another figure
figure.batchSize = 8;
// @ts-expect-error only to be read
figure.trajectory = [];
// @ts-expect-error only to be read
wells.runsDone = 3;
// @ts-expect-error none of the words
line.sampling = 'shuffle';
// @ts-expect-error none of the words
line.axis = 'time';
// @ts-expect-error none of the words
figure.theme = 'sepia';
// @ts-expect-error no status of this figure
if (figure.status === 'converging') figure.pause();
// @ts-expect-error null while the figure has failed
figure.status.length;
// @ts-expect-error null where nothing overflows
figure.overflowStep.toFixed();
// @ts-expect-error an object of three runs
line.trajectory.at(-1);
// @ts-expect-error has no w
wells.trajectory[0].w;
// @ts-expect-error a sample has two numbers
line.addSample(0.9);
// @ts-expect-error nothing to play with a speed
figure.play(4);
// @ts-expect-error a promise
speed.measure().length;
// @ts-expect-error a promise
figure.toPython().split('\n');
// @ts-expect-error has no script
speed.toPython();
// @ts-expect-error what the figures share among themselves
figure._set;
// @ts-expect-error no detail of this event
figure.addEventListener('figure-change', ({ detail }) => detail.batchSize);
// @ts-expect-error an event of no figure carries nothing
figure.addEventListener('figure-chnge', ({ detail }) => detail.learningRate);
// @ts-expect-error this figure has no steps
speed.addEventListener('figure-step', ({ detail }) => detail.samples);
// @ts-expect-error no reason of this figure
figure.addEventListener('figure-error', ({ detail }) => detail.reason === 'hidden');
// @ts-expect-error carries another detail
figure.addEventListener('figure-change', (event: CustomEvent<number>) => event.detail);
// @ts-expect-error no such element
const none: GradientDescent = document.createElement('gradient-ascent');
