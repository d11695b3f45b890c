// The files for machines by a validator of XML: sitemaps by their protocol, feeds by RFC 4287.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { temporaryFolder, test } from "./support.mjs";

const run = promisify(execFile);

/** What xmllint says of a file; it fails where the tool is missing. */
async function xmllint(...args) {
  return run("xmllint", ["--nonet", ...args]).then(({ stdout }) => ({ fine: true, said: stdout.trim() }), (error) => {
    if (error.code === "ENOENT") throw new Error("there is no xmllint; install Debian's libxml2-utils");
    return { fine: false, said: error.stderr };
  });
}

async function validate(grammar, file) {
  return xmllint("--noout", "--relaxng", fileURLToPath(new URL(`grammar/${grammar}.rng`, import.meta.url)), file);
}

/** The value of an XPath expression, in which `a:` is Atom and `s:` the vocabulary of sitemaps. */
async function value(file, expression) {
  const plain = expression.replace(/\b[as]:([a-z]+)/g, "*[local-name()='$1']");
  const { fine, said } = await xmllint("--xpath", plain, file);
  assert.ok(fine, said);
  return said;
}

/** Rules of RFC 4287 that a grammar cannot say. */
const FEED_RULES = {
  "each entry has an author, or the feed has": "a:feed/a:author or not(a:feed/a:entry[not(a:author)])",
  "an entry without content has a link to what it is about": "not(a:feed/a:entry[not(a:content)][not(a:link[@rel='alternate' or not(@rel)])])",
  "no two entries have one id": "not(a:feed/a:entry/a:id[. = ../following-sibling::a:entry/a:id])",
  "the feed names its own address": "count(a:feed/a:link[@rel='self'][starts-with(@href, 'https://')]) = 1",
  "no two links of an entry are for the same": "not(//a:link[@rel='alternate'][@type = preceding-sibling::a:link[@rel='alternate']/@type])",
  "an entry says what it is about, where a reader sees it": "not(a:feed/a:entry[normalize-space(a:title) = ''])",
  "entries stand there": "count(a:feed/a:entry) > 0",
  "no feed grows without bound": "count(a:feed/a:entry) <= 50",
};

for (const name of ["example", "path", "full", "starter"]) {
  test(`the sitemaps of the site ${name} hold to their protocol`, async ({ site }) => {
    const built = await site(name);
    const sitemaps = built.files.filter((file) => /^sitemap.*\.xml$/.test(file)).map((file) => path.join(built.folder, file));
    assert.ok(sitemaps.length > 0, "there is a sitemap");
    for (const file of sitemaps) {
      const { fine, said } = await validate("sitemap", file);
      assert.ok(fine, said);
      const count = Number(await value(file, "count(/*/*)"));
      assert.ok(count > 10 && count <= 50_000, `${count} entries`);
      assert.equal(await value(file, "namespace-uri(/*)"), "http://www.sitemaps.org/schemas/sitemap/0.9");
    }
  });

  test(`the feeds of the site ${name} hold to RFC 4287`, async ({ site }) => {
    const built = await site(name);
    for (const feed of ["feed.xml", "changes.xml"]) {
      const file = path.join(built.folder, feed);
      const { fine, said } = await validate("atom", file);
      assert.ok(fine, said);
      for (const [rule, expression] of Object.entries(FEED_RULES)) {
        if (rule === "entries stand there" && feed === "changes.xml" && name !== "full") continue;
        assert.equal(await value(file, `boolean(${expression})`), "true", `${feed}: ${rule}`);
      }
    }
  });
}

test("what breaks the rules is found", async () => {
  const folder = await temporaryFolder();
  const feed = (inside) => `<feed xmlns="http://www.w3.org/2005/Atom"><id>https://x.example/</id><title>x</title>${inside}</feed>`;
  const urls = (inside) => `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>${inside}</url></urlset>`;
  const cases = [
    ["atom", feed("<updated>2026-01-01T00:00:00Z</updated>"), true],
    ["atom", feed("<updated>2026-01-01</updated>"), false],
    ["atom", feed("<updated>2026-01-01T00:00:00Z</updated><entry/>"), false],
    ["atom", feed("<updated>2026-01-01T00:00:00Z</updated><x/>"), false],
    ["atom", "<feed", false],
    ["sitemap", urls("<loc>https://x.example/</loc><lastmod>2026-01-01</lastmod>"), true],
    ["sitemap", urls("<loc>/x</loc>"), false],
    ["sitemap", urls("<loc>https://x.example/</loc><lastmod>yesterday</lastmod>"), false],
    ["sitemap", urls("<loc>https://x.example/</loc><priority>2</priority>"), false],
  ];
  for (const [grammar, text, right] of cases) {
    const file = path.join(folder, "x.xml");
    await writeFile(file, text);
    assert.equal((await validate(grammar, file)).fine, right, text);
  }
});

test("a feed that breaks a rule beyond the grammar is found", async () => {
  const file = path.join(await temporaryFolder(), "x.xml");
  const twice = '<entry><id>urn:x:1</id><title> </title><link rel="alternate" type="a/b" href="x"/><link rel="alternate" type="a/b" href="y"/></entry><entry><id>urn:x:1</id><title>x</title></entry>';
  const broken = async (inside) => {
    await writeFile(file, `<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`);
    const found = [];
    for (const [rule, expression] of Object.entries(FEED_RULES)) {
      if ((await value(file, `boolean(${expression})`)) === "false") found.push(rule);
    }
    return found;
  };
  const rules = Object.keys(FEED_RULES);
  assert.deepEqual(await broken(twice), rules.slice(0, 6));
  assert.deepEqual(await broken(""), [rules[3], rules[6]]);
  assert.ok((await broken(`<author/>${"<entry/>".repeat(51)}`)).includes(rules[7]));
});
