/*
 * The part of a page that the server sends anew: swapped whole for another scene, patched in place for the same one. What
 * a person typed, chose or opened stays, and so does every element with data-keep. Also the time that is left, which the
 * page counts down by itself. live.js brings the stages.
 *
 * <section id="stage" data-key="poll.obstacle.1" data-rev="41" data-now="…" data-deadline="…">   times in milliseconds
 */
"use strict";

// eslint-disable-next-line no-unused-vars -- live.js makes one
class Stage {
  /** @param {{delegation?: string, answers?: string}} words the body's data: whose seat, and whether it answers */
  constructor(words) {
    this.words = words;
    this.rev = -1;
    this.seed = Math.floor(Math.random() * 2 ** 31);
    if (!this.element) return;
    this.shuffle(this.element);
    this.markOwnSeat();
  }

  get element() {
    return document.getElementById("stage");
  }

  show(rev, html) {
    if (rev < this.rev) return; // late, and the present is here already
    this.rev = rev;
    const page = new DOMParser().parseFromString(html, "text/html");
    const [fresh, floor] = ["stage", "floor"].map((id) => page.getElementById(id));
    const old = this.element;
    if (!fresh || !old) return;
    this.shuffle(fresh);
    const replaced = old.dataset.key !== fresh.dataset.key;
    if (replaced) this.replace(old, document.adoptNode(fresh));
    else this.patch(old, fresh);
    if (floor) this.patch(document.getElementById("floor"), floor);
    this.markOwnSeat();
    document.dispatchEvent(new CustomEvent("hemicycle:stage", { detail: { replaced } }));
  }

  replace(old, fresh) {
    // What became of the own answer is still true after the poll has closed; what could be done about it is not.
    const [before, after] = [old, fresh].map((stage) => stage.querySelector("#receipt"));
    const newer = after?.dataset.state === "recorded" && before?.dataset.state !== "refused";
    if (before && after && !newer && before.dataset.poll === after.dataset.poll) {
      before.querySelector("span")?.remove();
      after.replaceWith(before);
    }
    old.replaceWith(fresh);
    if (!("answers" in this.words)) return;
    scrollTo(0, 0);
    fresh.querySelector("h1")?.focus({ preventScroll: true }); // so that it is read aloud
  }

  patch(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    if (old.hasAttribute("data-keep") && !Stage.newer(old, fresh)) return;
    this.patchAttributes(old, fresh);
    if (old.nodeName !== "TEXTAREA") this.patchChildren(old, fresh);
  }

  /** An answer was stored while this page was on its way: the page does not say so, its first stage does. */
  static newer(old, fresh) {
    return old.dataset.state === "none" && fresh.dataset.state === "recorded";
  }

  patchAttributes(old, fresh) {
    const chosen = ["radio", "checkbox", "hidden"].includes(old.type); // their value is what they mean, not what is typed
    const personal = (name) =>
      (name === "open" && old.nodeName === "DETAILS") ||
      (name === "aria-pressed" && old.closest("[data-support]")) ||
      (name === "selected" && old.nodeName === "OPTION") ||
      (name === "checked" && old.nodeName === "INPUT") ||
      (name === "value" && old.nodeName === "INPUT" && !chosen);
    for (const { name } of Array.from(old.attributes))
      if (!fresh.hasAttribute(name) && !personal(name)) old.removeAttribute(name);
    for (const { name, value } of Array.from(fresh.attributes))
      if (old.getAttribute(name) !== value && !personal(name)) old.setAttribute(name, value);
  }

  /** Children with an id are found by it, others by their place. */
  patchChildren(old, fresh) {
    const wanted = new Set(Array.from(fresh.children, (child) => child.id));
    for (const child of Array.from(old.children)) if (child.id && !wanted.has(child.id)) child.remove();
    const named = new Map(Array.from(old.children, (child) => [child.id, child]));
    let place = old.firstChild;
    for (const next of Array.from(fresh.childNodes)) {
      const same = next.id ? named.get(next.id) : place && !place.id && place.nodeName === next.nodeName && place;
      if (!same || same.nodeName !== next.nodeName) {
        old.insertBefore(next, place);
        continue;
      }
      if (same === place) place = place.nextSibling;
      else old.insertBefore(same, place);
      this.patch(same, next);
    }
    while (place) {
      const rest = place;
      place = place.nextSibling;
      rest.remove();
    }
  }

