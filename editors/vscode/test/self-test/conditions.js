// What the tests wait for, and how they say what is wrong.

const assert = require("node:assert/strict");
const { languages } = require("vscode");

async function until(condition, otherwise, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) assert.fail(typeof otherwise === "function" ? otherwise() : otherwise);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// `rule@line` for each finding of ours in a file, sorted.
function findings(uri) {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "tiebeam")
    .map(({ code, range }) => `${code?.value ?? code}@${range.start.line + 1}`)
    .sort();
}

const rules = (uri) => findings(uri).map((finding) => finding.split("@")[0]);

const untilFound = (uri, rule) => until(() => rules(uri).includes(rule), () => `no ${rule} among ${findings(uri)}`);
const untilGone = (uri, rule) => until(() => !rules(uri).includes(rule), () => `${rule} stays among ${findings(uri)}`);

module.exports = { assert, findings, until, untilFound, untilGone };
