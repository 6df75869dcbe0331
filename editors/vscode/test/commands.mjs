// The commands that show something, from the palette.

import assert from "node:assert/strict";
import { test, until } from "./report.mjs";

export async function commandTests(workbench) {
  await test("Show Readiness lists the documents with what is complete", async () => {
    await workbench.palette("Tiebeam: Show Readiness");
    const document = workbench.page.locator(".pane .monaco-list-row", { hasText: "Session cache" }).first();
    await document.waitFor();
    assert.match(await document.innerText(), /\d+\/17 sections, 1 contradiction/);
    await document.locator(".monaco-tl-twistie").click();
    await workbench.shown(".pane .monaco-list-row", /\d+\/\d+ prompts answered/);
    await workbench.shown(".pane .monaco-list-row", "infra");
  });

  await test("Explain Rule shows the page of the rule that is picked", async () => {
    await workbench.palette("Tiebeam: Explain Rule");
    await workbench.choose("rpo-not-met");
    await until(async () => {
      for (const frame of workbench.page.frames()) {
        const text = await frame.locator("body").innerText().catch(() => "");
        if (/rpo-not-met/.test(text) && /RPO/.test(text) && (await frame.locator("h1, h2").count()) > 0) return true;
      }
      return false;
    }, "no page with the rule");
    await workbench.press("Control+F4");
  });

  await test("Show Version names the extension, the server and its place", async () => {
    await workbench.palette("Tiebeam: Show Version");
    await workbench.shown(".notification-list-item-message", /extension \d+\.\d+\.\d+, server \d+\.\d+\.\d+, .*\/server\/tiebeam$/);
    await workbench.palette("Notifications: Clear All Notifications");
  });

  await test("Show Log shows how the server was started", async () => {
    await workbench.palette("Tiebeam: Show Log");
    await workbench.shown(".output-view .view-line", /Starting .*\/server\/tiebeam/);
  });
}
