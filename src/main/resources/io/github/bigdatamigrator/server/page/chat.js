// @ts-check
// The chat: questions, streamed answers, and the state of the conversation.

import { h, button, replace, say, toast, count, plural, copyButton, store, stored } from "./dom.js";
import { api, ask, join } from "./api.js";
import { chart } from "./chart.js";
import { content } from "./content.js";
import { guidanceOf } from "./guide.js";
import { resultRows } from "./rows.js";

/** @typedef {import("openapi").Message} Message */
/** @typedef {import("openapi").Conversation} Conversation */
/** @typedef {import("./api.js").Listener} Listener */
/** @typedef {(question: string) => void} Asker */
/**
 * Where an answer stands, and what it can do.
 *
 * @typedef {{ put: Asker, edit: Asker, id: string, turn: number, question: string }} Place
 */

const WHO = { model: "local model", profile: "from the profile", guided: "without a model", online: "online model" };
const OWN_SQL = /^\s*(select|with)\b/i;
/** Milliseconds between looks for what other tabs did. */
const WATCH = 2000;

/** Questions that another tab of a conversation asks; the chat puts them when it opens. @type {Map<string, string>} */
export const questions = new Map();

/** @param {string} sql @param {Asker | null} edit */
function sqlOf(sql, edit = null) {
  return h("details", { class: "sql" }, h("summary", {}, "SQL"),
    h("div", { class: "code" }, h("pre", { tabindex: 0 }, h("code", {}, sql)), h("div", { class: "code-tools" },
      edit ? button({ class: "quiet small", onclick: () => edit(sql) }, "Edit and run") : null, copyButton(sql))));
}

/** What a model was sent for an answer, with the tokens of each part. @param {Message["usage"]} usage */
function sent(usage) {
  return (usage.requests || []).map((request, i) => h("li", {},
    h("strong", {}, `Request ${i + 1}: `),
    (request.parts || []).map((part) => `${part.name} ${count(part.tokens || 0)}`).join(" · "),
    h("span", {}, ` — ${plural(request.counted || request.estimate || 0, "token")}`
      + (request.window ? ` of a window of ${count(request.window)}` : "")),
    request.left_out?.length ? h("div", {}, `Left out: ${request.left_out.join("; ")}`) : null));
}

/** @param {Message} answer @param {string} question */
function meta(answer, question) {
  const online = answer.fallback_used || answer.answered_by === "online";
  const tokens = answer.usage.prompt_tokens + answer.usage.completion_tokens;
  const spent = `${count(answer.usage.prompt_tokens)} read, ${count(answer.usage.completion_tokens)} written`;
  const bound = "Each is bound to a cell of the result or of the profile";
  const requests = sent(answer.usage);
  return h("div", { class: "meta" },
    answer.outcome !== "answered" ? h("span", { class: "chip warn" }, answer.outcome) : null,
    h("span", { class: "chip" }, OWN_SQL.test(question) && answer.answered_by === "guided"
      ? "your SQL" : WHO[answer.answered_by] || answer.answered_by),
    answer.model ? h("span", {}, answer.model) : null,
    tokens ? h("span", { title: spent }, plural(tokens, "token")) : null,
    h("span", { class: online ? "chip warn" : "chip good" }, online ? "went online" : "stayed on this machine"),
    answer.claims.length
      ? h("span", { class: "chip good", title: bound }, `✓ ${plural(answer.claims.length, "figure")} checked`) : null,
    answer.stale ? h("span", { class: "chip warn", title: "The data has changed since" }, "stale") : null,
    requests.length ? h("details", { class: "sent" }, h("summary", {}, "What was sent"), h("ul", {}, requests)) : null);
}

