/** What happens when the extension is activated. */

import { commands, window, workspace, type Disposable, type ExtensionContext } from "vscode";
import { explainRule, explanations } from "./explain.ts";
import { tellFailures } from "./failure.ts";
import { insertMissing } from "./insertMissing.ts";
import { newRequirementsDocument } from "./newDocument.ts";
import { readinessView } from "./readinessView.ts";
import { NotRunning, Server } from "./server.ts";
import { statusItem } from "./status.ts";

let started: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Tiebeam", { log: true });
  const server = new Server(context.extensionPath, log);
  started = server;
  const { version } = context.extension.packageJSON as { version: string };

  const command = (name: string, work: (argument: unknown) => unknown): Disposable =>
    commands.registerCommand(name, async (argument: unknown) => {
      try {
        await work(argument);
      } catch (error) {
        tell(server, error);
      }
    });

  context.subscriptions.push(
    log,
    server,
    tellFailures(server),
    ...statusItem(server),
    ...readinessView(server),
    explanations(server),
    command("tiebeam.newRequirementsDocument", () => newRequirementsDocument(server)),
    command("tiebeam.insertMissing", () => insertMissing(server)),
    command("tiebeam.showReadiness", () => commands.executeCommand("tiebeam.requirements.focus")),
    command("tiebeam.explainRule", (name) => explainRule(server, typeof name === "string" ? name : undefined)),
    command("tiebeam.restartServer", () => server.restart()),
    command("tiebeam.showLog", () => {
      log.show();
    }),
    command("tiebeam.showVersion", () => {
      const { binary } = server;
      const running = binary === undefined ? "no server" : `server ${binary.version}, ${binary.path}`;
      void window.showInformationMessage(`Tiebeam: extension ${version}, ${running}`);
    }),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("tiebeam.server.path")) await server.restart();
    }),
  );
  const tellState = () => commands.executeCommand("setContext", "tiebeam.server", server.state.kind);
  context.subscriptions.push(server.onDidChangeState(tellState));
  // The editor does not wait for the server: commands that need it do.
  void server.start();
  // The view is there from now on, before any command asks for it.
  await commands.executeCommand("setContext", "tiebeam.active", true);
}

/** The editor waits for this before it ends: the server stops by itself and is not cut off. */
export async function deactivate(): Promise<void> {
  await started?.stop();
}

function tell(server: Server, error: unknown): void {
  // Why there is no server has been told already.
  if (error instanceof NotRunning && server.state.kind === "failed") return;
  void window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
