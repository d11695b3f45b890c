// The Content-Security-Policy in a real browser: no page of the theme breaks it, and what slipped onto a page does nothing.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { Site, kinds, temporaryFolder, test } from "./support.mjs";

/** What must not work on a page, each with the directive that keeps it from working. */
const INJECTED = `
<script>window.__hostile = "inline script"</script>
<style>h1 { --hostile: 1 }</style>
<p id="styled" style="--hostile: 1">x</p>
<img alt="" src="data:," onerror="window.__hostile = 'event attribute'">
<script src="data:text/javascript,window.__hostile='data script'"></script>
<iframe title="x" src="about:blank"></iframe>
<iframe title="x" src="/"></iframe>
<object data="/x"></object>
<form id="away" action="https://elsewhere.example/"><button>x</button></form>
`;
const DIRECTIVES = ["script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "frame-src", "object-src", "form-action"];

/** A copy of a site whose pages hold what must not work; `keep` says by which way the policy comes. */
async function spoilt(site, pages, keep) {
  const folder = await temporaryFolder();
  await cp(site.folder, folder, { recursive: true });
  for (const below of pages) {
    const file = path.join(folder, below === "" || below.endsWith("/") ? `${below}index.html` : below);
    let html = await readFile(file, "utf8");
    assert.equal(html.split("</body>").length, 2, `${below} has one body`);
    html = html.replace("</body>", `${INJECTED}</body>`);
    if (keep === "headers") html = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    await writeFile(file, html);
  }
  return Site.at(folder, { headers: keep === "headers" ? "sent" : "ignored" });
}

for (const name of ["example", "full", "path", "starter"]) {
  test(`no page of the site ${name} breaks its policy`, async ({ site, open }) => {
    const built = await site(name);
    const paths = await kinds(built);
    assert.ok(paths.length > 10, `only ${paths.length} kinds of pages`);
    const page = await open(built, "");
    for (const below of paths) await page.goto(built.address(below), { waitUntil: "networkidle" });
  });
}

for (const keep of ["headers", "element"]) {
  test(`what slipped onto a page does nothing, by the policy in the ${keep}`, async ({ site, open }) => {
    for (const name of ["example", "full"]) {
      const built = await site(name);
      const pages = await kinds(built);
      const hostile = await spoilt(built, pages, keep);
      const problems = [];
      const page = await open(hostile, "", { problems });
      for (const below of pages) {
        problems.length = 0;
        await page.goto(hostile.address(below), { waitUntil: "networkidle" });
        const found = await page.evaluate(async () => {
          const refused = new Promise((resolve) => {
            addEventListener("securitypolicyviolation", (event) => event.violatedDirective === "form-action" && resolve());
          });
          document.querySelector("#away").requestSubmit();
          await refused;
          const styleOf = (selector) => getComputedStyle(document.querySelector(selector)).getPropertyValue("--hostile");
          return { script: window.__hostile, sheet: styleOf("h1"), attribute: styleOf("#styled") };
        });
        assert.deepEqual(found, { script: undefined, sheet: "", attribute: "" }, `/${below}`);
        const text = problems.join("\n");
        const unbroken = DIRECTIVES.filter((directive) => !text.includes(`broke the policy: ${directive} `));
        assert.deepEqual(unbroken, [], `/${below} lets these be broken unseen; seen was:\n${text}`);
        assert.ok(!text.includes("asked another host"), text);
      }
    }
  });
}

test("a page leads on from a former address by its own host", async ({ site, open }) => {
  const full = await site("full");
  const page = await open(full, "imprint/");
  await page.waitForURL(full.address("about/"));
  assert.equal(await page.locator("h1").count(), 1);
});

test("no other site shows a page in a frame", async ({ site }) => {
  const example = await site("example");
  for (const below of await kinds(example)) {
    const answer = await fetch(example.address(below));
    const policy = answer.headers.get("content-security-policy");
    const framed = below.startsWith("embed/");
    assert.equal(policy.includes("frame-ancestors 'none'"), !framed, `/${below}: ${policy}`);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.equal(answer.headers.get("cache-control"), null, "a page is asked for anew");
  }
  const sheet = example.files.find((file) => file.startsWith("assets/css/"));
  const answer = await fetch(example.address(sheet));
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
});