/** One line; the whole of it, and further warnings, on request. @param {string[]} texts */
function warnings(texts) {
  if (texts.length === 0) return null;
  const brief = texts[0].match(/^.{20,}?(?=[;:.](\s|$)|$)/s)?.[0] || texts[0];
  if (texts.length === 1 && brief.length >= texts[0].length - 1) return h("p", { class: "warning" }, "⚠ ", texts[0]);
  return h("details", { class: "warning" },
    h("summary", {}, h("span", { class: "line" }, "⚠ ", brief), h("span", { class: "why" },
      texts.length > 1 ? `why, and ${texts.length - 1} more` : "why")),
    h("ul", {}, texts.map((text) => h("li", {}, text))));
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

/** @param {Message} answer @param {Place} place */
function answerBox(answer, { put, edit, id, turn, question }) {
  const results = answer.queries.map((query, i) => resultRows(query, i, {
    name: `${id}-${turn}`, xlsx: query.rows.length ? api.exported(id, `xlsx&turn=${turn}&query=${i + 1}`) : null,
  }));
  /** @param {Message["claims"][number]} claim */
  const point = (claim) => {
    results.forEach((result) => result.unmark());
    results[claim.query]?.reveal(claim.row, claim.column);
  };
  return h("article", { class: "answer", "aria-label": "Answer" },
    content(answer.content, answer.claims, answer.queries, point),
    answer.queries.map((query, i) => [results[i].element, chart(query), sqlOf(query.sql, edit)]),
    warnings(answer.warnings),
    meta(answer, question),
    reviewBar(id, turn, question, answer.review),
    answer.suggestions.length ? suggestions(answer.suggestions, put) : null);
}

/** @param {string[]} texts @param {Asker} put */
function suggestions(texts, put) {
  return h("div", { class: "suggestions", role: "group", "aria-label": "Questions to ask next" },
    texts.map((text) => button({ class: "suggestion", onclick: () => put(text) }, text)));
}

/** @param {string} text @param {{ put: Asker, edit: Asker }} actions */
function questionBox(text, { put, edit }) {
  return h("article", { class: "question", "aria-label": "Question" }, h("div", { class: "said" }, text),
    h("div", { class: "actions" },
      button({ class: "quiet small", onclick: () => edit(text) }, "Edit"),
      button({ class: "quiet small", onclick: () => put(text) }, "Ask again")));
}

/** @param {string} text */
function failureBox(text) {
  return h("article", { class: "answer" }, h("p", { class: "notice bad" }, text));
}

/**
 * Shows an answer while it streams, and the time that it takes.
 *
 * @param {number} seconds since the question was asked
 */
function liveBox(seconds) {
  const began = Date.now() - 1000 * seconds;
  const status = h("span", {}, "asking …");
  const elapsed = h("span", { class: "elapsed", "aria-hidden": "true" });
  const text = h("p", {});
  const extra = h("div", { class: "so-far" });
  const box = h("article", { class: "answer live-answer", "aria-busy": "true", "aria-label": "Answer" },
    h("p", { class: "minor working" }, status, elapsed), extra, text);
  const clock = setInterval(() => {
    if (!box.isConnected) clearInterval(clock);
    const passed = Math.round((Date.now() - began) / 1000);
    elapsed.textContent = passed > 1 ? ` · ${passed < 60 ? `${passed} s` : `${Math.floor(passed / 60)} min ${passed % 60} s`}` : "";
  }, 500);
  return {
    box,
    /** @type {Listener} */
    hear(name, data) {
      if (name === "status") status.textContent = data.text;
      else if (name === "sql") replace(extra, sqlOf(data.sql));
      else if (name === "rows") extra.append(resultRows(data, 0).element);
      else if (name === "token") text.append(data.text);
    },
  };
}

/** @param {Conversation} conversation @param {() => void} onChanged */
export function chat(conversation, onChanged) {
  const id = conversation.id;
  const draft = `draft-${id}`;
  const log = h("div", { class: "log", role: "log", "aria-label": "Conversation", tabindex: 0 });
  const holds = h("div", { class: "holds" });
  const input = h("textarea", {
    id: "message", rows: 1, placeholder: "Ask about your data …", "aria-label": "Your question", maxlength: 20000,
  });
  const send = h("button", { type: "submit", class: "primary" }, "Ask");
  const stop = button({ class: "secondary", hidden: true }, "Stop");
  let busy = false;
  let touched = false;
  let version = conversation.version;
  let turns = 0;

  const down = () => log.scrollTo({ top: log.scrollHeight });

  const hold = async () => {
    try {
      drawState(await api.state(id));
    } catch {
      // the next answer shows the state
    }
  };

  /** @param {import("openapi").State} state */
  const drawState = (state) => {
    version = state.version;
    replace(holds,
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
  };

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

  /**
   * Shows a question and follows its answer to the end.
   *
   * @param {string} question
   * @param {(hear: Listener) => Promise<boolean | void>} run returns false if nothing was running
   * @param {number} seconds since the question was asked
   */
  const follow = async (question, run, seconds = 0) => {
    log.querySelector(".starters")?.remove();
    working(true);
    const turn = turns + 1;
    const live = liveBox(seconds);
    const asked = questionBox(question, { put, edit });
    log.append(asked, live.box);
    down();
    let ended = false;
    /** @type {Listener} */
    const hear = (name, data) => {
      if (name === "done" || name === "error") {
        ended = true;
        turns = turn;
        const box = name === "done" ? answerBox(data, { put, edit, id, turn, question }) : failureBox(data.detail);
        live.box.replaceWith(box);
        log.scrollTo({ top: asked.offsetTop - 12 });
        say(name === "done" ? data.content : data.detail);
      } else {
        live.hear(name, data);
        down();
      }
    };
    try {
      if ((await run(hear)) === false) await redraw();
    } catch (failure) {
      if (!ended) live.box.replaceWith(failureBox(failure.message));
      if (!ended && !input.value) edit(question);
    }
    working(false);
    await hold();
    onChanged();
    if (input.isConnected && document.activeElement === document.body) input.focus();
  };

  /** @type {Asker} */
  const put = (question) => {
    if (busy) toast("An answer is on its way. Wait for it, or stop it.");
    else if (question.trim()) follow(question, (hear) => ask(id, question, hear));
  };

  /** Puts a text into the field for questions. @type {Asker} */
  const edit = (text) => {
    input.value = text;
    keep();
    input.focus();
  };

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
  };
  const keep = () => {
    store(draft, input.value);
    grow();
  };
  input.addEventListener("input", keep);
  // Another tab may have stored its own draft meanwhile.
  addEventListener("pagehide", () => input.isConnected && input.value && keep());
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
    keep();
    put(question);
  });

  /** Shows the messages, and joins the answer that is on its way. @param {Conversation} now */
  const draw = ({ messages, running, version: read }) => {
    version = read;
    turns = Math.floor(messages.length / 2);
    replace(log, messages.map((message, i) => (message.role === "user"
      ? questionBox(message.content, { put, edit })
      : answerBox(message, { put, edit, id, turn: Math.ceil(i / 2), question: messages[i - 1]?.content || "" }))));
    if (running) follow(running.question, (hear) => join(id, hear), running.seconds);
    else if (messages.length === 0) starters();
  };

  /** Reads the conversation again, because another tab or program has gone on with it. */
  const redraw = async () => {
    const end = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const place = log.scrollTop;
    draw(await api.open(id));
    if (end) down();
    else log.scrollTop = place;
  };

  const watch = setInterval(async () => {
    if (!page.isConnected) return clearInterval(watch);
    if (busy || document.hidden) return;
    try {
      const state = await api.state(id);
      if (busy || state.version === version) return;
      await redraw();
      drawState(state);
      onChanged();
    } catch {
      // the server is away for a moment, or the conversation was deleted
    }
  }, WATCH);

  async function starters() {
    const title = h("h2", {}, "What would you like to know?");
    const place = h("section", { class: "starters" }, title,
      h("p", { class: "minor working" }, "Looking for questions worth asking …"));
    log.append(place);
    try {
      const guidance = await guidanceOf(id);
      replace(place, title,
        h("p", { class: "minor" },
          "Ask in your own words, or begin with one of these. Their SQL has been checked on your data."),
        h("div", { class: "cards" }, guidance.questions.slice(0, 8).map((question) =>
          button({ class: "card suggestion", onclick: () => put(question.text) },
            h("strong", {}, question.text), h("span", { class: "minor" }, question.reason)))));
    } catch (failure) {
      replace(place, title, h("p", { class: "notice" }, failure.message));
    }
  }

  const page = h("div", { class: "chat" }, log, h("div", { class: "below" }, holds, form));
  draw(conversation);
  hold();
  input.value = stored(draft);
  const handed = questions.get(id);
  questions.delete(id);
  requestAnimationFrame(() => {
    grow();
    if (handed) put(handed);
    else down();
  });
  return page;
}
