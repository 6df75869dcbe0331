// The pictures of the marketplace page and the walkthrough: the example as the extension shows it.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeSettings } from "./code-server.mjs";

const FOLDER = fileURLToPath(new URL("../pictures", import.meta.url));

// A picture shows what the extension does, and little of what every editor shows.
const quiet = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.lightbulb.enabled": "off",
  "editor.occurrencesHighlight": "off",
  "editor.renderLineHighlight": "none",
  "editor.stickyScroll.enabled": false,
  "editor.wordWrap": "on",
  "editor.hideCursorInOverviewRuler": true,
  "problems.decorations.enabled": false,
  "workbench.activityBar.location": "hidden",
  "workbench.editor.editorActionsLocation": "hidden",
  "workbench.hover.delay": 100000,
};

export async function takePictures(workbench, run) {
  const { page } = workbench;
  await page.setViewportSize({ width: 1120, height: 700 });
  writeSettings(run, quiet);
  await workbench.open(run.workspace);
  const picture = async (name) => {
    await page.mouse.move(600, 2);
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  };
  await workbench.palette("Notifications: Clear All Notifications");
  await workbench.palette("View: Close All Editors");
  await workbench.palette("Explorer: Focus on Folders View");
  await workbench.palette("View: Toggle Primary Side Bar Visibility");

  await workbench.openFile("requirements.md");
  await workbench.problems();
  await workbench.problem("is not met by");
  await workbench.openFile("requirements.md");
  await workbench.goTo(1);
  await workbench.shown(".codelens-decoration", "sections complete");
  await workbench.shown(".codelens-decoration", "prompts open");
  await picture("document");

  // The Terraform stands to the left, where what hovers over the document leaves it in sight.
  await workbench.palette("View: Hide Panel");
  await workbench.palette("View: Split Editor Right");
  await workbench.press("Control+1");
  await workbench.openFile("main.tf");
  await workbench.goTo(25);
  await workbench.shown(".codelens-decoration", "RPO");
  await workbench.press("Control+2");
  await workbench.goTo(88, 13);
  await workbench.hover("contradicted: aws_elasticache_replication_group.sessions");
  await picture("contradiction");
  await workbench.press("Escape");

  await workbench.palette("View: Close All Editors");
  await workbench.openFile("requirements.md");
  await workbench.goTo(1);
  await workbench.palette("Tiebeam: Show Readiness");
  await widenSideBar(page, 400);
  await page.locator(".pane-header", { hasText: "session-cache" }).click();
  const document = workbench.visible(".pane .monaco-list-row", "Session cache");
  if ((await document.getAttribute("aria-expanded")) === "false") await document.locator(".monaco-tl-twistie").click();
  await workbench.shown(".pane .monaco-list-row", "prompts answered");
  await workbench.shown(".codelens-decoration", "sections complete");
  await picture("readiness");
}

async function widenSideBar(page, width) {
  const { x, width: now } = await page.locator(".part.sidebar").boundingBox();
  await page.mouse.move(x + now + 1, 300);
  await page.mouse.down();
  await page.mouse.move(x + width, 300, { steps: 5 });
  await page.mouse.up();
}
