/*
 * Texts of the summary are saved as they are typed, and choices as they are made. Each form says what became of it. When
 * somebody else has written in the same place, their text is shown beside the own one, which stays in its field.
 *
 * <form data-passage action="…/texts"> textarea or input[type=time], [data-state], [data-both]
 * <form data-choice action="…/choices"> a select, or a button alone
 * <main data-saving data-unsaved data-refused>                 the sentences
 */
"use strict";

class Passages {
  static PAUSE = 800; // ms without typing after which a text is saved
  static AGAIN = 4000; // ms after which it is tried again without a connection

  /** @param {HTMLElement} page whose data are the sentences; forms in it may come and go */
  constructor(page) {
    this.words = page.dataset;
    this.timers = new WeakMap();
    this.sending = new WeakSet();
    this.dirty = new Set();
    document.documentElement.dataset.saves = "";
    page.addEventListener("input", ({ target }) => this.typed(target.closest("[data-passage]")));
    page.addEventListener("change", ({ target }) => {
      const choice = target.closest("[data-choice]");
      if (choice) choice.requestSubmit();
    });
    page.addEventListener("submit", (event) => this.submitted(event));
    page.addEventListener("focusout", ({ target }) => {
      const form = target.closest?.("[data-passage]");
      if (form && this.dirty.has(form)) this.save(form);
    });
    addEventListener("beforeunload", (event) => {
      if (this.dirty.size) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.dirty.forEach((form) => this.save(form));
    });
  }

  /** Whether a form must be left as it is. */
  busy(form) {
    return this.dirty.has(form) || form.contains(document.activeElement) || Boolean(form.querySelector(".passage-both"));
  }

  field(form) {
    return form.querySelector("textarea, input[type=time]");
  }

  typed(form) {
    if (!form) return;
    this.dirty.add(form);
    this.say(form, this.words.unsaved);
    this.later(form, Passages.PAUSE);
  }

  later(form, wait) {
    clearTimeout(this.timers.get(form));
    // A text in dispute waits for its author.
    if (form.querySelector(".passage-both")) return;
    this.timers.set(form, setTimeout(() => this.save(form), wait));
  }

  submitted(event) {
    const form = event.target.closest("[data-passage], [data-choice]");
    if (!form) return;
    event.preventDefault();
    const { submitter } = event;
    if (form.matches("[data-choice]")) return void this.send(form).then((done) => done && this.changed());
    const both = form.querySelector(".passage-both");
    if (submitter?.hasAttribute("data-theirs")) this.field(form).value = both.dataset.theirs ?? both.querySelector("blockquote").textContent;
    if (submitter?.hasAttribute("data-prepared")) this.field(form).value = submitter.dataset.prepared;
    both?.remove();
    this.dirty.add(form);
    this.save(form).then(() => submitter?.hasAttribute("data-prepared") && this.changed());
    if (submitter && !submitter.hasAttribute("data-save")) this.field(form).focus();
  }

  async save(form) {
    clearTimeout(this.timers.get(form));
    if (this.sending.has(form)) return this.later(form, Passages.PAUSE);
    const said = this.field(form).value;
    this.say(form, this.words.saving);
    if (!(await this.send(form))) return undefined;
    if (this.field(form).value === said) this.dirty.delete(form);
    else this.later(form, Passages.PAUSE);
    return undefined;
  }

  /** Sends a form; true where it was done. */
  async send(form) {
    this.sending.add(form);
    try {
      const headers = { Accept: "application/json" };
      const body = new URLSearchParams(new FormData(form));
      const response = await fetch(form.action, { method: "POST", body, headers, keepalive: body.toString().length < 60000 });
      const answer = response.headers.get("content-type")?.includes("json") ? await response.json() : {};
      if (response.ok) this.saved(form, answer);
      else if (answer.html) this.disputed(form, answer);
      else this.say(form, answer.error ?? this.words.refused, "refused");
      return response.ok;
    } catch {
      this.say(form, this.words.failed, "refused");
      this.later(form, Passages.AGAIN);
      return false;
    } finally {
      this.sending.delete(form);
    }
  }

  saved(form, answer) {
    if (form.elements.seen) form.elements.seen.value = answer.revision;
    form.classList.toggle("passage--written", Boolean(answer.written));
    if (answer.written) {
      form.classList.remove("passage--missing");
      form.querySelector("[data-mark]")?.remove();
    }
    this.say(form, answer.text, "saved");
  }

  disputed(form, answer) {
    form.elements.seen.value = answer.revision;
    form.querySelector("[data-both]").innerHTML = answer.html;
    this.say(form, answer.error, "refused");
  }

  say(form, text, state = "") {
    const place = form.querySelector("[data-state]");
    if (!place) return;
    if (place.textContent !== text) place.textContent = text ?? "";
    place.dataset.state = state;
  }

  /** Something was chosen that changes the document itself. */
  changed() {
    document.dispatchEvent(new CustomEvent("hemicycle:chosen"));
  }
}
