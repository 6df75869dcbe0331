import assert from "node:assert/strict";
import { test } from "node:test";
import { Restarts } from "./restarts.ts";

test("each pause is twice the one before, and the sixth end is the last", () => {
  const restarts = new Restarts();
  const pauses = [0, 2, 5, 10, 20, 40].map((second) => restarts.next(second * 1_000));
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
});

test("what is three minutes past does not count", () => {
  const restarts = new Restarts();
  for (let second = 0; second < 5; second += 1) restarts.next(second * 1_000);
  assert.equal(restarts.next(179_000), undefined);
  assert.equal(restarts.next(184_000), 1_000);
});

test("a start on purpose begins anew", () => {
  const restarts = new Restarts();
  for (let end = 0; end < 6; end += 1) restarts.next(0);
  restarts.forget();
  assert.equal(restarts.next(0), 1_000);
});
