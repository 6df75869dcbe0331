// Bundles the extension into dist/, with the licenses of what is bundled, and brings the schema along:
// `npm run build`, or `npm run watch`.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  metafile: true,
  // The entry points of packages that are meant for bundlers: those for node are made to be loaded piece by piece.
  mainFields: ["module", "main"],
  minify: true,
  platform: "node",
  target: "node20",
};

if (process.argv.includes("--watch")) {
  await (await esbuild.context({ ...options, minify: false, sourcemap: true })).watch();
} else {
  const { metafile } = await esbuild.build(options);
  writeFileSync(join(extension, "dist/THIRD-PARTY-NOTICES.txt"), notices(Object.keys(metafile.inputs)));
}

// The licenses of the packages that these files are from.
function notices(files) {
  const packages = files.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean);
  const texts = [...new Set(packages)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(extension, folder, "package.json"), "utf8"));
    const license = readdirSync(join(extension, folder)).find((file) => /^licen[cs]e/i.test(file));
    if (license === undefined) throw new Error(`${name} has no license file`);
    return `${name} ${version}\n\n${readFileSync(join(extension, folder, license), "utf8").trim()}\n`;
  });
  return `The extension has these packages in it.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
