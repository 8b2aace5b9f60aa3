// The server's API. A failure is an Error whose message is the problem's detail.

async function problem(reply) {
  try {
    const body = await reply.json();
    return Object.assign(new Error(body.detail || reply.statusText), { code: body.code, status: reply.status });
  } catch {
    return Object.assign(new Error(`The server answered ${reply.status}.`), { status: reply.status });
  }
}

async function call(method, path, body) {
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
  return reply.status === 204 || reply.status === 202 ? null : reply.json();
}

const one = (id) => `/llm/conversations/${encodeURIComponent(id)}`;

export const api = {
  health: () => call("GET", "/llm/health"),
  list: (offset = 0) => call("GET", `/llm/conversations?limit=100&offset=${offset}`),
  open: (id) => call("GET", one(id)),
  create: (title, files) => call("POST", "/llm/conversations", title ? { title, data_files: files } : { data_files: files }),
  remove: (id) => call("DELETE", one(id)),
  guidance: (id) => call("POST", `${one(id)}/guidance`),
  plan: (id, target) => call("POST", `${one(id)}/optimize-schema`, { target }),
  state: (id) => call("GET", `${one(id)}/state`),
  change: (id, change) => call("POST", `${one(id)}/state`, change),
  undo: (id) => call("POST", `${one(id)}/undo`),
  cancel: (id) => call("POST", `${one(id)}/cancel`),
  exported: (id, format) => `${one(id)}/export?format=${format}`,
};

/** Sends one file and tells how far it is, 0 to 1; gives its path on the server. */
export function upload(file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/llm/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Error(`${file.name} could not be sent.`)));
    request.addEventListener("load", () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // told below
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

/** Reads server-sent events until the stream ends; gives the id of the last one. */
async function read(reply, last, hear) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const event = { id: null, name: "message", data: "" };
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

/** Follows a stream to its end, and takes it up again where the connection breaks. */
async function follow(id, first, hear) {
  const last = { id: null };
  let over = false;
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

/** Asks, and hears status, sql, rows, token and then done or error. */
export async function ask(id, message, hear) {
  const reply = await fetch(`${one(id)}/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream", "Idempotency-Key": key() },
    body: JSON.stringify({ message }),
  });
  if (!reply.ok) throw await problem(reply);
  await follow(id, reply, hear);
}

/** Joins the answer that is under way, if there is one; says whether there was. */
export async function join(id, hear) {
  const reply = await fetch(`${one(id)}/events`);
  if (reply.status !== 200) return false;
  await follow(id, reply, hear);
  return true;
}
