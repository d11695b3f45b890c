// The figures of a section as CSV: what the page makes is what the site's tables hold.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { test } from "./support.mjs";

/** Saves the CSV of a section and gives its name and its text. */
async function saved(page, key) {
  const waiting = page.waitForEvent("download");
  await page.locator(`[data-csv=${key}] button`).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** The lines of a table of the site that are about a report: those with its slug in a column. */
async function lines(site, table, slug) {
  const [head, ...rest] = (await site.text(`data/${table}.csv`)).split("\n");
  const at = head.split(",").indexOf("slug");
  return `${[head, ...rest.filter((line) => line.split(",")[at] === slug)].join("\n")}\n`;
}

for (const [name, slug, keys] of [
  ["path", "backend-developer", ["assessments", "tasks", "pay"]],
  ["full", "lighthouse-keeper", ["assessments", "tasks", "skills", "technologies", "pay"]],
]) {
  test(`the CSV of a section is the report's part of the site's table: ${name}`, async ({ site, open }) => {
    const built = await site(name);
    const page = await open(built, `occupations/${slug}/`);
    for (const key of keys) {
      const { name: file, text } = await saved(page, key);
      assert.equal(file, `${slug}-${key}.csv`);
      assert.equal(text, await lines(built, key, slug), key);
      assert.ok(text.split("\n").length > 2, `${key} has no row`);
    }
  });
}

test("the history of a report is its part of the table of changes", async ({ site, open }) => {
  const full = await site("full");
  const page = await open(full, "occupations/lighthouse-keeper/");
  assert.equal((await saved(page, "history")).text, await lines(full, "changes", "lighthouse-keeper"));
});

test("a CSV has a row for every row of the section, each with its figure", async ({ site, open }) => {
  const page = await open(await site("example"), "occupations/translator/");
  const shown = await page.$$eval("#tasks tbody tr", (rows) => rows.map((row) => [row.querySelector(".task-name").textContent, row.querySelector(".figure")?.textContent ?? ""]));
  const made = (await saved(page, "tasks")).text.trim().split("\n").slice(1);
  assert.equal(made.length, shown.length);
  for (const [name, exposure] of shown) {
    const line = made.find((each) => each.includes(`,${name},`) || each.includes(`,"${name}",`));
    assert.ok(line?.includes(`,${exposure},`), `${name}: ${line}`);
  }
  const skills = await page.$$eval("#skills tbody th", (heads) => heads.map((head) => head.firstChild.textContent.trim()));
  const text = (await saved(page, "skills")).text;
  assert.equal(text.split("\n")[0], "slug,skill,skill_kind,skill_importance,skill_level,resilience,resilience_word,source,as_of");
  assert.equal(text.trim().split("\n").length - 1, skills.length);
});

test("every section with figures offers the key that holds them", async ({ site, open }) => {
  const example = await site("example");
  const page = await open(example, "occupations/backend-developer/", { javaScriptEnabled: false });
  const report = JSON.parse(await example.text("occupations/backend-developer.json"));
  const keys = await page.locator(".section-data code").allTextContents();
  assert.deepEqual(keys.sort(), ["assessments", "demand", "paths", "pay", "skills", "tasks"]);
  for (const key of keys) assert.ok(key in report, key);
  assert.equal(await page.locator(".section-data button").count(), 0);
});
