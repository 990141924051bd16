/*
 * The page's line to the server: whole stages in, answers out. An answer is kept on this phone until the server says
 * that it is stored or refused; where sockets are blocked the same answers and stages go by plain requests.
 *
 * <body data-live="/482173/live">                                        any page: stages are swapped in
 *       data-answers="…" data-stage="…"                                  phones: answers, and stages without a socket
 *       data-sending data-offline data-cut data-gone data-refused        the sentences for what happens
 *
 * Dispatches `hemicycle:stage` after every swap, and `hemicycle:<type>` for every other frame.
 */
(() => {
  "use strict";

  const body = document.body;
  const words = body.dataset;
  if (!words.live || !window.WebSocket) return; // plain forms and links keep working

  const RETRY_CAP = 8000; // ms; an absence that people notice but do not give up over
  const OPENING = 8000; // ms until a socket that does not open is given up
  const QUIET = 20000; // ms without a frame until the line is probed
  const ANSWER_QUIET = 4000; // ms, while an answer waits
  const PROBE = 4000; // ms until a probe without an answer means a dead line
  const TRIES_BEFORE_PLAIN = 2; // failed sockets until plain requests are tried as well

  const tell = (type, detail) => document.dispatchEvent(new CustomEvent(`hemicycle:${type}`, { detail }));

  /** Answers that the server has not yet settled, oldest first. A reload of the page does not lose them. */
  class Outbox {
    constructor(key) {
      this.key = key;
      try {
        this.answers = JSON.parse(sessionStorage.getItem(key)) || [];
      } catch {
        this.answers = []; // storage is forbidden on this phone
      }
    }

    save() {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(this.answers));
      } catch {
        // Storage is full or forbidden: the answer is kept as long as the page is.
      }
    }

    /** A newer answer to the same round takes the place of one that waits. */
    put(answer) {
      this.answers = this.answers.filter((old) => old.poll !== answer.poll || old.round !== answer.round);
      this.answers.push(answer);
      this.save();
    }

    take(id) {
      const answer = this.answers.find((one) => one.id === id);
      this.answers = this.answers.filter((one) => one !== answer);
      this.save();
      return answer;
    }
  }

  /** The part of the page that the server replaces or patches. */
  class Stage {
    constructor() {
      this.rev = -1;
      this.seed = Math.floor(Math.random() * 2 ** 31);
      if (this.element) this.shuffle(this.element);
      this.own();
    }

    get element() {
      return document.getElementById("stage");
    }

    show(rev, html) {
      if (rev < this.rev) return;
      this.rev = rev;
      const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("stage");
      const old = this.element;
      if (!fresh || !old) return;
      this.shuffle(fresh);
      const replaced = old.dataset.key !== fresh.dataset.key;
      if (replaced) this.replace(old, document.adoptNode(fresh));
      else this.patch(old, fresh);
      this.own();
      tell("stage", { replaced });
    }

    replace(old, fresh) {
      // What became of the own answer is still true after the poll has closed.
      const [before, after] = [old, fresh].map((stage) => stage.querySelector("#receipt"));
      if (before && after && before.dataset.poll === after.dataset.poll) after.replaceWith(before);
      old.replaceWith(fresh);
      if (!words.answers) return;
      scrollTo(0, 0);
      fresh.querySelector("h1")?.focus({ preventScroll: true }); // so that it is read aloud
    }

    /** Makes `old` like `fresh`, and leaves alone what a person typed, chose or opened. */
    patch(old, fresh) {
      if (old.nodeType !== Node.ELEMENT_NODE) {
        if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
        return;
      }
      if (old.hasAttribute("data-keep")) return;
      this.patchAttributes(old, fresh);
      if (old.nodeName !== "TEXTAREA") this.patchChildren(old, fresh);
    }

    patchAttributes(old, fresh) {
      const personal = (name) =>
        (name === "open" && old.nodeName === "DETAILS") ||
        (name === "selected" && old.nodeName === "OPTION") ||
        (name === "checked" && old.nodeName === "INPUT") ||
        (name === "value" && old.nodeName === "INPUT" && !["hidden", "radio", "checkbox"].includes(old.type));
      for (const { name } of Array.from(old.attributes))
        if (!fresh.hasAttribute(name) && !personal(name)) old.removeAttribute(name);
      for (const { name, value } of Array.from(fresh.attributes))
        if (old.getAttribute(name) !== value && !personal(name)) old.setAttribute(name, value);
    }

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

    /** Options in an order of this phone's own, always the same one; those with data-last stay at the end. */
    shuffle(root) {
      const rank = (item) => {
        const text = item.querySelector("input")?.value ?? item.textContent;
        return Array.from(text).reduce((hash, sign) => Math.imul(hash ^ sign.codePointAt(0), 16777619), this.seed) >>> 0;
      };
      for (const group of root.querySelectorAll("[data-shuffle]")) {
        const items = Array.from(group.children).filter((child) => !child.hasAttribute("data-last"));
        group.prepend(...items.sort((a, b) => rank(a) - rank(b)));
      }
    }

    /** What is sent to everybody cannot say whose seat is whose. */
    own() {
      const seat = words.delegation && `.seat[data-delegation="${CSS.escape(words.delegation)}"]`;
      if (seat) this.element?.querySelectorAll(seat).forEach((mark) => mark.classList.add("seat--mine"));
    }

    /** Says what became of an answer, in the place of the form it was given in; false when that has gone. */
    receipt(answer, state, text) {
      const place = document.getElementById("receipt");
      if (!place || !answer || place.dataset.poll !== `${answer.poll}.${answer.round}`) return false;
      place.dataset.state = state;
      delete place.dataset.edited;
      say(place.querySelector("p"), text);
      return true;
    }
  }

  /** Writes a sentence, its first part strong, and leaves the page alone where nothing changed. */
  function say(place, text) {
    if (!place || place.textContent === text) return;
    const stop = text.indexOf(". ") + 1;
    const [strong, rest] = ["strong", "span"].map((name) => document.createElement(name));
    strong.textContent = stop ? text.slice(0, stop) : text;
    rest.textContent = stop ? text.slice(stop) : "";
    rest.className = "rest";
    place.replaceChildren(...(text ? [strong, rest] : []));
  }

  /** A socket that comes back by itself, and plain requests while it cannot. */
  class Line {
    constructor(stage, outbox) {
      Object.assign(this, { stage, outbox, socket: null, tries: 0, heard: 0, spread: 0, timer: 0, gone: false });
      this.address = new URL(words.live, location.href);
      this.address.protocol = this.address.protocol === "https:" ? "wss:" : "ws:";
    }

    get open() {
      return this.socket?.readyState === WebSocket.OPEN;
    }

    connect() {
      clearTimeout(this.timer);
      if (this.socket || this.gone) return;
      const socket = (this.socket = new WebSocket(this.address));
      const slow = setTimeout(() => this.socket === socket && this.drop(), OPENING);
      socket.onopen = () => {
        clearTimeout(slow);
        this.heard = Date.now();
        this.stage.rev = -1; // the first stage on a new line is the present, whatever was shown before
        this.notice("");
        this.send(...this.outbox.answers);
      };
      socket.onmessage = ({ data }) => {
        this.heard = Date.now();
        this.tries = 0;
        this.receive(JSON.parse(data));
      };
      socket.onclose = ({ code }) => {
        clearTimeout(slow);
        this.lost(code);
      };
    }

    send(...frames) {
      if (this.open) for (const frame of frames) this.socket.send(JSON.stringify(frame));
    }

    receive(frame) {
      if (frame.type === "stage") this.stage.show(frame.rev, frame.html);
      else if (frame.type === "ack" || frame.type === "refusal") this.settle(frame);
      else if (frame.type === "bye") this.spread = frame.spread;
      else tell(frame.type, frame);
    }

    settle({ type, id, text }) {
      const answer = this.outbox.take(id);
      if (!answer) return; // a newer one took its place
      const shown = this.stage.receipt(answer, type === "ack" ? "recorded" : "refused", text);
      if (!shown && type === "refusal") this.notice(words.refused.replace("{reason}", text), "refused");
    }

    lost(code) {
      this.socket = null;
      if (code === 1008 || code === 4403) return this.leave();
      const wait = this.spread || Math.min(RETRY_CAP, 500 * 2 ** this.tries++);
      this.spread = 0;
      this.timer = setTimeout(() => this.connect(), 100 + Math.random() * wait);
      if (this.tries > TRIES_BEFORE_PLAIN) this.plain();
      else if (this.outbox.answers.length || !navigator.onLine) this.cut();
    }

    leave() {
      this.gone = true;
      clearTimeout(this.timer);
      this.notice(words.gone, "refused");
    }

    /** Half-open: the other end is gone and nobody said so; its farewell is not waited for. */
    drop() {
      const dead = this.socket;
      dead.onopen = dead.onmessage = dead.onclose = null;
      dead.close();
      this.lost(0);
    }

    /** Browsers hide the protocol's own pings: ask, and expect any frame. */
    probe() {
      if (!this.open) return;
      const [socket, asked] = [this.socket, Date.now()];
      this.send({ type: "ping" });
      setTimeout(() => this.socket === socket && this.heard < asked && this.drop(), PROBE);
    }

    watch() {
      const patience = this.outbox.answers.length ? ANSWER_QUIET : QUIET;
      if (Date.now() - this.heard > patience) this.probe();
    }

    wake() {
      if (document.hidden) return;
      this.tries = 0;
      if (this.socket) this.probe();
      else this.connect();
    }

    /** The same answers and the same stage by plain requests. */
    async plain() {
      if (!words.stage) return this.cut();
      try {
        for (const answer of this.outbox.answers.slice()) await this.post(answer);
        const reply = await fetch(`${words.stage}?rev=${this.stage.rev}`, { headers: { Accept: "application/json" } });
        if (reply.status === 403 || reply.status === 404) return this.leave();
        if (reply.status === 200) this.receive(await reply.json());
        this.notice("");
      } catch {
        this.cut(); // no network, or the page of a captive portal instead of ours
      }
    }

    async post(answer) {
      const fields = new URLSearchParams();
      for (const [name, value] of Object.entries(answer)) for (const one of [value].flat()) fields.append(name, one);
      const reply = await fetch(words.answers, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      this.settle(await reply.json());
    }

    cut() {
      const answer = this.outbox.answers.at(-1);
      if (!this.stage.receipt(answer, "waiting", words.offline)) this.notice(words.cut, "waiting");
    }

    notice(text, kind = "") {
      const place = document.getElementById("notice");
      if (!place) return;
      place.dataset.state = text && kind;
      say(place, text || "");
    }

    answer(form, submitter) {
      const answer = { type: "answer", id: newId() };
      for (const [name, value] of new FormData(form, submitter))
        if (name !== "type") answer[name] = name in answer ? [answer[name], value].flat() : value;
      answer.round = Number(answer.round);
      this.outbox.put(answer);
      this.stage.receipt(answer, "sending", words.sending);
      this.send(answer);
      setTimeout(() => this.open || this.plain(), this.open ? ANSWER_QUIET : 0);
    }
  }

  function newId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const line = new Line(new Stage(), new Outbox(`outbox:${words.answers}`));

  document.documentElement.classList.add("scripted");
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-answer]")) return;
    event.preventDefault();
    line.answer(event.target, event.submitter);
  });
  document.addEventListener("input", ({ target }) => {
    const receipt = target.closest("form[data-answer]")?.querySelector("#receipt");
    if (receipt) receipt.dataset.edited = "";
  });
  document.addEventListener("hemicycle:send", ({ detail }) => line.send(detail));
  document.addEventListener("visibilitychange", () => line.wake());
  addEventListener("online", () => line.wake());
  addEventListener("offline", () => line.cut());
  addEventListener("pageshow", ({ persisted }) => persisted && line.wake());
  setInterval(() => line.watch(), 2000);
  line.connect();
})();
