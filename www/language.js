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
  // A page opened as a file cannot load its modules: say so where the figure would be.
  if (location.protocol === 'file:') {
    addEventListener('DOMContentLoaded', function () {
      document.querySelectorAll('.reason').forEach(function (reason) {
        reason.removeAttribute('hidden');
      });
    });
  }
})();
