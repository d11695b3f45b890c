// The arithmetic of a reader's own score is the program's: both are held to one table of cases, which the program makes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import * as core from "../../static/js/own-score-core.js";

const cases = JSON.parse(await readFile(new URL("own-score-cases.json", import.meta.url), "utf8"));

test("there are cases with and without a score, a rule and persons", () => {
  assert.ok(cases.length > 50);
  assert.ok(cases.some((each) => each.expected === null));
  for (const has of [(each) => each.rule !== null, (each) => each.distribution.persons !== null, (each) => each.expected?.added > 0]) {
    assert.ok(cases.some(has) && !cases.every(has));
  }
});

for (const each of cases) {
  test(`own score: ${each.name}`, () => {
    const { tasks, bands, rule, times, situation, own, distribution, expected } = each;
    const data = { tasks, bands, rule };
    const score = core.ownScore(data, times, situation);
    if (expected === null) {
      assert.equal(score, null);
      return;
    }
    const { rank, of, percentile, byPersons } = core.standing(distribution, own, score.taskPoints);
    assert.deepEqual(
      {
        mean: score.mean,
        added: score.added,
        score: score.score,
        points: score.points,
        task_points: score.taskPoints,
        band: score.band.id,
        without: core.without(data, times, situation),
        rank,
        of,
        percentile,
        by_persons: byPersons,
      },
      expected,
    );
  });
}

const bands = [{ id: "low", label: "low", from: 0, to: 29 }, { id: "high", label: "high", from: 30, to: 100 }];
const tasks = [
  { id: "a", exposure: 90, share: null },
  { id: "b", exposure: 10, share: null },
  { id: "c", exposure: 50, share: null },
  { id: "d", exposure: 30, share: null },
  { id: "e", exposure: 0, share: null },
];
const nothing = { tools: 0, years: null, seniority: null };

test("the three tasks that move a score most are named, the largest difference first", () => {
  const data = { tasks, bands, rule: null };
  const named = core.moves(data, [10, 10, 10, 10, 0], nothing);
  // 180 ÷ 4 = 45; without a 30, without b 56.67, without d 50, without c 43.33.
  assert.deepEqual(
    named.map(({ at, points, change }) => [at, points, change]),
    [[0, 30, -15], [1, 57, 12], [3, 50, 5]],
  );
  assert.deepEqual(core.moves(data, [10, 0, 0, 0, 0], nothing), []);
  assert.deepEqual(core.moves(data, [0, 0, 0, 0, 0], nothing), []);
});

test("the task from which the largest part of a score comes is named", () => {
  assert.deepEqual(core.driver(tasks, [10, 10, 30, 0, 0]), { at: 2, part: 30, mean: 50 });
  assert.equal(core.driver(tasks, [0, 0, 0, 0, 10]), null);
  assert.equal(core.driver(tasks, [0, 0, 0, 0, 0]), null);
});

test("a form begins with the shares of the report where every task has one", () => {
  const shared = (shares) => core.startTimes(shares.map((share) => ({ exposure: 1, share })));
  assert.deepEqual(shared([30, 12.5, 0]), [30, 12.5, 0]);
  assert.deepEqual(shared([30, null]), [10, 10]);
  assert.deepEqual(shared([0, 0]), [10, 10]);
});

test("what a reader types is a time, whatever it is", () => {
  const typed = ["12.5", "12,5", "", "-3", "5000", "many", "1e400", 7].map((text) => core.timeOf(text));
  assert.deepEqual(typed, [12.5, 12.5, 0, 0, 1000, 0, 0, 7]);
  assert.deepEqual(["12", "0", "", "-1", "81", null, undefined].map(core.yearsOf), [12, 0, null, null, null, null, null]);
});

const entered = { times: { "crud-endpoints": 12.5, tool: 3 }, tools: ["github-copilot", "a.b"], years: 12, seniority: "Lead & <friend> #1" };

test("what was entered comes back out of an address and a file", () => {
  assert.deepEqual(core.fromFragment(core.toFragment(entered)), entered);
  const alone = { times: { a: 0 }, tools: [], years: null, seniority: null };
  assert.deepEqual(core.fromFragment(core.toFragment(alone)), alone);
  assert.equal(core.fromFragment("own-score"), null);
  assert.equal(core.fromFragment("tasks"), null);
  const text = core.toFile({ report: "r", title: "R", address: "https://a.example/r/" }, entered, null);
  assert.deepEqual(core.fromFile(text), { report: "r", entered });
});

test("a file that holds something else is refused", () => {
  for (const text of ["", "no", "null", "[]", "7", '{"kind":"own-score","version":2,"times":{}}', '{"kind":"own-score","version":1}']) {
    assert.equal(core.fromFile(text), null, text);
  }
  const odd = core.fromFile('{"kind":"own-score","version":1,"report":"r","times":{"a":"x","b":-1},"tools":[1,"t"],"years":"soon","seniority":3}');
  assert.deepEqual(odd.entered, { times: { a: 0, b: 0 }, tools: ["t"], years: null, seniority: null });
});
