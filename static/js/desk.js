/*
 * The moderator's hand: keys for the acts that name one (<button data-key="Space">), and what became of each act in a
 * sentence. The forms themselves are sent by htmx, or by the browser where no script runs; they need no socket.
 *
 * <body data-sending data-failed data-refused   the sentences
 */
(() => {
  "use strict";

  const PATIENCE = 600; // ms; an act that takes longer is said to be on its way
  const LONGEST = 300; // characters; a longer answer is a page and no sentence
  const PRESSED = "button, a, summary"; // Space means something there already
  const SCROLLED = ".column:focus-visible"; // so do Space and Page Down, where somebody reads with the keyboard
  // A presenter's clicker sends Page Down for what comes next, and a full stop for a dark screen.
  const SAME = { PageDown: "space", ".": "b" };
  const words = document.body.dataset;
  let waiting = 0;
  let view = "";

  function say(text, state = "") {
    const place = document.getElementById("told"); // #notice belongs to the line
    place.textContent = text;
    place.dataset.state = text && state;
  }

  /** The sentence of a refusal. Whatever is not one came from something between us and the server. */
  function reason({ text, response }) {
    const plain = response.headers.get("content-type")?.startsWith("text/plain");
    return plain && text && text.length <= LONGEST ? text : words.refused;
  }

  document.addEventListener("htmx:before:request", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => say(words.sending, "waiting"), PATIENCE);
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status >= 400) return;
    say("");
    ctx.sourceElement.reset();
  });
  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    say(reason(ctx), "refused");
  });
  document.addEventListener("htmx:error", ({ detail }) => {
    if (detail.ctx) say(words.failed, "refused");
  });
  document.addEventListener("htmx:finally:request", () => clearTimeout(waiting));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.target.matches(event.code === "Space" ? `${PRESSED}, ${SCROLLED}` : SCROLLED)) return;
    const name = event.code === "Space" ? "space" : (SAME[event.key] ?? event.key.toLowerCase());
    const keyed = Array.from(document.querySelectorAll("[data-key]"));
    const button = keyed.find(({ dataset }) => dataset.key.toLowerCase() === name);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // A button pressed with the pointer lets go of the focus, or Space would press it again instead of the act that is next.
  document.addEventListener("click", ({ target, detail }) => {
    if (detail) target.closest(".act button")?.blur();
  });

  /** What is on stage is in sight in the agenda, where that is a column which scrolls by itself. */
  function follow(stage) {
    const column = stage.querySelector(".column--agenda");
    const now = Array.from(column?.querySelectorAll("[aria-current]") ?? []).at(-1);
    if (!now || column.scrollHeight <= column.clientHeight) return;
    const [frame, place] = [column, now].map((element) => element.getBoundingClientRect());
    if (place.top < frame.top || place.bottom > frame.bottom) {
      column.scrollBy(0, (place.top + place.bottom - frame.top - frame.bottom) / 2);
    }
  }

  /** Another poll is read from its beginning; a remote has no columns. */
  function turn(stage) {
    if (stage.dataset.view === view) return;
    if (view) stage.querySelector(".column--stage")?.scrollTo(0, 0);
    follow(stage);
    view = stage.dataset.view;
  }

  function staged() {
    const stage = document.getElementById("stage");
    turn(stage);
    htmx.process(stage);
  }

  document.addEventListener("hemicycle:stage", staged);
  turn(document.getElementById("stage"));
})();
