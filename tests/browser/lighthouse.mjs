// Lighthouse on every kind of page: 100 in all four categories, on a phone and a slow line.
//
// The line and the processor of the phone are simulated, as Lighthouse does by default: it measures without a brake and computes from that what
// a phone would take. So a busy machine spoils little, and the best of three runs counts, since what a page can do is its merit and what
// else runs beside it is not. It takes long, and is run by hand on a machine that does nothing else:
//
//     npm install --no-save --ignore-scripts --prefix tests/browser lighthouse@12.8.2
//     node --test tests/browser/lighthouse.mjs

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

import { CHROMIUM, CHROMIUM_FLAGS, kinds, temporaryFolder, test } from "./support.mjs";

const run = promisify(execFile);
const LIGHTHOUSE = createRequire(import.meta.url).resolve("lighthouse/cli/index.js");
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** How often a page may try. */
const TRIES = 3;

/** The scores of a page, from 0 to 100, and what keeps them from being full. */
async function audit(address, categories) {
  const report = path.join(await temporaryFolder(), "report.json");
  await run(
    process.execPath,
    [
      LIGHTHOUSE,
      address,
      "--quiet",
      "--output=json",
      `--output-path=${report}`,
      `--only-categories=${categories.join(",")}`,
      "--form-factor=mobile",
      "--throttling-method=simulate",
      "--no-enable-error-reporting",
      `--chrome-flags=${["--headless=new", ...CHROMIUM_FLAGS].map((flag) => (flag.includes(" ") ? `"${flag}"` : flag)).join(" ")}`,
    ],
    { env: { ...process.env, CHROME_PATH: CHROMIUM, CI: "1" }, maxBuffer: 1 << 26 },
  );
  const result = JSON.parse(await readFile(report, "utf8"));
  assert.equal(result.runtimeError, undefined, result.runtimeError?.message);
  return Object.values(result.categories).map(({ id, score, auditRefs }) => {
    const lost = auditRefs.filter(({ weight, id }) => weight > 0 && (result.audits[id].score ?? 1) < 1);
    return { id, score: Math.round(score * 100), lost: lost.map(({ id }) => `${id} ${result.audits[id].displayValue ?? ""}`) };
  });
}

for (const name of ["example", "full"]) {
  test(`Lighthouse gives every kind of page of the site ${name} 100`, async ({ site }) => {
    const built = await site(name);
    const paths = (await kinds(built)).filter((below) => below !== "404.html");
    const short = [];
    for (const below of paths) {
      let left = CATEGORIES;
      let seen = [];
      for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
        seen = (await audit(built.address(below), left)).filter(({ score }) => score < 100);
        left = seen.map(({ id }) => id);
      }
      short.push(...seen.map(({ id, score, lost }) => `/${below}: ${id} ${score}, by ${lost.join(", ")}`));
    }
    assert.deepEqual(short, [], short.join("\n"));
  });
}
