/*
 * Regions drawn on their picture in the editor: by dragging, or by pressing on two points. What is drawn is written into
 * the entry's field as if somebody had typed it; editor.js sends it, and the page comes back with the region in it.
 *
 * <figure data-board> <img> … <svg class="board-new"><rect>       the picture; data-armed while a region is being drawn
 * <button data-draw="rectangle|circle" data-into="id of the field" data-how="what to do" data-said="id of a paragraph">
 */
(() => {
  "use strict";

  const LEAST = 1; // hundredths of the picture; what is smaller was a press and no drag
  let tool = null; // the button whose region is being drawn
  let from = null; // the first point, in hundredths of the picture
  let dragged = false;

  const field = (button) => document.getElementById(button.dataset.into);
  const board = (button) => button.closest(".entries").querySelector("[data-board]");
  const between = (value) => Math.min(Math.max(Math.round(value), 0), 100);

  /** Tools stay hidden where there is nothing to draw on, or no script. */
  function prepare() {
    for (const tools of document.querySelectorAll(".board-tools")) tools.hidden = !board(tools);
    if (tool && !(document.contains(tool) && board(tool))) disarm();
    if (tool) board(tool).dataset.armed = "";
  }

  function arm(button) {
    disarm();
    tool = button;
    button.setAttribute("aria-pressed", "true");
    const ground = board(button);
    ground.dataset.armed = "";
    document.getElementById(button.dataset.said).textContent = button.dataset.how;
    ground.scrollIntoView({ block: "nearest" });
  }

  function disarm() {
    if (!tool) return;
    tool.removeAttribute("aria-pressed");
    document.getElementById(tool.dataset.said)?.replaceChildren();
    for (const ground of document.querySelectorAll("[data-board]")) {
      delete ground.dataset.armed;
      ground.querySelector(".board-new").setAttribute("hidden", "");
    }
    tool = from = null;
  }

  function point(event) {
    const { left, top, width, height } = board(tool).querySelector("img").getBoundingClientRect();
    return { x: between(((event.clientX - left) / width) * 100), y: between(((event.clientY - top) / height) * 100) };
  }

  /** The region between two points, as it stands in the file. */
  function region(a, b) {
    const [width, height] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
    if (tool.dataset.draw === "circle") return { x: a.x, y: a.y, r: Math.max(width, height) };
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width, height };
  }

  function outline({ x, y, r, width, height }) {
    const fresh = board(tool).querySelector(".board-new");
    fresh.removeAttribute("hidden");
    const round = { x: x - r, y: y - r, width: 2 * r, height: 2 * r, rx: r, ry: r };
    const drawn = r === undefined ? { x, y, width, height, rx: 0, ry: 0 } : round;
    for (const [name, value] of Object.entries(drawn)) fresh.firstElementChild.setAttribute(name, value);
  }

  function finish(found) {
    const text = Object.entries(found).map(([name, value]) => `"${name}": ${value}`).join(", ");
    const [into, used] = [field(tool), tool];
    disarm();
    into.value = `{${text}}`;
    into.dispatchEvent(new Event("input", { bubbles: true }));
    into.dispatchEvent(new Event("change", { bubbles: true }));
    used.focus();
  }

  const wide = ({ r, width, height }) => (r === undefined ? Math.min(width, height) : r) >= LEAST;

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-draw]");
    if (button) return button === tool ? disarm() : arm(button);
  });

  document.addEventListener("pointerdown", (event) => {
    if (!tool || event.button || event.target.closest("[data-board]") !== board(tool)) return;
    event.preventDefault();
    const to = point(event);
    if (from && wide(region(from, to))) return finish(region(from, to));
    [from, dragged] = [to, false];
    outline(region(from, from));
  });

  document.addEventListener("pointermove", (event) => {
    if (!from) return;
    const found = region(from, point(event));
    dragged ||= event.buttons === 1 && wide(found);
    outline(found);
  });

  document.addEventListener("pointerup", (event) => {
    if (!from || !dragged) return;
    const found = region(from, point(event));
    if (wide(found)) finish(found);
    dragged = false;
  });

  document.addEventListener("pointercancel", () => {
    dragged = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") disarm();
  });
  document.addEventListener("editor:shown", prepare);
  prepare();
})();
