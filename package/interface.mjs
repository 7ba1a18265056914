// What the elements promise to those who use them, in both languages: the one place where it is written down. The types,
// the manifest and the pages in docs/figures are written from it (documents.mjs); tests hold it to the elements.

/** @typedef {{ en: string, ja: string }} Text with Markdown's code and emphasis */

/**
 * @typedef {object} Setting a property that is reflected to an attribute
 * @property {string} property
 * @property {string} attribute
 * @property {number | string | null} default null where it is no value of its own but the last step, whichever that is
 * @property {Text} means
 * @property {number} [least] the least number that is accepted
 * @property {number | string} [most] the largest, or the property that has it; without it every finite number
 * @property {boolean} [whole] whether only whole numbers are accepted
 * @property {readonly string[]} [words] what is accepted, where that is no number
 * @property {string} [type] the name of the type of these words
 */

/** @typedef {{ name: string, type: string, means: Text, example?: Record<string, number> }} Value */
/** @typedef {{ name: string, type: string, means: Text, least?: number, most?: number }} Parameter */
/** @typedef {{ name: string, means: Text, fields: Value[] }} Rows objects that properties and methods return */
/** @typedef {{ word: string, means: Text, example: Record<string, number> }} Status with settings that lead to it */

/**
 * @typedef {object} Method
 * @property {string} name
 * @property {Parameter[]} parameters
 * @property {string} returns
 * @property {Text} means
 */

/** @typedef {{ name: string, means: Text }} Named */

/**
 * @typedef {object} Element
 * @property {string} tag
 * @property {string} className
 * @property {Text} means in two sentences
 * @property {{ file: string, alt: Text }} picture
 * @property {{ html: string, script: string }} example
 * @property {Setting[]} settings
 * @property {Value[]} values what can be read and not be set
 * @property {Status[]} statuses
 * @property {Rows[]} rows
 * @property {Method[]} methods
 * @property {Text} play what playing is
 * @property {Text} pause
 * @property {Value[]} detail what events carry besides the settings
 * @property {Named[]} events those that not every figure fires, or for more than others do
 * @property {Named[]} reasons why a `figure-error` is fired, besides settings that are refused and what ends a figure
 * @property {Named[]} parts those that not every figure has
 */

/** @param {string} en @param {string} ja @returns {Text} */
const both = (en, ja) => ({ en, ja });

const LARGEST_SEED = 2 ** 32 - 1;

/** The module that the package names as its own. */
export const MODULE = 'module/gradient-figures.js';

/** What the module exports besides the classes of the elements. @type {Value[]} */
export const EXPORTS = [
  {
    name: 'ready', type: 'Promise<void>', means: both(
      'Fulfilled when the elements can answer, also where they can only say why there is no figure. They are defined from the beginning and keep what is set until then.',
      '図が値を返せるようになると解決します（図を始められず、理由を示すだけの場合も）。要素は初めから定義されていて、それまでに設定した値を保ちます。'),
  },
];

/** The attributes of every figure that are no settings of a run. @type {(Named & { type: string, default: Text, property?: string })[]} */
export const ATTRIBUTES = [
  {
    name: 'lang', type: "'en' | 'ja'", default: both('the page’s, else the browser’s', 'ページの言語、なければブラウザの言語'),
    means: both('the language; also a longer tag, such as `ja-JP`', '言語。`ja-JP` のような長い書き方も使えます'),
  },
  {
    name: 'theme', type: "'auto' | 'light' | 'dark'", default: both('`auto`', '`auto`'), property: 'theme',
    means: both('the colours; `auto` follows the page’s `color-scheme`, and the reader’s system where the page sets none; paper is always light',
      'テーマ。`auto` ではページの `color-scheme` に、指定がなければ読者のシステムの設定に従います。印刷は常にライトです'),
  },
  {
    name: 'compact', type: 'boolean', default: both('off', 'なし'),
    means: both('a switch: only verdict, planes, formula, η, playback, presets and reset, for a figure within a text',
      '書けば有効：判定・図・式・η・再生・設定例・リセットだけにします（文章の中に置く図のため）'),
  },
  {
    name: 'fit', type: 'boolean', default: both('off', 'なし'),
    means: both('a switch: the figure fills the window and never scrolls, for small frames; only in the package’s builds',
      '書けば有効：画面（小さな iframe など）いっぱいに収まり、スクロールしません。パッケージのビルドだけで使えます'),
  },
];

