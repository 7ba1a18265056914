// What an author may write, as TypeScript sees it.

import { BatchThroughput, GradientDescent, MinibatchSgd, NoiseEscape, ready } from 'gradient-figures';
import type {
  BatchThroughputResult, FigureErrorDetail, GradientDescentDetail, GradientDescentStatus, MinibatchSgdAxis, MinibatchSgdTrajectory,
} from 'gradient-figures';

/** Passes where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const sure = <_ extends true>() => {};

// Elements that are found and made have their types.
const figure = document.createElement('gradient-descent');
sure<Same<typeof figure, GradientDescent>>();
const found = document.querySelector('minibatch-sgd');
sure<Same<typeof found, MinibatchSgd | null>>();
const made: HTMLElement[] = [new GradientDescent(), new MinibatchSgd(), new NoiseEscape(), new BatchThroughput()];
document.body.append(...made);

// Properties.
figure.learningRate = 1.1;
figure.theme = 'dark';
figure.lang = 'ja';
const status: GradientDescentStatus | null = figure.status;
sure<Same<typeof figure.overflowStep, number | null>>();
for (const { step, x, y, gradient } of figure.trajectory) [step, x, y, gradient].map((value) => value.toFixed(3));
const line = document.createElement('minibatch-sgd');
const axis: MinibatchSgdAxis = line.axis;
line.axis = 'gradients';
line.sampling = 'epoch';
const runs: MinibatchSgdTrajectory = line.trajectory;
runs.full.at(-1)?.loss.toFixed(3);
const added: boolean = line.addSample(0.9, -3) && line.removeSample(0);

// A verdict in every case.
function told(value: GradientDescentStatus): string {
  switch (value) {
    case 'still':
    case 'cycle':
      return 'neither';
    case 'one-sided':
    case 'one-step':
    case 'alternating':
      return 'comes nearer';
    case 'diverging':
      return 'goes away';
  }
}

// Events.
figure.addEventListener('figure-change', (event) => {
  sure<Same<typeof event.detail, GradientDescentDetail>>();
  const rate: number = event.detail.learningRate;
  told(event.detail.status);
});
figure.addEventListener('figure-change', function () {
  this.learningRate = 0.5;
}, { once: true });
figure.addEventListener('figure-error', ({ detail: { reason, message, error } }) => {
  if (reason === 'learningRate' || reason === 'panic') console.log(message.length, error);
});
line.addEventListener('figure-error', ({ detail }) => detail.reason === 'removal');
line.addEventListener('figure-step', ({ detail }) => detail.axis === 'epochs');
const hear = (event: CustomEvent<FigureErrorDetail>) => console.log(event.detail.reason);
figure.addEventListener('figure-error', hear);
figure.removeEventListener('figure-error', hear);
// What every element has keeps its types, and a name of one's own is an event all the same.
figure.addEventListener('click', (event) => event.clientX);
figure.addEventListener('my-own', (event) => event.type);
figure.addEventListener('figure-load', { handleEvent: (event: Event) => event.type });

// Loading, and scripts.
sure<Same<typeof ready, Promise<void>>>();
ready.then(async () => (await figure.toPython()).split('\n'));

// Measuring.
const speed = new BatchThroughput();
const results: Promise<BatchThroughputResult[]> = speed.measure();
results.then(([{ batchSize, epochMs, gradientsPerSecond }]) => epochMs.length + batchSize + gradientsPerSecond);
speed.addEventListener('figure-error', ({ detail }) => detail.reason === 'clock');

// A class of one's own.
class Mine extends GradientDescent {
  double(): number {
    return 2 * this.learningRate;
  }
}
customElements.define('my-descent', Mine);
