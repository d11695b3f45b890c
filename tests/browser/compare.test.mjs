// The comparison: two or three reports side by side, from their data.

import assert from "node:assert/strict";

import { test } from "./support.mjs";

/** Waits until the comparison says this of itself. */
async function says(page, text) {
  await page.waitForFunction((wanted) => document.querySelector(".compare-state").textContent === wanted, text);
}

/** The cells of a row of the comparison, by the heading of its part and its name. */
async function row(page, part, name) {
  const found = page.locator(".comparison section", { has: page.getByRole("heading", { name: part, exact: true }) }).locator("tr", {
    has: page.getByRole("rowheader", { name, exact: true }),
  });
  return (await found.locator("td").allTextContents()).map((text) => text.trim());
}

const report = async (site, slug) => JSON.parse(await site.text(`occupations/${slug}.json`));

test("two reports stand side by side, with what their data say", async ({ site, open }) => {
  const path = await site("path");
  const [a, b] = [await report(path, "backend-developer"), await report(path, "translator")];
  const page = await open(path, "compare/?a=backend-developer&b=translator");
  await says(page, `Side by side: ${a.title} and ${b.title}`);
  assert.deepEqual(await row(page, "Headline", "Score"), [`${a.score} ${a.band}`, `${b.score} ${b.band.replace("-", " ")}`]);
  assert.deepEqual(await row(page, "Headline", "Rank"), [a, b].map(({ standing }) => `${standing.rank} of ${standing.of}`));
  assert.deepEqual(await row(page, "Tasks", "All tasks"), [a, b].map(({ tasks }) => String(tasks.length)));
  const byPerformer = (performer) => [a, b].map(({ tasks }) => String(tasks.filter((task) => task.performer === performer).length));
  assert.deepEqual(await row(page, "Tasks", "Automated"), byPerformer("automated"));
  assert.deepEqual(await row(page, "Tasks", "Human"), byPerformer("human"));
  assert.deepEqual(await row(page, "Published assessments", "displacement.ai"), ["68% → 68February 2026", "none here"]);
  // One place, one date, one currency: the difference is printed.
  const median = await row(page, "Pay", "Median");
  assert.deepEqual(median, ["$133,080", "$59,440−$73,640 against Backend Developer"]);
  assert.equal(a.pay.percentiles.p50.value - b.pay.percentiles.p50.value, 73640);
  // Every mark of a measure stands on its scale.
  const marks = await page.locator(".shared-scale .strip-mark").count();
  assert.equal(marks, a.assessments.length + b.assessments.length);
  const links = await page.$$eval(".comparison .section-sources a", (all) => all.map((link) => new URL(link.href).pathname));
  assert.ok(links.length > 0 && links.every((link) => link === "/some/path/sources/"));
});

test("three reports stand side by side", async ({ site, open }) => {
  const page = await open(await site("example"), "compare/?a=backend-developer&b=translator&c=electrician", { width: 360 });
  await says(page, "Side by side: Backend Developer, Translator and Interpreter and Electrician");
  assert.deepEqual(await row(page, "Headline", "Score"), ["66 high", "86 very high", "15 low"]);
  const names = await page.$$eval(".compare-form input", (fields) => fields.map((field) => field.value));
  assert.deepEqual(names, ["Backend Developer", "Translator and Interpreter", "Electrician"]);
});

test("jobs are chosen by name, the address follows, and the way back leads to the choice before", async ({ site, open }) => {
  const page = await open(await site("example"), "compare/");
  await says(page, "Choose at least two jobs.");
  await page.getByLabel("First job").pressSequentially("trans");
  await page.waitForFunction(() => document.querySelectorAll("datalist option").length === 1);
  assert.equal(await page.locator("datalist option").getAttribute("value"), "Translator and Interpreter");
  await page.getByLabel("First job").fill("translator and interpreter");
  await page.getByLabel("Second job").fill("Electrician");
  await page.keyboard.press("Enter");
  await says(page, "Side by side: Translator and Interpreter and Electrician");
  assert.equal(await page.evaluate(() => location.search), "?a=translator&b=electrician");
  await page.getByLabel("Third job").fill("Paralegal");
  await page.getByRole("button", { name: "Compare" }).click();
  await says(page, "Side by side: Translator and Interpreter, Electrician and Paralegal");
  await page.goBack();
  await says(page, "Side by side: Translator and Interpreter and Electrician");
  assert.equal(await page.getByLabel("Third job").inputValue(), "");
  await page.goBack();
  await says(page, "Choose at least two jobs.");
  assert.equal(await page.locator(".comparison section").count(), 0);
});

