// @ts-check
// The list of conversations, the state of the model, and the theme.

import { h, button, replace, byId, toast, count, plural, store, stored } from "./dom.js";
import { api, conversations } from "./api.js";

/** @typedef {import("openapi").Summary} Summary */

/** From this many conversations on they can be searched. */
const MANY = 8;
const ALL = 100_000;
const PRIVACY = ["names and types", "aggregates", "example values", "rows"];
const find = /** @type {HTMLInputElement} */ (byId("find"));
let listed = 100;

/**
 * The day of an instant in few words: the time if it is today.
 *
 * @param {string | undefined} instant
 * @param {Date} now
 */
function when(instant, now = new Date()) {
  const then = new Date(instant || "");
  if (Number.isNaN(then.getTime())) return "";
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  if (then.getTime() >= midnight) return then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (then.getTime() >= midnight - 86_400_000) return "yesterday";
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "short", year });
}

/** @param {Summary} entry @param {string | null} open id of the open conversation */
function link(entry, open) {
  return h("a", {
    href: `#/c/${encodeURIComponent(entry.id)}/chat`, class: "entry",
    "aria-current": entry.id === open ? "page" : null,
  },
  h("span", { class: `dot ${entry.status}`, title: entry.status }),
  h("span", { class: "entry-title", title: entry.title },
    entry.pinned ? h("span", { class: "pin", title: "Pinned" }, "★ ") : null, entry.title),
  h("span", { class: "minor" }, plural(entry.questions, "question"),
    h("span", { class: "when", title: entry.updated_at }, when(entry.updated_at))));
}

/** @param {string | null} open id of the open conversation */
export async function list(open) {
  try {
    const wanted = find.value.trim().toLowerCase();
    const { entries, more } = await conversations(wanted ? ALL : listed);
    find.hidden = entries.length < MANY && !wanted;
    const shown = entries.filter((entry) =>
      `${entry.title} ${entry.data_files.join(" ")}`.toLowerCase().includes(wanted));
    const further = { class: "quiet wide", onclick: () => listMore(open, entries.length) };
    replace(byId("list"), shown.map((entry) => h("li", {}, link(entry, open))),
      more ? h("li", {}, button(further, "Show more conversations")) : null,
      shown.length === 0
        ? h("li", { class: "minor pad" }, wanted ? "None has this in its title or files." : "No conversation yet.")
        : null);
  } catch (failure) {
    toast(failure.message);
  }
}

/** @param {string | null} open @param {number} before number of listed conversations */
async function listMore(open, before) {
  listed = before + 100;
  await list(open);
  byId("list").querySelectorAll("a")[before]?.focus();
}

/**
 * Lists the conversations that have the typed words in their title or files.
 *
 * @param {() => string | null} open
 */
export function searching(open) {
  find.addEventListener("input", () => list(open()));
}

/** Shows which model answers, how large its window is, and what it may see. */
export async function model() {
  const box = byId("model");
  try {
    const health = await api.health();
    const there = health.model.available;
    const about = there
      ? `window ${count(health.model.window_tokens)} tokens` : "Profile answers and guided questions work.";
    const { local, online } = health.privacy;
    replace(box, h("span", { class: `dot ${there ? "ready" : "off"}` }),
      h("span", {}, there ? health.model.name : "No model answers", h("span", { class: "minor block" }, about),
        h("span", { class: "minor block", title: `Privacy level ${local}: what a prompt may hold` },
          `Prompts may hold ${PRIVACY[local]}${online === undefined ? "" : `, online ${PRIVACY[online]}`}`)),
      health.online_fallback
        ? h("span", { class: "chip warn", title: "An online model may help" }, "online allowed")
        : h("span", { class: "chip good", title: "Nothing leaves this machine" }, "local"));
    box.title = health.model.note || "";
  } catch {
    replace(box, h("span", { class: "dot failed" }), h("span", {}, "The server does not answer."));
  }
}

/** @param {boolean} open */
export function drawer(open) {
  byId("side").classList.toggle("open", open);
  byId("veil").hidden = !open;
  document.querySelector(".menu")?.setAttribute("aria-expanded", String(open));
  if (open) byId("new").focus();
}

/** The button that opens the list where the window is narrow. */
export function menu() {
  return button({
    class: "quiet menu", "aria-label": "Conversations", "aria-expanded": "false", "aria-controls": "side",
    onclick: () => drawer(true),
  }, "☰");
}

// ---- theme

const dark = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  const now = stored("theme") || (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = now;
  byId("theme").textContent = now === "dark" ? "Light mode" : "Dark mode";
}

theme();
dark.addEventListener("change", theme);
byId("theme").addEventListener("click", () => {
  store("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  theme();
});
