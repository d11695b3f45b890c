// The reader's own score in a real browser: by keyboard, by finger, out of an address and a file, without JavaScript, and that nothing of it
// leaves the page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import * as core from "../../static/js/own-score-core.js";
import { temporaryFolder, test } from "./support.mjs";

const DEVELOPER = "occupations/backend-developer/";
const KEEPER = "occupations/lighthouse-keeper/";

const section = (page) => page.locator("#own-score");
const field = (page, at) => section(page).locator(".own-tasks input").nth(at);
const button = (page, name) => section(page).getByRole("button", { name, exact: true });

/** What the page shows and what it computes with. */
function shown(page) {
  return section(page).evaluate((section) => ({
    points: Number(section.querySelector('[data-is="points"]').textContent),
    band: section.querySelector('[data-is="band"]').textContent,
    sentence: section.querySelector('[data-is="sentence"]').textContent,
    places: section.querySelector('[data-is="places"]').textContent,
    steps: [...section.querySelectorAll('[data-is="steps"] li')].map((step) => step.textContent),
    times: [...section.querySelectorAll(".own-tasks input")].map((input) => Number(input.value)),
    data: JSON.parse(section.querySelector('script[data-own="data"]').textContent),
  }));
}

const nothing = { tools: 0, years: null, seniority: null };

test("a form begins with the report's own shares, and so with its own task score", async ({ site, open }) => {
  for (const [name, below] of [["example", DEVELOPER], ["full", KEEPER]]) {
    const page = await open(await site(name), below);
    const { points, data, times, places } = await shown(page);
    assert.equal(points, data.points, below);
    assert.deepEqual(times, core.startTimes(data.tasks));
    assert.equal(places, "", "the spread is asked for before anybody wants it");
  }
});

test("the score follows the keyboard, and is the core's", async ({ site, open }) => {
  const built = await site("example");
  const page = await open(built, DEVELOPER);
  await field(page, 0).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("35");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.step), "-5");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector('[data-is="places"]').textContent !== "");
  const { data, times, points, band, places, steps, sentence } = await shown(page);
  assert.deepEqual(times.slice(0, 2), [40, 5]);
  const score = core.ownScore(data, times, nothing);
  assert.equal(points, score.points);
  assert.equal(band, score.band.label);
  assert.ok(sentence.startsWith(`Your score: ${score.points} out of 100, ${score.band.label}.`), sentence);
  assert.ok(steps[0].includes(`÷ ${score.whole} =`) && steps.some((step) => step.includes(`printed as ${score.points}:`)), steps.join("\n"));
  const spread = JSON.parse(await built.text("industries/technology/task-scores.json"));
  const { rank, of, percentile } = core.standing(spread.all, { points: data.points, persons: data.persons }, points);
  assert.ok(places.includes(`place ${rank} of ${of} among`) && places.includes(`Percentile: ${percentile} %`), places);
  const spoken = section(page).locator('[data-is="spoken"]');
  await page.waitForFunction((said) => document.querySelector('[data-is="spoken"]').textContent === said, `Your score: ${points} out of 100, ${band}.`);
  assert.equal(await spoken.getAttribute("role"), "status");
});

test("with the report's own shares a reader stands where the report stands", async ({ siteOf, open }) => {
  const report = (title, exposure) => `title: ${title}\nsummary: A.\nindustry: sea\nsource: s\ntasks: [{name: One, exposure: ${exposure}, share: 30}, {name: Two, exposure: 20, share: 10}]\n`;
  const built = await siteOf({
    "content/site.yaml": "title: A\nbase_url: https://a.example/below/\ndescription: A.\nheadline: {by: tasks}\n",
    "content/industries.yaml": "sea: {name: Sea}\n",
    "content/sources.yaml": "s: {title: S, kind: judgement}\n",
    ...Object.fromEntries([80, 10, 40, 80, 62, 90].map((exposure, at) => [`content/occupations/job-${at}.yaml`, report(`Job ${at}`, exposure)])),
  });
  const page = await open(built, "occupations/job-0/");
  await button(page, "More time for One").click();
  await button(page, "Less time for One").click();
  await page.waitForFunction(() => document.querySelector('[data-is="places"]').textContent !== "");
  const { places, points } = await shown(page);
  const [csv] = (await built.text("data/reports.csv")).split("\n").filter((line) => line.startsWith("job-0,"));
  const [, , , score, , rank, percentile] = csv.split(",");
  assert.equal(points, Number(score));
  assert.ok(places.includes(`place ${rank} of 6 among`) && places.includes(`Percentile: ${percentile} %`), `${csv}\n${places}`);
});

