/*
 * Questions, support and reactions without leaving the page. Fetched only by pages that have something with data-asking;
 * without it the same forms are sent by the browser. Needs stage.js and live.js.
 *
 * <section id="questions">                 patched with each `hemicycle:questions`; what has data-keep stays the person's
 * <form data-question>                     #asked says what became of it; #own-questions lists the own ones
 * <form data-support><button aria-pressed> <form data-reaction><button name value>
 */
(() => {
  "use strict";

  const REACTED = 1000; // ms between two reactions, which is also how long one is seen to be given
  const words = document.body.dataset;
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

  /** The part of Stage that takes a fresh element in, for elements other than the stage. */
  const patch = (old, fresh) => Stage.prototype.patch(old, fresh);

  async function post(form, fields) {
    const body = new URLSearchParams(fields);
    const reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    return reply.json();
  }

  /** The seat fills at once, and empties again where the server did not take it. */
  async function support(form) {
    const button = form.querySelector("button");
    const number = button.querySelector("[data-number]");
    const before = [button.getAttribute("aria-pressed"), number.textContent];
    const on = before[0] !== "true";
    button.setAttribute("aria-pressed", on);
    try {
      const reply = await post(form, { entry: form.elements.entry.value, on: on ? 1 : 0 });
      if (reply.type !== "support") throw new Error(reply.text);
      number.textContent = reply.number;
    } catch {
      button.setAttribute("aria-pressed", before[0]);
      number.textContent = before[1];
    }
  }

  function tell(state, text) {
    const place = document.getElementById("asked");
    place.dataset.state = state;
    Stage.say(place.querySelector("p"), text);
  }

  /** The same id until the server has settled it: a question that is sent twice is asked once. */
  async function ask(form) {
    form.dataset.id ||= Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
    const fields = new FormData(form);
    fields.set("id", form.dataset.id);
    tell("sending", words.sending);
    try {
      const { type, text } = await post(form, fields);
      delete form.dataset.id;
      tell(type === "ack" ? "recorded" : "refused", text);
      if (type === "ack") await renew(form);
    } catch {
      tell("waiting", words.offline);
    }
  }

  /** The page as it is for this person after a question: an empty line, the own questions, perhaps none left. */
  async function renew(form) {
    form.querySelector("textarea").value = "";
    const fresh = parsed(await (await fetch(location.pathname)).text());
    const own = fresh.getElementById("own-questions");
    if (own) document.getElementById("own-questions").replaceWith(document.importNode(own, true));
    if (!fresh.querySelector("[data-question] textarea")) location.replace("?asked");
    else take(fresh);
  }

  function take(page) {
    const [old, fresh] = [document, page].map((one) => one.getElementById("questions"));
    if (old && fresh) patch(old, fresh);
    // What everybody can read by now no longer waits.
    for (const one of document.querySelectorAll("[data-entry]"))
      one.hidden = Boolean(document.getElementById(`entry-${one.dataset.entry}`));
    const title = document.querySelector("#own-questions .part-title");
    if (title) title.hidden = !document.querySelector("[data-entry]:not([hidden])");
  }

  function react(button) {
    if (button.hasAttribute("data-given")) return;
    button.setAttribute("data-given", "");
    document.dispatchEvent(new CustomEvent("hemicycle:send", { detail: { type: "reaction", name: button.value } }));
    setTimeout(() => button.removeAttribute("data-given"), REACTED);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-support], [data-question], [data-reaction]")) return;
    event.preventDefault();
    if (form.matches("[data-support]")) support(form);
    else if (form.matches("[data-question]")) ask(form);
    else react(event.submitter);
  });
  document.addEventListener("input", ({ target }) => {
    const left = document.getElementById(target.dataset.left);
    if (!left) return;
    left.textContent = left.dataset.sentence.replace("{n}", target.maxLength - target.value.length);
    tell("none", ""); // what became of the question before is said; this is another one
  });
  document.addEventListener("hemicycle:questions", ({ detail }) => take(parsed(detail.html)));
})();
