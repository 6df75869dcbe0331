/** Where the server's program is, and whether it is one. */

import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

export interface Binary {
  path: string;
  version: string;
}

/** Why there is no server to start, with the cure. */
export class NoBinary extends Error {}

const NAME = process.platform === "win32" ? "tiebeam.exe" : "tiebeam";
const LIMIT = 10_000;

/**
 * The program that the setting names; without it the one that came with the extension, then the one on the PATH.
 * A program started from a desktop may not have the shell's PATH, so cargo's folder is looked into as well.
 */
export async function findBinary(setting: string, extension: string): Promise<Binary> {
  if (setting !== "") {
    const path = setting.replace(/^~(?=[/\\])/, homedir());
    return { path, version: await versionOf(path, ", which the setting `tiebeam.server.path` names,") };
  }
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const folders = [join(extension, "server"), ...onPath, join(homedir(), ".cargo", "bin")];
  for (const folder of folders) {
    const path = join(folder, NAME);
    if (folder !== "" && (await isThere(path))) return { path, version: await versionOf(path, "") };
  }
  throw new NoBinary(
    "Tiebeam's server was not found: this package of the extension comes without it, and `tiebeam` is not on the " +
      "PATH. Install it, or name it in the setting `tiebeam.server.path`.",
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What the program says of itself. It is asked before it is started as a server: the answer tells what is wrong. */
async function versionOf(path: string, origin: string): Promise<string> {
  const said = await promisify(execFile)(path, ["--version"], { timeout: LIMIT }).catch((error: unknown) => {
    throw new NoBinary(`Tiebeam's server cannot be started: \`${path}\`${origin} ${reason(error)}.`);
  });
  const version = /^tiebeam (\S+)/.exec(said.stdout)?.[1];
  if (version !== undefined) return version;
  throw new NoBinary(`Tiebeam's server cannot be started: \`${path}\`${origin} is another program.`);
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES") return "may not be run";
  if (typeof code === "number") return `fails with ${String(code)} when it is asked for its version`;
  return `does not run on this machine (${String(code ?? error)})`;
}