test("every control is large enough for a finger, at 320 px too", async ({ site, open }) => {
  for (const [name, below] of [["example", DEVELOPER], ["full", KEEPER]]) {
    const page = await open(await site(name), below, { width: 320, height: 640, hasTouch: true });
    const controls = section(page).locator("button, input:not([type=file], [type=checkbox]), select, label:has([type=checkbox]), .own-open span, summary");
    const sizes = await controls.evaluateAll((controls) =>
      controls.filter((control) => control.tagName !== "SUMMARY").map((control) => {
        const { width, height } = control.getBoundingClientRect();
        return { what: control.outerHTML.slice(0, 80), width, height };
      }),
    );
    assert.ok(sizes.length > 10);
    assert.deepEqual(sizes.filter(({ width, height }) => width < 44 || height < 44), []);
    const before = (await shown(page)).times[0];
    await section(page).locator("[data-step='5']").first().tap();
    assert.equal((await shown(page)).times[0], before + 5);
  }
});

test("what has focus is not hidden behind the line that stays in sight", async ({ site, open }) => {
  const page = await open(await site("full"), KEEPER, { width: 360, height: 500, reducedMotion: "reduce" });
  await field(page, 0).focus();
  const inputs = await section(page).locator(".own-tasks :is(button, input)").count();
  for (let at = 1; at < inputs; at += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const { left, top, width, height } = document.activeElement.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      return seen === document.activeElement ? null : `${document.activeElement.outerHTML} is behind ${seen?.outerHTML.slice(0, 80)}`;
    });
    assert.equal(hidden, null);
  }
});

test("without any time there is no score", async ({ site, open }) => {
  const page = await open(await site("example"), DEVELOPER);
  await button(page, "All 0").click();
  assert.equal(await section(page).locator(".own-result").isVisible(), false);
  assert.equal(await section(page).locator(".own-line").innerText(), "Give at least one task some time.");
  await button(page, "Start again").click();
  assert.equal((await shown(page)).points, (await shown(page)).data.points);
});

test("a publisher's rule adds lines to the arithmetic, and none to the places", async ({ site, open }) => {
  const page = await open(await site("full"), KEEPER);
  const own = section(page);
  assert.ok(await own.getByText("a judgement, not a measurement").isVisible());
  for (const box of (await own.locator("[data-tool]").all()).slice(0, 2)) await box.check();
  const used = await own.locator("[data-tool]:checked").count();
  await own.getByLabel("Years in this kind of work").fill("12");
  await own.getByLabel("Your place in the job").selectOption("Apprentice");
  await page.waitForFunction(() => document.querySelector('[data-is="places"]').textContent !== "");
  const { data, times, points, steps, places } = await shown(page);
  const score = core.ownScore(data, times, { tools: used, years: 12, seniority: "Apprentice" });
  assert.equal(score.added, used * -2 - 5 + 3);
  assert.equal(points, score.points);
  for (const words of ["from 10 years on: −5.", "for “Apprentice”: +3.", "from the publisher’s rule make"]) {
    assert.ok(steps.some((step) => step.includes(words)), `${words} is missing in\n${steps.join("\n")}`);
  }
  assert.ok(places.includes(`Places are given for ${score.taskPoints}, your score without what the publisher adds`), places);
});

