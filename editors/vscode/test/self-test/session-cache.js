// The example, asked through the commands with which VS Code asks the providers of extensions.

const { execFileSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const { commands, extensions, languages, workspace, window, ConfigurationTarget, Position, Range, Uri, WorkspaceEdit } = require("vscode");
const { assert, findings, until, untilFound, untilGone } = require("./conditions.js");

const folder = workspace.workspaceFolders[0].uri;
const requirements = Uri.joinPath(folder, "requirements.md");
const main = Uri.joinPath(folder, "infra/main.tf");

const ask = (provider, ...parameters) => commands.executeCommand(`vscode.execute${provider}`, ...parameters);

// Where a text begins in a file, moved by some columns.
async function at(uri, text, columns = 0) {
  const document = await workspace.openTextDocument(uri);
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `no ${text} in ${uri.path}`);
  return document.positionAt(offset + columns);
}

const textOf = (hovers) => hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n");

// What `tiebeam check` says of a file, in the form of `findings`. What a finding of a document says against the
// Terraform is told in both.
function checked(file) {
  const at = (rule, { start }) => `${rule}@${start.line}`;
  return checkedFolder()
    .flatMap(({ rule, range, file: its, related = [] }) => [
      ...(its.endsWith(file) ? [at(rule, range)] : []),
      ...(its.endsWith(".md") ? related.filter((other) => other.file.endsWith(file)).map(({ range }) => at(rule, range)) : []),
    ])
    .sort();
}

function checkedFolder() {
  try {
    return JSON.parse(execFileSync(process.env.TIEBEAM, ["check", "--format", "json", folder.fsPath], { encoding: "utf8" })).findings;
  } catch (error) {
    return JSON.parse(error.stdout).findings;
  }
}

async function edited(uri, position, text, body) {
  const edit = new WorkspaceEdit();
  edit.insert(uri, position, text);
  await workspace.applyEdit(edit);
  try {
    await body();
  } finally {
    await window.showTextDocument(await workspace.openTextDocument(uri));
    await commands.executeCommand("workbench.action.files.revert");
  }
}

