// @ts-check
// Client of the server's API. Failures are Errors whose message is the problem's detail.

/** @typedef {import("openapi").Summary} Summary */
/** @typedef {import("openapi").ReviewedAnswer} Review */
/** @typedef {Error & { code?: string, status?: number }} Failure */
/** @typedef {(name: string, data: any) => void} Listener receives each event and its data */

/** @param {Response} reply @returns {Promise<Failure>} */
async function problem(reply) {
  try {
    const body = await reply.json();
    return Object.assign(new Error(body.detail || reply.statusText), { code: body.code, status: reply.status });
  } catch {
    return Object.assign(new Error(`The server answered ${reply.status}.`), { status: reply.status });
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function send(method, path, body) {
  let reply;
  try {
    reply = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The server does not answer. Is it still running?");
  }
  if (!reply.ok) throw await problem(reply);
  return reply;
}

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
async function call(method, path, body) {
  const reply = await send(method, path, body);
  return reply.status === 204 || reply.status === 202 ? null : reply.json();
}

/** @param {string} id */
const one = (id) => `/llm/conversations/${encodeURIComponent(id)}`;

export const api = {
  /** @returns {Promise<import("openapi").Health>} */
  health: () => call("GET", "/llm/health"),
  /** @returns {Promise<import("openapi").List>} */
  list: (offset = 0) => call("GET", `/llm/conversations?limit=100&offset=${offset}`),
  /** @returns {Promise<Summary>} a new conversation about the sample data */
  demo: () => call("POST", "/llm/demo"),
  /** @type {(id: string, change: { title?: string, pinned?: boolean }) => Promise<Summary>} */
  describe: (id, change) => call("PATCH", one(id), change),
  /** @type {(id: string, sql: string) => Promise<import("openapi").Query>} */
  query: (id, sql) => call("POST", `${one(id)}/query`, { sql }),
  /** @type {(id: string) => Promise<import("openapi").Conversation>} */
  open: (id) => call("GET", one(id)),
  /** @type {(id: string) => Promise<string>} empty if there is no diagram */
  diagram: async (id) => (await send("GET", `${one(id)}/diagram.svg`)).text(),
  /** @type {(title: string, files: (string | null)[]) => Promise<Summary>} */
  create: (title, files) =>
    call("POST", "/llm/conversations", title ? { title, data_files: files } : { data_files: files }),
  /** @type {(id: string) => Promise<Summary>} profiles the files again in the background */
  profile: (id) => call("POST", `${one(id)}/profile`),
  /** @type {(id: string) => Promise<null>} */
  remove: (id) => call("DELETE", one(id)),
  /** @type {(id: string) => Promise<import("openapi").Guidance>} */
  guidance: (id) => call("POST", `${one(id)}/guidance`),
  /** @type {(id: string, target: string) => Promise<import("openapi").SchemaPlan>} */
  plan: (id, target) => call("POST", `${one(id)}/optimize-schema`, { target }),
  /** @type {(id: string) => Promise<import("openapi").State>} */
  state: (id) => call("GET", `${one(id)}/state`),
  /** @type {(id: string, change: object) => Promise<import("openapi").State>} */
  change: (id, change) => call("POST", `${one(id)}/state`, change),
  /** @type {(id: string) => Promise<import("openapi").State>} */
  undo: (id) => call("POST", `${one(id)}/undo`),
  /** @type {(id: string, turn: number, review: object) => Promise<Review>} */
  review: (id, turn, review) => call("POST", `${one(id)}/messages/${turn}/verdict`, review),
  /** @type {(id: string, turn: number) => Promise<null>} */
  unmark: (id, turn) => call("DELETE", `${one(id)}/messages/${turn}/verdict`),
  /** @type {(id: string) => Promise<null>} */
  cancel: (id) => call("POST", `${one(id)}/cancel`),
  /** @type {(id: string, format: string) => string} */
  exported: (id, format) => `${one(id)}/export?format=${format}`,
};

/**
 * The first conversations, at least as many as wanted if there are so many, and whether there are more.
 *
 * @param {number} wanted
 */
export async function conversations(wanted) {
  /** @type {Summary[]} */
  const entries = [];
  for (;;) {
    const page = await api.list(entries.length);
    entries.push(...page.conversations);
    if (!page.next || entries.length >= wanted) return { entries, more: Boolean(page.next) };
  }
}

/**
 * Uploads one file and reports progress from 0 to 1; returns its path on the server.
 *
 * @param {File} file
 * @param {(share: number) => void} onProgress
 * @returns {Promise<import("openapi").Uploaded["files"][number]>}
 */
export function upload(file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/llm/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(new Error(`${file.name} could not be sent.`)));
    request.addEventListener("load", () => {
      /** @type {any} */
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // reported below
      }
      if (request.status === 201) resolve(body.files[0]);
      else reject(new Error(body.detail || `The server answered ${request.status} to ${file.name}.`));
    });
    request.send(file);
  });
}

function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Reads server-sent events until the stream ends, and stores the id of the last one.
 *
 * @param {Response} reply
 * @param {{ id: string | null }} last
 * @param {Listener} hear
 */
async function read(reply, last, hear) {
  const reader = /** @type {ReadableStream} */ (reply.body).pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const event = { id: "", name: "message", data: "" };
      for (const line of buffer.slice(0, end).split("\n")) {
        if (line.startsWith("id: ")) event.id = line.slice(4);
        else if (line.startsWith("event: ")) event.name = line.slice(7);
        else if (line.startsWith("data: ")) event.data += line.slice(6);
      }
      buffer = buffer.slice(end + 2);
      if (event.data) {
        last.id = event.id || last.id;
        hear(event.name, JSON.parse(event.data));
      }
    }
  }
}

/**
 * Reads a stream to its end, and resumes it when the connection breaks.
 *
 * @param {string} id
 * @param {Response} first
 * @param {Listener} hear
 */
async function follow(id, first, hear) {
  /** @type {{ id: string | null }} */
  const last = { id: null };
  let over = false;
  /** @type {Listener} */
  const listen = (name, data) => {
    over = over || name === "done" || name === "error";
    hear(name, data);
  };
  let reply = first;
  for (let attempt = 0; ; attempt++) {
    try {
      await read(reply, last, listen);
    } catch (broken) {
      if (attempt >= 4) throw new Error("The connection to the server broke.");
    }
    if (over) return;
    if (attempt >= 4) throw new Error("The connection to the server broke.");
    await new Promise((go) => setTimeout(go, 300 * (attempt + 1)));
    reply = await fetch(`${one(id)}/events`, { headers: last.id ? { "Last-Event-ID": last.id } : {} });
    if (!reply.ok || reply.status === 204) throw new Error("The answer was interrupted. Ask again.");
  }
}

/**
 * Asks a question and receives the events status, sql, rows, token, then done or error.
 *
 * @param {string} id
 * @param {string} message
 * @param {Listener} hear
 */
export async function ask(id, message, hear) {
  const reply = await fetch(`${one(id)}/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream", "Idempotency-Key": key() },
    body: JSON.stringify({ message }),
  });
  if (!reply.ok) throw await problem(reply);
  await follow(id, reply, hear);
}

/**
 * Joins the running answer, if any; returns whether there was one.
 *
 * @param {string} id
 * @param {Listener} hear
 */
export async function join(id, hear) {
  const reply = await fetch(`${one(id)}/events`);
  if (reply.status !== 200) return false;
  await follow(id, reply, hear);
  return true;
}
