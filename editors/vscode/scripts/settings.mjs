// Writes the server's own settings into package.json, from the schema of tiebeam.toml: `npm run settings`.
// With --check it writes nothing and fails where package.json says something else.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const manifestFile = join(extension, "package.json");
const schema = JSON.parse(readFileSync(join(extension, "../../schemas/config.schema.json"), "utf8"));

// Where nothing is set the editor would take a switch for off; all that an editor shows is on where nothing is said.
const ON = new Set(["editor.inlay-hints", "editor.code-lenses"]);

// The schema without references, nulls and formats: what the settings editor understands.
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== "object") return node;
  if (node.$ref) {
    const { $ref, ...rest } = node;
    return { ...plain(schema.$defs[$ref.replace("#/$defs/", "")]), ...plain(rest) };
  }
  if (node.oneOf?.every((choice) => "const" in choice)) {
    const { oneOf, ...rest } = node;
    return {
      type: "string",
      enum: oneOf.map((choice) => choice.const),
      enumDescriptions: oneOf.map((choice) => choice.description),
      ...plain(rest),
    };
  }
  const { format: _, ...rest } = node;
  const result = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, plain(value)]));
  if (Array.isArray(result.type)) result.type = result.type.find((type) => type !== "null");
  if (typeof result.description === "string") {
    result.description = result.description.replaceAll("\n", " ").replace("this file", "the folder that is open");
  }
  return result;
}

// One setting, or one for each switch where there are only switches.
function* settings(name, node) {
  const parts = Object.entries(node.properties ?? {});
  if (parts.length > 0 && parts.every(([, part]) => part.type === "boolean")) {
    for (const [part, value] of parts) yield* settings(`${name}.${part}`, value);
    return;
  }
  const { description, default: said, ...rest } = node;
  const fallback = { array: [], object: {}, boolean: ON.has(name) }[node.type];
  if (node.type === "boolean" && !ON.has(name) && said === undefined) {
    throw new Error(`${name}: the schema says no default; say in scripts/settings.mjs what holds where nothing is set`);
  }
  const setting = { ...rest, default: said ?? fallback, scope: "resource", markdownDescription: description };
  yield [`tiebeam.${name}`, setting];
}

const generated = Object.fromEntries(
  Object.entries(schema.properties).flatMap(([name, node]) => [...settings(name, plain(node))]),
);

const written = readFileSync(manifestFile, "utf8");
const manifest = JSON.parse(written);
const checks = manifest.contributes.configuration.find((group) => group.title === "Checks");

if (process.argv.includes("--check")) {
  if (JSON.stringify(checks.properties) !== JSON.stringify(generated)) {
    console.error("package.json: the settings are not those of schemas/config.schema.json. Run `npm run settings`.");
    process.exitCode = 1;
  }
} else {
  checks.properties = generated;
  writeFileSync(manifestFile, JSON.stringify(manifest, null, 2) + "\n");
}
