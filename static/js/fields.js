/*
 * Makes plain fields handier, whatever kind of poll they belong to. Without this script they say everything themselves,
 * and with it they are still what is sent. An element with data-fields also has data-keep: what is in it is the reader's.
 *
 * <ol data-fields="order" data-ranks="3" data-moved="{option}: place {place}">    items <li class="rank"> with a <select>,
 *   and hidden: .rank-place, and buttons data-move="-1" and "1"; after the list a <p role="status"> says what moved
 * <div data-fields="budget" data-budget="100" data-left="Left: {n}" data-over="Too many: {n}" data-even="All shared.">
 *   number inputs, and <output hidden></output>
 * <div data-fields="place">                                                       a picture or a plane on which people tap
 *   <div data-plane [data-up]></div>                          positioned; data-up: y grows upwards, as on a plane
 *   <… data-point [data-label="A"]><input data-x …><input data-y …></…>           from 0 to 100, for each point
 *   Each point that has both numbers gets a <span class="plane-mark"> on the plane, plane-mark--active while it is the one
 *   at hand. A tap sets that one and goes on to the next empty one.
 */

const NEAR = 28; // px; a finger that comes down so near to a mark means that mark

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
const isSet = ({ x, y }) => x.value !== "" && y.value !== "";
const tell = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

/** Calls `moved` from the moment when `start` takes a pointer until it is let go; then `end`. */
function drag(element, start, moved, end) {
  let held = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button || !start(event)) return;
    event.preventDefault(); // no text is selected on the way
    held = true;
    element.setPointerCapture(event.pointerId);
    moved(event);
  });
  element.addEventListener("pointermove", (event) => held && moved(event));
  for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, () => held && end((held = false)));
}

/** A list in order: by its buttons, or by dragging; a finger drags by the numeral, so that the page can still scroll. */
class Order {
  constructor(list) {
    Object.assign(this, { list, ranks: Number(list.dataset.ranks), dragged: null });
    const rank = (item) => Number(item.querySelector("select").value) || Infinity;
    const sorted = this.items.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    list.append(...sorted);
    for (const item of sorted) {
      for (const part of item.querySelectorAll("[hidden]")) part.hidden = false;
      item.querySelector("select").hidden = true;
    }
    list.addEventListener("click", ({ target }) => this.press(target.closest("[data-move]")));
    drag(list, (event) => this.grab(event), (event) => this.follow(event), () => this.drop());
    this.number();
  }

  get items() {
    return Array.from(this.list.children);
  }

  /** The others move round the item: so it keeps the focus and the pointer. */
  move(item, to) {
    const from = this.items.indexOf(item);
    if (to === from) return;
    for (let at = from; at > to; at--) item.after(item.previousElementSibling);
    for (let at = from; at < to; at++) item.before(item.nextElementSibling);
    this.number();
    tell(item.querySelector("select"));
  }

  number() {
    this.items.forEach((item, at, items) => {
      const counted = at < this.ranks;
      item.querySelector("select").value = counted ? at + 1 : "";
      item.querySelector(".rank-place").textContent = at + 1;
      item.classList.toggle("rank--uncounted", !counted);
      item.classList.toggle("rank--last-counted", at === this.ranks - 1 && this.ranks < items.length);
      for (const button of item.querySelectorAll("[data-move]")) button.disabled = !items[at + Number(button.dataset.move)];
    });
  }

  press(button) {
    if (!button) return;
    const item = button.closest("li");
    this.move(item, this.items.indexOf(item) + Number(button.dataset.move));
    if (button.disabled) item.querySelector("[data-move]:enabled")?.focus();
    this.say(item);
  }

  say(item) {
    const said = this.list.nextElementSibling;
    const words = { option: item.querySelector(".rank-text").textContent.trim(), place: this.items.indexOf(item) + 1 };
    said.textContent = this.list.dataset.moved.replace(/\{(option|place)\}/g, (_, name) => words[name]);
  }