/** The properties of every figure that are no settings of a run. @type {(Value & { attribute: string, words: readonly string[], default: string })[]} */
export const PROPERTIES = [
  {
    name: 'theme', attribute: 'theme', type: 'FigureTheme', words: ['auto', 'light', 'dark'], default: 'auto',
    means: both('The colours; anything else counts as `auto`.', '配色。ほかの値は `auto` とみなします。'),
  },
];

/** The events of every figure, which bubble and leave shadow trees. @type {Named[]} */
export const EVENTS = [
  { name: 'figure-load', means: both('The figure has started; once.', '図が始まったとき（1 回だけ）。') },
  { name: 'figure-input', means: both('The reader is moving a control.', '読者が操作している途中。') },
  { name: 'figure-change', means: both('What the reader was moving has settled.', '読者の操作が終わったとき。') },
  {
    name: 'figure-error', means: both('A value was refused, also one that a script set; or there is no figure, or no longer.',
      '値が受け付けられなかったとき、または図を始められないか続けられないとき（スクリプトからの代入でも起きます）。'),
  },
];

/** What `figure-error` carries. @type {Value[]} */
export const ERROR = [
  { name: 'reason', type: 'string', means: both('which setting was refused, or why there is no figure', '受け付けられなかった設定、または図を表示できない理由') },
  { name: 'message', type: 'string', means: both('the same in a sentence, in the figure’s language', '同じことを説明する、図の言語の文') },
  { name: 'error', type: 'unknown', means: both('what was thrown, where the figure has ended by an error', '図がエラーで止まったときの、その例外') },
];

/** Why there is no figure. @type {Named[]} */
export const FAILURES = [
  { name: 'file', means: both('the page was opened as a file', 'ページがファイルとして開かれた') },
  { name: 'missing', means: both('a part was not found on the server', '必要なファイルがサーバーにない') },
  { name: 'network', means: both('a part could not be loaded', '必要なファイルを読み込めない') },
  { name: 'blocked', means: both('the page’s policy forbids WebAssembly', 'ページのセキュリティ設定が WebAssembly を許可していない') },
  { name: 'broken', means: both('a part arrived damaged', '必要なファイルが壊れている') },
  { name: 'unsupported', means: both('the browser has no WebAssembly, or no DecompressionStream for the one script', 'ブラウザに WebAssembly がない、または一つのスクリプトにした版に必要な DecompressionStream がない') },
  { name: 'canvas', means: both('the browser gave no canvas', '描画用のキャンバスを使えない') },
  { name: 'panic', means: both('an error of the figure’s own; its settings are kept', '図の内部エラー（設定は残ります）') },
];

/** The custom properties that the style sheet reads; their defaults are read there. @type {Named[]} */
export const STYLES = [
  { name: '--figure-ink', means: both('text and marks', '文字と印') },
  { name: '--figure-muted', means: both('secondary text, numbers on the axes', '補助的な文字、軸の数値') },
  { name: '--figure-grid', means: both('the grid', '格子線') },
  { name: '--figure-line', means: both('frames and separating lines', '枠と区切りの線') },
  { name: '--figure-edge', means: both('edges of controls; 3:1 on the paper is needed', '操作部品の縁（紙の色との比 3:1 が必要）') },
  { name: '--figure-paper', means: both('the ground', '紙（背景）') },
  { name: '--figure-objective', means: both('the function that is minimised', '最小化する関数') },
  { name: '--figure-iterates', means: both('the run; of three methods, the mini-batches', '実行の各点。3 つの手法ではミニバッチ') },
  { name: '--figure-gradient', means: both('the gradient', '勾配') },
  { name: '--figure-batch', means: both('the samples of a batch, and their gradient', 'バッチの標本とその勾配') },
  { name: '--figure-converges', means: both('what converges; of three methods, the full batch', '収束するもの。3 つの手法では全データ') },
  { name: '--figure-swings', means: both('what swings or is unsteady; of three methods, SGD', '振動するもの、不安定なもの。3 つの手法では SGD') },
  { name: '--figure-diverges', means: both('what diverges', '発散するもの') },
  { name: '--figure-font', means: both('the fonts of the text', '文字のフォント') },
];

