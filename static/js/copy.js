// Copies the address in a field, for the buttons that name it: <button data-copy="id of the field" data-copied="…">.
// A button stays hidden where this cannot run; the field can then still be selected by hand.

async function copied(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Outside secure origins there is no clipboard; the older way works on what is selected.
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    if (await copied(field)) {
      button.textContent = button.dataset.copied;
      button.focus();
    }
  });
}