  grab({ target, pointerType }) {
    const handle = !target.closest("button") && target.closest(pointerType === "mouse" ? "li" : ".rank-place");
    this.dragged = handle ? handle.closest("li") : null;
    this.dragged?.classList.add("rank--dragged");
    return this.dragged;
  }

  follow({ clientY }) {
    const middle = (item) => item.getBoundingClientRect().top + item.offsetHeight / 2;
    this.move(this.dragged, this.items.filter((item) => item !== this.dragged && middle(item) < clientY).length);
  }

  drop() {
    this.dragged.classList.remove("rank--dragged");
    this.say(this.dragged);
  }
}

/** How many points are left to share. */
class Budget {
  constructor(element) {
    this.element = element;
    this.output = element.querySelector("output");
    this.output.hidden = false;
    element.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const { budget, left, over, even } = this.element.dataset;
    const inputs = Array.from(this.element.querySelectorAll("input"));
    const rest = inputs.reduce((sum, input) => sum - (Number(input.value) || 0), Number(budget));
    this.output.value = rest ? (rest > 0 ? left : over).replace("{n}", Math.abs(rest)) : even;
    this.output.dataset.rest = Math.sign(rest);
  }
}

/** Points on a picture or a plane. */
class Place {
  constructor(element) {
    this.element = element;
    this.plane = element.querySelector("[data-plane]");
    this.points = Array.from(element.querySelectorAll("[data-point]"), (point) => this.marked(point));
    this.active = this.points.find((point) => !isSet(point)) ?? this.points[0];
    drag(this.plane, (event) => this.grab(event), (event) => this.put(event), () => this.drop());
    element.addEventListener("focusin", ({ target }) => this.choose(target));
    element.addEventListener("input", () => this.draw());
    this.draw();
  }

  marked(point) {
    const mark = this.plane.appendChild(document.createElement("span"));
    mark.className = "plane-mark";
    mark.setAttribute("aria-hidden", "true"); // the numbers say where it is
    mark.textContent = point.dataset.label ?? "";
    const [x, y] = [point.querySelector("[data-x]"), point.querySelector("[data-y]")];
    return { point, mark, x, y };
  }

  draw() {
    for (const one of this.points) {
      one.mark.hidden = !isSet(one);
      const y = "up" in this.plane.dataset ? 100 - one.y.value : one.y.value;
      Object.assign(one.mark.style, { left: `${clamp(one.x.value, 0, 100)}%`, top: `${clamp(y, 0, 100)}%` });
      one.mark.classList.toggle("plane-mark--active", one === this.active);
    }
  }

  choose(target) {
    this.active = this.points.find(({ point }) => point.contains(target)) ?? this.active;
    this.draw();
  }

  grab({ clientX, clientY }) {
    const away = ({ mark }) => {
      const { left, top, width, height } = mark.getBoundingClientRect();
      return Math.hypot(clientX - left - width / 2, clientY - top - height / 2);
    };
    const near = this.points.filter((one) => isSet(one) && away(one) < NEAR).sort((a, b) => away(a) - away(b));
    return (this.active = near[0] ?? this.active);
  }

  put({ clientX, clientY }) {
    const { left, top, width, height } = this.plane.getBoundingClientRect();
    const [x, y] = [(clientX - left) / width, (clientY - top) / height].map((at) => clamp(Math.round(100 * at), 0, 100));
    this.active.x.value = x;
    this.active.y.value = "up" in this.plane.dataset ? 100 - y : y;
    this.draw();
  }

  drop() {
    tell(this.active.x);
    this.active = this.points.find((point) => !isSet(point)) ?? this.active;
    this.draw();
  }
}

const KINDS = { order: Order, budget: Budget, place: Place };
const known = new WeakSet();

function look() {
  for (const element of document.querySelectorAll("[data-fields]")) {
    if (known.has(element)) continue;
    known.add(element);
    new KINDS[element.dataset.fields](element);
  }
}

document.addEventListener("hemicycle:stage", look);
look();
