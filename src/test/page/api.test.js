import assert from "node:assert/strict";
import { test, mock } from "node:test";
import { webcrypto } from "node:crypto";
import { api, ask, conversations, join } from "../../main/resources/io/github/bigdatamigrator/server/page/api.js";

// Node.js 18 has none in its global scope.
globalThis.crypto ??= webcrypto;

/** A server that gives these replies, one a request, and keeps what it was asked. */
function serve(...replies) {
  const asked = [];
  globalThis.fetch = async (path, options = {}) => {
    asked.push({ path, ...options });
    const reply = replies.shift();
    if (reply === undefined) throw new Error("refused");
    return typeof reply === "function" ? reply(path) : reply;
  };
  return asked;
}

const json = (body, status = 200) => new Response(JSON.stringify(body), { status });

/** A stream of events that comes in these pieces, and breaks where the last one is an error. */
function events(...pieces) {
  return new Response(
    new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else if (piece instanceof Error) controller.error(piece);
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    }),
  );
}

test("the list of conversations goes on where a reply says that there are more", async () => {
  const all = Array.from({ length: 230 }, (_, i) => ({ id: `c${i}` }));
  const page = (path) => {
    const offset = Number(path.match(/offset=(\d+)/)[1]);
    return json({
      conversations: all.slice(offset, offset + 100),
      total: 230,
      ...(offset + 100 < 230 ? { next: "…" } : {}),
    });
  };

  let asked = serve(page);
  const first = await conversations(100);
  assert.equal(first.entries.length, 100);
  assert.equal(first.more, true);
  assert.equal(asked.length, 1);

  asked = serve(page, page, page);
  const whole = await conversations(300);
  assert.deepEqual(whole.entries, all);
  assert.equal(whole.more, false);
  assert.equal(asked.length, 3);
});

test("a failure has the words of the problem, its code and its status", async () => {
  serve(json({ detail: "There is no conversation c9.", code: "unknown_conversation" }, 404));
  await assert.rejects(api.open("c9"), {
    message: "There is no conversation c9.",
    code: "unknown_conversation",
    status: 404,
  });
  serve(new Response("<html>", { status: 502 }));
  await assert.rejects(api.state("c9"), { message: "The server answered 502.", status: 502 });
  serve();
  await assert.rejects(api.health(), { message: "The server does not answer. Is it still running?" });
});

test("an id is quoted in a path, and a picture that is not there is an empty text", async () => {
  const asked = serve(new Response(null, { status: 204 }), new Response("<svg/>"));

  assert.equal(await api.diagram("a/b"), "");
  assert.equal(await api.diagram("c1"), "<svg/>");
  assert.equal(asked[0].path, "/llm/conversations/a%2Fb/diagram.svg");
});

test("events are heard in order, however the stream is cut into pieces", async () => {
  const heard = [];
  const asked = serve(
    events(
      'id: r.1\nevent: status\ndata: {"text":"as',
      'king"}\n',
      '\nid: r.2\nevent: done\ndata: {"content":"5"}\n\n',
    ),
  );

  await ask("c1", "How many?", (name, data) => heard.push([name, data]));

  assert.deepEqual(heard, [
    ["status", { text: "asking" }],
    ["done", { content: "5" }],
  ]);
  assert.equal(asked[0].body, '{"message":"How many?"}');
  assert.match(asked[0].headers["Idempotency-Key"], /^[0-9a-f]{32}$/);
});

test("a stream that breaks is taken up after the last event that was heard", async () => {
  mock.method(globalThis, "setTimeout", (go) => queueMicrotask(go));
  const heard = [];
  const asked = serve(
    events('id: r.1\nevent: token\ndata: {"text":"a"}\n\n', new Error("cut")),
    events('id: r.2\nevent: error\ndata: {"detail":"Stopped."}\n\n'),
  );

  await ask("c1", "How many?", (name) => heard.push(name));

  assert.deepEqual(heard, ["token", "error"]);
  assert.equal(asked[1].path, "/llm/conversations/c1/events");
  assert.equal(asked[1].headers["Last-Event-ID"], "r.1");
  mock.restoreAll();
});

test("there is nothing to join where no question is being answered", async () => {
  serve(new Response(null, { status: 204 }));
  assert.equal(await join("c1", () => {}), false);
});
