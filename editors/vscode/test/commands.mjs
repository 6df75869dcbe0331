// The commands that show something, from the palette.

import assert from "node:assert/strict";
import { test, until } from "./report.mjs";

export async function commandTests(workbench) {
  await test("Show Readiness lists the documents with what is complete", async () => {
    await workbench.palette("Tiebeam: Show Readiness");
    const document = workbench.visible(".pane .monaco-list-row", "Session cache");
    await document.waitFor();
    assert.match(await document.innerText(), /\d+\/17.*, 1 contradiction/);
    await document.locator(".monaco-tl-twistie").click();
    await workbench.shown(".pane .monaco-list-row", /\d+\/\d+ prompts answered/);
    await workbench.shown(".pane .monaco-list-row", "infra");
  });

  await test("Explain Rule shows the page of the rule that is picked", async () => {
    await workbench.palette("Tiebeam: Explain Rule");
    await workbench.pick("Explain Rule", "rpo-not-met");
    await until(async () => {
      const pages = workbench.page.frames().slice(1).map((frame) => frame.locator("body").innerText().catch(() => ""));
      return (await Promise.all(pages)).some((text) => /^rpo-not-met[^]*frequent enough for the RPO/.test(text.trim()));
    }, "no page with the rule");
    await workbench.palette("View: Close Editor");
  });

  await test("Show Version names the extension, the server and its place", async () => {
    await workbench.palette("Tiebeam: Show Version");
    await workbench.shown(".notification-list-item-message", /extension \d+\.\d+\.\d+, server \d+\.\d+\.\d+, .*\/server\/tiebeam$/);
    await workbench.palette("Notifications: Clear All Notifications");
  });

  // What is in the log cannot be asked: this lean installation has no library that writes logs.
  await test("Show Log opens the log", async () => {
    await workbench.palette("Tiebeam: Show Log");
    await until(async () => {
      const chosen = workbench.page.locator(".panel .monaco-select-box, .panel select").first();
      return (await chosen.inputValue()) && (await chosen.locator("option:checked").innerText()) === "Tiebeam";
    }, "the log is not what the output shows");
  });
}
