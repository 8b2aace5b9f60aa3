"use strict";
// Filters the column cards by name and sorts a table by a column; the report reads as well without.
for (const input of document.querySelectorAll("input[type=search]")) {
  input.hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const card of document.querySelectorAll(".card")) {
      card.hidden = !card.dataset.name.toLowerCase().includes(wanted);
    }
  });
}
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const table = head.closest("table");
    const index = [...head.parentNode.children].indexOf(head);
    const down = head.getAttribute("aria-sort") !== "descending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = row => row.children[index].dataset.sort ?? row.children[index].textContent;
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const one = key(a), other = key(b);
      const order = one !== "" && other !== "" && !isNaN(one) && !isNaN(other)
        ? Number(one) - Number(other) : one.localeCompare(other);
      return down ? -order : order;
    });
    table.tBodies[0].append(...rows);
  });
}
