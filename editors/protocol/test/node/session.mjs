// Every request of a working session, sent and judged with the library's own types.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Session, lsp } from "./client.mjs";

const TESTS = [];
const test = (name, run) => TESTS.push({ name, run });

const codes = (findings) => findings.map(({ code }) => code).sort();
const contradicted = (findings) => codes(findings).includes("rpo-not-met");

function all(values, is, what) {
  assert.ok(Array.isArray(values) && values.length > 0, `no ${what}`);
  for (const value of values) assert.ok(is(value), `not a ${what}: ${JSON.stringify(value)}`);
  return values;
}

async function begun(use) {
  const session = new Session();
  try {
    const answer = await session.begin();
    const uri = session.uri("requirements.md");
    await session.open(uri, "markdown", readFileSync(join(session.folder, "requirements.md"), "utf8"));
    await use(session, uri, answer);
    assert.equal(await session.end(), 0, "the exit code");
  } finally {
    session.leave();
  }
}

function place(session, uri, text) {
  const document = session.document(uri);
  return { textDocument: { uri }, position: document.positionAt(document.getText().indexOf(text)) };
}

test("findings", () =>
  begun(async (session, uri, { capabilities }) => {
    assert.equal(capabilities.positionEncoding, "utf-16");
    assert.equal(capabilities.textDocumentSync.change, lsp.TextDocumentSyncKind.Incremental);
    const found = all(await session.findings(uri, contradicted), lsp.Diagnostic.is, "diagnostic");
    const { range } = found.find(({ code }) => code === "rpo-not-met");
    assert.equal(session.document(uri).getText(range), "1 h");
  }));

test("edits behind a character of two units", () =>
  begun(async (session, uri) => {
    await session.findings(uri, (found) => codes(found).includes("misspelt-heading"));
    await session.replace(uri, "## Monitorng", "## 😀 Monitorng");
    const found = await session.findings(uri, (found) => codes(found).includes("misspelt-heading"));
    const { range } = found.find(({ code }) => code === "misspelt-heading");
    assert.match(session.document(uri).getText(range), /Monitorng and Alerts$/);
    // A letter is inserted behind the character, the character behind a value, and removed.
    await session.replace(uri, "😀 Monitorng", "😀 Monitoring");
    await session.replace(uri, "1 h\n", "1 d 😀\n");
    await session.replace(uri, "d 😀\n", "d\n");
    const edited = await session.findings(uri, (found) => !codes(found).includes("misspelt-heading") && !contradicted(found));
    const text = session.document(uri).getText();
    await session.close(uri);
    await session.open(uri, "markdown", text);
    assert.deepEqual(await session.findings(uri), edited, "what is found after edits and at once is the same");
  }));

