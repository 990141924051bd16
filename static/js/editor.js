/*
 * The editor's forms, sent as they are filled in: after a pause, after a choice, and at once for every button. What comes
 * back is the page anew, which is patched in; what somebody has typed meanwhile stays and is sent next. Needs stage.js.
 *
 * <body data-sending data-failed data-refused>   the sentences
 * <form id="edit" data-editor="agenda/opening">  with `was`: what the server has in each field
 * <select data-do="kind …">                      a choice that is an act; [data-key] is reached with Alt and an arrow
 *
 * Hears `editor:act` with the fields of an act, and dispatches `editor:shown` when the page is new.
 */
(() => {
  "use strict";

  const PAUSE = 800; // ms without typing until what was typed is sent
  const PATIENCE = 600; // ms; a saving that takes longer is said to be on its way
  const AGAIN = 3000; // ms until a saving that failed is tried again
  const LOOK = 5000; // ms until the page asks again who else is editing, and what they changed
  const words = document.body.dataset;
  const stage = new Stage({});
  const grows = CSS.supports("field-sizing", "content");
  let pause = 0;
  let busy = null;
  let queue = [];

  const form = () => document.getElementById("edit");
  const was = () => JSON.parse(form().elements.was.value);
  const many = (name) => Array.from(document.getElementsByName(`many:${name}`));

  function say(text) {
    const place = document.getElementById("saved");
    if (place) place.textContent = text;
  }

  /** What stands in a field now, as the server would write it; null where this page does not have it. */
  function value(name) {
    const several = many(name);
    if (several.length) return several.filter(({ checked }) => checked).map(({ value: one }) => one).join("\n");
    const field = document.getElementsByName(name)[0];
    if (!field) return null;
    if (field.type === "checkbox") return field.checked ? "yes" : "";
    return field.value;
  }

  function fill(name, text) {
    const several = many(name);
    if (several.length) {
      const chosen = text.split("\n");
      for (const one of several) one.checked = chosen.includes(one.value);
      return;
    }
    const field = document.getElementsByName(name)[0];
    if (field?.type === "checkbox") field.checked = text === "yes";
    else if (field) field.value = text;
    if (field) grow(field);
  }

  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  const snapshot = () => new Map(Object.keys(was()).map((name) => [name, value(name)]));
  const files = () => Array.from(form().querySelectorAll("input[type=file]")).some((input) => input.files.length);

  function dirty() {
    const differs = ([name, text]) => value(name) !== null && plain(value(name)) !== plain(text);
    return files() || Object.entries(was()).some(differs);
  }

  /** Browsers that do not yet make a field as high as its text are helped. */
  function grow(field) {
    if (grows || field.nodeName !== "TEXTAREA") return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  /** One request at a time; the last thing that was asked for is sent with whatever is in the fields by then. */
  async function send(act) {
    clearTimeout(pause);
    queue.push(act);
    if (busy) return busy;
    busy = (async () => {
      while (queue.length) {
        const acts = queue.filter(({ do: verb }) => verb !== "save");
        const next = acts[0] || queue[0];
        queue = acts.slice(1);
        if (!(await post(next))) break;
      }
      busy = null;
    })();
    return busy;
  }

  async function post(act) {
    const body = new FormData(form());
    for (const [name, text] of Object.entries(act)) body.set(name, text);
    const sent = snapshot();
    const waiting = setTimeout(() => say(words.sending), PATIENCE);
    let response;
    let html;
    try {
      response = await fetch(form().action, { method: "POST", body, headers: { "HX-Request": "true" } });
      html = await response.text();
    } catch {
      say(words.failed);
      setTimeout(() => send(act), AGAIN);
      return false;
    } finally {
      clearTimeout(waiting);
    }
    if (!html.includes('id="stage"')) {
      say(response.status >= 502 ? words.failed : words.refused);
      if (response.status >= 502) setTimeout(() => send(act), AGAIN);
      return false;
    }
    show(html, sent, act);
    return true;
  }

  function show(html, sent, act) {
    const before = { at: form().dataset.editor, focus: document.activeElement, entries: entries(), was: was() };
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const input of form().querySelectorAll("input[type=file]")) input.value = "";
    stage.show(Number(page.getElementById("stage").dataset.rev), html);
    const now = was();
    const lost = JSON.parse(form().dataset.clashing);
    for (const [name, text] of Object.entries(now)) {
      const typed = sent.has(name) && value(name) !== sent.get(name); // since it was sent
      if (!typed && value(name) !== text) fill(name, text);
      // Whoever still writes in a field that somebody else has written in goes on from what they began with.
      if (typed && lost.includes(name) && name in before.was) now[name] = before.was[name];
    }
    form().elements.was.value = JSON.stringify(now);
    const at = form().dataset.editor;
    if (at !== before.at || new URLSearchParams(location.search).has("into")) {
      history.pushState(null, "", `${location.pathname}?at=${encodeURIComponent(at)}`);
      first()?.focus();
    } else refocus(before.focus, act, before.entries);
    preview();
    document.dispatchEvent(new CustomEvent("editor:shown"));
    if (dirty()) wait();
  }

  const entries = () => new Set(Array.from(document.querySelectorAll(".entry"), ({ id }) => id));
  const first = () => document.querySelector("#form textarea, #form input:not([type=hidden]), #form select");

  /** A new entry is written in next; what was moved keeps the focus that moving it takes away. */
  function refocus(old, act, known) {
    const fresh = Array.from(document.querySelectorAll(".entry")).find(({ id }) => !known.has(id));
    if (act.do.startsWith("add ") && fresh) return fresh.querySelector("textarea, input, select")?.focus();
    if (document.activeElement !== document.body && document.contains(old)) return;
    const again = (old.id && document.getElementById(old.id)) || button(old.value);
    if (again && !again.disabled) return again.focus();
    button(old.value?.replace(/^(up|down) /, (verb) => (verb === "up " ? "down " : "up ")))?.focus();
  }

  function button(act) {
    return act ? form().querySelector(`button[value="${CSS.escape(act)}"]`) : null;
  }

  /** The pictures of phone and wall are pages of their own, read anew when there is something new. */
  function preview() {
    const { query } = document.getElementById("preview-query").dataset;
    for (const place of document.querySelectorAll("[data-src]")) {
      const frame = place.querySelector("iframe");
      if (place.dataset.shown === query) continue;
      place.dataset.shown = query;
      frame.contentWindow.location.replace(place.dataset.src + query);
    }
  }

  function wait() {
    clearTimeout(pause);
    pause = setTimeout(() => send({ do: "save" }), PAUSE);
  }

  /** Who else is editing; what they wrote is shown where nobody is in the middle of something here. */
  async function look() {
    if (document.hidden || !form() || busy) return;
    const asked = `?at=${encodeURIComponent(form().dataset.editor)}`;
    const response = await fetch(`${form().action}/others${asked}`);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const [old, fresh] = [document, page].map((one) => one.getElementById("beside"));
    if (!old || !fresh) return;
    stage.patch(old, fresh);
    if (Number(fresh.dataset.version) > Number(form().dataset.version) && idle()) await renew(asked);
  }

  const idle = () => !busy && !dirty() && !document.querySelector("[data-held]") && !new URLSearchParams(location.search).has("into");

  async function renew(asked) {
    const sent = snapshot();
    const response = await fetch(form().action + asked, { headers: { "HX-Request": "true" } });
    const html = await response.text();
    if (response.ok && html.includes('id="stage"') && idle()) show(html, sent, { do: "save" });
  }

  document.addEventListener("input", ({ target }) => {
    grow(target);
    if (target.form === form() && target.type !== "file") wait();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.form !== form()) return;
    if (target.dataset.do) send({ do: target.dataset.do });
    else if (target.type === "file" || dirty()) send({ do: "save" });
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    send({ do: event.submitter?.value || "save" });
  });
  document.addEventListener("editor:act", ({ detail }) => send(detail));

  // Another page is opened when what was typed here has arrived.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
    if (!form() || !(busy || dirty())) return;
    event.preventDefault();
    send({ do: "save" }).then(() => location.assign(link.href));
  });
  addEventListener("pagehide", () => {
    if (!form() || !dirty() || files()) return;
    const body = new FormData(form());
    body.set("do", "save");
    fetch(form().action, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } }).catch(() => {});
  });
  addEventListener("popstate", () => location.reload());
  setInterval(() => look().catch(() => {}), LOOK);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));

  document.addEventListener("keydown", (event) => {
    const key = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (event.altKey && key) {
      const entry = document.activeElement.closest(".entry");
      const asked = entry ? entry.querySelector(`button[value^="${key} "]`) : form().querySelector(`[data-key="${key}"]`);
      if (!asked) return;
      event.preventDefault();
      if (!asked.disabled) send({ do: asked.value });
      return;
    }
    // In a field the browser has an undo of its own.
    if (!(event.ctrlKey || event.metaKey) || event.target.closest("textarea, input:not([type=checkbox])")) return;
    const verb = event.key.toLowerCase() === "y" || event.shiftKey ? "y" : "z";
    if (!["z", "y"].includes(event.key.toLowerCase())) return;
    event.preventDefault();
    form().querySelector(`[data-key="${verb}"]:enabled`)?.click();
  });

  for (const field of document.querySelectorAll("textarea")) grow(field);
  const wide = matchMedia("(min-width: 70em)");
  if (wide.matches) document.querySelector(".order [aria-current]")?.scrollIntoView({ block: "nearest" });
  for (const place of document.querySelectorAll("[data-src]"))
    place.dataset.shown = document.getElementById("preview-query").dataset.query;
})();
