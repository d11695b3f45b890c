// Lighthouse on every kind of page: 100 in all four categories, on a phone and a slow line.
//
// The line and the processor of the phone are simulated, as Lighthouse does by default: it measures without a brake and computes from that what
// a phone would take. So a busy machine spoils little, and the best of a few runs counts, since what a page can do is its merit and what else
// runs beside it is not. Of each kind of page the largest is taken: what a smaller one lacks cannot make it slower or harder to use. Lists on
// several pages are one kind.

import assert from "node:assert/strict";
import { after } from "node:test";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { CHROMIUM, CHROMIUM_FLAGS, kinds, temporaryFolder, test } from "./support.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** How often a page may try. */
const TRIES = 4;

let chrome;
after(() => chrome?.kill());

/** What keeps a page from 100 in some of the categories. */
async function lost(address, categories) {
  chrome ??= await launch({
    chromePath: CHROMIUM,
    chromeFlags: ["--headless=new", ...CHROMIUM_FLAGS],
    userDataDir: await temporaryFolder(),
    logLevel: "silent",
  });
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: categories, output: "json", logLevel: "silent" });
  // A run that did not come off is a try that failed.
  if (lhr.runtimeError !== undefined) return categories.map((id) => ({ id, text: `${id}: ${lhr.runtimeError.message}` }));
  assert.deepEqual(Object.keys(lhr.categories).sort(), [...categories].sort());
  return Object.values(lhr.categories)
    .filter(({ score }) => Math.round(score * 100) < 100)
    .map(({ id, score, auditRefs }) => {
      const audits = auditRefs.filter(({ weight, id }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
      const why = audits.map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim());
      return { id, text: `${id} ${Math.round(score * 100)}: ${why.join(", ")}` };
    });
}

/** What kind of page stands at a path; the parts of a list that is long are one. */
function kindOf(below) {
  const parts = below.split("/").filter((part) => part !== "" && !/^\d+$/.test(part));
  return `${parts[0] ?? "home"}/${parts.length}`;
}

/** Of each kind of page of a site the largest, by kind; without the page that stands for what is not there, whose status is a fault to Lighthouse. */
async function largest(site) {
  const chosen = new Map();
  for (const below of (await kinds(site)).filter((below) => below !== "404.html")) {
    const html = await site.text(below === "" || below.endsWith("/") ? `${below}index.html` : below);
    const known = chosen.get(kindOf(below));
    if (known === undefined || known.size < html.length) {
      const hidden = html.includes('<meta name="robots" content="noindex">');
      chosen.set(kindOf(below), { address: site.address(below), size: html.length, hidden });
    }
  }
  return chosen;
}

test("Lighthouse gives every kind of page 100 in all categories", async ({ site }) => {
  const pages = await largest(await site("example"));
  const reports = kindOf("occupations/a/");
  assert.ok(pages.size >= 12 && pages.has(reports), `only ${pages.size} kinds of pages`);
  // The site that uses every key of the format adds the kinds that the example has not, and a report with everything in it.
  for (const [kind, page] of await largest(await site("full"))) {
    if (!pages.has(kind) || kind === reports) pages.set(`full: ${kind}`, page);
  }
  const short = [];
  for (const { address, hidden } of pages.values()) {
    // A page that is kept from search engines on purpose has no place in their category.
    let left = hidden ? CATEGORIES.filter((id) => id !== "seo") : CATEGORIES;
    let faults = [];
    for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
      faults = await lost(address, left);
      left = faults.map(({ id }) => id);
    }
    short.push(...faults.map(({ text }) => `${new URL(address).pathname}: ${text}`));
  }
  assert.deepEqual(short, [], short.join("\n"));
});
