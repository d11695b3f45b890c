// The tests' own tools: what a page must not do fails a test, and is said.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";

import { Site, temporaryFolder, test } from "./support.mjs";
import { headerRules, headersFor } from "./serve.mjs";

/** A site of one page, and what else is asked. */
async function siteWith(body, headers = "") {
  const folder = await temporaryFolder();
  const head = `<meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><link rel="canonical" href="https://x.example/a/">`;
  await writeFile(path.join(folder, "index.html"), `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
  await writeFile(path.join(folder, "404.html"), "<!doctype html><title>not here</title>");
  if (headers !== "") await writeFile(path.join(folder, "_headers"), headers);
  return Site.at(folder);
}

const WRONG = {
  "a script that throws": ["<script>throw new Error('oh')</script>", /threw Error: oh/],
  "a console error": ["<script>console.error('oh')</script>", /console: oh/],
  "a dialog": ["<script>alert('oh')</script>", /opened a dialog: oh/],
  "a missing file": ['<img src="/a/gone.png" alt="">', /404 for .*gone\.png/],
  "another host": ['<img src="https://other.example/x.png" alt="">', /asked another host: https:\/\/other\.example/],
  "an inline style under a policy": ["<p style='color: red'>x</p>", /broke the policy: style-src/, "/a/*\n  Content-Security-Policy: default-src 'none'; img-src data:\n"],
};

for (const [what, [body, expected, headers]] of Object.entries(WRONG)) {
  test(`${what} is noticed`, async ({ open }) => {
    const problems = [];
    const page = await open(await siteWith(body, headers), "", { problems });
    await page.waitForLoadState("networkidle");
    assert.ok(problems.some((problem) => expected.test(problem)), problems.join("\n"));
  });
}

test("a page that does nothing wrong passes", async ({ open }) => {
  const page = await open(await siteWith("<h1>Fine</h1>"), "");
  assert.equal(await page.locator("h1").textContent(), "Fine");
});

test("headers of a host are read as hosts read them", async () => {
  const rules = headerRules("# all\n/*\n  A: 1\n\n/x/*\n  A: 2\n  B: 3: 4\n");
  assert.deepEqual([...headersFor(rules, "/")], [["a", "1"]]);
  assert.deepEqual([...headersFor(rules, "/x/y/z")], [["a", "1, 2"], ["b", "3: 4"]]);
  assert.throws(() => headerRules("  A: 1\n"), /neither a path nor a header/);
});
