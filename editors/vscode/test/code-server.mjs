// VS Code as code-server runs it, with everything that a run writes in one folder that goes away with it.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./report.mjs";

const tools = createRequire(join(process.env.TIEBEAM_TEST_TOOLS, "package.json"));
const repository = fileURLToPath(new URL("../../..", import.meta.url));

const settings = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.layoutControl.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

// A folder with a copy of the example, one without requirement documents, and the settings.
export function newRun() {
  const folder = mkdtempSync(join(tmpdir(), "tiebeam-vscode-"));
  const run = {
    folder,
    workspace: join(folder, "session-cache"),
    plain: join(folder, "plain"),
    data: join(folder, "data"),
    extensions: join(folder, "extensions"),
    selfTestResult: join(folder, "self-test"),
  };
  cpSync(join(repository, "examples/session-cache"), run.workspace, { recursive: true });
  mkdirSync(run.plain);
  writeFileSync(join(run.plain, "README.md"), "# Storefront\n\nNothing is required here.\n");
  writeSettings(run, {});
  return run;
}

// Settings of the machine have to stand in both files: those of the user do not count for them in a remote window.
export function writeSettings(run, more) {
  for (const scope of ["User", "Machine"]) {
    mkdirSync(join(run.data, scope), { recursive: true });
    writeFileSync(join(run.data, scope, "settings.json"), JSON.stringify({ ...settings, ...more }, null, 2));
  }
}

export function install(run, extensions) {
  const wanted = extensions.flatMap((path) => ["--install-extension", path]);
  const child = start(run, wanted);
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`extensions are not installed:\n${lastSaid(child)}`))));
  });
}

function start(run, more) {
  const entry = tools.resolve("code-server/package.json").replace("package.json", "out/node/entry.js");
  const child = spawn(
    process.execPath,
    [entry, "--user-data-dir", run.data, "--extensions-dir", run.extensions, "--disable-telemetry", "--disable-update-check", ...more],
    { detached: true, stdio: ["ignore", "pipe", "pipe"], env: environment(run) },
  );
  child.said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (child.said += data));
  return child;
}

// Its last words; before them are many about what its lean installation goes without.
export const lastSaid = (child) => child?.said.slice(-1_500) ?? "";

// What a run starts can be found again by the folder in its environment.
function environment(run) {
  return { ...process.env, TIEBEAM_TEST_RUN: run.folder, TIEBEAM_SELF_TEST_RESULT: run.selfTestResult };
}

export async function startCodeServer(run) {
  const port = await freePort();
  run.server = start(run, ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-getting-started-override"]);
  run.address = `http://127.0.0.1:${port}`;
  await until(() => answers(port), () => `code-server does not listen:\n${lastSaid(run.server)}`);
}

export async function openBrowser(run) {
  const { chromium } = tools("playwright-core");
  run.browser = await chromium.launch({
    executablePath: process.env.TIEBEAM_TEST_CHROMIUM,
    env: environment(run),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
      "--disable-background-networking", "--disable-component-update"],
  });
  return run.browser.newPage({ viewport: { width: 1280, height: 800 } });
}

// A closed page leaves the extension host and the server alive for hours: their group is ended.
export async function stop(run) {
  await run.browser?.close().catch(() => {});
  if (run.server) endGroup(run.server.pid);
  await until(() => processesOf(run).length === 0, "processes of the run do not end", 10).catch(() => {});
  const left = processesOf(run);
  stopAtOnce(run);
  return left;
}

// For who has no time to wait: whoever ends the tests may end them for good in a moment.
export function stopAtOnce(run) {
  for (let left = processesOf(run); left.length > 0; left = processesOf(run)) for (const { pid } of left) endProcess(pid);
  rmSync(run.folder, { recursive: true, force: true, maxRetries: 5 });
}

// The processes that this run has started, whoever their parent is now.
export function processesOf(run) {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const theirs = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`TIEBEAM_TEST_RUN=${run.folder}`);
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
      return theirs && command ? [{ pid: Number(pid), command }] : [];
    } catch {
      return [];
    }
  });
}

// The language servers of this run.
export const languageServers = (run) => processesOf(run).filter(({ command }) => /^\S*\/tiebeam\S* lsp\b/.test(command));

export function endProcess(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
