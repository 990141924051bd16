/*
 * The summary while the meeting runs: looked for again every few seconds, and set into the page without disturbing what
 * somebody writes in it. Pictures of charts can be copied.
 *
 * <main id="summary" data-rev="41" data-address="/workshops/482173/summary?lang=es">; parts patched: #paper, #outline
 */
(() => {
  "use strict";

  const LOOK = 4000; // ms between two looks
  const PARTS = ["running", "outline", "paper"];
  const page = document.getElementById("summary");
  const passages = new Passages(page);
  const stage = new Stage({}); // knows how to patch
  let looking = false;

  /** What can only be done with a script is shown. */
  function reveal() {
    const copies = navigator.clipboard && "ClipboardItem" in window;
    for (const button of page.querySelectorAll("[data-copy-picture]")) button.hidden = !copies;
  }

  function patch(fresh) {
    const texts = new Map();
    for (const form of fresh.querySelectorAll("[data-passage]")) {
      const field = passages.field(form);
      texts.set(form.id, [field.value, form.querySelector("[data-state]").textContent]);
    }
    const kept = Array.from(page.querySelectorAll("[data-passage]")).filter((form) => passages.busy(form));
    for (const form of kept) form.dataset.keep = "";
    // What stands around a field that is kept must stay for it to stay.
    for (const id of PARTS) {
      const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
      if (old && next) stage.patch(old, next);
    }
    for (const form of page.querySelectorAll("[data-passage]:not([data-keep])")) {
      const field = passages.field(form);
      const [text] = texts.get(form.id) ?? [];
      if (text !== undefined && field.value !== text) field.value = text;
    }
    for (const form of kept) delete form.dataset.keep;
    for (const folded of page.querySelectorAll(".passage-add--full:not([open])")) folded.open = true;
    page.dataset.rev = fresh.getElementById("summary").dataset.rev;
    reveal();
  }

  async function look(now = false) {
    if (looking || (!now && document.visibilityState === "hidden")) return;
    looking = true;
    try {
      const query = now ? "" : `&rev=${page.dataset.rev}`;
      const response = await fetch(page.dataset.address + query, { headers: { Accept: "text/html" } });
      if (response.status === 200) patch(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // The next look will find the server again.
    } finally {
      looking = false;
    }
  }

  page.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copy-picture]");
    if (!button) return;
    try {
      const address = button.closest("[data-picture]").dataset.picture;
      const picture = fetch(address).then((response) => response.blob());
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      button.textContent = button.dataset.copied;
    } catch {
      button.textContent = button.dataset.refused;
    }
  });

  document.addEventListener("hemicycle:chosen", () => look(true));
  setInterval(look, LOOK);
  reveal();
})();
