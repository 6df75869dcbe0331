// What a user does in VS Code's window: keys, the palette, and reading what is shown.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./report.mjs";

// As long as something may take on a machine that does more at the same time.
export const PATIENCE = 30_000;

export class Workbench {
  constructor(page, run) {
    this.page = page;
    this.run = run;
  }

  async open(folder) {
    await this.page.goto(`${this.run.address}/?folder=${encodeURIComponent(folder)}`);
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 2 * PATIENCE });
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 20 });
  }

  // The window keeps much that it does not show.
  visible(selector, hasText) {
    return this.page.locator(selector, { hasText }).filter({ visible: true }).first();
  }

  // Waits until something with this text is shown.
  shown(selector, hasText, timeout = PATIENCE) {
    return this.visible(selector, hasText).waitFor({ timeout });
  }

  gone(selector, hasText) {
    return this.page.locator(selector, { hasText }).first().waitFor({ state: "detached", timeout: PATIENCE });
  }

  // Opens a quick input and writes into it. One that is just being closed is in the way for a moment.
  async ask(keys, text) {
    const input = this.page.locator(".quick-input-widget input.input");
    await until(async () => {
      await this.press(keys);
      await input.fill(text, { timeout: 2_000 });
      return true;
    }, `no quick input after ${keys}`);
  }

  choose(text) {
    return this.visible(".quick-input-widget .monaco-list-row", text).click({ timeout: PATIENCE });
  }

  // Chooses from the list that a command shows; it may be longer than what is in view.
  async pick(title, text) {
    await this.shown(".quick-input-title", title);
    await this.page.locator(".quick-input-widget input.input").fill(text);
    await this.choose(text);
  }

  // A page that has just come may take the keyboard away and close the list.
  palette(command) {
    return until(async () => {
      await this.ask("F1", `>${command}`);
      await this.visible(".quick-input-widget .monaco-list-row", command).click({ timeout: 3_000 });
      return true;
    }, `no command "${command}"`);
  }

  async openFile(name) {
    await this.ask("Control+P", name);
    await this.choose(name);
    await this.shown(".tab.active", name);
  }

  goTo(line, column = 1) {
    return until(async () => {
      await this.ask("Control+G", `:${line}:${column}`);
      await this.press("Enter");
      await this.visible(".statusbar-item", `Ln ${line}, Col ${column}`).waitFor({ timeout: 3_000 });
      return true;
    }, `the cursor does not go to ${line}:${column}`);
  }

  // The lines of the editor that are in view, as text.
  async text() {
    const lines = await this.page.locator(".editor-group-container.active .view-line").allInnerTexts();
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  // Whether a squiggle of this kind stands under a text in view.
  async squiggled(kind, text) {
    const line = await this.page.locator(".editor-group-container.active .view-line", { hasText: text }).first().boundingBox();
    for (const squiggle of await this.page.locator(`.editor-group-container.active .squiggly-${kind}`).all()) {
      const box = await squiggle.boundingBox();
      if (box && line && Math.abs(box.y + box.height / 2 - (line.y + line.height / 2)) < line.height) return true;
    }
    return false;
  }

  // Shows what hovers over the cursor until a text is in it.
  hover(text) {
    return until(async () => {
      await this.press("Escape");
      await this.press("Control+K");
      await this.press("Control+I");
      await this.visible(".monaco-hover-content", text).waitFor({ timeout: 3_000 });
      return true;
    }, `no hover with "${text}"`);
  }

  // Chooses an action for the place of the cursor; the menu has no keyboard until the server has answered.
  async act(title) {
    const action = this.visible(".action-widget .monaco-list-row", title);
    await until(async () => {
      await this.press("Escape");
      await this.press("Control+.");
      await action.waitFor({ timeout: 3_000 });
      return true;
    }, async () => `no "${title}" among ${await this.page.locator(".action-widget .monaco-list-row").allInnerTexts()}`);
    await action.click();
  }

  async problems() {
    await this.palette("Problems: Focus on Problems View");
    await this.shown(".markers-panel", "");
  }

  problem(text) {
    return this.shown(".markers-panel .monaco-list-row", text);
  }

  noProblem(text) {
    return this.gone(".markers-panel .monaco-list-row", text);
  }

  // The messages that the user has not put away.
  async messages() {
    await this.palette("Notifications: Show Notifications");
    await this.shown(".notifications-center", "");
    const messages = await this.page.locator(".notifications-center .notification-list-item-message").allInnerTexts();
    await this.press("Escape");
    return messages;
  }

  // Saves the file in the editor and gives the bytes that are on the disk then.
  async save(name) {
    await this.press("Control+S");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached", timeout: PATIENCE });
    return readFileSync(join(this.run.workspace, name), "utf8");
  }

  // Makes file and editor what they were.
  async restore(name, text) {
    writeFileSync(join(this.run.workspace, name), text);
    await this.openFile(name.split("/").pop());
    await this.palette("File: Revert File");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached", timeout: PATIENCE });
  }

  // What a failed test saw, where somebody wants to look at it.
  async keepPicture(name) {
    const folder = process.env.TIEBEAM_KEEP;
    if (folder) await this.page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, "-")}.png`) });
  }
}
