// Before the first paint: the language and the theme that the address or the browser asks for.
(function () {
  var asked = new URLSearchParams(location.search);
  var wanted = [asked.get('lang')].concat(navigator.languages || []);
  for (var i = 0; i < wanted.length; i++) {
    var language = /^(ja|en)\b/i.exec(wanted[i] || '');
    if (language) {
      document.documentElement.lang = language[1].toLowerCase();
      break;
    }
  }
  var theme = asked.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  // The page itself will want its texts: they are on their way before the scripts that ask for them.
  var script = document.currentScript;
  if (script && script.hasAttribute('data-page') && location.protocol !== 'file:') {
    var texts = document.createElement('link');
    texts.rel = 'modulepreload';
    texts.href = 'www/locales/' + document.documentElement.lang + '-base.js';
    document.head.append(texts);
  }
})();
