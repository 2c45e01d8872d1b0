"use strict";
// The grid works without this file. It moves between cells by the keyboard, takes a change back by Esc, saves all by Ctrl+S.
{
  const grid = document.querySelector("form[data-grid]");
  const cells = [...grid.querySelectorAll("[data-cell]")];
  const beside = (at, by) => cells[cells.indexOf(at) + by];
  const below = (at, by) => {
    const column = cells.filter((cell) => cell.dataset.cell === at.dataset.cell);
    return column[column.indexOf(at) + by];
  };
  const writes = (at) => at.type === "text";
  const atEdge = (at, by) => {
    if (!writes(at)) return at.type === "checkbox";
    const edge = by < 0 ? 0 : at.value.length;
    return at.selectionStart === edge && at.selectionEnd === edge;
  };
  // Up and down choose within a list or among suggestions; with Ctrl they leave it.
  const wanted = (event) => {
    const at = event.target;
    const free = event.ctrlKey || (!at.list && at.tagName !== "SELECT");
    if (event.key === "Enter") return below(at, event.shiftKey ? -1 : 1);
    if (event.key === "ArrowDown" && free) return below(at, 1);
    if (event.key === "ArrowUp" && free) return below(at, -1);
    if (event.key === "ArrowLeft" && atEdge(at, -1)) return beside(at, -1);
    if (event.key === "ArrowRight" && atEdge(at, 1)) return beside(at, 1);
    return undefined;
  };
  grid.addEventListener("keydown", (event) => {
    const at = event.target;
    if (!at.dataset.cell || event.isComposing) return;
    if (event.key === "Escape") at.dispatchEvent(new CustomEvent("takeback", { bubbles: true }));
    const next = wanted(event);
    if (event.key === "Enter" || next) event.preventDefault();
    if (!next) return;
    next.focus();
    if (writes(next)) next.select();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    grid.requestSubmit();
  });
}
