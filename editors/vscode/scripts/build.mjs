// Bundles the extension into dist/ and brings the schemas along: `npm run build`, or `npm run watch`.
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(dirname(extension));

mkdirSync(join(extension, "schemas"), { recursive: true });
cpSync(join(repository, "schemas/template.schema.json"), join(extension, "schemas/template.schema.json"));

const options = {
  absWorkingDir: extension,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  external: ["vscode"],
  format: "cjs",
  logLevel: "warning",
  // The entry points of packages that are meant for bundlers: those for node are made to be loaded piece by piece.
  mainFields: ["module", "main"],
  minify: true,
  platform: "node",
  target: "node20",
};

if (process.argv.includes("--watch")) {
  await (await esbuild.context({ ...options, minify: false, sourcemap: true })).watch();
} else {
  await esbuild.build(options);
}
