// Why a figure could not start, in every language: what cannot be waited for when loading fails.

export const en = {
  'failed.title': 'The live figure could not start.',
  'failed.file': 'The page was opened as a file; browsers run the figure only from a web address. Serve the folder and open it over http.',
  'failed.missing': 'A part of it was not found on the server ({detail}).',
  'failed.network': 'A part of it could not be loaded; the connection may be broken.',
  'failed.blocked': 'The security policy of this page does not allow WebAssembly (script-src needs \'wasm-unsafe-eval\').',
  'failed.broken': 'A part of it arrived damaged.',
  'failed.unsupported': 'This browser is too old: {detail} is missing.',
  'failed.canvas': 'This browser gave no canvas to draw on.',
  'failed.panic': 'This figure hit an error of its own and stopped. Its settings are kept.',
  'failed.retry': 'Try again',
  'failed.restart': 'Restart the figure',
};

export const ja = {
  'failed.title': '動く図を開始できませんでした。',
  'failed.file': 'ファイルとして開かれています。ブラウザは Web アドレスから開いたときだけ図を動かします。フォルダを http で配信して開いてください。',
  'failed.missing': '必要なファイルがサーバーに見つかりません（{detail}）。',
  'failed.network': '必要なファイルを読み込めませんでした。接続が切れている可能性があります。',
  'failed.blocked': 'このページのセキュリティ設定が WebAssembly を許可していません（script-src に \'wasm-unsafe-eval\' が必要です）。',
  'failed.broken': '必要なファイルが壊れています。',
  'failed.unsupported': 'このブラウザは古く、{detail} がありません。',
  'failed.canvas': 'このブラウザでは描画用のキャンバスを使えません。',
  'failed.panic': 'この図は内部エラーで止まりました。設定は残っています。',
  'failed.retry': 'もう一度試す',
  'failed.restart': '図を再開する',
};
