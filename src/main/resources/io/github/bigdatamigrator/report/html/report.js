"use strict";
// Finds, sorts and folds the column cards and sorts tables; the report reads as well without.
const tools = document.querySelector(".tools");
const tables = [...document.querySelectorAll("details.table")];
const cards = tables.map(table => [...table.querySelectorAll(".card")]);
cards.flat().forEach((card, place) => { card.dataset.place = place; });
const found = tools.querySelector(".found");
const search = tools.querySelector("input");
const texts = new Map();
// What can be found: name, badges, and that of the table.
const textOf = (card, table) => {
  if (!texts.has(card)) {
    const name = table.querySelector("summary h3").textContent;
    texts.set(card, (name + "." + card.dataset.name + " " + card.querySelector(".badges").textContent).toLowerCase());
  }
  return texts.get(card);
};
const folded = tables.map(table => !table.open);
const find = () => {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(word => word);
  let shown = 0;
  tables.forEach((table, i) => {
    let here = 0;
    for (const card of cards[i]) {
      const text = words.length ? textOf(card, table) : "";
      card.hidden = !words.every(word => text.includes(word));
      here += card.hidden ? 0 : 1;
    }
    table.hidden = words.length > 0 && here === 0;
    table.open = words.length > 0 ? here > 0 : !folded[i];
    shown += here;
  });
  found.textContent = words.length ? shown + (shown === 1 ? " column" : " columns") : "";
};
let waiting = 0;
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 120);
});
const number = key => (a, b) => Number(b.dataset[key]) - Number(a.dataset[key]);
const type = card => card.querySelector(".type").textContent;
const orders = {
  place: (a, b) => a.dataset.place - b.dataset.place,
  name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
  type: (a, b) => type(a).localeCompare(type(b)),
  nulls: number("nulls"),
  distinct: number("distinct"),
  warnings: number("warnings"),
};
tools.querySelector("select").addEventListener("change", event => {
  const order = orders[event.target.value];
  for (const some of cards) {
    if (some.length) some[0].parentNode.append(...some.sort((a, b) => order(a, b) || orders.place(a, b)));
  }
});
tools.querySelector(".compact").addEventListener("click", event => {
  const on = document.body.classList.toggle("compact");
  event.target.setAttribute("aria-pressed", on);
});
const fold = tools.querySelector(".fold");
const anyOpen = () => tables.some(table => table.open);
const name = () => { fold.textContent = anyOpen() ? "Fold all" : "Unfold all"; };
fold.addEventListener("click", () => {
  const open = !anyOpen();
  tables.forEach((table, i) => { table.open = open; folded[i] = !open; });
  name();
});
name();
tools.hidden = false;
// A link to a column or table unfolds it first.
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const table = target && target.closest("details.table");
  if (table && (!table.open || target.hidden)) {
    search.value = "";
    find();
    table.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", reveal);
reveal();
// On paper everything is unfolded, sample rows apart.
let before = [];
addEventListener("beforeprint", () => {
  before = tables.map(table => table.open);
  tables.forEach(table => { table.open = true; });
});
addEventListener("afterprint", () => tables.forEach((table, i) => { table.open = before[i]; }));
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
