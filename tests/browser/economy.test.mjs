// The pictures of all jobs: by pointer, by keys, by name and by finger, and without JavaScript.

import assert from "node:assert/strict";

import { test } from "./support.mjs";

/** What is said of the chosen mark, picture by picture. */
const said = (page) => page.locator(".picture-said").allTextContents();

/** How many marks are framed. */
const framed = (page) => page.locator("svg.picture .picture-chosen").count();

/** A made-up site of so many jobs, each with a headline, pay and employment. */
function filesOf(count) {
  const files = {
    "content/site.yaml": "title: Made-up jobs\nbase_url: https://jobs.example/some/path/\ndescription: Jobs.\nsharing: {cards: false}\n",
    "content/industries.yaml": "sea: {name: Sea}\nland: {name: Land}\nsky: {name: Sky}\n",
    "content/sources.yaml": "index: {title: Index, kind: index, measures: risk}\n",
  };
  for (let at = 0; at < count; at += 1) {
    files[`content/occupations/job-${at}.yaml`] =
      `title: Job ${at}\nindustry: ${["sea", "land", "sky"][at % 3]}\nsummary: A job.\n` +
      `risk: {assessments: [{source: index, score: ${(at * 7) % 101}%}]}\n` +
      `pay: {currency: EUR, per: year, percentiles: {p50: ${20000 + at * 1000}}}\ndemand: {employment: ${1000 + at}}\n`;
  }
  return files;
}

test("whoever points at a mark sees its job in every picture, and a click keeps it", async ({ siteOf, open }) => {
  const page = await open(await siteOf(filesOf(20)), "economy/");
  assert.equal(await framed(page), 0);
  const stairs = page.locator("[data-picture=stairs] > svg");
  const { width } = await stairs.boundingBox();
  await stairs.hover({ position: { x: width - 2, y: 120 } });
  // The highest of the twenty headlines, 7 × 14, is that of the fourteenth job.
  const told = "Job 14headline 98, very high · €34,000 a year · 1,014 jobs";
  assert.deepEqual(await said(page), [told, told]);
  assert.equal(await framed(page), 2);
  await stairs.click({ position: { x: width - 2, y: 120 } });
  await stairs.hover({ position: { x: 2, y: 120 } });
  assert.deepEqual(await said(page), [told, told]);
  const link = page.locator("[data-picture=stairs] .picture-said a");
  await link.click();
  assert.match(page.url(), /\/some\/path\/occupations\/job-14\/$/);
});

test("the keys go through the jobs, and a screen reader hears them", async ({ siteOf, open }) => {
  const page = await open(await siteOf(filesOf(20)), "economy/");
  const range = page.locator("[data-picture=scatter] input");
  await range.focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await range.getAttribute("aria-valuetext"), "Job 15: headline 4, low · €35,000 a year · 1,015 jobs");
  await page.keyboard.press("End");
  assert.equal(await range.getAttribute("aria-valuetext"), "Job 14: headline 98, very high · €34,000 a year · 1,014 jobs");
  assert.equal(await page.locator("[data-picture=stairs] input").inputValue(), "19");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Job 14");
});

test("a job is found by its name", async ({ siteOf, open }) => {
  const page = await open(await siteOf(filesOf(20)), "economy/");
  const field = page.getByLabel("Find a job in the pictures");
  await field.focus();
  assert.equal(await page.locator("#economy-jobs option").count(), 20);
  await field.fill("job 3");
  assert.match((await said(page))[0], /^Job 3headline 21/);
});

test("a finger on a mark chooses it", async ({ siteOf, open }) => {
  const page = await open(await siteOf(filesOf(20)), "economy/", { width: 360, hasTouch: true });
  const mark = page.locator("[data-picture=scatter] circle").first();
  await mark.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await mark.boundingBox();
  await page.touchscreen.tap(x + width / 2, y + height / 2);
  assert.equal(await framed(page), 2);
});

test("beyond 1,500 reports marks stand for several, with a link to the list of them", async ({ siteOf, open }) => {
  const page = await open(await siteOf(filesOf(1501)), "economy/");
  assert.equal(await page.locator("[data-find]").count(), 0);
  const range = page.locator("[data-picture=stairs] input");
  assert.equal(await range.getAttribute("max"), "100");
  await range.focus();
  await page.keyboard.press("End");
  assert.match((await said(page))[0], /^15 jobs with the headline 100/);
  await page.locator("[data-picture=stairs] .picture-said a").click();
  await page.waitForFunction(() => document.querySelector(".table-state [role=status]").textContent.startsWith("Reports found: 15 of 1,501"));
});

test("without JavaScript there are names, tables and no dead control", async ({ site, open }) => {
  const page = await open(await site("example"), "economy/", { javaScriptEnabled: false });
  for (const control of await page.locator("main :is(input, button, select)").all()) assert.equal(await control.isVisible(), false);
  assert.ok(await page.locator("[data-picture=stairs] .picture-name:visible").count() > 3);
  assert.ok(await page.locator("#jobs tbody tr:visible").count() > 2);
});

for (const width of [320, 1280]) {
  test(`no name in a picture hides another, ${width} px wide`, async ({ site, open }) => {
    const page = await open(await site("example"), "economy/", { width });
    await page.evaluate(() => document.fonts.ready);
    for (const picture of ["stairs", "scatter"]) {
      const boxes = await page.$$eval(`[data-picture=${picture}] .picture-name`, (names) =>
        names.map((name) => ({ text: name.textContent, box: name.getBoundingClientRect().toJSON() })).filter(({ box }) => box.width > 0),
      );
      assert.ok(boxes.length > 1);
      for (const [at, { text, box }] of boxes.entries()) {
        assert.ok(box.left >= 0 && box.right <= width, `${text} leaves the page`);
        for (const other of boxes.slice(at + 1)) {
          const apart = box.right <= other.box.left || other.box.right <= box.left || box.bottom - 3 <= other.box.top || other.box.bottom - 3 <= box.top;
          assert.ok(apart, `${text} and ${other.text}`);
        }
      }
    }
  });
}
