/** "Insert Missing Sections": all of them, with their prompts, into the document in the editor. */

import { window, workspace } from "vscode";
import { readiness } from "./readiness.ts";
import type { Server } from "./server.ts";

export async function insertMissing(server: Server): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "markdown") {
    void window.showInformationMessage("Open the requirements document first that has sections missing.");
    return;
  }
  const name = workspace.asRelativePath(document.uri);
  const uri = document.uri.toString();
  if ((await readiness(server, uri)).length === 0) {
    void window.showInformationMessage(
      `${name} is not a requirements document. A comment \`<!-- tiebeam: infrastructure -->\` at its top makes it one.`,
    );
    return;
  }
  const { count } = await server.ask<{ count: number }>("tiebeam.insertMissingSections", { uri });
  const done = count === 0 ? "No section is missing" : `Inserted ${String(count)} section${count === 1 ? "" : "s"}`;
  window.setStatusBarMessage(`${done} in ${name}`, 5_000);
}
