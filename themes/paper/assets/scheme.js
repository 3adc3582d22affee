// Light or dark, before anything is painted: what the reader chose last, else what the system says.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("radar-scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch (error) {
    // Storage is closed to sandboxed frames; the system's choice holds.
  }
})();
