// @ts-check
// The page: the list of conversations, the open conversation, and routing by the address.

import { h, button, replace, byId, say, toast, count, plural } from "./dom.js";
import { api, conversations } from "./api.js";
import { welcome } from "./files.js";
import { chat } from "./chat.js";
import { profile } from "./profile.js";
import { relationships } from "./diagram.js";
import { plan } from "./plan.js";

/** @typedef {import("openapi").Conversation} Conversation */
/** @typedef {import("openapi").Summary} Summary */

const TABS = [["chat", "Chat"], ["profile", "Profile"], ["relationships", "Relationships"], ["plan", "Schema plan"]];
const main = byId("main");
/** @type {Conversation | null} */
let shown = null;
let visit = 0;

function place() {
  const [, id, tab] = location.hash.match(/^#\/c\/([^/]+)(?:\/(\w+))?$/) || [];
  return { id: id ? decodeURIComponent(id) : null, tab: TABS.some(([name]) => name === tab) ? tab : "chat" };
}

/** @param {string | null} id @param {string} tab */
function go(id, tab = "chat") {
  location.hash = id ? `#/c/${encodeURIComponent(id)}/${tab}` : "#/";
}

// ---- the list of conversations

let listed = 100;

async function list() {
  try {
    const { entries, more } = await conversations(listed);
    const { id: open } = place();
    const links = entries.map((entry) => h("a", {
      href: `#/c/${encodeURIComponent(entry.id)}/chat`, class: "entry",
      "aria-current": entry.id === open ? "page" : null,
    },
    h("span", { class: `dot ${entry.status}`, title: entry.status }),
    h("span", { class: "entry-title" }, entry.title),
    h("span", { class: "minor" }, plural(entry.questions, "question"))));
    const further = { class: "quiet wide", onclick: () => listMore(entries.length) };
    replace(byId("list"), links.map((link) => h("li", {}, link)),
      more ? h("li", {}, button(further, "Show more conversations")) : null,
      entries.length === 0 ? h("li", { class: "minor pad" }, "No conversation yet.") : null);
  } catch (failure) {
    toast(failure.message);
  }
}

/** @param {number} before number of listed conversations */
async function listMore(before) {
  listed = before + 100;
  await list();
  byId("list").querySelectorAll("a")[before]?.focus();
}

async function model() {
  const box = byId("model");
  try {
    const health = await api.health();
    const there = health.model.available;
    const about = there
      ? `window ${count(health.model.window_tokens)} tokens` : "Profile answers and guided questions work.";
    replace(box, h("span", { class: `dot ${there ? "ready" : "off"}` }),
      h("span", {}, there ? health.model.name : "No model answers", h("span", { class: "minor block" }, about)),
      health.online_fallback
        ? h("span", { class: "chip warn", title: "An online model may help" }, "online allowed")
        : h("span", { class: "chip good", title: "Nothing leaves this machine" }, "local"));
    box.title = health.model.note || "";
  } catch {
    replace(box, h("span", { class: "dot failed" }), h("span", {}, "The server does not answer."));
  }
}

/** @param {boolean} open */
function drawer(open) {
  byId("side").classList.toggle("open", open);
  byId("veil").hidden = !open;
  document.querySelector(".menu")?.setAttribute("aria-expanded", String(open));
  if (open) byId("new").focus();
}

// ---- theme

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {string | null} choice */
function theme(choice) {
  const now = choice || (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = now;
  byId("theme").textContent = now === "dark" ? "Light mode" : "Dark mode";
}

function storedTheme() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}

theme(storedTheme());
dark.addEventListener("change", () => theme(storedTheme()));
byId("theme").addEventListener("click", () => {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", next);
  } catch {
    // without storage the choice lasts until the page is closed
  }
  theme(next);
});

// ---- the open conversation

function menu() {
  return button({
    class: "quiet menu", "aria-label": "Conversations", "aria-expanded": "false", "aria-controls": "side",
    onclick: () => drawer(true),
  }, "☰");
}

