// Copies a citation or a record. Without this script its buttons are hidden: a citation can be selected all
// the same, and a record be saved.
(() => {
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  // A record stands in the address of its link, a citation in the paragraph before.
  function textOf(button) {
    const source = button.previousElementSibling ?? button.parentElement.previousElementSibling;
    const href = source.getAttribute("href");
    return href ? decodeURIComponent(href.slice(href.indexOf(",") + 1)) : source.textContent.trim();
  }

  async function copy(button) {
    const status = button.closest(".cite").querySelector(".copy-status");
    const text = textOf(button);
    status.textContent = "";
    status.parentElement.querySelector("textarea")?.remove();
    const done = await byClipboard(text) || bySelection(text, status, button);
    status.textContent = done ? button.dataset.done : status.dataset.failed;
  }

  // Pages on a disk and on plain http may have no clipboard, or may not write to it.
  async function byClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  // The old way. Where that is refused too, the text stays, selected.
  function bySelection(text, status, button) {
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.setAttribute("aria-label", button.ariaLabel);
    status.after(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch { /* refused */ }
    if (done) {
      area.remove();
      button.focus({ preventScroll: true });
    }
    return done;
  }
})();
