// "New Requirements Document" in a folder where nothing has asked for the extension yet.

import assert from "node:assert/strict";
import { languageServers } from "./code-server.mjs";
import { test, until } from "./report.mjs";

export async function newDocumentTests(workbench, run) {
  await test("no server runs where nobody needs it", () => {
    assert.deepEqual(languageServers(run), []);
  });

  await test("New Requirements Document asks for a template and opens it with tab stops", async () => {
    await workbench.palette("Tiebeam: New Requirements Document");
    await workbench.pick("New Requirements Document", "infrastructure");
    await workbench.shown(".editor-group-container.active .view-line", "infrastructure requirements");
    await workbench.type("Orders wait here.");
    await workbench.press("Tab");
    await workbench.type("none yet");
    await until(async () => /\| Description \| Orders wait here\. \|/.test(await workbench.text()), () => workbench.text());
    await until(async () => /\| Diagram \| none yet \|/.test(await workbench.text()), () => workbench.text());
    assert.equal(languageServers(run).length, 1);
  });
}
