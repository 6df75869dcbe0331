// A requirements document and its Terraform in two tabs, as somebody works on them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, until } from "./report.mjs";

const BACKUPS_ARE_OFF = "Backups are needed, but";

export async function documentTests(workbench, run) {
  const read = (name) => readFileSync(join(run.workspace, name), "utf8");
  const document = read("requirements.md");
  const terraform = read("infra/main.tf");

  // Every test begins with the example as it is.
  const onExample = (name, body) =>
    test(name, async () => {
      await workbench.restore("requirements.md", document);
      await body();
    });

  await test("findings are squiggles in the document", async () => {
    await workbench.openFile("requirements.md");
    await workbench.goTo(88);
    await until(() => workbench.squiggled("error", "RPO:"), "none under the RPO");
    assert.equal(await workbench.squiggled("error", "RTO:"), false);
    await workbench.goTo(126);
    await until(() => workbench.squiggled("warning", "Monitorng"), "none under the misspelt heading");
  });

  await test("each finding of tiebeam check is a problem", async () => {
    await workbench.problems();
    const findings = found(run).filter(({ file }) => file.endsWith("requirements.md"));
    for (const { message } of findings) await workbench.problem(message);
    await workbench.shown(".markers-panel .monaco-list-row", new RegExp(`requirements\\.md\\s*${findings.length}$`));
  });

  await test("the status bar counts sections and contradictions", () =>
    workbench.shown(".statusbar-item", /\d+\/17 sections, 1 contradiction/));

  await test("hover tells what the Terraform says to a claim", async () => {
    await workbench.openFile("requirements.md");
    await workbench.goTo(88, 13);
    await workbench.hover("contradicted: aws_elasticache_replication_group.sessions");
    await workbench.press("Escape");
  });

  await onExample("a missing section is completed from its level's marks, with tab stops, and saved", async () => {
    await workbench.press("Control+End");
    await workbench.type("\n## ");
    const offer = workbench.visible(".suggest-widget .monaco-list-row", "Budget");
    await offer.waitFor();
    await offer.click();
    await workbench.type("$ 420");
    await workbench.press("Tab");
    await workbench.type("none");
    const budget = "\n## Budget\n\n- **Monthly cost:** $ 420\n- **Expected growth:** none\n- **Cost model:** ";
    assert.equal(await workbench.save("requirements.md"), document + budget);
  });

  await onExample("a quick fix inserts a missing section in its place, and leaves every other byte", async () => {
    const [before, section, after] = document.split(/(## Limits\n[^]*?)(?=## Backup)/);
    await workbench.goTo(document.slice(0, document.indexOf("## Limits")).split("\n").length);
    for (const _ of section.trimEnd().split("\n")) await workbench.press("Control+Shift+K");
    await workbench.press("Control+Shift+K");
    await workbench.problem('Section "Limits" is missing');
    await workbench.goTo(6, 3);
    await workbench.act('Insert section "Limits"');
    await workbench.noProblem('Section "Limits" is missing');
    const saved = await workbench.save("requirements.md");
    assert.ok(saved.startsWith(`${before}## Limits\n\n`), saved);
    assert.ok(saved.endsWith(`\n\n${after}`), saved);
    assert.equal(/\r|\n\n\n/.test(saved), false, "line ends or blank lines are others");
  });

  await onExample("a contradiction comes with an edit of the Terraform in another tab, and goes when it is reverted", async () => {
    await workbench.problems();
    await workbench.openFile("main.tf");
    const line = terraform.slice(0, terraform.indexOf("snapshot_retention_limit")).split("\n").length;
    await workbench.goTo(line);
    await workbench.press("End");
    await workbench.press("Backspace");
    await workbench.type("0");
    await workbench.problem(BACKUPS_ARE_OFF);
    await workbench.openFile("requirements.md");
    await workbench.goTo(87);
    await until(() => workbench.squiggled("error", "Backup needed:"), "no squiggle in the document");
    await workbench.openFile("main.tf");
    await workbench.palette("File: Revert File");
    await workbench.noProblem(BACKUPS_ARE_OFF);
    await workbench.openFile("requirements.md");
    await until(async () => !(await workbench.squiggled("error", "Backup needed:")), "the squiggle stays");
    assert.equal(read("infra/main.tf"), terraform);
  });

  await onExample("a contradiction is settled by an edit that the document's quick fix makes", async () => {
    await workbench.goTo(88, 13);
    await workbench.act("Write what the Terraform says: 1 d");
    await workbench.noProblem("is not met by");
    assert.equal(await workbench.save("requirements.md"), document.replace("**RPO:** 1 h", "**RPO:** 1 d"));
  });

  await onExample("Insert Missing Sections inserts them", async () => {
    await workbench.palette("Tiebeam: Insert Missing Sections");
    await workbench.noProblem('Section "Budget" is missing');
    assert.match(await workbench.save("requirements.md"), /\n## Budget\n[^]*\n## Documentation\n/);
  });

  await workbench.restore("requirements.md", document);
}

function found(run) {
  try {
    return JSON.parse(execFileSync(process.env.TIEBEAM, ["check", "--format", "json", run.workspace], { encoding: "utf8" })).findings;
  } catch (error) {
    return JSON.parse(error.stdout).findings;
  }
}
