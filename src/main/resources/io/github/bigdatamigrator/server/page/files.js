// @ts-check
// The form for a new conversation: drop files, choose them, or name paths on the server.

import { h, button, byId, bytes, toast, say } from "./dom.js";
import { api, upload } from "./api.js";

/**
 * A chosen file; its path is known after the upload.
 *
 * @typedef {{ path: string | null, bar: HTMLProgressElement, item: HTMLElement }} Chosen
 */

/**
 * @param {(made: import("openapi").Summary) => void} onCreated
 * @param {string[]} paths of files on the server that are chosen already
 */
export function welcome(onCreated, paths = []) {
  /** @type {Chosen[]} */
  const chosen = [];
  const list = h("ul", { class: "files", "aria-label": "Chosen files" });
  const title = h("input", { id: "title", type: "text", maxlength: 300, placeholder: "Sales analysis" });
  const path = h("input", {
    id: "path", type: "text", placeholder: "demo/sales.csv, a folder, or data/*.parquet", autocomplete: "off",
    spellcheck: "false",
  });
  const offered = h("p", { class: "minor", id: "sources", hidden: true });
  const start = h("button", { type: "submit", class: "primary", disabled: true }, "Profile and start");
  const picker = h("input", { id: "picker", type: "file", multiple: true, class: "hidden-input" });

  const ready = () => {
    start.disabled = chosen.length === 0 || chosen.some((entry) => !entry.path);
  };

  /** @param {string} name @param {string} note */
  const entryFor = (name, note) => {
    const bar = h("progress", { max: 1, value: 0, "aria-label": `Upload of ${name}` });
    const remove = button({ class: "quiet", "aria-label": `Leave out ${name}` }, "×");
    const item = h("li", {}, h("span", { class: "file-name" }, name), h("span", { class: "minor" }, note), bar, remove);
    /** @type {Chosen} */
    const entry = { path: null, bar, item };
    remove.addEventListener("click", () => {
      chosen.splice(chosen.indexOf(entry), 1);
      entry.item.remove();
      ready();
    });
    chosen.push(entry);
    list.append(entry.item);
    return entry;
  };

  /** @param {FileList | null | undefined} files */
  const send = (files) => Promise.all(Array.from(files || [], async (file) => {
    const entry = entryFor(file.name, bytes(file.size));
    ready();
    try {
      const kept = await upload(file, (share) => (entry.bar.value = share));
      entry.path = kept.path;
      entry.bar.remove();
      say(`${file.name} is here.`);
    } catch (failure) {
      chosen.splice(chosen.indexOf(entry), 1);
      entry.item.remove();
      toast(failure.message);
    }
    ready();
  }));

  /** @param {string} file */
  const onServer = (file) => {
    const entry = entryFor(file, "on the server");
    entry.path = file;
    entry.bar.remove();
    ready();
  };
  paths.forEach(onServer);

  const addPath = () => {
    const file = path.value.trim();
    path.value = "";
    if (file) onServer(file);
  };

  /** @param {string} source a connection, or the beginning of an address or of a table's name */
  const offer = (source) => button({
    class: "quiet", onclick: () => {
      path.value = source.startsWith("db:") ? `${source}#` : source;
      path.focus();
    },
  }, source);
  api.health().then(({ data_sources: sources }) => {
    offered.hidden = sources.length === 0;
    offered.append("Allowed besides files: ", ...sources.map(offer), " Databases: db:name#schema.table, or #schema.*");
  }).catch(() => {}); // the sidebar says so

  picker.addEventListener("change", () => {
    send(picker.files);
    picker.value = "";
  });
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      addPath();
    }
  });

  const zone = h("div", { class: "zone", id: "zone" },
    h("p", { class: "zone-title" }, "Drop data files here"),
    h("p", { class: "minor" },
      "csv, tsv, json, xml, parquet, orc, avro, xlsx … They stay on the machine that runs this server."),
    picker, h("label", { class: "secondary button", for: "picker" }, "Choose files"));
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    send(event.dataTransfer?.files);
  });

  const demo = button({ class: "secondary", id: "demo" }, "Try it with sample data");
  demo.addEventListener("click", async () => {
    demo.disabled = true;
    say("The sample data is being written.");
    try {
      onCreated(await api.demo());
    } catch (failure) {
      toast(failure.message);
      demo.disabled = false;
    }
  });

  const form = h("form", { class: "welcome" },
    h("h1", {}, "Talk with your data"),
    h("p", { class: "lead" }, "Spark reads your files once and profiles them. Then ask in your own words: "
      + "every figure of an answer is checked against the rows."),
    zone,
    h("div", { class: "field" }, h("label", { for: "path" }, "Or name a path on the server"),
      h("div", { class: "row" }, path, button({ class: "secondary", onclick: addPath }, "Add")), offered),
    list,
    h("div", { class: "field" }, h("label", { for: "title" }, "Title (optional)"), title),
    h("div", { class: "row" }, start, paths.length ? null : demo));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    addPath();
    if (chosen.length === 0 || start.disabled) return;
    start.disabled = true;
    try {
      onCreated(await api.create(title.value.trim(), chosen.map((entry) => entry.path)));
    } catch (failure) {
      toast(failure.message);
      byId("path")?.focus();
      ready();
    }
  });
  path.addEventListener("input", () => {
    if (path.value.trim()) start.disabled = chosen.some((entry) => !entry.path);
    else ready();
  });
  return form;
}
