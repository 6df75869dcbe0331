import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { later } from "./later.ts";

const never = (error: unknown) => {
  throw error;
};

test("causes that come together have the work done once, and none puts it off", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  const call = later(100, () => Promise.resolve(void (done += 1)), never);
  for (let cause = 0; cause < 5; cause += 1) {
    call();
    context.mock.timers.tick(30);
  }
  assert.equal(done, 1);
  await turn();
  context.mock.timers.tick(100);
  assert.equal(done, 2, "the cause that came while it was done");
});

test("work in hand is not begun a second time", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let finish: (() => void) | undefined;
  let begun = 0;
  const work = () => {
    begun += 1;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  const call = later(100, work, never);
  call();
  context.mock.timers.tick(100);
  call();
  context.mock.timers.tick(1_000);
  assert.equal(begun, 1);
  finish?.();
  await turn();
  context.mock.timers.tick(100);
  assert.equal(begun, 2);
});

test("work that fails is told of and done again when it is called for", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const told: unknown[] = [];
  const call = later(100, () => Promise.reject(new Error("gone")), (error) => told.push(error));
  for (let time = 1; time <= 2; time += 1) {
    call();
    context.mock.timers.tick(100);
    await turn();
    assert.equal(told.length, time);
  }
});

test("nothing is done after the end", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  const call = later(100, () => Promise.resolve(void (done += 1)), never);
  call();
  call.dispose();
  context.mock.timers.tick(1_000);
  assert.equal(done, 0);
});
