"use strict";
// Pages work without this file. It keeps a form from being sent twice by a double click and shows how many are chosen.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
document.addEventListener("change", (event) => {
  const form = event.target.form;
  const told = form && form.querySelector("[data-count]");
  if (told) told.textContent = [...form.elements].filter((one) => one.type === "checkbox" && one.checked).length;
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
document.addEventListener("click", (event) => {
  const told = event.target.dataset && event.target.dataset.copy;
  const field = told && document.getElementById(told);
  if (!field) return;
  field.select();
  const copied = () => { event.target.textContent = "Đã sao chép"; };
  if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(copied, () => document.execCommand("copy") && copied());
  else if (document.execCommand("copy")) copied();
});
// On paper nothing stays folded: a browser that shows what lies in a closed part only when it is open gets it opened.
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open]):not(.act)")) {
    one.open = true;
    one.dataset.folded = "1";
  }
});
window.addEventListener("afterprint", () => {
  for (const one of document.querySelectorAll("details[data-folded]")) {
    one.open = false;
    delete one.dataset.folded;
  }
});
