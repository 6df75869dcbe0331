/** The item in the status bar: the document in the editor, and the server where there is something to say of it. */

import { languages, StatusBarAlignment, ThemeColor, window, workspace, type Disposable, type TextEditor } from "vscode";
import { later } from "./later.ts";
import { details, readiness, summary } from "./readiness.ts";
import { SELECTOR } from "./selector.ts";
import type { Server } from "./server.ts";

/** How long changes are gathered before they are counted. */
const PAUSE = 250;

export function statusItem(server: Server): Disposable[] {
  const item = window.createStatusBarItem("tiebeam.status", StatusBarAlignment.Right, 100);
  item.name = "Tiebeam";
  const update = later(PAUSE, show, (error) => {
    server.note(error);
    item.hide();
  });

  // A log that is looked at is no other document.
  const active = () => {
    const editor = window.activeTextEditor;
    if (editor?.document.uri.scheme !== "output") return editor;
    return window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  };

  async function show(): Promise<void> {
    const editor = active();
    if (editor === undefined || languages.match(SELECTOR, editor.document) === 0) {
      item.hide();
      return;
    }
    const { state } = server;
    item.backgroundColor = undefined;
    item.command = "tiebeam.showReadiness";
    switch (state.kind) {
      case "starting":
        say("$(loading~spin) Tiebeam", "Tiebeam is starting");
        return;
      case "waiting":
        item.command = "tiebeam.showLog";
        say("$(loading~spin) Tiebeam", `The server ended by itself and is started again in ${String(state.seconds)} s`);
        return;
      case "failed":
      case "stopped":
        item.command = "tiebeam.restartServer";
        item.backgroundColor = new ThemeColor("statusBarItem.errorBackground");
        say("$(error) Tiebeam", state.kind === "failed" ? state.why : "The server is stopped. Click to start it.");
        return;
      case "running":
        if (state.reading) say("$(loading~spin) Tiebeam", "Tiebeam is reading documents");
        await count(editor);
    }
  }

  async function count(editor: TextEditor): Promise<void> {
    const [document] = await readiness(server, editor.document.uri.toString());
    // The answer may be about a document that is no longer looked at.
    if (active() !== editor || server.state.kind !== "running") return;
    if (document === undefined) {
      if (!server.state.reading) item.hide();
      return;
    }
    const icon = server.state.reading ? "$(loading~spin)" : document.contradictions > 0 ? "$(warning)" : "$(checklist)";
    item.text = `${icon} ${summary(document)}`;
    item.tooltip = details(document);
    item.show();
  }

  function say(text: string, tooltip: string): void {
    item.text = text;
    item.tooltip = tooltip;
    item.show();
  }

  update();
  return [
    item,
    update,
    server.onDidChangeState(update),
    server.onDidCheck(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === active()?.document) update();
    }),
  ];
}
