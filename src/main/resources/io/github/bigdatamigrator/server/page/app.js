// @ts-check
// The page: the open conversation with its tabs, and routing by the address.

import { h, button, replace, byId, say, toast } from "./dom.js";
import { api } from "./api.js";
import { drawer, list, menu, model, searching } from "./sidebar.js";
import { welcome } from "./files.js";
import { chat, questions } from "./chat.js";
import { profile } from "./profile.js";
import { relationships } from "./diagram.js";
import { forgetGuidance, guide } from "./guide.js";
import { sql } from "./sql.js";
import { forgetPlan, plan } from "./plan.js";

/** @typedef {import("openapi").Conversation} Conversation */
/** @typedef {import("openapi").Summary} Summary */

const TABS = [["chat", "Chat"], ["guide", "What to ask"], ["profile", "Profile"], ["relationships", "Relationships"],
  ["sql", "SQL"], ["plan", "Schema plan"]];
const EXPORTS = [["markdown", "Markdown"], ["html", "Report (HTML)"], ["notebook", "Notebook"], ["json", "JSON"],
  ["xlsx", "Excel (last result)"]];
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

const refresh = () => list(place().id);

// ---- the open conversation

/** @param {string} label @param {object} attributes @param {any[]} items */
function drop(label, attributes, items) {
  const box = h("details", { class: "drop" },
    h("summary", { class: "quiet", ...attributes }, label), h("div", { class: "drop-list" }, items));
  box.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLElement && target.closest(".drop-list")) box.open = false;
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !box.contains(relatedTarget)) box.open = false;
  });
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") box.open = false;
  });
  return box;
}

/**
 * Replaces the title by a field until it is changed or left.
 *
 * @param {Conversation} conversation
 * @param {Element} title
 */
function rename(conversation, title) {
  const input = h("input", {
    type: "text", class: "title", value: conversation.title, maxlength: 300, "aria-label": "Title",
  });
  let ended = false;
  /** @param {boolean} keep */
  const end = async (keep) => {
    if (ended) return;
    ended = true;
    const wanted = input.value.trim();
    if (keep && wanted && wanted !== conversation.title) await change(conversation, { title: wanted });
    title.textContent = conversation.title;
    input.replaceWith(title);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") end(true);
    else if (event.key === "Escape") end(false);
  });
  input.addEventListener("blur", () => end(true));
  title.replaceWith(input);
  input.select();
}

/** @param {Conversation} conversation @param {{ title?: string, pinned?: boolean }} what */
async function change(conversation, what) {
  try {
    const { title, pinned } = await api.describe(conversation.id, what);
    Object.assign(conversation, { title, pinned });
    document.title = `${title} · Big Data Migrator`;
    refresh();
  } catch (failure) {
    toast(failure.message);
  }
}

/** @param {Conversation} conversation */
async function remove(conversation) {
  if (!confirm(`Delete “${conversation.title}” with its answers and uploads?`)) return;
  try {
    await api.remove(conversation.id);
    go(null);
  } catch (failure) {
    toast(failure.message);
  }
}

/** @param {Conversation} conversation @param {string} tab */
function head(conversation, tab) {
  const tabs = TABS.map(([name, label]) => button({
    role: "tab", id: `tab-${name}`, "aria-selected": String(name === tab), "aria-controls": "panel",
    tabindex: name === tab ? 0 : -1, onclick: () => go(conversation.id, name),
  }, label));
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, tabs);
  bar.addEventListener("keydown", ({ key }) => {
    const now = TABS.findIndex(([name]) => name === tab);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: TABS.length - 1 }[key];
    if (next !== undefined) go(conversation.id, TABS[(next + TABS.length) % TABS.length][0]);
  });
  const title = h("h1", { class: "title" }, conversation.title);
  const exports = EXPORTS.map(([format, label]) =>
    h("a", { href: api.exported(conversation.id, format), download: "" }, label));
  const pin = button({ class: "quiet" }, conversation.pinned ? "Unpin" : "Pin to the top");
  pin.addEventListener("click", async () => {
    await change(conversation, { pinned: !conversation.pinned });
    pin.textContent = conversation.pinned ? "Unpin" : "Pin to the top";
  });
  const more = drop("⋯", { "aria-label": "More" }, [
    button({ class: "quiet", onclick: () => rename(conversation, title) }, "Rename"), pin,
    button({ class: "quiet", onclick: () => restart(conversation.data_files) }, "Add files …"),
    button({ class: "quiet danger", onclick: () => remove(conversation) }, "Delete"),
  ]);
  return h("header", { class: "head" },
    h("div", { class: "row" }, menu(), title, drop("Export", {}, exports), more),
    h("p", { class: "minor files-line", title: conversation.data_files.join("\n") },
      conversation.data_files.map((file) => file.split("/").pop()).join(" · ")),
    bar);
}

