/** The one message that tells of a server that does not run, with the cure. */

import { commands, window, type Disposable } from "vscode";
import type { Server } from "./server.ts";

const ACTIONS = {
  "Try Again": () => commands.executeCommand("tiebeam.restartServer"),
  "Open Setting": () => commands.executeCommand("workbench.action.openSettings", "tiebeam.server.path"),
  "Show Log": () => commands.executeCommand("tiebeam.showLog"),
};

/** Tells of each failure once; while a message is open there is no second one. */
export function tellFailures(server: Server): Disposable {
  let told = false;
  return server.onDidChangeState(async (state) => {
    if (state.kind !== "failed" || told) return;
    told = true;
    const names = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];
    const chosen = await window.showErrorMessage(state.why, ...names);
    told = false;
    if (chosen !== undefined) await ACTIONS[chosen]();
  });
}