test("a link brings everything back", async ({ site, open }) => {
  const built = await site("full");
  const page = await open(built, KEEPER);
  await field(page, 0).fill("33.5");
  await section(page).locator("[data-tool]").first().check();
  await section(page).getByLabel("Your place in the job").selectOption("Master");
  await button(page, "Copy a link").click();
  await page.waitForFunction(() => document.querySelector('[data-is="note"]').textContent !== "");
  const before = await shown(page);
  const hash = new URL(page.url()).hash;
  assert.ok(hash.startsWith("#own-score&"), hash);
  const other = await open(built, KEEPER + hash);
  const after = await shown(other);
  assert.deepEqual([after.times, after.points], [before.times, before.points]);
  assert.equal(await section(other).locator("[data-tool]").first().isChecked(), true);
  assert.equal(await section(other).getByLabel("Your place in the job").inputValue(), "Master");
  const top = await section(other).evaluate((section) => section.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 200, `the section stands at ${top}`);
  const strange = await open(built, `${KEEPER}#own-score&t.gone=5&t.__proto__=1&tool=gone&years=x`);
  assert.match(await section(strange).locator('[data-is="note"]').innerText(), /No longer in this report: gone/);
});

test("a saved file brings everything back, and another is refused", async ({ site, open }) => {
  const built = await site("example");
  const page = await open(built, DEVELOPER);
  await field(page, 1).fill("27");
  const saving = page.waitForEvent("download");
  await button(page, "Save as a file").click();
  const download = await saving;
  assert.equal(download.suggestedFilename(), "own-score-backend-developer.json");
  const file = path.join(await temporaryFolder(), "own.json");
  await download.saveAs(file);
  const saved = JSON.parse(await readFile(file, "utf8"));
  const before = await shown(page);
  assert.equal(saved.result.score, before.points);
  const fresh = await open(built, DEVELOPER);
  await section(fresh).locator("input[type=file]").setInputFiles(file);
  await fresh.waitForFunction(() => document.querySelector('[data-is="note"]').textContent !== "");
  const after = await shown(fresh);
  assert.deepEqual([after.times, after.points], [before.times, before.points]);
  const other = await open(built, "occupations/frontend-developer/");
  const note = section(other).locator('[data-is="note"]');
  await section(other).locator("input[type=file]").setInputFiles(file);
  await other.waitForFunction(() => document.querySelector('[data-is="note"]').textContent !== "");
  assert.equal(await note.innerText(), "This file belongs to another report.");
  await section(other).locator("input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from("<html>") });
  await other.waitForFunction(() => document.querySelector('[data-is="note"]').textContent.includes("no saved score"));
});

test("nothing is sent and nothing is kept", async ({ site, open }) => {
  const built = await site("full");
  const page = await open(built, KEEPER);
  const requests = [];
  page.on("request", (request) => requests.push(`${request.method()} ${request.url().replace(built.origin, "")}`));
  await field(page, 0).fill("40");
  await button(page, "All alike").click();
  await section(page).locator("[data-tool]").first().check();
  await section(page).getByLabel("Years in this kind of work").fill("4");
  await button(page, "Copy a link").click();
  const saving = page.waitForEvent("download");
  await button(page, "Save as a file").click();
  await saving;
  await page.waitForFunction(() => document.querySelector('[data-is="places"]').textContent !== "");
  // The browser itself asks for the icon of a page, at its end and when its address changes; what is saved never leaves the machine.
  const outside = requests.filter((request) => !request.startsWith("GET blob:") && !request.includes("/img/favicon."));
  const industry = built.files.filter((file) => file.endsWith("task-scores.json")).map((file) => `GET ${built.base}${file}`);
  assert.equal(outside.length, 1, outside.join("\n"));
  assert.ok(industry.includes(outside[0]), outside[0]);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  assert.deepEqual(kept, { cookie: "", local: 0, session: 0, databases: 0, caches: 0 });
  assert.deepEqual(await page.context().cookies(), []);
});

test("without JavaScript the section says how to do the sum, and has no control", async ({ site, open }) => {
  const page = await open(await site("full"), KEEPER, { javaScriptEnabled: false });
  const own = section(page);
  assert.ok((await own.innerText()).includes("multiply the exposure of each task"));
  assert.ok((await own.locator("tbody tr").count()) > 1);
  assert.equal(await own.locator("button, input, select, textarea, [contenteditable]").count(), 0);
});

test("the section does not scroll sideways, and its parts do not lie over each other", async ({ site, open }) => {
  for (const width of [320, 360, 1280]) {
    const page = await open(await site("full"), KEEPER, { width, height: 900, forcedColors: width === 360 ? "active" : "none" });
    await section(page).locator("summary").click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `at ${width} px`);
  }
});
