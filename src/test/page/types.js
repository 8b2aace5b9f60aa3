// Writes the schemas of an OpenAPI description as TypeScript types: node types.js openapi.json > openapi.d.ts

import { readFileSync } from "node:fs";

const NAMES = { integer: "number", number: "number", string: "string", boolean: "boolean", null: "null" };

/** The type that a JSON schema describes. */
export function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  if (schema.type === "array") return `(${typeOf(schema.items)})[]`;
  if (schema.type !== "object") return NAMES[schema.type] || "unknown";
  const fields = Object.entries(schema.properties || {}).map(
    ([name, field]) => `${JSON.stringify(name)}${schema.required?.includes(name) ? "" : "?"}: ${typeOf(field)}`,
  );
  return fields.length ? `{ ${fields.join("; ")} }` : "Record<string, unknown>";
}

/** One exported type for each named schema. */
export function types(description) {
  return Object.entries(description.components.schemas)
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`)
    .join("");
}

if (process.argv[2]?.endsWith(".json")) process.stdout.write(types(JSON.parse(readFileSync(process.argv[2], "utf8"))));
