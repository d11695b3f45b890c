// The search in the masthead: what a reader does with it, with keys alone, on a phone, without scripts, and with names that mean harm.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { kinds, test } from "./support.mjs";
import { filesOf } from "./corpus.mjs";

const FIELD = "#search-field";
const RESULT = "[role=option]";

/** Types into the search, and gives the texts of the results once they stand there. */
async function results(page, typed) {
  await page.locator(FIELD).fill(typed);
  await page.locator("[role=status]", { hasText: /result|found|Nearest/ }).waitFor({ state: "attached" });
  return page.locator(`${RESULT}:visible`).allInnerTexts();
}

/** What the field says of itself. */
function state(page) {
  return page.locator(FIELD).evaluate((field) => {
    const active = document.getElementById(field.getAttribute("aria-activedescendant"));
    return {
      expanded: field.getAttribute("aria-expanded"),
      active: active?.querySelector(".search-title").textContent ?? null,
      selected: document.querySelectorAll('[role=option][aria-selected="true"]').length,
      focused: document.activeElement === field,
    };
  });
}

for (const [what, typed, title, detail] of [
  ["its title", "backend", "Backend Developer", "Report"],
  ["a misspelt title", "bakcend develper", "Backend Developer", "Report"],
  ["an error in the first letter", "negineer", "AI Engineer", "Report"],
  ["its words in another order", "developer backend", "Backend Developer", "Report"],
  ["two words for one", "data base admin", "Database Administrator", "Report"],
  ["an abbreviation", "sre", "Site Reliability Engineer", "Report, also called SRE"],
  ["another name", "server-side", "Backend Developer", "Report, also called Server-side developer"],
  ["a code", "15-1252", "Backend Developer", "Report, code 15-1252.00"],
  ["a code without its dash", "151252", "Backend Developer", "Report, code 15-1252.00"],
  ["a code of more digits", "15-1252.00", "Backend Developer", "Report, code 15-1252.00"],
  ["an article", "five pages", "Five pages, one job, five scores", "Article"],
  ["an industry", "technology", "Technology", "Industry"],
  ["a tool", "github copil", "GitHub Copilot", "Tool"],
]) {
  test(`a page is found by ${what}`, async ({ site, open }) => {
    const page = await open(await site("example"), "methodology/");
    await results(page, typed);
    const first = page.locator(RESULT).first();
    assert.equal(await first.locator(".search-title").innerText(), title);
    assert.equal(await first.locator(".search-kind").innerText(), detail);
  });
}

test("a result shows the printed score with the word of its band", async ({ site, open }) => {
  const example = await site("example");
  const page = await open(example, "");
  await results(page, "accountant");
  const result = page.locator(RESULT).first();
  const printed = await result.locator(".search-score").innerText();
  assert.equal(await result.locator("svg .strip-small-headline").count(), 1);
  await result.click();
  await page.waitForURL(example.address("occupations/accountant/"));
  assert.match(printed, /^[0-9]+ (low|moderate|high|very high)$/);
  assert.match(await page.title(), new RegExp(`\\b${printed.split(" ")[0]}\\b.*${printed.split(" ").slice(1).join(" ")}`));
});

test("the search works with keys alone", async ({ site, open }) => {
  const example = await site("path");
  const page = await open(example, "sources/");
  await page.keyboard.press("/");
  assert.equal((await state(page)).focused, true);
  assert.equal(await page.locator(FIELD).inputValue(), "");
  await page.keyboard.type("engineer");
  await page.locator(RESULT).nth(3).waitFor();
  assert.deepEqual(await state(page), { expanded: "true", active: null, selected: 0, focused: true });
  const titles = await page.locator(".search-title").allInnerTexts();
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await state(page), { expanded: "true", active: titles[0], selected: 1, focused: true });
  await page.keyboard.press("ArrowDown");
  assert.equal((await state(page)).active, titles[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal((await state(page)).active, null);
  await page.keyboard.press("ArrowUp");
  assert.equal((await state(page)).active, titles.at(-1));
  await page.keyboard.press("Escape");
  assert.deepEqual(await state(page), { expanded: "false", active: null, selected: 0, focused: true });
  assert.equal(await page.locator(FIELD).inputValue(), "engineer");
  await page.keyboard.press("ArrowDown");
  await page.locator(RESULT).first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(FIELD).inputValue(), "");
  await page.keyboard.press("/");
  await page.keyboard.type("translater");
  await page.locator(RESULT).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(example.address("occupations/translator/"));
  assert.equal(await page.locator("h1").count(), 1);
});

