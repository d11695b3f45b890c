// A report on paper: whole, with its sources, and without what only works on a screen.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { temporaryFolder, test } from "./support.mjs";

const DEVELOPER = "occupations/backend-developer/";

/** Whether an element takes up room on the page. */
const isShown = (locator) => locator.evaluate((element) => element.checkVisibility() && element.getClientRects().length > 0);

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? "" : ", without JavaScript too";

  test(`on paper there is no navigation and no control${words}`, async ({ site, open }) => {
    const page = await open(await site("example"), DEVELOPER, { media: "print", javaScriptEnabled });
    for (const selector of [".masthead nav", ".breadcrumbs", ".contents", ".analysis-contents", ".colophon nav", ".skip"]) {
      assert.equal(await isShown(page.locator(selector).first()), false, selector);
    }
    const controls = page.locator("button, input, select, textarea");
    for (const control of await controls.all()) assert.equal(await isShown(control), false);
    assert.ok(await isShown(page.locator(".masthead-address")));
    assert.equal(await page.locator(".masthead-address").innerText(), "https://foretask.example/occupations/backend-developer/");
  });

  test(`what is folded is open on paper${words}`, async ({ site, open }) => {
    const page = await open(await site("example"), DEVELOPER, { media: "print", javaScriptEnabled });
    const closed = await page.locator("main details:not([open]):not(.contents *, .own-score *)").all();
    assert.ok(closed.length > 5, `only ${closed.length} parts are folded`);
    for (const details of closed) {
      const parts = await details.locator(":scope > :not(summary)").all();
      for (const part of parts) assert.ok(await isShown(part), await details.innerText());
    }
  });
}

test("on a screen the address of the page is not repeated", async ({ site, open }) => {
  const page = await open(await site("example"), DEVELOPER);
  assert.equal(await isShown(page.locator(".masthead-address")), false);
});

test("a score that a reader has made is printed, without its controls", async ({ site, open }) => {
  const page = await open(await site("example"), DEVELOPER);
  await page.locator("#own-score [data-step='5']").first().click();
  await page.emulateMedia({ media: "print" });
  assert.ok(await isShown(page.locator("#own-score .own-result")));
  assert.ok(await isShown(page.locator("#own-score .own-result .inputs")));
  for (const control of await page.locator("#own-score :is(button, select, .own-open)").all()) {
    assert.equal(await isShown(control), false);
  }
});

for (const format of ["A4", "Letter"]) {
  test(`a report as a PDF of the size ${format} has its title, its address and its sources`, async ({ site, open }) => {
    const page = await open(await site("example"), DEVELOPER, { javaScriptEnabled: false });
    const file = path.join(await temporaryFolder(), "report.pdf");
    await page.pdf({ path: file, format });
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", file, "-"]);
    const pages = stdout.split("\f").filter((text) => text.trim() !== "");
    assert.ok(pages.length > 3 && pages.length < 25, `${pages.length} pages`);
    for (const words of ["Backend Developer", "16 March 2026", "https://foretask.example/occupations/backend-developer/", "1 / "]) {
      assert.ok(pages[0].includes(words), `the first page lacks ${words}`);
    }
    const sources = stdout.slice(stdout.indexOf("Sources of this page"));
    for (const words of ["<https://arxiv.org/abs/2303.10130>", "<https://displacement.ai/>"]) {
      assert.ok(sources.replace(/\s+/g, "").includes(words), `the sources lack ${words}`);
    }
    for (const words of ["Skip to the content", "Copy a link", "On this page", "Your own score"]) {
      assert.ok(!stdout.includes(words), `${words} is printed`);
    }
    // An answer that is folded on the screen, and a heading of the analysis.
    assert.ok(stdout.includes("Composed from the figures of this page"));
  });
}
