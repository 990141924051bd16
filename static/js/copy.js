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

// <button data-copy-picture="id of the picture"> copies the picture itself, where the browser can; else it can be saved.
for (const button of document.querySelectorAll("[data-copy-picture]")) {
  if (!globalThis.ClipboardItem || !navigator.clipboard?.write) continue;
  const picture = document.getElementById(button.dataset.copyPicture);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const data = fetch(picture.src).then((reply) => reply.blob());
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": data })]);
      button.textContent = button.dataset.copied;
    } catch {
      button.hidden = true;
    }
  });
}