/** Begins a conversation about these files and more: a conversation keeps its files. @param {string[]} files */
function restart(files) {
  go(null);
  addEventListener("hashchange", () => start(files), { once: true });
}

/** @param {string[]} [files] */
function start(files) {
  visit++;
  shown = null;
  document.title = "Big Data Migrator";
  replace(main, h("div", { class: "pad-top" }, menu()), welcome((made) => go(made.id), files));
}

/** @param {Summary} conversation */
function progressOf(conversation) {
  const bar = h("progress", { class: "wide", max: 100, "aria-label": "Profiling" });
  const text = h("p", { class: "minor" }, "");
  const cancel = button({ class: "secondary" }, "Cancel");
  cancel.addEventListener("click", () => {
    cancel.disabled = true;
    api.cancel(conversation.id).catch((failure) => toast(failure.message));
  });
  const box = h("div", { class: "progress-view" }, h("h2", {}, "Reading your files …"), bar, text,
    h("p", { class: "minor" }, "One scan finds types, statistics, keys and relationships."), h("div", {}, cancel));
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

/** A button that profiles the files of a conversation again. @param {string} id @param {string} look */
function readAgain(id, look) {
  const again = button({ class: look }, "Read the files again");
  again.addEventListener("click", async () => {
    again.disabled = true;
    try {
      await api.profile(id);
      shown = null;
      forgetGuidance(id);
      forgetPlan(id);
      show();
    } catch (failure) {
      again.disabled = false;
      toast(failure.message);
    }
  });
  return again;
}

/** @param {Conversation} conversation */
function unprofiled(conversation) {
  return h("div", { class: "unprofiled" },
    h("p", { class: "notice bad" }, conversation.error?.detail ?? "There is no profile."),
    h("p", { class: "minor" }, "Fix the files and read them again, or start a new conversation about others."),
    h("div", {}, readAgain(conversation.id, "primary")));
}

/** @param {Conversation} conversation @param {import("openapi").Profile} context @param {string} tab */
function panel(conversation, context, tab) {
  const { id } = conversation;
  /** @param {string} question */
  const put = (question) => {
    questions.set(id, question);
    go(id);
  };
  switch (tab) {
    case "guide": return guide(id, put);
    case "profile": return h("div", {}, h("div", { class: "row" }, readAgain(id, "secondary")), profile(context));
    case "relationships": return relationships(id, context);
    case "sql": return sql(id, context, put);
    case "plan": return plan(id);
    default: return chat(conversation, refresh);
  }
}

async function show() {
  const mine = ++visit;
  const { id, tab } = place();
  const onTabs = document.activeElement?.getAttribute("role") === "tab";
  drawer(false);
  refresh();
  if (!id) {
    start();
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
      say(conversation.status === "ready" ? "The profile is ready." : "There is no profile.");
      refresh();
    }
    shown = conversation;
    const body = conversation.context ? panel(conversation, conversation.context, tab) : unprofiled(conversation);
    const attributes = { class: `panel ${tab}`, id: "panel", role: "tabpanel", "aria-labelledby": `tab-${tab}` };
    replace(main, head(conversation, tab), h("div", attributes, body));
    if (onTabs) byId(`tab-${tab}`).focus();
    else if (tab === "chat") byId("message")?.focus({ preventScroll: true });
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
searching(() => place().id);
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
document.addEventListener("visibilitychange", () => document.hidden || refresh());
show();
model();
setInterval(model, 15000);
