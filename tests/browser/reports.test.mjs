// The table of all reports: search, filters, sorting, paging, and the address that holds them.

import assert from "node:assert/strict";

import { test } from "./support.mjs";

const TABLE = "[data-reports] table";

/** The titles in the table, from the top. */
const titles = (page) => page.locator(`${TABLE} tbody th`).allTextContents();

/** The scores in the table, from the top; nothing where there is none. */
const scores = (page) => page.$$eval(`${TABLE} tbody tr`, (rows) => rows.map((row) => Number(row.querySelector(".cell-score b")?.textContent ?? NaN)));

const status = (page) => page.locator(".table-tools [role=status]");

/** Waits until the table says that so many were found. */
async function found(page, text) {
  await page.waitForFunction((wanted) => document.querySelector(".table-tools [role=status]").textContent.startsWith(wanted), text);
}

const query = (page) => page.evaluate(() => location.search);

const headOf = (page, column) => page.locator(`${TABLE} th[data-sort=${column}]`);

/** A site of so many reports, with and without a score. */
function many(count) {
  const files = {
    "content/site.yaml": "title: Many\nbase_url: https://many.example/\ndescription: Many.\nheadline: {by: median, measure: risk}\n",
    "content/industries.yaml": "sea: {name: Sea}\nland: {name: Land}\n",
    "content/sources.yaml": "index: {title: The Index, kind: index, measures: risk}\n",
  };
  for (let at = 0; at < count; at += 1) {
    const risk = at % 10 === 0 ? "" : `risk: {assessments: [{source: index, score: ${at % 101}%}]}\n`;
    const industry = at % 4 === 0 ? "sea" : "land";
    files[`content/occupations/job-${at}.yaml`] = `title: Job ${at}\nsummary: A.\nindustry: ${industry}\n${risk}`;
  }
  return files;
}

test("a column sorts by its head, one way and the other, and says so", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/");
  const before = await titles(page);
  const head = headOf(page, "score");
  await head.getByRole("button").click();
  await found(page, "Reports found: 24 of 24");
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const down = (await scores(page)).filter((score) => !Number.isNaN(score));
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  assert.notDeepEqual(await titles(page), before);
  await head.getByRole("button").click();
  await page.waitForFunction(() => document.querySelector("th[data-sort=score]").getAttribute("aria-sort") === "ascending");
  const all = await scores(page);
  const up = all.filter((score) => !Number.isNaN(score));
  assert.deepEqual(up, [...down].reverse());
  // What has no score stands last whichever way.
  assert.ok(Number.isNaN(all.at(-1)));
  await headOf(page, "title").getByRole("button").click();
  await page.waitForFunction(() => document.querySelector("th[data-sort=score]").getAttribute("aria-sort") === null);
  assert.deepEqual(await titles(page), before);
  assert.equal(await page.locator(`${TABLE} [aria-sort]`).count(), 1);
});

test("a row that the script draws is the row that the server writes", async ({ site, open }) => {
  const page = await open(await site("path"), "occupations/");
  const rows = () => page.$$eval(`${TABLE} tbody tr`, (all) => {
    const written = all.map((row) => row.outerHTML.replace(/>\s+</g, "><").replace(/\s+/g, " "));
    return Object.fromEntries(written.map((html) => [/<a [^>]*>([^<]*)</.exec(html)[1], html]));
  });
  const written = await rows();
  await headOf(page, "industry").getByRole("button").click();
  await found(page, "Reports found");
  const drawn = await rows();
  assert.equal(Object.keys(drawn).length, 24);
  assert.deepEqual(drawn, written);
});

