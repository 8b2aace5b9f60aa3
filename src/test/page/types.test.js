import assert from "node:assert/strict";
import { test } from "node:test";
import { typeOf, types } from "./types.js";

test("schemas become types", () => {
  assert.equal(typeOf({ type: "array", items: { type: ["string", "null"] } }), "(string | null)[]");
  assert.equal(typeOf({ oneOf: [{ $ref: "#/components/schemas/A" }, { enum: ["x", "y"] }] }), 'A | "x" | "y"');
  assert.equal(typeOf({ type: "object" }), "Record<string, unknown>");
  assert.equal(typeOf({ description: "anything" }), "unknown");
  assert.equal(
    types({
      components: {
        schemas: {
          A: { type: "object", properties: { n: { type: "integer" }, b: { type: "boolean" } }, required: ["n"] },
        },
      },
    }),
    'export type A = { "n": number; "b"?: boolean };\n',
  );
});