/** The parts of every figure. @type {Named[]} */
export const PARTS = [
  { name: 'figure', means: both('all of the figure', '図の全体') },
  { name: 'verdict', means: both('what the run comes to, in words', '実行の結果を言葉で示すところ') },
  { name: 'message', means: both('what was refused, and notes', '受け付けられなかった値の説明や注記') },
  { name: 'failure', means: both('why there is no figure', '図を表示できない理由') },
  { name: 'share', means: both('what shares the figure or takes it along', '図の共有と保存') },
];

/** What stands within an element's tags. */
export const SLOT = both('A fallback, such as a picture: shown until the first frame, and while the figure cannot be shown.',
  '代わりに見せるもの（静止画など）。図が始まるまでと、図を表示できない間に表示されます。');

/** The custom states of every figure. @type {Named[]} */
export const STATES = [
  {
    name: 'live', means: both('The figure is there: the room that a page has kept for it can go.', '図が表示されています。図のために空けておいた場所は、もう要りません。'),
  },
  {
    name: 'failed', means: both('There is no figure: the fallback and the reason are shown. Settings that were set are kept, others are undefined until the figure starts again.',
      '図を表示できず、代わりの内容と理由が表示されています。与えた設定は残り、ほかは図が再び始まるまで undefined です。'),
  },
];

/** What can be read of every figure and does not depend on what it shows. @type {Value[]} */
export const VALUES = [
  {
    name: 'updateComplete', type: 'Promise<void>', means: both(
      'Fulfilled once all that has been asked of the figure so far is drawn and said, with what it computes or counts over several frames; while it plays, with the next frame; at once where nothing is drawn: out of view, off the page, or without a figure.',
      'それまでに求めたことがすべて描かれ、表示されると解決します（数フレームかけて計算し数えるものは終わりまで、再生中は次のフレームで）。画面の外やページに無いとき、図を表示できないときは、描くものが無いのですぐに解決します。'),
  },
];

/** The methods of every figure that do not depend on what it shows. @type {Method[]} */
export const METHODS = [
  {
    name: 'reset', parameters: [], returns: 'void',
    means: both('Goes back to the settings that the page’s author wrote, else to the defaults.', 'ページの著者が書いた設定（なければ初期値）に戻します。'),
  },
];

/** @type {Setting} */
const learningRate = {
  property: 'learningRate', attribute: 'learning-rate', default: 0.1, least: 0,
  means: both('the learning rate η', '学習率 η'),
};
/** @param {number} steps @param {Text} means @returns {Setting} */
const stepsOf = (steps, means) => ({ property: 'steps', attribute: 'steps', default: steps, least: 1, most: 10_000, whole: true, means });
/** @type {Setting} */
const step = {
  property: 'step', attribute: 'step', default: null, least: 0, whole: true,
  means: both('the step shown; one beyond the last shows the last', '表示するステップ。最後より大きければ最後を表示します'),
};
/** @param {number} seed @param {Text} means @returns {Setting} */
const seedOf = (seed, means) => ({ property: 'seed', attribute: 'seed', default: seed, least: 0, most: LARGEST_SEED, whole: true, means });
/** @type {Setting} */
const dataSeed = {
  property: 'dataSeed', attribute: 'data-seed', default: 0, least: 0, most: LARGEST_SEED, whole: true,
  means: both('NumPy’s seed of the samples', '標本を作る NumPy の種'),
};

const play = both('Plays the run from the step shown, from the start when that is the last.', '表示中のステップから再生します（最後のステップなら最初から）。');
const pause = both('Stops playing.', '再生を止めます。');

/** @type {Named} */
const stepped = { name: 'figure-step', means: both('Another step is shown, by playing or by the reader.', '再生や読者の操作で、表示するステップが変わったとき。') };
/** @type {Named} */
const formula = { name: 'update', means: both('the formula with its numbers', '数値の入った式') };

