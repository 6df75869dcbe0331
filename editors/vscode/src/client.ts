/** The language client: what it is for, what it shows and what it leaves to the editor. */

import type { LogOutputChannel, Uri } from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { SELECTOR } from "./selector.ts";

/** What the client tells of the server. */
export interface Listener {
  /** The connection is gone and nobody asked for it. */
  lost(): void;
  /** Findings of some file came. */
  checked(uri: Uri): void;
  /** The server begins or has done with reading in the background. */
  reading(token: string | number, ended: boolean): void;
}

/** A client whose messages go to the log alone: what the user should know is said once, by who started it. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

export function createClient(
  path: string,
  log: LogOutputChannel,
  trace: LogOutputChannel,
  listener: Listener,
): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    diagnosticCollectionName: "tiebeam",
    outputChannel: log,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        listener.lost();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => {
        next(uri, diagnostics);
        listener.checked(uri);
      },
      handleWorkDoneProgress: (token, params, next) => {
        next(token, params);
        listener.reading(token, params.kind === "end");
      },
      // The editor's own Markdown support gives the outline and finds headings by their names: with a second one
      // beside it every heading would stand there twice.
      provideDocumentSymbols: () => [],
      provideWorkspaceSymbols: () => [],
    },
  };
  return new QuietClient("tiebeam", "Tiebeam", { command: path, args: ["lsp"] }, options);
}
