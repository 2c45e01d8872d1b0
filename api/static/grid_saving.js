"use strict";
// The grid works without this file. It saves a row when a cell of it is left, and says when it was saved, or why it was not.
{
  const grid = document.querySelector("form[data-grid]");
  const cells = [...grid.querySelectorAll("[data-cell]")];
  const units = grid.querySelector("datalist").dataset;
  document.querySelector("[data-saves]").hidden = false;
  const byWord = JSON.parse(units.words);
  const byCode = JSON.parse(units.codes);
  const told = grid.querySelector("[data-changed]");
  const worth = (cell) => (cell.type === "checkbox" ? String(cell.checked) : cell.value);
  const kept = new Map(cells.map((cell) => [cell, worth(cell)]));
  const changed = () => cells.filter((cell) => kept.get(cell) !== worth(cell));
  const saving = new Map(); // a row → its save on the way: one at a time, each names the version the last one answered
  let leaving = false;
  let savedAt = "";

  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").split(/\s+/).filter(Boolean).join(" ");
  const units_of = (text) =>
    text.split(";").map((name) => name.trim()).filter(Boolean).map((name) => {
      const code = byWord[fold(name)];
      if (!code) throw new Error(`không có đơn vị “${name}”; các đơn vị cách nhau bằng dấu chấm phẩy`);
      return code;
    });
  const day_of = (text) => {
    const found = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text.trim()) || /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
    if (text.trim() && !found) throw new Error("cần ngày/tháng/năm, ví dụ 31/3/2023");
    return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : null;
  };
  const READ = {
    lead_codes: (cell) => units_of(cell.value),
    cooperating_codes: (cell) => units_of(cell.value),
    acceptors: (cell) => units_of(cell.value),
    due_on: (cell) => day_of(cell.value),
    product: (cell) => cell.value.trim() || null,
    follow: (cell) => cell.checked,
    cadence: (cell) => cell.value,
    basis: (cell) => cell.value,
  };
  // What was understood is shown as the page itself would show it.
  const SHOWN = {
    due_on: (day) => (day ? day.replace(/^(\d{4})-(?:(0[12])|0?(\d+))-(\d{2})$/, "$4/$2$3/$1") : ""),
    product: (text) => text || "",
  };
  const shown = (cell, value) => {
    if (Array.isArray(value)) return value.map((code) => byCode[code]).join("; ");
    const say = SHOWN[cell.dataset.cell];
    return say ? say(value) : cell.value;
  };

  const tell = () => {
    const many = changed().length;
    const on = saving.size ? "Đang lưu…" : many ? `${many} ô chưa lưu` : savedAt && `Đã lưu lúc ${savedAt}`;
    told.textContent = on;
  };
  const fault = (cell, message) => {
    cell.toggleAttribute("aria-invalid", Boolean(message));
    if (message) cell.setAttribute("aria-invalid", "true");
    let place = cell.parentElement.querySelector(".fault");
    if (!place && message) {
      place = document.createElement("span");
      place.className = "fault";
      place.setAttribute("role", "alert");
      cell.parentElement.append(place);
    }
    if (place) place.textContent = message;
  };
  const say_of_row = (row, words, address) => {
    const place = row.querySelector("[data-said]");
    place.textContent = words;
    if (!address) return;
    const again = document.createElement("a");
    again.href = address;
    again.textContent = "Tải lại mục này";
    place.append(" ", again);
  };

  const understood = (row) => {
    const changes = {};
    const sent = [];
    for (const cell of changed().filter((one) => one.closest("tr") === row)) {
      try {
        changes[cell.dataset.cell] = READ[cell.dataset.cell](cell);
        fault(cell, "");
        sent.push([cell, worth(cell)]);
      } catch (error) {
        fault(cell, error.message);
      }
    }
    return [changes, sent];
  };
  const version_of = (row) => row.querySelector("input[type=hidden][name$='.version']");
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const lost = new Map(); // a row → the call whose answer never came: made again under its key, it is one act
  const ask = async (row, changes) => {
    const body = JSON.stringify(changes);
    const key = lost.get(row)?.body === body ? lost.get(row).key : fresh();
    lost.set(row, { body, key });
    const answer = await fetch(`${grid.dataset.grid}/${row.dataset.item}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key, "If-Match": `"${version_of(row).value}"` },
      body,
    });
    lost.delete(row);
    return answer;
  };
  const accept = async (row, answer, changes, sent) => {
    version_of(row).value = (await answer.json()).version;
    for (const [cell, value] of sent) {
      const words = shown(cell, changes[cell.dataset.cell]);
      if (worth(cell) === value && writes(cell)) cell.value = words;
      const whole = cell.parentElement.nextElementSibling;
      if (whole?.classList.contains("whole")) {
        whole.querySelector("summary").textContent = `${words ? words.split(";").length : 0} đơn vị`;
        whole.querySelector("span").textContent = words;
      }
      kept.set(cell, writes(cell) ? words : value);
    }
    row.classList.remove("bad");
    row.classList.add("kept");
    savedAt = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    say_of_row(row, `Đã lưu lúc ${savedAt}`);
  };
  const writes = (cell) => cell.type === "text";
  const refuse = async (row, answer) => {
    row.classList.add("bad");
    if (answer.status === 412 || answer.status === 409) {
      const words = "Chưa lưu: mục này vừa được người khác sửa.";
      say_of_row(row, answer.status === 412 ? words : "Chưa lưu: văn bản đã được giao.", `?muc=${row.dataset.item}`);
      return;
    }
    const problem = await answer.json();
    say_of_row(row, `Chưa lưu: ${problem.detail}`);
    for (const one of problem.errors || []) {
      const cell = row.querySelector(`[data-cell="${one.field}"]`);
      if (cell) fault(cell, one.message);
    }
  };
  const save = async (row) => {
    const [changes, sent] = understood(row);
    if (!sent.length) return;
    try {
      const answer = await ask(row, changes);
      await (answer.ok ? accept(row, answer, changes, sent) : refuse(row, answer));
    } catch {
      row.classList.add("bad");
      say_of_row(row, "Chưa lưu: mất kết nối. Nội dung đã gõ còn ở đây.");
    }
  };
  const queue = (row) => {
    const before = saving.get(row) || Promise.resolve();
    const now = before.then(() => save(row)).finally(() => {
      if (saving.get(row) === now) saving.delete(row);
      tell();
    });
    saving.set(row, now);
    tell();
  };

  grid.addEventListener("input", tell);
  grid.addEventListener("change", (event) => {
    if (event.target.dataset.cell) queue(event.target.closest("tr"));
  });
  grid.addEventListener("takeback", (event) => {
    const cell = event.target;
    if (cell.type === "checkbox") cell.checked = kept.get(cell) === "true";
    else cell.value = kept.get(cell);
    fault(cell, "");
    tell();
  });
  window.addEventListener("online", () => {
    for (const row of new Set(changed().map((cell) => cell.closest("tr")))) queue(row);
  });
  grid.addEventListener("submit", (event) => {
    if (saving.size) {
      event.preventDefault();
      event.stopImmediatePropagation();
      Promise.allSettled([...saving.values()]).then(() => grid.requestSubmit());
      return;
    }
    leaving = true;
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (changed().length || saving.size)) event.preventDefault();
  });
}