/** @param {string} prints @param {string} ja @returns {Method} */
const python = (prints, ja) => ({
  name: 'toPython', parameters: [], returns: 'Promise<string>',
  means: both(`Returns a NumPy script that prints ${prints}.`, `${ja}を出力する NumPy スクリプトを返します。`),
});

/** @param {string} type @param {string} en @param {string} ja @returns {Value} */
const statusOf = (type, en, ja) => ({
  name: 'status', type: `${type} | null`, means: both(`${en}; null while the figure has failed`, `${ja}。図を表示できない間は null`),
});
const stepField = { name: 'step', type: 'number', means: both('0 is the start', '0 が最初') };

/** @type {Element[]} */
export const ELEMENTS = [
  {
    tag: 'gradient-descent',
    className: 'GradientDescent',
    means: both(
      'Gradient descent on y = x²: every update is x ← x − η · 2x, exactly as float64 has it. It converges from one side below η = ½, from both sides above, and blows up beyond η = 1.',
      'y = x² の上の勾配降下法です。1 回の更新は x ← x − η · 2x で、float64 の計算そのままを示します。η < ½ では片側から、½ を超えると左右交互に近づき、1 を超えると発散します。'),
    picture: {
      file: 'gradient-descent.png',
      alt: both('The figure at a learning rate of 1.1: ten iterates climb out of the parabola, the loss rises on a log axis',
        '学習率 1.1 の図：10 個の点が放物線をかけ上がり、対数軸の損失が増えていく'),
    },
    example: {
      html: '<gradient-descent learning-rate="1.1"></gradient-descent>',
      script: `const figure = document.querySelector('gradient-descent');
figure.addEventListener('figure-change', ({ detail }) => console.log(detail.learningRate, detail.status));
figure.addEventListener('figure-load', () => console.log(figure.trajectory.at(-1)));`,
    },
    settings: [
      learningRate,
      { property: 'start', attribute: 'start', default: -3, means: both('the start x₀', '初期値 x₀') },
      stepsOf(10, both('the number of steps', 'ステップ数')),
      step,
    ],
    values: [
      { name: 'trajectory', type: 'GradientDescentRow[]', means: both('every step of the run, exact', '実行の全ステップ（値は正確）') },
      statusOf('GradientDescentStatus', 'how the run behaves', '実行の振る舞い'),
      { name: 'overflowStep', type: 'number | null', means: both('the first step whose y is not finite, or null', 'y が有限でなくなる最初のステップ。なければ null') },
    ],
    statuses: [
      { word: 'still', means: both('x does not move', 'x が動かない'), example: { learningRate: 0 } },
      { word: 'one-sided', means: both('comes nearer on one side', '片側から近づく'), example: { learningRate: 0.1 } },
      { word: 'one-step', means: both('lands on the minimum in one step', '1 回で最小点に着く'), example: { learningRate: 0.5 } },
      { word: 'alternating', means: both('comes nearer from both sides in turn', '左右交互に近づく'), example: { learningRate: 0.9 } },
      { word: 'cycle', means: both('oscillates between two points forever', '2 点を往復し続ける'), example: { learningRate: 1 } },
      { word: 'diverging', means: both('goes farther away with every step', '1 歩ごとに遠ざかる'), example: { learningRate: 1.1 } },
    ],
    rows: [{
      name: 'GradientDescentRow',
      means: both('a step of the run', '実行の 1 ステップ'),
      fields: [
        stepField,
        { name: 'x', type: 'number', means: both('the parameter', 'パラメータ') },
        { name: 'y', type: 'number', means: both('the loss x²', '損失 x²') },
        { name: 'gradient', type: 'number', means: both('the slope 2x', '傾き 2x') },
      ],
    }],
    methods: [python('step, x and y of this run', '各ステップの番号・x・y ')],
    play,
    pause,
    detail: [statusOf('GradientDescentStatus', 'how the run behaves', '実行の振る舞い')],
    events: [stepped],
    reasons: [],
    parts: [
      formula,
      { name: 'plane-curve', means: both('the run on the parabola', '放物線上の実行') },
      { name: 'plane-loss', means: both('the loss by step', 'ステップごとの損失') },
      { name: 'plane-rates', means: both('the final loss by η', 'η ごとの最後の損失') },
      { name: 'plane-map', means: both('the final loss over η and x₀', 'η と x₀ の上の最後の損失') },
      { name: 'plane-cobweb', means: both('the cobweb of x → (1 − 2η) x', 'x → (1 − 2η) x のクモの巣図') },
    ],
  },
  {
    tag: 'minibatch-sgd',
    className: 'MinibatchSgd',
    means: both(
      'A line y = wx + b is fitted to samples of t = 2x + 1 by three methods from the same start: the full batch, mini-batches of B, and SGD with single samples. The loss is the mean of half squared errors.',
      't = 2x + 1 の標本に直線 y = wx + b を、全データ・B 個のミニバッチ・1 個ずつの SGD の 3 つの手法で、同じ出発点から当てはめます。損失は誤差の 2 乗の半分の平均です。'),
    picture: {
      file: 'minibatch-sgd.png',
      alt: both('The regression between its two limits: the full batch has converged, SGD with single samples wanders off by factors of ten',
        '2 つの限界の間の回帰：全データは収束し、1 個ずつの SGD は何桁も外れていく'),
    },
    example: {
      html: '<minibatch-sgd batch-size="4" learning-rate="0.3"></minibatch-sgd>',
      script: `const figure = document.querySelector('minibatch-sgd');
figure.addEventListener('figure-load', () => {
  figure.addSample(0.9, -3);
  console.log(figure.status, figure.trajectory.mini.at(-1));
});`,
    },
    settings: [
      learningRate,
      {
        property: 'batchSize', attribute: 'batch-size', default: 8, least: 1, most: 'samples', whole: true,
        means: both('the batch size B; follows when there are fewer samples', 'バッチサイズ B。標本が減ると合わせて減ります'),
      },
      { property: 'samples', attribute: 'samples', default: 100, least: 2, most: 1_000_000, whole: true, means: both('the number of samples N', '標本数 N') },
      { property: 'noise', attribute: 'noise', default: 0.3, least: 0, most: 1e9, means: both('the standard deviation of the samples’ noise', '標本のノイズの標準偏差') },
      dataSeed,
      seedOf(1, both('NumPy’s seed of the batches', 'バッチを選ぶ NumPy の種')),
      {
        property: 'sampling', attribute: 'sampling', default: 'replacement', words: ['replacement', 'epoch'], type: 'MinibatchSgdSampling',
        means: both('how batches are drawn: with replacement (`np.random.choice`), or each sample once an epoch (`np.random.permutation`)',
          'バッチの選び方：復元抽出（`np.random.choice`）か、エポックごとに 1 回ずつ（`np.random.permutation`）'),
      },
      stepsOf(50, both('the number of updates', '更新回数')),
      step,
      {
        property: 'axis', attribute: 'axis', default: 'updates', words: ['updates', 'epochs', 'gradients'], type: 'MinibatchSgdAxis',
        means: both('what the loss is drawn against', '損失の図の横軸（更新回数・エポック・勾配計算の標本数）'),
      },
    ],
    values: [
      { name: 'trajectory', type: 'MinibatchSgdTrajectory', means: both('the runs of all three methods, exact, as far as they are computed', '3 つの手法の実行（値は正確。計算できたところまで）') },
      { name: 'batch', type: 'number[]', means: both('the indices of the mini-batch that leads on from the step shown', '表示中のステップから次へ進むミニバッチの番号') },
      { name: 'limit', type: 'number | null', means: both('2/λ_max: below it the full batch converges', '2/λ_max。η がこれより小さければ全データは収束します') },
      { name: 'sgdLimit', type: 'number | null', means: both('2/max(xₙ² + 1): below it no single sample can blow up', '2/max(xₙ² + 1)。η がこれより小さければ、1 個ずつでも発散しません') },
      statusOf('MinibatchSgdStatus', 'how the run of mini-batches behaves', 'ミニバッチの実行の振る舞い'),
      { name: 'isComplete', type: 'boolean', means: both('whether all that is shown is computed; large full batches take many frames', '表示中のものがすべて計算済みか（大きな全データは何フレームもかかります）') },
    ],
    statuses: [
      { word: 'still', means: both('the line does not move', '直線が動かない'), example: { learningRate: 0 } },
      { word: 'converging', means: both('no update can blow up', 'どの更新も発散を起こせない'), example: { learningRate: 0.1 } },
      { word: 'unsteady', means: both('single updates may overshoot; the run ended lower than it began', '1 回の更新は行き過ぎることがあるが、損失は最初より下がった'), example: { learningRate: 1.2 } },
      { word: 'diverging', means: both('the run ended higher than it began, or η is above 2/λ_max', '損失が最初より大きくなったか、η が 2/λ_max を超えている'), example: { learningRate: 2.2 } },
    ],
    rows: [
      {
        name: 'MinibatchSgdRow',
        means: both('an update of a run', '1 回の更新の結果'),
        fields: [
          stepField,
          { name: 'w', type: 'number', means: both('the slope', '傾き') },
          { name: 'b', type: 'number', means: both('the intercept', '切片') },
          { name: 'loss', type: 'number', means: both('over all samples as they are now', 'いまの全標本での損失') },
        ],
      },
      {
        name: 'MinibatchSgdTrajectory',
        means: both('the runs of the three methods', '3 つの手法の実行'),
        fields: [
          { name: 'full', type: 'MinibatchSgdRow[]', means: both('the full batch', '全データ') },
          { name: 'mini', type: 'MinibatchSgdRow[]', means: both('mini-batches of B', 'B 個のミニバッチ') },
          { name: 'sgd', type: 'MinibatchSgdRow[]', means: both('single samples', '1 個ずつ') },
        ],
      },
    ],
    methods: [
      {
        name: 'addSample', returns: 'boolean',
        parameters: [
          { name: 'x', type: 'number', least: -1e9, most: 1e9, means: both('the input', '入力') },
          { name: 't', type: 'number', least: -1e9, most: 1e9, means: both('the target', '目標') },
        ],
        means: both('Adds a sample and returns whether it was done. The run goes on from the step shown, or begins anew where that is the first or the last.',
          '標本を加え、加えられたかどうかを返します。学習は表示中のステップから続きます（最初か最後のステップでは最初からやり直します）。'),
      },
      {
        name: 'removeSample', returns: 'boolean',
        parameters: [{ name: 'index', type: 'number', means: both('a whole number from 0, below the number of samples', '0 以上、標本数未満の整数') }],
        means: both('Removes a sample and returns whether it was done; two must stay. The run goes on as after `addSample`.',
          '標本を消し、消せたかどうかを返します。2 個は残ります。学習は `addSample` と同じように続きます。'),
      },
      python('step, w, b and loss of the run of mini-batches', 'ミニバッチの実行の各ステップの番号・w・b・損失'),
    ],
    play,
    pause,
    detail: [statusOf('MinibatchSgdStatus', 'how the run of mini-batches behaves', 'ミニバッチの実行の振る舞い')],
    events: [stepped],
    reasons: [
      { name: 'sample', means: both('a sample was not added', '標本を加えられなかった') },
      { name: 'removal', means: both('a sample was not removed', '標本を消せなかった') },
    ],
    parts: [
      formula,
      { name: 'plane-data', means: both('samples and line', '標本と直線') },
      { name: 'plane-contours', means: both('the loss over w and b', 'w と b の上の損失') },
      { name: 'plane-cost', means: both('the loss by updates, epochs or sample gradients', '更新回数・エポック・標本数ごとの損失') },
      { name: 'plane-rates', means: both('the final loss by η', 'η ごとの最後の損失') },
      { name: 'plane-map', means: both('the final loss over η and B', 'η と B の上の最後の損失') },
    ],
  },
  {
    tag: 'noise-escape',
    className: 'NoiseEscape',
    means: both(
      'Runs on a curve with two wells, E(x) = x⁴/4 − x³/3 − x², the mean of 64 samples’ Eₙ(x) = E(x) + sₙ x; every run starts at x = −1.5, on the side of the shallow well. Beside the run shown it counts where many runs ended.',
      '谷が 2 つある曲線 E(x) = x⁴/4 − x³/3 − x²（64 個の標本の Eₙ(x) = E(x) + sₙ x の平均）の上を、浅い谷の側の x = −1.5 から進みます。表示中の実行の横で、多数の実行がどこで終わったかを数えます。'),
    picture: {
      file: 'noise-escape.png',
      alt: both('Two wells: most of a thousand noisy runs ended in the deep one, the rest in the shallow one',
        '2 つの谷：1000 回の実行の多くが深い谷に、残りが浅い谷に終わった'),
    },
    example: {
      html: '<noise-escape batch-size="4" runs="2000"></noise-escape>',
      script: `const figure = document.querySelector('noise-escape');
figure.addEventListener('figure-change', () => console.log(figure.escaped, figure.runsDone));
figure.addEventListener('figure-load', () => console.log(figure.status, figure.trajectory.length));`,
    },
    settings: [
      learningRate,
      {
        property: 'batchSize', attribute: 'batch-size', default: 1, least: 1, most: 64, whole: true,
        means: both('the batch size B; 64 is the full batch, all samples once', 'バッチサイズ B。64 は全データ（全標本を 1 回ずつ）'),
      },
      stepsOf(200, both('the number of updates', '更新回数')),
      step,
      seedOf(1, both('NumPy’s seed of the run shown; run r of those counted has `seed` + r', '表示する実行の NumPy の種。数える実行の r 番目は `seed` + r')),
      { property: 'runs', attribute: 'runs', default: 1000, least: 1, most: 10_000, whole: true, means: both('how many runs are counted', '数える実行の回数') },
    ],
    values: [
      { name: 'trajectory', type: 'NoiseEscapeRow[]', means: both('every step of the run shown, exact', '表示中の実行の全ステップ（値は正確）') },
      statusOf('NoiseEscapeStatus', 'how the run shown ends', '表示中の実行の終わり方'),
      { name: 'escaped', type: 'number | null', means: both('the share of the runs counted so far that ended in the deep well', '数え終えた実行のうち、深い谷で終わった割合') },
      { name: 'runsDone', type: 'number', means: both('how many runs are counted: while the figure is in view it rises to `runs`', '数え終えた回数。図が画面にある間に `runs` まで増えます') },
    ],
    statuses: [
      { word: 'stays', means: both('in the shallow well, x ≤ 0', '浅い谷（x ≤ 0）に留まる'), example: { batchSize: 64 } },
      { word: 'leaves', means: both('over the ridge into the deep well, x > 0', '峠を越えて深い谷（x > 0）へ抜け出す'), example: { batchSize: 1, learningRate: 0.1 } },
      { word: 'diverges', means: both('thrown out of both, beyond −3 … 4', '両方の谷の外（−3 … 4 の外）へ飛び出す'), example: { learningRate: 2 } },
    ],
    rows: [{
      name: 'NoiseEscapeRow',
      means: both('a step of the run shown', '表示中の実行の 1 ステップ'),
      fields: [
        stepField,
        { name: 'x', type: 'number', means: both('the parameter', 'パラメータ') },
        { name: 'y', type: 'number', means: both('E(x), the mean over all samples', 'E(x)（全標本の平均）') },
      ],
    }],
    methods: [python('step, x and y of the run shown', '表示中の実行の各ステップの番号・x・y ')],
    play,
    pause,
    detail: [statusOf('NoiseEscapeStatus', 'how the run shown ends', '表示中の実行の終わり方')],
    events: [stepped],
    reasons: [],
    parts: [
      formula,
      { name: 'plane-wells', means: both('the run in the two wells', '2 つの谷の中の実行') },
      { name: 'plane-ends', means: both('where the runs ended', '実行が終わった場所') },
    ],
  },
  {
    tag: 'batch-throughput',
    className: 'BatchThroughput',
    means: both(
      'Measures, when its button is pressed, whole epochs of the same mini-batches for B = 1, 4, 16, … N on the reader’s machine: sample gradients per second and time per epoch, each measurement with its median. Nothing is shown that was not measured.',
      'ボタンが押されると、同じミニバッチの学習を B = 1、4、16、…、N のそれぞれでエポック単位で実行し、読者の端末での毎秒の勾配計算（標本数）と 1 エポックの時間を測ります。すべての測定値と中央値を示し、測っていないものは示しません。'),
    picture: {
      file: 'batch-throughput.png',
      alt: both('Measured on one machine: sample gradients per second rise with the batch size, the time of an epoch falls',
        'ある機械での測定：バッチサイズとともに毎秒の勾配計算が増え、1 エポックの時間が減る'),
    },
    example: {
      html: '<batch-throughput samples="1024" repeats="3"></batch-throughput>',
      script: `const figure = document.querySelector('batch-throughput');
figure.addEventListener('figure-load', async () => {
  const results = await figure.measure();
  console.log(results.map(({ batchSize, gradientsPerSecond }) => [batchSize, gradientsPerSecond]));
});`,
    },
    settings: [
      { property: 'samples', attribute: 'samples', default: 16_384, least: 2, most: 262_144, whole: true, means: both('the number of samples N', '標本数 N') },
      { property: 'repeats', attribute: 'repeats', default: 7, least: 1, most: 50, whole: true, means: both('how often each batch size is measured', '各 B の測定回数') },
      dataSeed,
      seedOf(1, both('NumPy’s seed of the batches', 'バッチを選ぶ NumPy の種')),
    ],
    values: [
      { name: 'results', type: 'BatchThroughputResult[]', means: both('what is measured so far, by ascending batch size', 'これまでの測定結果（バッチサイズの昇順）') },
      { name: 'isMeasuring', type: 'boolean', means: both('whether it is measuring', '測定中かどうか') },
      { name: 'progress', type: 'number', means: both('the part of the measurements that is done, from 0 to 1', '終わった測定の割合（0 から 1）') },
      { name: 'longestPieceMs', type: 'number', means: both('the longest time, in milliseconds, that measuring has held the page at once', '測定がページを続けて止めた最長の時間（ミリ秒）') },
    ],
    statuses: [],
    rows: [{
      name: 'BatchThroughputResult',
      means: both('what was measured of a batch size', '1 つのバッチサイズの測定結果'),
      fields: [
        { name: 'batchSize', type: 'number', means: both('the batch size B', 'バッチサイズ B') },
        { name: 'epochMs', type: 'number[]', means: both('every measurement: milliseconds per epoch', 'すべての測定値（1 エポックのミリ秒）') },
        { name: 'gradientsPerSecond', type: 'number', means: both('sample gradients per second, of the median', '毎秒の勾配計算（標本数）。中央値のもの') },
      ],
    }],
    methods: [
      {
        name: 'measure', parameters: [], returns: 'Promise<BatchThroughputResult[]>',
        means: both('Measures anew, unless it does already; the promise is of what was measured when all is done or something stopped it.',
          '測り直します（測定中ならそのまま続けます）。Promise は、測り終えるか止められたときの測定結果です。'),
      },
      { name: 'stop', parameters: [], returns: 'void', means: both('Stops; whole measurements stay.', '止めます。終わった測定は残ります。') },
    ],
    play: both('The same as `measure()`, without its promise.', '`measure()` と同じです（Promise は返しません）。'),
    pause: both('The same as `stop()`.', '`stop()` と同じです。'),
    detail: [{ name: 'results', type: 'BatchThroughputResult[]', means: both('what is measured so far', 'これまでの測定結果') }],
    events: [{ name: 'figure-change', means: both('What the reader was moving has settled, or all is measured.', '読者の操作が終わったとき、またはすべて測り終えたとき。') }],
    reasons: [
      { name: 'hidden', means: both('the page was hidden while it measured', '測定中にページが隠れた') },
      { name: 'clock', means: both('the browser’s clock is too coarse', 'ブラウザの時計の刻みが粗すぎる') },
    ],
    parts: [
      { name: 'plane-rate', means: both('sample gradients per second by B', 'B ごとの毎秒の勾配計算') },
      { name: 'plane-time', means: both('milliseconds per epoch by B', 'B ごとの 1 エポックの時間') },
    ],
  },
];