module.exports = {
  async "the extension is activated by itself where a requirements document is"() {
    await until(() => extensions.getExtension("tiebeam.tiebeam")?.isActive, "it is not active");
  },

  async "its commands are there"() {
    const { contributes } = extensions.getExtension("tiebeam.tiebeam").packageJSON;
    const titles = contributes.commands.map(({ title }) => title);
    for (const title of ["New Requirements Document", "Insert Missing Sections", "Show Readiness", "Explain Rule",
      "Restart Server", "Show Log", "Show Version"]) {
      assert.ok(titles.includes(title), `no "${title}" among ${titles}`);
    }
    const registered = await commands.getCommands();
    for (const { command } of contributes.commands) assert.ok(registered.includes(command), `${command} is not registered`);
  },

  async "the editor shows what tiebeam check finds"() {
    await window.showTextDocument(await workspace.openTextDocument(requirements));
    for (const [uri, file] of [[requirements, "requirements.md"], [main, "infra/main.tf"]]) {
      const expected = checked(file);
      assert.ok(expected.length > 0, `tiebeam check finds nothing in ${file}`);
      await until(() => String(findings(uri)) === String(expected), () => `${file}: ${findings(uri)}, not ${expected}`);
    }
  },

  async "a finding shows the place in the Terraform that it speaks of"() {
    const finding = languages.getDiagnostics(requirements).find(({ code }) => (code.value ?? code) === "rpo-not-met");
    const [related] = finding.relatedInformation;
    assert.equal(related.location.uri.path, main.path);
    assert.match(related.message, /snapshot_retention_limit/);
  },

  async "hover on a prompt explains it and says what the Terraform says"() {
    const text = textOf(await ask("HoverProvider", requirements, await at(requirements, "**RPO:** 1 h", 10)));
    assert.match(text, /snapshot_retention_limit/);
  },

  async "hover on an attribute says what the document requires of it"() {
    const text = textOf(await ask("HoverProvider", main, await at(main, "snapshot_retention_limit", 3)));
    assert.match(text, /RPO/);
  },

  async "completion offers the missing section as a snippet"() {
    const { lineCount } = await workspace.openTextDocument(requirements);
    const end = new Position(lineCount, 0);
    await edited(requirements, end, "\n## ", async () => {
      const { items } = await ask("CompletionItemProvider", requirements, new Position(lineCount, 3), " ");
      const budget = items.find(({ label }) => /Budget/.test(label.label ?? label));
      assert.ok(budget, `no Budget among ${items.map(({ label }) => label.label ?? label)}`);
      assert.match(budget.insertText.value, /\$\{?1/);
    });
  },

  async "a quick fix inserts the missing section"() {
    const finding = languages.getDiagnostics(requirements).find(({ code }) => (code.value ?? code) === "missing-section");
    const actions = await ask("CodeActionProvider", requirements, finding.range, "quickfix", 20);
    const insert = actions.find(({ title }) => title === 'Insert section "Budget"');
    assert.ok(insert, `not among ${actions.map(({ title }) => title)}`);
    assert.ok(insert.isPreferred);
    assert.match(JSON.stringify(insert.edit.entries()), /## Budget/);
  },

  async "go to definition leads from the document to the resource"() {
    const name = "aws_elasticache_replication_group.sessions";
    const [target] = await ask("DefinitionProvider", requirements, await at(requirements, name, 5));
    assert.ok(target, "no definition");
    assert.equal((target.targetUri ?? target.uri).path, main.path);
    const { line } = (target.targetRange ?? target.range).start;
    assert.equal(line, (await at(main, 'resource "aws_elasticache_replication_group"')).line);
  },

  async "find references leads from the resource to the document"() {
    const found = await ask("ReferenceProvider", main, await at(main, '"sessions" {', 2));
    const lines = found.filter(({ uri }) => uri.path === requirements.path).map(({ range }) => range.start.line);
    const { line } = await at(requirements, "aws_elasticache_replication_group.sessions");
    assert.ok(lines.includes(line), `line ${line} is not among ${lines}`);
  },

  async "headings have lenses with their open prompts, resources with their claims"() {
    const titles = async (uri) => (await ask("CodeLensProvider", uri, 50)).map(({ command }) => command?.title);
    const ofDocument = await titles(requirements);
    assert.ok(ofDocument.some((title) => /prompts? open/.test(title)), `no prompts among ${ofDocument}`);
    const ofTerraform = await titles(main);
    assert.ok(ofTerraform.some((title) => /claim|RPO/.test(title)), `no claims among ${ofTerraform}`);
  },

  async "percentages have the downtime that they allow behind them"() {
    const document = await workspace.openTextDocument(requirements);
    const hints = await ask("InlayHintProvider", requirements, new Range(0, 0, document.lineCount, 0));
    const labels = hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    assert.ok(labels.some((label) => /min/.test(label)), `no minutes among ${labels}`);
  },

  async "the outline says every heading once"() {
    const flat = (symbols) => symbols.flatMap((symbol) => [symbol.name.replace(/^#+ /, ""), ...flat(symbol.children ?? [])]);
    const names = flat(await ask("DocumentSymbolProvider", requirements));
    assert.equal(names.filter((name) => name === "SLA").length, 1, `${names}`);
  },

  async "all documents' sections are workspace symbols"() {
    const found = await ask("WorkspaceSymbolProvider", "Scalability");
    assert.ok(found.some(({ location }) => location.uri.path === requirements.path), JSON.stringify(found));
  },

  async "readiness counts what is complete, and the findings that are shown"() {
    const documents = await commands.executeCommand("tiebeam.readiness");
    assert.deepEqual(documents.map(({ title }) => title), ["Session cache: infrastructure requirements"]);
    const [{ uri, sections, prompts, contradictions, terraform, findings: counted }] = documents;
    assert.equal(Uri.parse(uri).path, requirements.path);
    assert.deepEqual(terraform.map((folder) => Uri.parse(folder).path), [Uri.joinPath(folder, "infra").path]);
    assert.ok(0 < sections.complete && sections.complete < sections.asked, JSON.stringify(sections));
    assert.ok(0 < prompts.answered && prompts.answered < prompts.asked, JSON.stringify(prompts));
    assert.equal(contradictions, 1);
    assert.equal(counted.error + counted.warning + counted.information + counted.hint, findings(requirements).length);
  },

  async "a rule that the settings switch off is not reported, and is again when they do not"() {
    await untilFound(requirements, "dead-link");
    await workspace.getConfiguration("tiebeam").update("rules", { "dead-link": "off" }, ConfigurationTarget.Global);
    await untilGone(requirements, "dead-link");
    await untilFound(requirements, "missing-section");
    await workspace.getConfiguration("tiebeam").update("rules", undefined, ConfigurationTarget.Global);
    await untilFound(requirements, "dead-link");
  },

  async "lenses go when the settings switch them off, and come again"() {
    const lenses = async () => (await ask("CodeLensProvider", requirements, 50)).length;
    const set = (value) => workspace.getConfiguration("tiebeam").update("editor.code-lenses", value, ConfigurationTarget.Global);
    await set(false);
    await until(async () => (await lenses()) === 0, "lenses stay");
    await set(undefined);
    await until(async () => (await lenses()) > 0, "lenses do not come again");
  },

  // The file is not open: only the watch that the server asks for can tell of it.
  async "a contradiction comes when another program writes the Terraform, and goes when it writes it again"() {
    const file = Uri.joinPath(folder, "infra/alarms.tf").fsPath;
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace(/threshold {11}= 80/, "threshold           = 90"));
    try {
      await untilFound(requirements, "threshold-differs");
    } finally {
      writeFileSync(file, before);
    }
    await untilGone(requirements, "threshold-differs");
  },
};
