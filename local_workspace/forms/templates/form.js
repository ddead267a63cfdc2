(() => {
  const form = document.getElementById("bieu-mau");
  const parts = [...form.querySelectorAll("section.part")];
  const [back, next, send, place] =
    ["quay-lai", "tiep-tuc", "gui", "phan"].map((id) => document.getElementById(id));
  let trail = [0];

  const chosen = (part) => [...part.querySelectorAll("input:checked, option:checked")];

  // Where the answers of a part lead: an index, or parts.length for sending. The last one decides.
  function after(index) {
    const ways = chosen(parts[index]).map((input) => input.dataset.go).filter(Boolean);
    const go = ways.at(-1);
    if (go === "SUBMIT_FORM") return parts.length;
    if (go === "RESTART_FORM") return 0;
    const found = parts.findIndex((part) => go && part.dataset.sectionId === go);
    return found >= 0 ? found : index + 1;
  }

  function answered(question) {
    const inputs = [...question.querySelectorAll("input, select, textarea")];
    const open = inputs.filter((input) => !input.dataset.other);
    if (open.some((input) => /radio|checkbox/.test(input.type))) return open.some((i) => i.checked);
    return open.every((input) => input.value.trim());
  }

  function tell(question, text) {
    const line = question.querySelector(".problem");
    line.textContent = text;
    line.hidden = !text;
  }

  // Tell what is missing in a part and go to the first such question; the server judges the rest.
  function complete(part) {
    const wanted = [...part.querySelectorAll("[data-required=true]")];
    wanted.forEach((q) => tell(q, answered(q) ? "" : "Câu hỏi này bắt buộc trả lời."));
    const first = wanted.find((question) => !answered(question));
    first?.querySelector("input, select, textarea").focus();
    return !first;
  }

  function show(scroll) {
    const here = trail.at(-1);
    const isLast = after(here) >= parts.length;
    parts.forEach((part, index) => { part.hidden = index !== here; });
    back.hidden = trail.length < 2;
    next.hidden = isLast;
    send.hidden = !isLast;
    place.textContent = parts.length > 1 ? `Phần ${trail.length}` : "";
    if (!scroll) return;
    window.scrollTo(0, 0);
    parts[here].querySelector("h2")?.focus({ preventScroll: true });
  }

  function forward() {
    const there = after(trail.at(-1));
    trail = there === 0 ? [0] : [...trail, there];
  }

  // After a refused sending, open the part with the first mistake, along the way that led there.
  function reopen() {
    const wrong = form.querySelector(".problem:not([hidden])")?.closest("section.part");
    const goal = wrong ? parts.indexOf(wrong) : 0;
    for (let step = 0; step < goal && trail.at(-1) < goal; step += 1) {
      if (after(trail.at(-1)) < parts.length) forward();
    }
    if (trail.at(-1) !== goal) trail = [goal];
  }

  next.addEventListener("click", () => {
    if (complete(parts[trail.at(-1)])) { forward(); show(true); }
  });
  back.addEventListener("click", () => { trail.pop(); show(true); });
  form.addEventListener("change", () => show(false));
  form.addEventListener("input", (event) => {
    const box = document.getElementById(event.target.dataset.other);
    if (box && event.target.value) box.checked = true;
    const question = event.target.closest("[data-required=true]");
    if (question && answered(question)) tell(question, "");
  });
  form.addEventListener("submit", (event) => {
    if (!next.hidden) {  // the Enter key in a part that is not the last
      event.preventDefault();
      next.click();
    } else if (!complete(parts[trail.at(-1)])) {
      event.preventDefault();
    } else {
      send.disabled = true;
    }
  });
  document.querySelectorAll("#sai-sot a").forEach((link) => link.addEventListener("click", () => {
    const part = document.querySelector(link.getAttribute("href"))?.closest("section.part");
    const goal = parts.indexOf(part);
    if (goal >= 0) { trail = [...trail.filter((index) => index < goal), goal]; show(false); }
  }));
  form.querySelectorAll(".clear").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const question = button.closest("[data-question-id]");
      question.querySelectorAll("input:checked").forEach((input) => { input.checked = false; });
      question.querySelectorAll("[data-other]").forEach((input) => { input.value = ""; });
      show(false);
    });
  });
  window.addEventListener("pageshow", () => { send.disabled = false; });
  reopen();
  show(false);
  document.getElementById("sai-sot")?.focus();
})();
