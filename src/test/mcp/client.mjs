// Calls every tool of an MCP server through the official TypeScript SDK, polls jobs to their end, and prints what it got.
// Usage: node client.mjs TABLE SQL COMMAND ARGUMENT…
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [table, sql, command, ...args] = process.argv.slice(2);
const client = new Client({ name: "test", version: "1" });
await client.connect(new StdioClientTransport({ command, args, env: process.env, stderr: "inherit" }));
const result = { sdk: "typescript", tools: (await client.listTools()).tools.map((tool) => tool.name), polls: 0, progress: 0, replies: {} };

async function call(name, values = {}) {
  const progress = () => result.progress++;
  let reply = await client.callTool({ name, arguments: values }, undefined, { onprogress: progress });
  const job = reply.structuredContent?.job;
  while (reply.structuredContent?.status === "running") {
    result.polls++;
    reply = await client.callTool({ name: "wait_for_job", arguments: { job } }, undefined, { onprogress: progress });
  }
  result.replies[name] = { error: reply.isError ?? false, text: reply.content[0].text, structured: reply.structuredContent ?? null };
  return job;
}

const job = await call("profile", { table });
await call("list_tables");
await call("relationships");
await call("query", { sql });
await call("guidance");
await call("meanings");
await call("approved_answers", { question: "How many?" });
await call("mark_answer", { question: "How many?", sql, verdict: "good" });
await call("wait_for_job", { job: job ?? "job-1" });
await call("cancel_job", { job: job ?? "job-1" });
console.log(JSON.stringify(result));
await client.close();