test("filters leave what they say, the address holds them, and clearing takes them away", async ({ site, open }) => {
  const page = await open(await site("path"), "occupations/");
  const before = await titles(page);
  await page.selectOption("select[name=industry]", "technology");
  await found(page, "Reports found: 12 of 24");
  await page.selectOption("select[name=band]", "high");
  await page.fill("input[name=from]", "66");
  await page.fill("input[name=to]", "74");
  await page.waitForFunction(() => location.search.includes("to=74"));
  const left = await scores(page);
  assert.ok(left.length > 1 && left.every((score) => score >= 66 && score <= 74), `${left}`);
  await page.fill("input[name=q]", "ENGINEER");
  await page.waitForFunction(() => location.search.includes("q=ENGINEER"));
  assert.deepEqual(await titles(page), ["Data Engineer", "Platform Engineer", "Site Reliability Engineer"]);
  await headOf(page, "score").getByRole("button").click();
  await page.waitForFunction(() => location.search.includes("order=desc"));
  const asked = new URLSearchParams(await query(page));
  const wanted = { q: "ENGINEER", industry: "technology", band: "high", from: "66", to: "74", sort: "score", order: "desc" };
  assert.deepEqual(Object.fromEntries(asked), wanted);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.waitForFunction(() => location.search === "");
  assert.deepEqual(await titles(page), before);
  assert.equal(await page.locator(`${TABLE} [aria-sort]`).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
});

test("an address shows what it was copied from, and so does the way back", async ({ site, open }) => {
  const example = await site("example");
  const shared = "occupations/?industry=technology&sort=assessments&order=asc";
  const page = await open(example, shared);
  await found(page, "Reports found: 12 of 24");
  assert.equal(await headOf(page, "assessments").getAttribute("aria-sort"), "ascending");
  assert.equal(await page.inputValue("select[name=industry]"), "technology");
  const shown = await titles(page);
  assert.equal(shown.length, 12);
  await page.locator(`${TABLE} tbody th a`).first().click();
  await page.waitForURL(/occupations\/[a-z-]+\/$/);
  await page.goBack();
  await found(page, "Reports found: 12 of 24");
  assert.deepEqual(await titles(page), shown);
  assert.ok(page.url().endsWith(shared));
});

test("what an address cannot ask for is passed over", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/?industry=nowhere&band=huge&sort=password&page=x&from=no");
  await page.waitForSelector("form.ready");
  assert.equal((await titles(page)).length, 24);
  assert.equal(await page.locator(`${TABLE} [aria-sort]`).count(), 0);
  assert.equal(await page.inputValue("select[name=industry]"), "");
});

test("the table is worked with the keyboard alone", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/");
  await page.waitForSelector("form.ready");
  await page.focus("input[name=q]");
  await page.keyboard.type("electrician");
  await found(page, "Reports found: 1 of 24");
  assert.deepEqual(await titles(page), ["Electrician"]);
  await page.focus("button[type=reset]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-reports] tbody tr").length === 24);
  await headOf(page, "score").getByRole("button").focus();
  await page.keyboard.press("Space");
  await found(page, "Reports found: 24 of 24");
  assert.equal(await page.evaluate(() => document.activeElement.closest("th").getAttribute("aria-sort")), "descending");
});

test("a search that finds nothing says so", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/?q=zeppelin");
  await found(page, "No report matches.");
  assert.deepEqual(await titles(page), []);
});

test("without scripts the table stands whole and nothing on it is dead", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/", { javaScriptEnabled: false });
  assert.equal(await page.locator(`${TABLE} tbody tr`).count(), 24);
  for (const control of await page.locator("main button, main input, main select").all()) {
    assert.equal(await control.isVisible(), false);
  }
});

test("nothing moves when the script starts", async ({ site, open }) => {
  const example = await site("example");
  for (const width of [360, 1280]) {
    const page = await open(example, "", { width });
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });
    });
    for (const below of ["occupations/", "rankings/", "compare/"]) {
      await page.goto(example.address(below), { waitUntil: "networkidle" });
      // Two frames on, what the scripts did is drawn.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.deepEqual(await page.evaluate(() => window.shifts), [], `${below} at ${width} px`);
    }
  }
});

