/*
 * Light or dark for halls that are lit or dimmed: ?theme=dark, else what key D chose last, else the system's choice.
 * Loaded before the page is drawn, so that it is never drawn in the other one first.
 */
(() => {
  "use strict";

  const KEY = "hemicycle:theme";
  const THEMES = ["light", "dark"];
  const root = document.documentElement;

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is forbidden in this browser
    }
  }

  function set(theme) {
    if (!THEMES.includes(theme)) return;
    root.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent("hemicycle:theme", { detail: theme }));
  }

  function toggle() {
    const dark = getComputedStyle(root).colorScheme === "dark";
    set(dark ? "light" : "dark");
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch {
      // The choice then lasts as long as the page.
    }
  }

  set(new URLSearchParams(location.search).get("theme") ?? remembered());
  document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    if (key.toLowerCase() === "d" && !ctrlKey && !metaKey && !altKey) toggle();
  });
})();