test("Enter opens the first result where none is chosen", async ({ site, open }) => {
  const example = await site("example");
  const page = await open(example, "");
  await results(page, "actuary");
  await page.keyboard.press("Enter");
  await page.waitForURL(example.address("occupations/actuary/"));
});

test("a slash that is typed into another field stays there", async ({ siteOf, open }) => {
  const files = filesOf([]);
  files["content/occupations/keeper.yaml"] = "title: Keeper\nindustry: work\nsummary: A job.\n";
  files["content/site.yaml"] +=
    "blocks: [{id: letters, kind: newsletter, title: Letters, on: [home], form: {action: https://letters.example/, field: email, label: Address, button: Send}}]\n";
  const page = await open(await siteOf(files), "");
  await page.locator("main input[name=email]").focus();
  await page.keyboard.type("a/b");
  assert.equal(await page.locator("main input[name=email]").inputValue(), "a/b");
  assert.equal((await state(page)).focused, false);
  await page.locator("main input[name=email]").blur();
  await page.keyboard.press("Control+/");
  assert.equal((await state(page)).focused, false);
  await page.keyboard.press("/");
  assert.equal((await state(page)).focused, true);
});

test("how many results there are is said", async ({ site, open }) => {
  const page = await open(await site("example"), "");
  const status = page.getByRole("search").getByRole("status");
  await results(page, "backend");
  assert.equal(await status.textContent(), "1 result");
  await results(page, "zzzzzz");
  await page.locator("[role=status]", { hasText: "Nothing found" }).waitFor({ state: "attached" });
  assert.equal((await state(page)).expanded, "false");
  await page.locator(FIELD).fill("traslator");
  await page.locator("[role=status]", { hasText: "No exact match. Nearest: 1 result" }).waitFor({ state: "attached" });
  await page.locator(FIELD).fill("a");
  await page.locator("[role=status]", { hasText: "The first 8 results; more words find others" }).waitFor({ state: "attached" });
  assert.equal(await page.locator(RESULT).count(), 8);
  await page.locator(FIELD).fill("");
  assert.equal(await page.locator(".search-panel").isVisible(), false);
});

test("a screen reader meets a combobox with a list", async ({ site, open }) => {
  const page = await open(await site("example"), "");
  const field = page.getByRole("search").getByRole("combobox", { name: "Search jobs, tools and codes" });
  await field.fill("SRE");
  const list = page.getByRole("listbox", { name: "Results" });
  const option = list.getByRole("option", { name: "Site Reliability Engineer 66 high Report, also called SRE" });
  await option.waitFor();
  assert.equal(await field.getAttribute("aria-controls"), await list.getAttribute("id"));
  assert.equal(await field.getAttribute("aria-autocomplete"), "list");
  await page.keyboard.press("ArrowDown");
  assert.equal(await field.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
  assert.equal(await option.getAttribute("aria-selected"), "true");
  // A result is a link that can be opened elsewhere, and is not on the way of the tab key.
  assert.match(await option.getAttribute("href"), /occupations\/site-reliability-engineer\/$/);
  assert.equal(await option.getAttribute("tabindex"), "-1");
});

test("on a phone the field lies behind a button", async ({ site, open }) => {
  const page = await open(await site("example"), "", { width: 360, height: 640 });
  const button = page.getByRole("button", { name: "Find a job" });
  assert.equal(await page.locator(FIELD).isVisible(), false);
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await button.click();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  assert.equal((await state(page)).focused, true);
  await results(page, "engineer");
  const { wide, right } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    right: Math.max(...[...document.querySelectorAll(".search-form, .search-form *")].map((element) => element.getBoundingClientRect().right)),
  }));
  assert.equal(wide, 360);
  assert.ok(right <= 360, `the search ends at ${right} px`);
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator(FIELD).isVisible(), false);
  assert.equal(await button.evaluate((element) => document.activeElement === element), true);
});