test("a thousand reports: rows are loaded once and at most 200 are drawn", async ({ siteOf, open }) => {
  const large = await siteOf(many(1000));
  const page = await open(large, "occupations/");
  const pieces = [];
  page.on("request", (request) => {
    if (request.url().includes("/data/rows/")) pieces.push(request.url());
  });
  await page.waitForSelector("form.ready");
  assert.deepEqual(pieces, []);
  await page.evaluate(() => {
    window.drawn = 0;
    new MutationObserver((changes) => {
      for (const change of changes) window.drawn += change.addedNodes.length;
    }).observe(document.querySelector("[data-reports] tbody"), { childList: true });
  });
  await headOf(page, "score").getByRole("button").click();
  await found(page, "Reports found: 1,000 of 1,000. Page 1 of 5");
  assert.equal((await titles(page)).length, 200);
  assert.equal(await page.evaluate(() => window.drawn), 200);
  assert.equal(Math.max(...await scores(page)), (await scores(page))[0]);
  assert.equal(await page.locator("[data-reports] .pager:visible").count(), 1);
  for (let number = 2; number <= 5; number += 1) {
    await page.getByRole("button", { name: "Next" }).click();
    await found(page, `Reports found: 1,000 of 1,000. Page ${number} of 5`);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "TABLE");
  }
  assert.equal(await page.getByRole("button", { name: "Next" }).isDisabled(), true);
  // The hundred without a score stand last.
  assert.deepEqual((await scores(page)).slice(-100).filter((score) => !Number.isNaN(score)), []);
  assert.equal(await page.evaluate(() => window.drawn), 1000);
  assert.equal(new URLSearchParams(await query(page)).get("page"), "5");
  await page.selectOption("select[name=industry]", "sea");
  await found(page, "Reports found: 250 of 1,000. Page 1 of 2");
  await page.fill("input[name=q]", "job 99");
  await found(page, "Reports found: 2 of 1,000");
  // Every fourth job is at sea, and of equal scores the title decides: 992 and 996 have 83 and 87.
  assert.deepEqual(await titles(page), ["Job 996", "Job 992"]);
  assert.equal(pieces.length, 1);
  await page.waitForFunction(() => location.search.includes("q=job+99"));
  await page.reload();
  await found(page, "Reports found: 2 of 1,000");
});

test("a list that does not load leaves the table as it was", async ({ site, open }) => {
  const problems = [];
  const page = await open(await site("example"), "occupations/", { problems });
  await page.route("**/data/rows/*.json", (route) => route.fulfill({ status: 503, body: "" }));
  const before = await titles(page);
  await headOf(page, "score").getByRole("button").click();
  await found(page, "The list could not be loaded.");
  assert.deepEqual(await titles(page), before);
  assert.equal(await page.locator(`${TABLE} [aria-sort]`).count(), 0);
  assert.ok(problems.every((problem) => problem.includes("503")), problems.join("\n"));
});

test("a ranking is sorted where it stands", async ({ site, open }) => {
  const page = await open(await site("example"), "rankings/");
  const table = page.locator("#most-exposed table");
  const ranks = () => table.locator("td.number").allTextContents();
  const before = await ranks();
  await table.locator("th[data-sort=title] button").click();
  const shown = await table.locator("tbody th").allTextContents();
  assert.deepEqual(shown, [...shown].sort((a, b) => a.localeCompare(b, "en")));
  assert.equal(await table.locator("th[data-sort=title]").getAttribute("aria-sort"), "ascending");
  await table.locator("th[data-sort=rank] button").click();
  assert.deepEqual(await ranks(), before);
});

test("Enter leads from the filters to the first report found", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/");
  await page.locator("input[name=q]").fill("translator");
  await page.waitForFunction(() => document.querySelectorAll(".reports tbody tr").length === 1);
  await page.locator("input[name=q]").press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.href), /\/occupations\/translator\/$/);
});
