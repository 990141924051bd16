/*
 * Entries of a list put in another place with the pointer. Buttons and Alt with an arrow do the same from the keyboard.
 *
 * <ol data-drag="agenda/opening/polls">   the address of the list
 *   <li data-at="agenda/opening/polls/language"> … <span data-handle>   where it is taken hold of
 *
 * Dispatches `editor:act` with where it goes.
 */
(() => {
  "use strict";

  const POLLS = /\/polls$/;
  let held = null;

  /** Polls go from item to item; everything else stays in its list. */
  function takes(list) {
    const from = held.parentElement;
    return list === from || (POLLS.test(list.dataset.drag) && POLLS.test(from.dataset.drag));
  }

  /** The entry before which it would be put; null for the end. */
  function before(list, y) {
    const rows = Array.from(list.children).filter((row) => row !== held);
    return rows.find((row) => y < row.getBoundingClientRect().top + row.offsetHeight / 2) || null;
  }

  function clear() {
    for (const mark of document.querySelectorAll("[data-drop]")) delete mark.dataset.drop;
  }

  function prepare() {
    for (const handle of document.querySelectorAll("[data-handle]")) handle.draggable = true;
  }

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("[data-handle], [data-handle] a")?.closest("[data-at]");
    if (!row?.parentElement.dataset.drag) return;
    held = row;
    row.dataset.held = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.at);
  });

  document.addEventListener("dragover", (event) => {
    const list = held && event.target.closest?.("[data-drag]");
    if (!list || !takes(list)) return;
    event.preventDefault();
    clear();
    const next = before(list, event.clientY);
    if (next) next.dataset.drop = "before";
    else list.dataset.drop = "end";
  });

  document.addEventListener("drop", (event) => {
    const list = held && event.target.closest?.("[data-drag]");
    if (!list || !takes(list)) return;
    event.preventDefault();
    const next = before(list, event.clientY);
    const rows = Array.from(list.children).filter((row) => row !== held);
    const index = next ? rows.indexOf(next) : rows.length;
    const still = list === held.parentElement && Array.from(list.children).indexOf(held) === index;
    const detail = { do: `move ${held.dataset.at}`, to: list.dataset.drag, index: String(index) };
    if (!still) document.dispatchEvent(new CustomEvent("editor:act", { detail }));
  });

  document.addEventListener("dragend", () => {
    if (held) delete held.dataset.held;
    held = null;
    clear();
  });

  document.addEventListener("editor:shown", prepare);
  prepare();
})();