test("nothing moves when the field takes the place of the link", async ({ site, open }) => {
  for (const width of [320, 360, 800, 1280]) {
    const places = [];
    for (const javaScriptEnabled of [false, true]) {
      const page = await open(await site("example"), "occupations/", { width, javaScriptEnabled });
      const boxes = page.locator(".masthead-title, .search, .masthead nav li, h1");
      places.push(await Promise.all((await boxes.all()).map((box) => box.boundingBox())));
    }
    assert.deepEqual(places[0], places[1], `${width} px`);
  }
});

test("without scripts there is a link to all reports, and no control", async ({ site, open }) => {
  const example = await site("path");
  const page = await open(example, "tools/", { javaScriptEnabled: false });
  assert.equal(await page.locator("header input, header button").count(), 0);
  await page.locator("header").getByRole("link", { name: "Find a job" }).click();
  await page.waitForURL(example.address("occupations/"));
});

test("the search stands on every kind of page, in a path too", async ({ site, open }) => {
  const example = await site("path");
  for (const below of await kinds(example)) {
    const page = await open(example, below);
    await results(page, "electrician");
    assert.equal(await page.locator(RESULT).first().getAttribute("href"), `${example.base}occupations/electrician/`);
  }
});

test("names that mean harm are text", async ({ siteOf, open }) => {
  const files = filesOf([]);
  const title = `<img src=x onerror="alert(1)"> Breaker </script><script>alert(2)</script> constructor __proto__`;
  files["content/occupations/breaker.yaml"] = `title: ${JSON.stringify(title)}\nindustry: work\nsummary: A job.\nalso: ["javascript:alert(3)"]\n`;
  const page = await open(await siteOf(files), "");
  await results(page, "breaker");
  assert.equal(await page.locator(`${RESULT} .search-title`).textContent(), title);
  assert.equal(await page.locator(`${RESULT} img, ${RESULT} script`).count(), 0);
  for (const typed of ["<img", "constructor", "__proto__", "toString", "../../", "%00", "\\", "(.*)+", "a".repeat(200)]) {
    await page.locator(FIELD).fill(typed);
    await page.locator("[role=status]", { hasText: /result|found/ }).waitFor({ state: "attached" });
  }
});

test("nothing of the search is loaded before a reader goes to it, and then little", async ({ site, open }) => {
  const example = await site("example");
  const page = await open(example, "");
  const asked = [];
  page.on("request", (request) => /search/.test(request.url()) && asked.push(new URL(request.url()).pathname));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  assert.deepEqual(asked, []);
  await results(page, "backend");
  const names = asked.map((path) => path.split("/").pop());
  assert.ok(names.includes("index.json") && names.some((name) => name.startsWith("search-core.")), names.join(" "));
  assert.ok(names.length <= 4, names.join(" "));
});

test("the scripts of the search are under 30 KB", async ({ site }) => {
  const example = await site("example");
  const scripts = example.files.filter((file) => /^assets\/js\/search[^/]*\.js$/.test(file));
  assert.equal(scripts.length, 2, scripts.join(" "));
  let bytes = 0;
  for (const script of scripts) bytes += (await readFile(`${example.folder}/${script}`)).length;
  assert.ok(bytes < 30_000, `${bytes} bytes`);
});
