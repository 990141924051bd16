/*
 * Writing a quick poll: Ctrl and Enter open it from wherever one is writing, and whatever is changed besides the text is
 * looked at as well. The form is sent by the browser.
 */
(() => {
  "use strict";

  const form = document.getElementById("quick");
  const text = document.getElementById("text");

  document.documentElement.classList.add("scripted");
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=do][value=open]"));
  });
  form.addEventListener("change", ({ target }) => {
    if (target !== text) htmx.ajax("POST", form.action, { source: text, values: new FormData(form), target: "#quick-look", swap: "outerHTML" });
  });
  // Two presses are one poll.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
})();
