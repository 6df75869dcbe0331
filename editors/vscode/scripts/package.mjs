// Makes two packages in out/: one for this machine with the server in it, one for every machine without.
//
//   npm run package                     with ../../target/release/tiebeam
//   TIEBEAM=/path npm run package       with that program
//   npm run package -- --without-server only the one without
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
const program = process.platform === "win32" ? "tiebeam.exe" : "tiebeam";
const binary = process.env.TIEBEAM ?? join(extension, "../../target/release", program);
const server = join(extension, "server");
const out = join(extension, "out");

// The names that the editor has for platforms.
const TARGETS = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-armhf",
  "linux-arm64": "linux-arm64",
  "linux-x64": "linux-x64",
  "win32-arm64": "win32-arm64",
  "win32-x64": "win32-x64",
};

function fail(why) {
  console.error(why);
  process.exit(1);
}

async function pack(target) {
  const packagePath = join(out, `tiebeam-${target ?? "without-server"}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: extension,
    packagePath,
    target,
    dependencies: false,
    // Links to pictures become addresses where package.json says where the project is published.
    ...(manifest.repository ? {} : { allowMissingRepository: true, rewriteRelativeLinks: false }),
  });
}

execFileSync(process.execPath, [join(extension, "scripts/build.mjs")], { stdio: "inherit" });
mkdirSync(out, { recursive: true });
rmSync(server, { recursive: true, force: true });
await pack(undefined);

if (!process.argv.includes("--without-server")) {
  const target = TARGETS[`${process.platform}-${process.arch}`];
  if (target === undefined) fail(`The editor has no packages for ${process.platform} on ${process.arch}.`);
  if (!existsSync(binary)) {
    fail(`${binary} does not exist. Build it with \`cargo build --release\`, or name another one in TIEBEAM.`);
  }
  const version = execFileSync(binary, ["--version"], { encoding: "utf8" }).trim();
  if (version !== `tiebeam ${manifest.version}`) {
    fail(`${binary} is "${version}", the extension is ${manifest.version}: they are packaged only at one version.`);
  }
  mkdirSync(server);
  cpSync(binary, join(server, program));
  chmodSync(join(server, program), 0o755);
  await pack(target);
  rmSync(server, { recursive: true });
}