/** @param {Conversation} conversation @param {string} tab */
function head(conversation, tab) {
  const tabs = TABS.map(([name, label]) => button({
    role: "tab", id: `tab-${name}`, "aria-selected": String(name === tab), "aria-controls": "panel",
    tabindex: name === tab ? 0 : -1, onclick: () => go(conversation.id, name),
  }, label));
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, tabs);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (TABS.findIndex(([name]) => name === place().tab) + step + TABS.length) % TABS.length;
    go(conversation.id, TABS[next][0]);
    requestAnimationFrame(() => byId(`tab-${TABS[next][0]}`)?.focus());
  });
  const formats = [["markdown", "Markdown"], ["json", "JSON"], ["notebook", "Notebook"],
    ["xlsx", "Excel (last result)"]].map(([format, label]) =>
    h("a", { href: api.exported(conversation.id, format), download: "" }, label));
  const exporting = h("details", { class: "drop" },
    h("summary", { class: "quiet" }, "Export"), h("div", { class: "drop-list" }, formats));
  exporting.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLAnchorElement) exporting.open = false;
  });
  const remove = button({ class: "quiet danger" }, "Delete");
  remove.addEventListener("click", async () => {
    if (!confirm(`Delete “${conversation.title}” with its answers and uploads?`)) return;
    try {
      await api.remove(conversation.id);
      go(null);
      list();
    } catch (failure) {
      toast(failure.message);
    }
  });
  return h("header", { class: "head" },
    h("div", { class: "row" }, menu(), h("h1", { class: "title" }, conversation.title), exporting, remove),
    h("p", { class: "minor files-line", title: conversation.data_files.join("\n") },
      conversation.data_files.map((file) => file.split("/").pop()).join(" · ")),
    bar);
}

/** @param {Summary} conversation */
function progressOf(conversation) {
  const bar = h("progress", { class: "wide", max: 100, "aria-label": "Profiling" });
  const text = h("p", { class: "minor" }, "");
  const box = h("div", { class: "progress-view" }, h("h2", {}, "Reading your files …"), bar, text,
    h("p", { class: "minor" }, "One scan finds types, statistics, keys and relationships."));
  /** @param {Summary} now */
  const draw = (now) => {
    const percent = now.progress.percent;
    if (percent === undefined) bar.removeAttribute("value");
    else bar.value = percent;
    text.textContent = `${now.progress.stage}${percent === undefined ? "" : ` · ${percent} %`}`;
  };
  draw(conversation);
  return { box, draw };
}

/** @param {Conversation} conversation @param {import("openapi").Profile} context @param {string} tab */
function panel(conversation, context, tab) {
  if (tab === "profile") return profile(context);
  if (tab === "relationships") return relationships(conversation.id, context);
  return tab === "plan" ? plan(conversation.id) : chat(conversation, list);
}

async function show() {
  const mine = ++visit;
  const { id, tab } = place();
  drawer(false);
  list();
  if (!id) {
    shown = null;
    document.title = "Big Data Migrator";
    replace(main, h("div", { class: "pad-top" }, menu()), welcome((made) => go(made.id)));
    return;
  }
  let conversation = shown && shown.id === id && shown.context && tab !== "chat" ? shown : null;
  try {
    conversation = conversation || (await api.open(id));
    if (mine !== visit) return;
    document.title = `${conversation.title} · Big Data Migrator`;
    if (conversation.status === "profiling") {
      const progress = progressOf(conversation);
      replace(main, head(conversation, tab), h("div", { class: "panel", id: "panel" }, progress.box));
      say("Profiling has begun.");
      while (conversation.status === "profiling") {
        await new Promise((next) => setTimeout(next, 400));
        if (mine !== visit) return;
        conversation = await api.open(id);
        progress.draw(conversation);
      }
      if (mine !== visit) return;
      say(conversation.status === "ready" ? "The profile is ready." : "Profiling has failed.");
      list();
    }
    shown = conversation;
    const body = conversation.context
      ? panel(conversation, conversation.context, tab)
      : h("div", {}, h("p", { class: "notice bad" }, conversation.error?.detail ?? "There is no profile."),
        h("p", { class: "minor" }, "Fix the files, then start a new conversation about them."));
    const attributes = { class: `panel ${tab}`, id: "panel", role: "tabpanel", "aria-labelledby": `tab-${tab}` };
    replace(main, head(conversation, tab), h("div", attributes, body));
    if (tab === "chat") byId("message")?.focus({ preventScroll: true });
  } catch (failure) {
    if (mine !== visit) return;
    replace(main, h("div", { class: "pad-top" }, menu()), h("p", { class: "notice bad" }, failure.message));
  }
}

byId("new").addEventListener("click", () => {
  go(null);
  drawer(false);
});
byId("veil").addEventListener("click", () => drawer(false));
addEventListener("hashchange", show);
addEventListener("keydown", (event) => {
  if (event.key === "Escape") drawer(false);
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName || "");
  if (event.key === "/" && !typing && byId("message")) {
    event.preventDefault();
    byId("message").focus();
  }
});
// A file dropped beside the zone must not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
show();
model();
setInterval(model, 15000);