test("several edits in one change", () =>
  begun(async (session, uri) => {
    const document = session.document(uri);
    const at = (text, behind = 0) => document.positionAt(document.getText().indexOf(text) + behind);
    const rpo = { start: at("1 h\n"), end: at("1 h\n", "1 h".length) };
    const { line, character } = at("Monitorng", "Monitor".length);
    // The second holds for the text that the first leaves: a line more.
    const letter = { line: line + 1, character };
    await session.change(uri, [
      { range: rpo, text: "1 d\n<!-- 😀 -->" },
      { range: { start: letter, end: letter }, text: "i" },
    ]);
    assert.ok(/ 1 d\n<!-- 😀 -->\n[^]*\n## Monitoring and Alerts\n/.test(document.getText()), "the edits are the client's own");
    await session.findings(uri, (found) => !contradicted(found) && !codes(found).includes("misspelt-heading"));
  }));

test("completion and its explanation", () =>
  begun(async (session, uri) => {
    const document = session.document(uri);
    const end = document.positionAt(document.getText().length);
    await session.change(uri, [{ range: { start: end, end }, text: "\n## " }]);
    const position = document.positionAt(document.getText().length);
    const list = await session.ask(lsp.CompletionRequest.type, { textDocument: { uri }, position });
    const items = all(list.items, ({ label, textEdit }) => label && lsp.TextEdit.is(textEdit), "completion");
    const item = items.find(({ label }) => label === "Budget");
    const explained = await session.ask(lsp.CompletionResolveRequest.type, item);
    assert.ok(lsp.MarkupContent.is(explained.documentation) && explained.documentation.value.includes("cost"));
  }));

test("a quick fix applied", () =>
  begun(async (session, uri, { capabilities }) => {
    const found = await session.findings(uri, (found) => codes(found).includes("missing-section"));
    const diagnostics = found.filter(({ code }) => code === "missing-section");
    const asked = { textDocument: { uri }, range: diagnostics[0].range, context: { diagnostics } };
    const actions = all(await session.ask(lsp.CodeActionRequest.type, asked), lsp.CodeAction.is, "code action");
    let action = actions.find(({ title }) => title === 'Insert section "Budget"');
    if (capabilities.codeActionProvider.resolveProvider) action = await session.ask(lsp.CodeActionResolveRequest.type, action);
    assert.ok(lsp.WorkspaceEdit.is(action.edit));
    session.apply(action.edit);
    assert.ok(session.document(uri).getText().includes("\n## Budget\n"), "the section is there");
    await session.findings(uri, (found) => !codes(found).includes("missing-section"));
  }));

test("an edit that the server asks for", () =>
  begun(async (session, uri) => {
    await session.command("tiebeam.insertMissingSections", { uri });
    assert.ok(session.document(uri).getText().includes("\n## Budget\n"), "the section is there");
    await session.findings(uri, (found) => !codes(found).includes("missing-section"));
  }));

test("every other answer is of its type", () =>
  begun(async (session, uri) => {
    await session.findings(uri, contradicted);
    const about = { textDocument: { uri } };
    const claim = place(session, uri, "1 h\n");
    const range = { start: { line: 0, character: 0 }, end: { line: 146, character: 0 } };
    assert.ok(lsp.Hover.is(await session.ask(lsp.HoverRequest.type, claim)));
    const definition = await session.ask(lsp.DefinitionRequest.type, claim);
    assert.deepEqual(all(definition, lsp.Location.is, "location").map(({ uri }) => uri), [session.uri("infra/main.tf")]);
    const references = await session.ask(lsp.ReferencesRequest.type, { ...claim, context: { includeDeclaration: true } });
    all(references, lsp.Location.is, "location");
    const highlights = await session.ask(lsp.DocumentHighlightRequest.type, claim);
    all(highlights, ({ range }) => lsp.Range.is(range), "highlight");
    all(await session.ask(lsp.DocumentSymbolRequest.type, about), lsp.DocumentSymbol.is, "symbol");
    all(await session.ask(lsp.WorkspaceSymbolRequest.type, { query: "SLA" }), ({ location }) => lsp.Location.is(location), "workspace symbol");
    all(await session.ask(lsp.FoldingRangeRequest.type, about), lsp.FoldingRange.is, "fold");
    all(await session.ask(lsp.DocumentLinkRequest.type, about), lsp.DocumentLink.is, "link");
    all(await session.ask(lsp.CodeLensRequest.type, about), lsp.CodeLens.is, "lens");
    all(await session.ask(lsp.InlayHintRequest.type, { ...about, range }), lsp.InlayHint.is, "inlay hint");
  }));

test("what views are made of", () =>
  begun(async (session, uri) => {
    const [document] = await session.command("tiebeam.readiness", { uri });
    assert.equal(document.uri, uri);
    assert.ok(document.sections.complete < document.sections.asked);
    assert.equal(document.contradictions, 1);
    const explained = await session.command("tiebeam.explain", { name: "rpo-not-met" });
    assert.ok(explained.title && explained.markdown);
    assert.ok((await session.command("tiebeam.explain")).some(({ name }) => name === "rpo-not-met"));
    assert.ok((await session.command("tiebeam.templates")).some(({ name }) => name === "infrastructure"));
  }));

test("a client that is gone takes the server with it", async () => {
  const session = new Session();
  try {
    await session.begin();
    session.connection.dispose();
    session.server.stdin.end();
    // Nobody said shutdown, so it is no orderly end.
    assert.equal(await session.ended, 1, "the exit code");
  } finally {
    session.leave();
  }
});

let failed = 0;
for (const { name, run } of TESTS) {
  try {
    await run();
    console.log(`ok ${name}, vscode-languageserver-protocol`);
  } catch (error) {
    failed += 1;
    console.error(error);
    console.log(`not ok ${name}, vscode-languageserver-protocol: ${String(error.message).split("\n")[0]}`);
  }
}
process.exit(failed ? 1 : 0);
