/*
 * Time left, in words and as a line that shortens, once a second. The stage says when the poll closes (data-deadline) and
 * what time the server had (data-now), because the clock of a phone may be wrong.
 */
(() => {
  "use strict";

  const SECOND = 1000;
  let ahead = -Infinity; // ms that the server's clock is ahead of this one

  function hear() {
    const now = Number(document.getElementById("stage")?.dataset.now);
    // A stage arrives later than it was made, never earlier: of all differences the largest is the nearest to the truth.
    if (now) ahead = Math.max(ahead, now - Date.now());
    tick();
  }

  function tick() {
    const deadline = Number(document.getElementById("stage")?.dataset.deadline);
    if (!deadline) return;
    const left = Math.max(0, deadline - Date.now() - ahead);
    const seconds = Math.ceil(left / SECOND);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    for (const words of document.querySelectorAll("[data-countdown]")) {
      const text = seconds ? words.dataset.countdown.replace("{time}", time) : words.dataset.over;
      if (words.textContent !== text) words.textContent = text;
    }
    for (const line of document.querySelectorAll(".countdown-line [data-seconds]"))
      line.setAttribute("width", Math.min(100, left / SECOND / line.dataset.seconds * 100).toFixed(1));
  }

  document.addEventListener("hemicycle:stage", hear);
  setInterval(tick, SECOND);
  hear();
})();
