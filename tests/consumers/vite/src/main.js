import { ready } from 'gradient-figures';

await ready;
document.documentElement.dataset.ready = '';
