// The server's life as the user notices it.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { endProcess, languageServers, writeSettings } from "./code-server.mjs";
import { test, until } from "./report.mjs";
import { PATIENCE } from "./workbench.mjs";

const endsAtOnce = fileURLToPath(new URL("ends-at-once", import.meta.url));
const RPO = "RPO 1 h is not met by";

export async function serverTests(workbench, run) {
  const server = () => until(() => languageServers(run)[0]?.pid, "no server runs");
  const another = (old) =>
    until(() => {
      const pids = languageServers(run).map(({ pid }) => pid);
      return pids.length === 1 && pids[0] !== old;
    }, () => `${old} is to be another one: ${JSON.stringify(languageServers(run))}`);
  // Only a server that lives answers this.
  const answers = async () => {
    await workbench.openFile("requirements.md");
    await workbench.goTo(88, 13);
    await workbench.hover("contradicted: aws_elasticache_replication_group.sessions");
    await workbench.press("Escape");
    await workbench.problem(RPO);
  };

  await workbench.problems();

  await test("Restart Server starts another one, and findings are there again", async () => {
    const old = await server();
    await workbench.palette("Tiebeam: Restart Server");
    await another(old);
    await answers();
  });

  await test("a server that is killed is started again without a message, and findings are there again", async () => {
    const old = await server();
    endProcess(old);
    await another(old);
    await answers();
    assert.deepEqual(await workbench.messages(), []);
  });

  await test("a server that is not where the setting says gives one message with the cure", async () => {
    writeSettings(run, { "tiebeam.server.path": "/nowhere/tiebeam" });
    await workbench.shown(".notification-list-item-message", "/nowhere/tiebeam");
    await workbench.noProblem(RPO);
    await workbench.openFile("main.tf");
    await workbench.openFile("requirements.md");
    await workbench.palette("Tiebeam: Restart Server");
    await workbench.palette("Tiebeam: Show Readiness");
    const messages = await workbench.messages();
    assert.equal(messages.length, 1, messages.join("\n"));
    assert.match(messages[0], /does not exist/);
    assert.match(messages[0], /tiebeam\.server\.path/);
    assert.deepEqual(languageServers(run), []);
  });

  await test("a server that ends again and again is given up with one message", async () => {
    await workbench.palette("Notifications: Clear All Notifications");
    writeSettings(run, { "tiebeam.server.path": endsAtOnce });
    await workbench.shown(".notification-list-item-message", "is not started again", 3 * PATIENCE);
    assert.equal((await workbench.messages()).length, 1);
    await workbench.shown(".statusbar-item.error-kind", "Tiebeam");
  });

  await test("the server runs again when the setting is right again", async () => {
    writeSettings(run, {});
    await server();
    await answers();
  });
}
