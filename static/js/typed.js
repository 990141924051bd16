/*
 * What was chosen or typed, and not sent yet, goes along into another language. live.js brings this script when a link of
 * the languages is followed, and on the page to which it leads.
 */

const KEPT = "typed";
const ROUND = ["poll", "round", "opened"];

const answering = () => document.querySelector("form[data-answer]");

/** Remember what stands in the form, and go. */
export function keep(address) {
  try {
    sessionStorage.setItem(KEPT, new URLSearchParams(new FormData(answering())));
  } catch {
    // Storage is full or forbidden, or there is nothing to answer.
  }
  location.assign(address);
}

/** Put it back, once, where the same round is asked. */
export function give() {
  const [form, typed] = [answering(), new URLSearchParams(sessionStorage.getItem(KEPT))];
  sessionStorage.removeItem(KEPT);
  if (!form || ROUND.some((name) => form.elements[name]?.value !== typed.get(name))) return;
  const left = new Map(Array.from(typed.keys(), (name) => [name, typed.getAll(name)]));
  for (const field of form.elements) {
    const values = left.get(field.name) ?? [];
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.name && !["hidden", "submit"].includes(field.type)) field.value = values.shift() ?? "";
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
