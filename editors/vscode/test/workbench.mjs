// What a user does in VS Code's window: keys, the palette, and reading what is shown.

import { join } from "node:path";
import { until } from "./report.mjs";

export class Workbench {
  constructor(page, run) {
    this.page = page;
    this.run = run;
  }

  async open(folder) {
    await this.page.goto(`${this.run.address}/?folder=${encodeURIComponent(folder)}`);
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 20 });
  }

  // Chooses the first row of the quick input that has this text.
  async choose(text) {
    const row = this.page.locator(".quick-input-widget .monaco-list-row", { hasText: text }).first();
    await row.waitFor({ timeout: 30_000 });
    await row.click();
  }

  quickInput() {
    return this.page.locator(".quick-input-widget input.input");
  }

  async palette(command) {
    await this.ask("F1", `>${command}`);
    await this.choose(command);
  }

  async openFile(name) {
    await this.ask("Control+P", name);
    await this.choose(name);
    await this.activeTab(name);
  }

  // Opens a quick input and writes into it; the widget may be slow to take the keyboard.
  async ask(keys, text) {
    const input = this.quickInput();
    await until(async () => {
      await this.press(keys);
      await input.waitFor({ timeout: 2_000 });
      return true;
    }, `no quick input after ${keys}`);
    await input.fill(text);
  }

  activeTab(name) {
    return this.page.locator(".tab.active", { hasText: name }).waitFor({ timeout: 30_000 });
  }

  async goTo(line, column = 1) {
    await this.ask("Control+G", `:${line}:${column}`);
    await this.press("Enter");
    await this.quickInput().waitFor({ state: "hidden" });
    await this.cursorAt(`Ln ${line}, Col ${column}`);
  }

  cursorAt(text) {
    return this.page.locator(".statusbar-item", { hasText: text }).first().waitFor({ timeout: 30_000 });
  }

  editor() {
    return this.page.locator(".editor-group-container.active .monaco-editor[role=code]").first();
  }

  // What a failed test saw, where somebody wants to look at it.
  async keepPicture(name) {
    const folder = process.env.TIEBEAM_KEEP;
    if (folder) await this.page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, "-")}.png`) });
  }
}
