// What is said when a figure is shared or taken along, in every language.

export const en = {
  runs: 'runs counted',
  'python.gradient': 'the slope of x² at x',
  'python.batch-size': '1: SGD',
  'python.mean': 'mean over the batch',
  'python.tilts': 'adds up to 0',
  'python.full': 'the full batch',
};

export const ja = {
  runs: '数えた試行',
  'python.gradient': 'x での x² の傾き',
  'python.batch-size': '1 なら SGD',
  'python.mean': 'バッチでの平均',
  'python.tilts': '合計は 0',
  'python.full': '全データ',
};
