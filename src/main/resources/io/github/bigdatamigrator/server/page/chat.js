// @ts-check
// The chat: questions, streamed answers, and the state of the conversation.

import { h, button, table, replace, say, toast, count, plural, copyButton } from "./dom.js";
import { api, ask, join } from "./api.js";
import { chart } from "./chart.js";

/** @typedef {import("openapi").Query} Query */
/** @typedef {import("openapi").Message} Message */
/** @typedef {Message["claims"][number]} Claim */
/** @typedef {(question: string) => void} Asker */
/** @typedef {import("./api.js").Listener} Listener */

const ROWS = 10;
const WHO = { model: "local model", profile: "from the profile", guided: "without a model", online: "online model" };

/** @param {unknown} value of a row */
function cell(value) {
  if (value === null) return h("span", { class: "null" }, "null");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

/** @param {unknown} value */
function isNumber(value) {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

/** @param {Query} query @param {number} number of the query, 0 for the first */
function rowsOf(query, number) {
  const numbers = query.columns.map((_, i) => {
    const cells = query.rows.map((row) => row[i]).filter((value) => value !== null);
    return cells.length > 0 && cells.every(isNumber);
  });
  const body = h("tbody", {});
  /** @param {number} most */
  const draw = (most) => replace(body, query.rows.slice(0, most).map((row, r) => h("tr", {}, row.map((value, i) =>
    h("td", { class: numbers[i] && "number", "data-cell": `${number}/${r}/${query.columns[i]}` }, cell(value))))));
  draw(ROWS);
  const more = query.rows.length > ROWS
    ? button({ class: "quiet small" }, `Show all ${query.rows.length} rows`) : null;
  more?.addEventListener("click", () => {
    draw(query.rows.length);
    more.remove();
  });
  return h("div", { class: "query-rows" },
    table(`Rows of query ${number + 1}`, query.columns, body, { numbers }), more,
    query.truncated ? h("p", { class: "minor" }, `Only the first ${count(query.row_count)} rows were read.`) : null);
}

/** @param {string} sql */
function sqlOf(sql) {
  return h("details", { class: "sql" }, h("summary", {}, "SQL"),
    h("div", { class: "code" }, h("pre", { tabindex: 0 }, h("code", {}, sql)), copyButton(sql)));
}

/**
 * Renders Markdown tables as tables and the rest as text. Omits a table of a query's rows, which are shown below.
 *
 * @param {string} text
 * @param {Claim[]} claims
 * @param {Query[]} queries
 * @param {Element} box element of the answer
 */
export function content(text, claims, queries, box) {
  const open = claims.slice();
  /** @type {Element[]} */
  const blocks = [];
  /** @type {string[]} */
  let lines = [];
  let inTable = false;
  const end = () => {
    if (lines.length && !inTable) blocks.push(h("p", {}, marked(lines.join("\n"), open, box)));
    else if (lines.length && !queries.some((query) => sameColumns(lines[0], query))) blocks.push(markdownTable(lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const now = line.trim().startsWith("|");
    if (now !== inTable) end();
    inTable = now;
    if (now || line.trim() || lines.length) lines.push(line);
  }
  end();
  return blocks;
}

/** @param {string} line of a Markdown table */
function cellsOf(line) {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((part) => part.trim());
}

/** @param {string} heading @param {Query} query */
function sameColumns(heading, query) {
  const names = cellsOf(heading);
  return names.length === query.columns.length && names.every((name, i) => name === query.columns[i]);
}

/** @param {string[]} lines */
function markdownTable(lines) {
  const rows = lines.filter((line) => !/^\s*\|[\s:|-]+\|?\s*$/.test(line)).map(cellsOf);
  return table("Table", rows[0], rows.slice(1).map((row) => h("tr", {},
    row.map((text) => h("td", { class: isNumber(text) ? "number" : null }, text)))));
}

/**
 * Marks each number that is grounded in a cell, in text order.
 *
 * @param {string} text
 * @param {Claim[]} claims unmarked claims; marked ones are removed
 * @param {Element} box
 */
function marked(text, claims, box) {
  const parts = [];
  let at = 0;
  while (claims.length) {
    const claim = claims[0];
    const found = text.indexOf(claim.text, at);
    if (found < 0) {
      claims.shift();
      continue;
    }
    parts.push(text.slice(at, found));
    const row = claim.row < 0 ? "number of rows" : `row ${claim.row + 1}`;
    const where = `${claim.query < 0 ? "the profile:" : `query ${claim.query + 1}, ${row},`} ${claim.column}`;
    parts.push(button({ class: "claim", title: `Checked: ${where}`, onclick: () => point(box, claim) },
      claim.text, h("span", { class: "sr" }, ` (checked against ${where})`)));
    at = found + claim.text.length;
    claims.shift();
  }
  parts.push(text.slice(at));
  return parts;
}

/** @param {Element} box @param {Claim} claim */
function point(box, claim) {
  box.querySelectorAll(".pointed").forEach((cellElement) => cellElement.classList.remove("pointed"));
  const wanted = `${claim.query}/${claim.row}/${claim.column}`;
  for (const element of box.querySelectorAll("[data-cell]")) {
    if (element.getAttribute("data-cell") === wanted) {
      element.classList.add("pointed");
      element.scrollIntoView({ block: "nearest" });
    }
  }
}

/** @param {Message} answer */
function meta(answer) {
  const online = answer.fallback_used || answer.answered_by === "online";
  const tokens = answer.usage.prompt_tokens + answer.usage.completion_tokens;
  const spent = `${count(answer.usage.prompt_tokens)} read, ${count(answer.usage.completion_tokens)} written`;
  const bound = "Each is bound to a cell of the result or of the profile";
  return h("div", { class: "meta" },
    answer.outcome !== "answered" ? h("span", { class: "chip warn" }, answer.outcome) : null,
    h("span", { class: "chip" }, WHO[answer.answered_by] || answer.answered_by),
    answer.model ? h("span", {}, answer.model) : null,
    tokens ? h("span", { title: spent }, plural(tokens, "token")) : null,
    h("span", { class: online ? "chip warn" : "chip good" }, online ? "went online" : "stayed on this machine"),
    answer.claims.length
      ? h("span", { class: "chip good", title: bound }, `✓ ${plural(answer.claims.length, "figure")} checked`) : null,
    answer.stale ? h("span", { class: "chip warn", title: "The data has changed since" }, "stale") : null);
}

/**
 * Buttons that mark an answer as right or wrong, and what it is marked as.
 *
 * @param {string} id of the conversation
 * @param {number} turn number of the question, 1 for the first
 * @param {string} question
 * @param {Message["review"]} marked
 */
function reviewBar(id, turn, question, marked) {
  const bar = h("div", { class: "review", role: "group", "aria-label": "Is this answer right?" });
  /** @param {Promise<Message["review"] | null>} change */
  const change = async (change) => {
    try {
      const now = await change;
      draw(now || undefined);
      say(now ? `The answer is marked as ${now.verdict}.` : "The answer is not marked any more.");
    } catch (failure) {
      toast(failure.message);
    }
  };
  const why = h("input", { placeholder: "What is wrong?", "aria-label": "What is wrong?", maxlength: 2000 });
  const form = h("form", {}, why, h("button", { type: "submit", class: "secondary small" }, "Mark as wrong"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (why.value.trim()) change(api.review(id, turn, { verdict: "wrong", why: why.value, question }));
  });
  /** @param {Message["review"]} review */
  const draw = (review) => replace(bar, review
    ? [h("span", { class: review.verdict === "good" ? "chip good" : "chip warn", title: review.why },
      review.verdict === "good" ? "✓ approved" : "✗ marked wrong"),
    review.why ? h("span", { class: "minor" }, review.why) : null,
    button({ class: "quiet small", onclick: () => change(api.unmark(id, turn)) }, "Undo")]
    : [button({
      class: "quiet small", title: "Its SQL answers this question from now on",
      onclick: () => change(api.review(id, turn, { verdict: "good", question })),
    }, "✓ Right"),
    button({
      class: "quiet small", title: "You are told when the question is asked again",
      onclick: () => {
        replace(bar, form, button({ class: "quiet small", onclick: () => draw(undefined) }, "Cancel"));
        why.focus();
      },
    }, "✗ Wrong")]);
  draw(marked);
  return bar;
}

/**
 * @param {Message} answer
 * @param {Asker} onSuggestion
 * @param {Element | null} review
 */
function answerBox(answer, onSuggestion, review) {
  const box = h("article", { class: "answer", "aria-label": "Answer" });
  replace(box,
    content(answer.content, answer.claims, answer.queries, box),
    answer.queries.map((query, i) => [rowsOf(query, i), chart(query), sqlOf(query.sql)]),
    answer.warnings.length
      ? h("ul", { class: "problems" }, answer.warnings.map((text) => h("li", { class: "problem" }, text))) : null,
    meta(answer),
    review,
    answer.suggestions.length ? suggestions(answer.suggestions, onSuggestion) : null);
  return box;
}

/** @param {string[]} questions @param {Asker} onSuggestion */
function suggestions(questions, onSuggestion) {
  return h("div", { class: "suggestions", role: "group", "aria-label": "Questions to ask next" },
    questions.map((text) => button({ class: "suggestion", onclick: () => onSuggestion(text) }, text)));
}

/** @param {string} text */
function questionBox(text) {
  return h("article", { class: "question", "aria-label": "Question" }, text);
}

/** @param {string} text */
function failureBox(text) {
  return h("article", { class: "answer" }, h("p", { class: "notice bad" }, text));
}

/** Shows an answer while it streams. */
function liveBox() {
  const status = h("p", { class: "minor working" }, "asking …");
  const text = h("p", {});
  const extra = h("div", {});
  const attributes = { class: "answer live-answer", "aria-busy": "true", "aria-label": "Answer" };
  const box = h("article", attributes, status, extra, text);
  return {
    box,
    /** @type {Listener} */
    hear(name, data) {
      if (name === "status") status.textContent = data.text;
      else if (name === "sql") extra.append(sqlOf(data.sql));
      else if (name === "rows") {
        extra.append(h("p", { class: "minor" }, plural(data.row_count, "row")));
      } else if (name === "token") text.append(data.text);
    },
  };
}

/** @param {import("openapi").Conversation} conversation @param {() => void} onChanged */
export function chat(conversation, onChanged) {
  const id = conversation.id;
  const pending = `pending-${id}`;
  const log = h("div", { class: "log", role: "log", "aria-label": "Conversation", tabindex: 0 });
  const holds = h("div", { class: "holds" });
  const input = h("textarea", {
    id: "message", rows: 1, placeholder: "Ask about your data …", "aria-label": "Your question", maxlength: 20000,
  });
  const send = h("button", { type: "submit", class: "primary" }, "Ask");
  const stop = button({ class: "secondary", hidden: true }, "Stop");
  let busy = false;
  let touched = false;

  const down = () => log.scrollTo({ top: log.scrollHeight });

  const hold = async () => {
    try {
      drawState(await api.state(id));
    } catch {
      // the next answer shows the state
    }
  };

  /** @param {import("openapi").State} state */
  const drawState = (state) => replace(holds,
    state.entries.length ? h("span", { class: "minor" }, "Active:") : null,
    state.entries.map((entry) => {
      const drop = () => changed(api.change(id, { remove: entry.id }));
      return h("span", { class: "chip hold", title: entry.sql }, `${entry.kind}: ${entry.text}`,
        button({ class: "quiet", "aria-label": `Drop ${entry.text}`, onclick: drop }, "×"));
    }),
    state.entries.length === 0 && !touched ? null : button({
      class: "quiet small", id: "undo", title: "Undo the last change of filters, definitions and decisions",
      onclick: () => changed(api.undo(id)),
    }, "Undo"));

  /** @param {Promise<import("openapi").State>} change */
  const changed = async (change) => {
    try {
      const now = await change;
      touched = true;
      drawState(now);
      say("Filters, definitions or decisions have changed.");
    } catch (failure) {
      toast(failure.message);
    }
  };

  /** @param {boolean} on */
  const working = (on) => {
    busy = on;
    send.hidden = on;
    stop.hidden = !on;
  };

  /** @param {string} question @param {(hear: Listener) => Promise<boolean | void>} run */
  const follow = async (question, run) => {
    log.querySelector(".starters")?.remove();
    working(true);
    const live = liveBox();
    const asked = questionBox(question);
    log.append(asked, live.box);
    down();
    let ended = false;
    /** @type {Listener} */
    const hear = (name, data) => {
      if (name === "done" || name === "error") {
        ended = true;
        const turn = [...log.querySelectorAll(".question")].indexOf(asked) + 1;
        const box = name === "done"
          ? answerBox(data, put, reviewBar(id, turn, question.trim(), undefined)) : failureBox(data.detail);
        live.box.replaceWith(box);
        asked.scrollIntoView({ block: "start" });
        say(name === "done" ? data.content : data.detail);
      } else {
        live.hear(name, data);
        down();
      }
    };
    try {
      const was = await run(hear);
      if (was === false) {
        asked.remove();
        live.box.remove();
      }
    } catch (failure) {
      if (!ended) live.box.replaceWith(failureBox(failure.message));
    }
    sessionStorage.removeItem(pending);
    working(false);
    hold();
    onChanged();
    input.focus();
  };

  /** @type {Asker} */
  const put = (question) => {
    if (busy || !question.trim()) return;
    sessionStorage.setItem(pending, question);
    follow(question, (hear) => ask(id, question, hear));
  };

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
  };
  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape" && busy) stop.click();
  });
  stop.addEventListener("click", () => api.cancel(id).catch(() => {}));
  const form = h("form", { class: "composer" }, input, send, stop);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = input.value;
    if (busy || !question.trim()) return;
    input.value = "";
    grow();
    put(question);
  });

  const messages = conversation.messages || [];
  log.append(...messages.map((message, i) => (message.role === "user"
    ? questionBox(message.content)
    : answerBox(message, put, reviewBar(id, (i + 1) / 2, messages[i - 1].content, message.review)))));
  const waiting = sessionStorage.getItem(pending);
  if (waiting) follow(waiting, (hear) => join(id, hear));
  else if (messages.length === 0) starters();
  hold();
  requestAnimationFrame(down);

  async function starters() {
    const title = h("h2", {}, "What would you like to know?");
    const place = h("section", { class: "starters" }, title,
      h("p", { class: "minor working" }, "Looking for questions worth asking …"));
    log.append(place);
    try {
      const { questions } = await api.guidance(id);
      replace(place, title,
        h("p", { class: "minor" },
          "Ask in your own words, or begin with one of these. Their SQL has been checked on your data."),
        h("div", { class: "cards" }, questions.slice(0, 8).map((question) =>
          button({ class: "card suggestion", onclick: () => put(question.text) },
            h("strong", {}, question.text), h("span", { class: "minor" }, question.reason)))));
    } catch (failure) {
      replace(place, title, h("p", { class: "notice" }, failure.message));
    }
  }

  return h("div", { class: "chat" }, log, h("div", { class: "below" }, holds, form));
}