  /** Options in an order of this page's own, the same for every patch; those with data-last stay at the end. */
  shuffle(root) {
    const rank = (item) => {
      const text = item.querySelector("input")?.value ?? item.textContent;
      return Array.from(text).reduce((hash, sign) => Math.imul(hash ^ sign.codePointAt(0), 16777619), this.seed) >>> 0;
    };
    for (const group of root.querySelectorAll("[data-shuffle]")) {
      const items = Array.from(group.children).filter((child) => !child.matches("legend, [data-last]"));
      const end = group.querySelector(":scope > [data-last]");
      for (const item of items.sort((a, b) => rank(a) - rank(b))) group.insertBefore(item, end);
    }
  }

  /** What is sent to everybody cannot say whose seat is whose. */
  markOwnSeat() {
    const seat = this.words.delegation && `.seat[data-delegation="${CSS.escape(this.words.delegation)}"]`;
    if (seat) this.element.querySelectorAll(seat).forEach((mark) => mark.classList.add("seat--mine"));
  }

  /** Says what became of an answer where it was given; false when another poll or round stands there by now. */
  receipt(answer, state, text) {
    const place = document.getElementById("receipt");
    const [round, there] = [`${answer.poll}.${answer.round}.`, place?.dataset.poll ?? ""];
    // After a reset another round may have the same number; what only says its number means the one that is there.
    if (answer.opened ? there !== round + answer.opened : !there.startsWith(round)) return false;
    place.dataset.state = state;
    delete place.dataset.edited;
    Stage.say(place.querySelector("p"), text);
    return true;
  }

  /** Says at its field why an answer was refused, as the browser says such things; not where the field is hidden. */
  point(name, text) {
    const field = name && this.element.querySelector(`[name="${CSS.escape(name)}"]:not([type="hidden"])`);
    if (!field?.offsetParent) return;
    field.setCustomValidity(text);
    field.reportValidity();
  }

  /** Writes a sentence, its first part strong, and leaves the page alone where nothing changed. */
  static say(place, text) {
    if (place.textContent === text) return;
    const stop = text.indexOf(". ") + 1 || text.length;
    const [strong, rest] = ["strong", "span"].map((name) => document.createElement(name));
    strong.textContent = text.slice(0, stop);
    rest.textContent = text.slice(stop);
    place.replaceChildren(...(text ? [strong, rest] : []));
  }
}

/** Time left, in words and as a line that shortens, once a second, by the server's clock: a phone's own may be wrong. */
class Countdown {
  constructor() {
    this.ahead = -Infinity; // ms that the server's clock is ahead of this one
    document.addEventListener("hemicycle:stage", () => this.hear());
    setInterval(() => this.tick(), 1000);
    this.hear();
  }

  hear() {
    const now = Number(document.getElementById("stage")?.dataset.now);
    // A stage arrives later than it was made, never earlier: of all differences the largest is the nearest to the truth.
    if (now) this.ahead = Math.max(this.ahead, now - Date.now());
    this.tick();
  }

  tick() {
    const deadline = Number(document.getElementById("stage")?.dataset.deadline);
    if (!deadline) return;
    const left = Math.max(0, deadline - Date.now() - this.ahead) / 1000;
    const seconds = Math.ceil(left);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    for (const words of document.querySelectorAll("[data-countdown]")) {
      const text = seconds ? words.dataset.countdown.replace("{time}", time) : words.dataset.over;
      if (words.textContent !== text) words.textContent = text;
    }
    for (const line of document.querySelectorAll(".countdown-line [data-seconds]"))
      line.setAttribute("width", Math.min(100, (100 * left) / line.dataset.seconds).toFixed(1));
  }
}

new Countdown();