test("an address of former times still leads to its reports, and an anchor to none", async ({ site, open }) => {
  const example = await site("example");
  await says(await open(example, "compare/#only:electrician+translator"), "Side by side: Electrician and Translator and Interpreter");
  await says(await open(example, "compare/#main"), "Choose at least two jobs.");
});

test("a report that is not there is named, and one twice is told", async ({ site, open }) => {
  const example = await site("example");
  const problems = [];
  const page = await open(example, "compare/?a=electrician&b=zeppelin-pilot", { problems });
  await says(page, "No report here is called “zeppelin-pilot”.");
  assert.equal(await page.locator(".comparison section").count(), 0);
  assert.ok(problems.length > 0 && problems.every((problem) => problem.includes("zeppelin-pilot") || problem.includes("404")), problems.join("\n"));
  // What is no slug is not asked for at all.
  const asked = await open(example, "compare/?a=electrician&b=..%2F..%2Fdata%2Freports");
  await says(asked, "No report here is called “../../data/reports”.");
  await (await open(example, "compare/?a=electrician&b=electrician")).waitForFunction(() => {
    return document.querySelector(".compare-state").textContent === "The same job twice: choose another.";
  });
});

test("amounts of different places are not subtracted, and what nobody has is not there", async ({ siteOf, open }) => {
  const pay = (area, p50) => `pay: {currency: EUR, per: month, area: ${area}, as_of: 2025, source: index, percentiles: {p50: ${p50}}}\n`;
  const job = (title, rest) => `title: ${title}\nsummary: A.\nindustry: sea\n${rest}`;
  const small = await siteOf({
    "content/site.yaml": "title: Small\nbase_url: https://small.example/\ndescription: Small.\n",
    "content/industries.yaml": "sea: {name: Sea}\n",
    "content/sources.yaml": "index: {title: The Index, kind: statistics}\n",
    "content/occupations/diver.yaml": job("Diver", pay("Spain", 2000)),
    "content/occupations/sailor.yaml": job("Sailor", pay("Norway", 3000)),
    "content/occupations/pilot.yaml": job("Pilot", "skills: [{name: Charts}]\n"),
  });
  const page = await open(small, "compare/?a=diver&b=sailor");
  await says(page, "Side by side: Diver and Sailor");
  assert.deepEqual(await row(page, "Pay", "Median"), ["€2,000", "€3,000"]);
  assert.ok((await page.locator(".comparison").textContent()).includes("Only exact amounts"));
  assert.deepEqual(await page.locator(".comparison h3").allTextContents(), ["Headline", "Pay"]);
  await page.goto(small.address("compare/?a=diver&b=pilot"));
  await says(page, "Side by side: Diver and Pilot");
  assert.deepEqual(await row(page, "Pay", "Median"), ["€2,000", "none here"]);
  assert.deepEqual(await page.locator(".comparison h3").allTextContents(), ["Headline", "Skills", "Pay"]);
});

test("reports lead to the comparison with their neighbours", async ({ site, open }) => {
  const page = await open(await site("path"), "occupations/translator/");
  const links = await page.$$eval(".compare-link", (all) => all.map((link) => new URL(link.href).search));
  assert.ok(links.length > 3 && links.every((link) => link.startsWith("?a=translator&b=")), links.join(" "));
  await page.locator(".compare-link").first().click();
  await page.waitForFunction(() => document.querySelector(".compare-state")?.textContent.startsWith("Side by side: Translator"));
});

test("without scripts the page says what it cannot do, and shows the table", async ({ site, open }) => {
  const page = await open(await site("example"), "compare/?a=electrician&b=translator", { javaScriptEnabled: false });
  assert.ok(await page.locator("noscript p", { hasText: "this page needs JavaScript" }).isVisible());
  assert.equal(await page.locator("table.compare-table tbody tr").count(), 24);
  for (const control of await page.locator("main input, main button").all()) assert.equal(await control.isVisible(), false);
});
