// `foretask serve` in a real browser: an open page follows its files, and keeps what its reader was doing.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { after } from "node:test";

import { PROGRAM, ROOT, temporaryFolder, test } from "./support.mjs";

const REPORT = "content/occupations/electrician.yaml";
const processes = [];

after(() => processes.forEach((process) => process.kill()));

/** The example site in a folder of its own, served. */
async function preview() {
  const root = await temporaryFolder();
  await cp(path.join(ROOT, "content"), path.join(root, "content"), { recursive: true });
  const process = spawn(PROGRAM, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  processes.push(process);
  const origin = await new Promise((resolve, reject) => {
    let text = "";
    process.stderr.on("data", (data) => {
      text += data;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
    process.on("exit", (code) => reject(new Error(`the preview ended with ${code}: ${text}`)));
  });
  return {
    origin,
    address: (below) => `${origin}/${below}`,
    text: (file) => readFile(path.join(root, file), "utf8"),
    /** Saves a file as editors do that write atomically. */
    async save(file, text) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      const beside = path.join(root, `${file}.tmp`);
      await writeFile(beside, text);
      await rename(beside, path.join(root, file));
    },
  };
}

test("a saved report is shown where its reader was", async ({ open }) => {
  const site = await preview();
  const page = await open(site, "occupations/electrician/", { height: 600 });
  const other = await open(site, "occupations/translator/");
  await other.evaluate(() => (window.kept = true));
  const ladder = await other.locator("main").innerText();
  assert.ok(!ladder.includes("Electrician"), "the test needs a page that does not show the report");
  await page.evaluate(() => {
    document.querySelector("details").open = true;
    scrollTo({ top: 900, behavior: "instant" });
  });
  const text = await site.text(REPORT);
  await site.save(REPORT, text.replace(/^title: .*$/m, "title: Electrician of the preview"));
  await page.waitForFunction(() => document.querySelector("h1").textContent.includes("of the preview"));
  await page.waitForFunction(() => Math.abs(scrollY - 900) < 2);
  assert.equal(await page.evaluate(() => document.querySelector("details").open), true);
  // A page on which nothing changed is left alone.
  assert.equal(await other.evaluate(() => window.kept), true);
});

test("a saved style sheet is swapped under the page", async ({ open }) => {
  const site = await preview();
  const page = await open(site, "occupations/electrician/");
  await page.evaluate(() => (window.kept = true));
  await site.save("static/css/theme.css", `${await readFile(path.join(ROOT, "static/css/theme.css"), "utf8")}\nh1 { letter-spacing: 7px !important; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  assert.equal(await page.evaluate(() => window.kept), true);
});

for (const colorScheme of ["light", "dark"]) {
  test(`a mistake stands above the page until it is mended (${colorScheme})`, async ({ open }) => {
    const site = await preview();
    const page = await open(site, "occupations/electrician/", { colorScheme, width: 360 });
    await page.evaluate(() => (window.kept = true));
    const text = await site.text(REPORT);
    await site.save(REPORT, `${text}\nupdatd: 2026\n`);
    const problem = page.getByRole("alert");
    await problem.waitFor();
    assert.match(await problem.innerText(), /unknown key `updatd`; did you mean `updated`\?[^]*content\/occupations\/electrician\.yaml:\d+:1/);
    const box = await problem.boundingBox();
    assert.ok(box.y === 0 && box.height < 500, `the problem stands at ${JSON.stringify(box)}`);
    assert.equal(await page.locator("h1").innerText(), "Electrician");
    await site.save(REPORT, text);
    await problem.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => window.kept), true);
  });
}

test("a page that comes back to the front catches up", async ({ open }) => {
  const site = await preview();
  const page = await open(site, "occupations/electrician/");
  const hidden = (value) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, value);
  await hidden(true);
  const text = await site.text(REPORT);
  await site.save(REPORT, text.replace(/^title: .*$/m, "title: Electrician of the preview"));
  await hidden(false);
  await page.waitForFunction(() => document.querySelector("h1").textContent.includes("of the preview"));
});

test("without JavaScript a page is complete", async ({ open }) => {
  const page = await open(await preview(), "occupations/electrician/", { javaScriptEnabled: false });
  assert.equal(await page.locator("h1").innerText(), "Electrician");
});
