// Every kind of page by axe-core: no violation, in light and dark, on a small phone and on a desk.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { kinds, test } from "./support.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong on the page, a line for each element. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "passes"] }));
  assert.ok(passes.length > 10, `axe-core looked at ${passes.length} rules only`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 160)}\n  ${node.failureSummary.replaceAll("\n", " ")}`));
}

for (const name of ["example", "full", "starter"]) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`axe-core finds nothing on the site ${name}, ${colorScheme}, ${width} px wide`, async ({ site, open }) => {
        const built = await site(name);
        const found = [];
        const page = await open(built, "", { width, colorScheme });
        for (const below of await kinds(built)) {
          await page.goto(built.address(below));
          found.push(...(await violations(page)).map((violation) => `/${below}: ${violation}`));
        }
        assert.deepEqual(found, [], found.join("\n"));
      });
    }
  }
}

test("axe-core finds what is wrong", async ({ site, open }) => {
  const page = await open(await site("starter"), "");
  await page.evaluate(() => document.querySelector("main").append(document.createElement("button"), document.createElement("img")));
  const found = await violations(page);
  assert.deepEqual(found.map((violation) => violation.split(" ")[0]).sort(), ["button-name", "image-alt"]);
});
