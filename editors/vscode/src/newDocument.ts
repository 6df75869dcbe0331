/** "New Requirements Document": a template is picked, and its document opens with tab stops. */

import { SnippetString, window, workspace, type QuickPickItem } from "vscode";
import type { Server } from "./server.ts";

interface Template {
  name: string;
  title: string;
  summary: string;
}

export async function newRequirementsDocument(server: Server): Promise<void> {
  const templates = await server.ask<Template[]>("tiebeam.templates");
  const items = templates.map(
    ({ name, title, summary }): QuickPickItem => ({ label: name, description: title, detail: summary }),
  );
  const picked = await window.showQuickPick(items, { title: "New Requirements Document", placeHolder: "Template" });
  if (picked === undefined) return;
  const { snippet } = await server.ask<{ snippet: string }>("tiebeam.newDocument", { template: picked.label });
  const document = await workspace.openTextDocument({ language: "markdown" });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(snippet));
}
