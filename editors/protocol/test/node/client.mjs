// A session with the server under test through the library that VS Code is built on.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const packages = createRequire(join(process.argv[2], "/"));
export const lsp = packages("vscode-languageserver-protocol/node");
export const { TextDocument } = packages("vscode-languageserver-textdocument");

const EXAMPLE = fileURLToPath(new URL("../../../../examples/session-cache", import.meta.url));
// Longer than anything takes on a busy machine.
const PATIENCE = 60_000;

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: false },
    inlayHint: {},
    documentLink: { tooltipSupport: true },
  },
};

function within(promise, what) {
  const limit = new Promise((_, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`waited too long for ${what}`)), PATIENCE);
    promise.finally(() => clearTimeout(timer)).catch(() => {});
  });
  return Promise.race([promise, limit]);
}

export class Session {
  #documents = new Map();
  #published = new Map();
  #waiting = new Set();

  constructor() {
    this.folder = join(realpathSync(mkdtempSync(join(tmpdir(), "tiebeam-"))), "session-cache");
    cpSync(EXAMPLE, this.folder, { recursive: true });
    this.server = spawn(process.env.TIEBEAM, ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.ended = new Promise((done) => this.server.once("exit", done));
    const { stdin, stdout } = this.server;
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(stdout),
      new lsp.StreamMessageWriter(stdin),
    );
    this.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (told) => {
      this.#published.set(told.uri, told);
      for (const look of this.#waiting) look();
    });
    this.connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) => items.map(() => null));
    this.connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => undefined);
    this.connection.onRequest(lsp.ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.apply(edit);
      return { applied: true };
    });
    this.connection.listen();
  }

  uri(path) {
    return pathToFileURL(join(this.folder, path)).href;
  }

  ask(type, parameters) {
    return within(this.connection.sendRequest(type, parameters), type.method);
  }

  tell(type, parameters) {
    return this.connection.sendNotification(type, parameters);
  }

  command(command, ...given) {
    return this.ask(lsp.ExecuteCommandRequest.type, { command, arguments: given });
  }

  async begin() {
    const folder = { uri: pathToFileURL(this.folder).href, name: "session-cache" };
    const begun = await this.ask(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: CAPABILITIES,
    });
    await this.tell(lsp.InitializedNotification.type, {});
    return begun;
  }

  open(uri, languageId, text) {
    const version = 1;
    this.#documents.set(uri, TextDocument.create(uri, languageId, version, text));
    return this.tell(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version, text } });
  }

  close(uri) {
    this.#published.delete(uri);
    return this.tell(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri) {
    return this.#documents.get(uri);
  }

  // Replaces a text by its place in UTF-16 units, in the open document and at the server.
  replace(uri, old, text) {
    const document = this.document(uri);
    const start = document.getText().indexOf(old);
    const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
    return this.change(uri, [{ range, text }]);
  }

  change(uri, contentChanges) {
    const document = this.document(uri);
    TextDocument.update(document, contentChanges, document.version + 1);
    const textDocument = { uri, version: document.version };
    return this.tell(lsp.DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  }

  // Applies an edit as a client does: to open documents of the version that it was made for.
  apply(edit) {
    for (const { textDocument, edits } of edit.documentChanges) {
      const document = this.document(textDocument.uri);
      if (textDocument.version !== document.version) throw new Error(`an edit for version ${textDocument.version}`);
      const whole = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
      this.change(textDocument.uri, [{ range: whole, text: TextDocument.applyEdits(document, edits) }]);
    }
  }

  // The findings of a file, once they hold for what is in the editor and are as wanted.
  findings(uri, wanted = () => true) {
    const found = new Promise((done) => {
      const look = () => {
        const told = this.#published.get(uri);
        if (!told || told.version !== this.document(uri).version || !wanted(told.diagnostics)) return;
        this.#waiting.delete(look);
        done(told.diagnostics);
      };
      this.#waiting.add(look);
      look();
    });
    return within(found, `findings of ${uri}`);
  }

  async end() {
    await this.ask(lsp.ShutdownRequest.type);
    await this.tell(lsp.ExitNotification.type);
    return within(this.ended, "the server's end");
  }

  // Whatever happened, nothing stays behind.
  leave() {
    this.connection.dispose();
    this.server.kill("SIGKILL");
    rmSync(join(this.folder, ".."), { recursive: true });
  }
}
