/*
 * The page's line to the server: stages in, answers out. An answer is kept on this phone until the server says that it is
 * stored or refused; where sockets are blocked the same answers and stages go by plain requests. Needs stage.js.
 *
 * <body data-live="/482173/live">                                        any page: stages are swapped in
 *       data-answers="…" data-stage="…"                                  phones: answers, and stages without a socket
 *       data-fields-js="…" data-typed-js="…"                             where scripts are that not every visit needs
 *       data-sending data-offline data-cut data-gone data-refused        the sentences for what happens
 * <section id="stage" data-page="2">, <a data-turn="3">, <form data-next="3">   pages of a survey, turned in place
 *
 * Dispatches `hemicycle:<type>` for every frame that is not a stage or about an answer, and sends the detail of each
 * `hemicycle:send`.
 */
(() => {
  "use strict";

  const words = document.body.dataset;
  if (!words.live || !window.WebSocket) return; // plain forms and links keep working

  const RETRY_CAP = 8000; // ms; an absence that people notice but do not give up over
  const OPENING = 8000; // ms until a socket that does not open is given up
  const QUIET = 20000; // ms without a frame until the line is probed
  const ANSWER_QUIET = 4000; // ms, while an answer waits
  const PROBE = 4000; // ms until a probe without an answer means a dead line
  const TRIES_BEFORE_PLAIN = 2; // failed sockets until plain requests are tried as well

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
      this.answers = this.answers.filter((old) => ["poll", "round", "opened"].some((name) => old[name] !== answer[name]));
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

  /** A socket that comes back by itself, and plain requests while it cannot. */
  class Line {
    constructor(stage, outbox) {
      Object.assign(this, { stage, outbox, socket: null, tries: 0, heard: 0, spread: 0, timer: 0, gone: false });
      this.address = new URL(words.live, location.href);
      this.address.protocol = this.address.protocol === "https:" ? "wss:" : "ws:";
      this.place();
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
      if (frame.type === "stage") this.show(frame);
      else if (frame.type === "ack" || frame.type === "refusal") this.settle(frame);
      else if (frame.type === "told") this.stage.receipt(frame, "recorded", frame.text);
      else if (frame.type === "bye") this.spread = frame.spread;
      else document.dispatchEvent(new CustomEvent(`hemicycle:${frame.type}`, { detail: frame }));
    }

    show({ rev, html }) {
      const page = this.stage.element?.dataset.key;
      this.stage.show(rev, html);
      if (page !== this.stage.element?.dataset.key) this.place();
    }

    /** What is true of a page that has just come: where it is in a survey, and that its answer is still on its way. */
    place() {
      const page = this.stage.element?.dataset.page;
      this.address = paged(this.address, page);
      if (!page) history.replaceState(null, "", paged(location)); // another survey begins at its beginning
      for (const link of document.querySelectorAll(".languages a")) link.href = paged(link, page);
      for (const answer of this.outbox.answers) this.stage.receipt(answer, "sending", words.sending);
    }

    /** Another page of the survey. Without a line it is asked for at once, or waits for the line. */
    turn(page) {
      this.address = paged(this.address, page);
      if (this.open) return this.send({ type: "page", page: Number(page) });
      this.stage.rev = -1;
      this.plain();
    }

    settle({ type, id, text, field }) {
      const answer = this.outbox.take(id);
      if (!answer) return; // a newer one took its place
      const shown = this.stage.receipt(answer, type === "ack" ? "recorded" : "refused", text);
      const next = shown && type === "ack" && this.stage.element.querySelector("form[data-next]")?.dataset.next;
      if (next) turnTo(next);
      if (shown) this.stage.point(field, text);
      else if (type === "refusal") this.notice(words.refused.replace("{reason}", text), "refused");
    }

    lost(code) {
      this.socket = null;
      const farewells = { 1008: words.gone, 4403: words.gone, 4409: words.moved, 4410: words.withdrawn };
      if (code in farewells) return this.leave(farewells[code] ?? words.gone);
      const wait = this.spread || Math.min(RETRY_CAP, 500 * 2 ** this.tries++);
      this.spread = 0;
      this.timer = setTimeout(() => this.connect(), 100 + Math.random() * wait);
      if (this.tries > TRIES_BEFORE_PLAIN) this.plain();
      else if (this.outbox.answers.length || !navigator.onLine) this.cut();
    }

    leave(sentence) {
      this.gone = true;
      clearTimeout(this.timer);
      this.notice(sentence, "refused");
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
        const reply = await fetch(`${words.stage}?${this.asked()}`, { headers: { Accept: "application/json" } });
        if (reply.status === 403 || reply.status === 404) return this.leave(words.gone);
        if (reply.status === 200) this.receive(await reply.json());
        this.notice("");
      } catch {
        this.cut(); // no network, or the page of a captive portal instead of ours
      }
    }

    asked() {
      const asked = new URLSearchParams(this.address.search);
      asked.set("rev", this.stage.rev);
      return asked;
    }

    async post(answer) {
      const fields = new URLSearchParams();
      for (const [name, value] of Object.entries(answer)) for (const one of [value].flat()) fields.append(name, one);
      const reply = await fetch(words.answers, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      this.settle(await reply.json());
    }

    cut() {
      const answer = this.outbox.answers.at(-1);
      if (answer && this.stage.receipt(answer, "waiting", words.offline)) this.notice("");
      else this.notice(words.cut, "waiting");
    }

    notice(text, kind = "") {
      const place = document.getElementById("notice");
      if (!place) return;
      place.dataset.state = text && kind;
      Stage.say(place, text);
    }

    answer(form, submitter) {
      const answer = { type: "answer", id: newId() };
      for (const [name, value] of new FormData(form, submitter))
        if (name !== "type") answer[name] = name in answer ? [answer[name], value].flat() : value;
      answer.round = Number(answer.round);
      this.outbox.put(answer);
      this.stage.receipt(answer, "sending", words.sending);
      this.notice("");
      this.send(answer);
      if (!navigator.onLine) this.cut();
      setTimeout(() => this.open || this.plain(), this.open ? ANSWER_QUIET : 0);
    }
  }

  /** The same address with this page of a survey, or with none. */
  function paged({ href }, page) {
    const address = new URL(href);
    if (page) address.searchParams.set("page", page);
    else address.searchParams.delete("page");
    return address;
  }

  function newId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const line = new Line(new Stage(words), new Outbox(`outbox:${words.answers}`));
  // Only forms that have more than choices and lines to write on bring the script for them; without it they still work.
  const fields = () => {
    if (document.querySelector("#stage [data-fields]")) import(words.fieldsJs).catch(() => {});
    if (document.querySelector("[data-asking]")) import(words.askingJs).catch(() => {});
  };

  function turnTo(page) {
    history.pushState(null, "", paged(location, page));
    line.turn(page);
  }

  /** A link to another page. What was changed on this one is recorded first; refused once, it does not hold anybody. */
  function follow(link) {
    const form = document.querySelector("form[data-next]");
    const edited = form?.querySelector('#receipt[data-edited]:not([data-final][data-state="recorded"])');
    if (!edited) return turnTo(link.dataset.turn);
    form.dataset.next = link.dataset.turn;
    form.requestSubmit();
  }

  document.documentElement.classList.add("scripted");
  document.addEventListener("click", (event) => {
    const link = event.target.closest(words.typedJs ? "a[data-turn], .languages a" : "a[data-turn]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.turn) follow(link);
    else import(words.typedJs).then((typed) => typed.keep(link.href)).catch(() => location.assign(link.href));
  });
  addEventListener("popstate", () => line.turn(new URLSearchParams(location.search).get("page") ?? 0));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-answer]")) return;
    event.preventDefault();
    line.answer(event.target, event.submitter);
  });
  document.addEventListener("hemicycle:seats", () => import(words.seatsJs).then((seats) => seats.default()).catch(() => {}));
  document.addEventListener("change", ({ target }) => target.form?.matches("[data-at-once]") && target.form.requestSubmit());
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-answer]");
    for (const field of form?.elements ?? []) field.setCustomValidity("");
    const receipt = form?.querySelector("#receipt");
    if (receipt) receipt.dataset.edited = "";
  });
  document.addEventListener("hemicycle:stage", fields);
  document.addEventListener("hemicycle:send", ({ detail }) => line.send(detail));
  document.addEventListener("visibilitychange", () => line.wake());
  addEventListener("online", () => line.wake());
  addEventListener("offline", () => line.cut());
  addEventListener("pageshow", ({ persisted }) => persisted && line.wake());
  setInterval(() => line.watch(), 2000);
  if (location.search.includes("lang=")) import(words.typedJs).then((typed) => typed.give()).catch(() => {}).finally(fields);
  else fields();
  line.connect();
})();
