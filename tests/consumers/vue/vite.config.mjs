import vue from '@vitejs/plugin-vue';

const figures = ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput'];

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => figures.includes(tag) } } })] };
