// `main.mjs VSIX...`: installs the packages in an editor, runs every test in it and leaves nothing behind.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { install, lastSaid, newRun, openBrowser, startCodeServer, stop, stopAtOnce } from "./code-server.mjs";
import { commandTests } from "./commands.mjs";
import { documentTests } from "./document.mjs";
import { newDocumentTests } from "./new-document.mjs";
import { takePictures } from "./pictures.mjs";
import { failures, tell, test, until } from "./report.mjs";
import { serverTests } from "./server.mjs";
import { Workbench } from "./workbench.mjs";

const run = newRun();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.once(signal, () => {
    stopAtOnce(run);
    process.exit(1);
  });
}

// What the companion extension found out in the folder that is open.
async function selfTest(folder) {
  const file = `${run.selfTestResult}-${basename(folder)}.json`;
  const results = await until(() => JSON.parse(readFileSync(file, "utf8")), "the self-test writes no result", 120);
  for (const { name, why } of results) tell(`api: ${name}`, why);
}

try {
  await install(run, process.argv.slice(2));
  await startCodeServer(run);
  const workbench = new Workbench(await openBrowser(run), run);
  test.onFailure = (name) => workbench.keepPicture(name);

  await workbench.open(run.plain);
  await test("the self-test runs in a folder without documents", () => selfTest(run.plain));
  await newDocumentTests(workbench, run);

  await workbench.open(run.workspace);
  await test("the self-test runs in the example", () => selfTest(run.workspace));
  await documentTests(workbench, run);
  await commandTests(workbench, run);
  await serverTests(workbench, run);
  if (process.env.TIEBEAM_PICTURES) await test("pictures are taken", () => takePictures(workbench, run));
} catch (error) {
  tell("the editor runs", `${error.stack}\n${lastSaid(run.server)}`);
} finally {
  const left = await stop(run);
  tell("nothing is left running", left.length === 0 ? undefined : left.map(({ command }) => command).join("\n"));
}
process.exit(failures() === 0 ? 0 : 1);
