/* The wall's screen: key F fills it, and it does not fall asleep where the browser lets a page ask for that. */
(() => {
  "use strict";

  document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    if (key.toLowerCase() !== "f" || ctrlKey || metaKey || altKey) return;
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    done?.catch(() => {}); // a browser that refuses leaves the page as it is
  });

  /** The lock is let go whenever the page is hidden, so it is asked for again each time the page is seen. */
  function stayAwake() {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  }

  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
})();
