"use strict";
// The grid works without this file. It moves between the cells of a column, saves by Ctrl+S, counts what has changed.
const grid = document.querySelector("form[data-grid]");
const cells = [...grid.querySelectorAll("[data-cell]")];
const worth = (cell) => (cell.type === "checkbox" ? String(cell.checked) : cell.value);
const before = new Map(cells.map((cell) => [cell, worth(cell)]));
const changed = () => cells.filter((cell) => before.get(cell) !== worth(cell)).length;
let leaving = false;
grid.addEventListener("input", () => {
  const many = changed();
  grid.querySelector("[data-changed]").textContent = many ? `${many} ô chưa lưu` : "";
});
grid.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key !== "Enter" || !at.dataset.cell || event.isComposing) return;
  event.preventDefault();
  const column = cells.filter((cell) => cell.dataset.cell === at.dataset.cell);
  const next = column[column.indexOf(at) + (event.shiftKey ? -1 : 1)];
  if (next) next.focus();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  grid.requestSubmit();
});
grid.addEventListener("submit", () => (leaving = true));
window.addEventListener("pageshow", () => (leaving = false));
window.addEventListener("beforeunload", (event) => {
  if (!leaving && changed()) event.preventDefault();
});
