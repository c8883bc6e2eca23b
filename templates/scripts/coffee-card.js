"use strict";
// Saves what was filled in as a file that `playbook accounts read-card` reads. Sends nothing anywhere.
(() => {
  const form = document.querySelector("form");
  const save = document.getElementById("save");
  const card = JSON.parse(document.querySelector('meta[name="coffee-card"]').content);
  const text = (name) => form.elements[name].value.trim();
  const filled = () => ({
    card,
    name: text("name"),
    date: text("date"),
    answers: Object.fromEntries(
      card.questions.map((id) => [id, { level: form.elements[id].value, note: text(`${id}-note`) }])
    ),
  });
  save.hidden = false;
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    const data = JSON.stringify(filled(), null, 2) + "\n";
    link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
    link.download = "coffee-card.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})();
