// What other sites show of a report: its badge as a picture, its page in a frame.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { Site, siteOf, temporaryFolder, test } from "./support.mjs";

const LONG = "Assistant Secretary for International Telecommunications Standards and Spectrum Coordination";
const FILES = {
  "content/site.yaml":
    "title: Jobs\nbase_url: https://jobs.example/sub/\ndescription: Jobs.\nsharing: {badge: true, embed: true}\n",
  "content/industries.yaml": "sea: {name: Sea, summary: S.}\n",
  "content/sources.yaml": "index: {title: The Index, kind: index, measures: risk}\n",
  "content/occupations/nurse.yaml":
    "title: Nurse\nindustry: sea\nsummary: Cares.\nupdated: 2026-03\n" +
    "risk: {assessments: [{source: index, score: 40%}, {source: index, score: 52/100}]}\n",
};

/** A site of somebody else that shows what the end of a report offers, as it is written there. */
async function guest(host, page) {
  const code = await page.locator("#cite h4 ~ pre").allTextContents();
  assert.equal(code.length, 2);
  const body = code.join("\n").replaceAll("https://jobs.example", host.origin);
  const folder = await temporaryFolder();
  const head = `<meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><link rel="canonical" href="https://guest.example/">`;
  await writeFile(path.join(folder, "index.html"), `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
  await writeFile(path.join(folder, "404.html"), "<!doctype html><title>not here</title>");
  return Site.at(folder);
}

for (const colorScheme of ["light", "dark"]) {
  test(`another site shows the badge and the frame, ${colorScheme}`, async ({ open }) => {
    const jobs = await siteOf(FILES);
    const report = await open(jobs, "occupations/nurse/", { colorScheme });
    const other = await guest(jobs, report);
    const problems = [];
    const page = await open(other, "", { width: 700, colorScheme, problems });
    const frame = page.frameLocator("iframe");
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await frame.locator("svg.strip").waitFor();
    const badge = page.locator("img");
    assert.deepEqual(await badge.evaluate((image) => [image.naturalWidth, image.naturalHeight]), [220, 40]);
    assert.equal(await frame.locator("h1").textContent(), "Nurse");
    assert.match(await frame.locator(".embed-score").textContent(), /46/);
    const [inner, outer] = await frame
      .locator("body")
      .evaluate((body) => [body.ownerDocument.documentElement.scrollHeight, body.ownerDocument.defaultView.innerHeight]);
    assert.ok(inner <= outer, `what the frame shows is ${inner} pixels high, and the frame ${outer}`);
    // The theme's colours reach the frame, so its style sheet was allowed and found.
    const paper = await frame.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);
    assert.equal(paper, colorScheme === "dark" ? "rgb(21, 23, 27)" : "rgb(253, 252, 249)");
    const unexpected = problems.filter((problem) => !problem.includes(`asked another host: ${jobs.origin}/`));
    assert.deepEqual(unexpected, []);
    await frame.locator("h1 a").evaluate((link, origin) => {
      link.href = link.href.replace("https://jobs.example", origin);
    }, jobs.origin);
    await frame.locator("h1 a").click();
    await page.waitForURL(jobs.address("occupations/nurse/"));
  });
}

for (const [title, scores] of [["Nurse", [40]], [LONG, [40, 41, 42, 43, 44]]]) {
  test(`the frame is as high as what it shows on a phone: ${title}`, async ({ open }) => {
    const assessments = scores.map((score) => `{source: index, score: ${score}%}`).join(", ");
    const nurse = `title: ${title}\nindustry: sea\nsummary: Cares.\nupdated: 2026-03-14\nrisk: {assessments: [${assessments}]}\n`;
    const jobs = await siteOf({ ...FILES, "content/occupations/nurse.yaml": nurse });
    const report = await open(jobs, "occupations/nurse/");
    const height = Number(/ height="(\d+)" loading/.exec((await report.locator("#cite h4 ~ pre").allTextContents())[1])[1]);
    const page = await open(jobs, "embed/nurse/", { width: 344, height });
    const [inner, across] = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
    assert.ok(inner <= height, `what the frame shows is ${inner} pixels high, and the frame ${height}`);
    assert.ok(across <= 344);
  });
}

test("a share card is a picture of the size that the page says", async ({ open }) => {
  const jobs = await siteOf(FILES);
  const page = await open(jobs, "occupations/nurse/");
  const size = await page.evaluate(async () => {
    const said = (name) => Number(document.querySelector(`meta[property="og:image:${name}"]`).content);
    const address = new URL(document.querySelector('meta[property="og:image"]').content);
    const image = new Image();
    image.src = address.pathname + address.search;
    await image.decode();
    return { said: [said("width"), said("height")], is: [image.naturalWidth, image.naturalHeight] };
  });
  assert.deepEqual(size, { said: [1200, 630], is: [1200, 630] });
  const file = await readFile(path.join(jobs.folder, "cards/nurse.png"));
  assert.ok(file.length < 40 * 1024);
});
