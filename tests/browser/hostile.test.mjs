// Hostile texts in every field of the content, in a real browser: none runs, opens a dialog or loads anything.
//
// The site is that of `tests/sites/full`, which uses every key. For each text its fullest report, an article, and an entry of each registry
// stand once more, with the text in every field that takes a text.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { parse } from "yaml";

import { ROOT, kinds, test } from "./support.mjs";

/** How many texts stand in one site. */
const IN_ONE_SITE = 80;
/** A window with little to paint: what a text does, it does in any. */
const SMALL = { width: 320, height: 200 };

/** Keys whose values are names, dates, figures or words of the format. Text put into one of them fails the build. */
const NOT_TEXT = new Set(
  (
    "source tool as_of updated date published accessed industry occupations related aliases match level performer horizon before years kind " +
    "difficulty score resilience exposure currency per url licence_url cause measures higher scale share relevance measure by language base_url order hide on " +
    "id value action affiliate draft noindex follow"
  ).split(" "),
);
/** Keys whose values are Markdown. */
const PROSE = new Set(["outlook", "verdict", "steps", "quick_wins", "answer", "text"]);

/** Markdown that prints a text as it is. */
function escaped(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** Whether a value of a key may be any text. */
function isFree(key, value, parents) {
  if (typeof value !== "string" || NOT_TEXT.has(key)) return false;
  // A path leads to a report by its name, or to a job without one by its title; a tool can be a name alone.
  if (key === "to" || key === "tools") return false;
  // The period of demand is a span of years; that of a step and of an era is any text.
  return !(key === "period" && parents.at(-1) === "demand");
}

/** A value with a text in every field that takes one; `count` counts them. */
function filled(value, text, count, key = "", parents = []) {
  if (Array.isArray(value)) return value.map((item) => filled(item, text, count, key, parents));
  if (value !== null && typeof value === "object") {
    const below = key === "" ? parents : [...parents, key];
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, text, count, name, below)]));
  }
  if (!isFree(key, value, parents)) return value;
  count.fields += 1;
  return PROSE.has(key) ? escaped(text) : text;
}

/** YAML, in which every text is quoted. JSON is YAML but for the line ends that only YAML knows. */
function yaml(value) {
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function contentOf(file) {
  return parse(await readFile(path.join(ROOT, "tests/sites/full/content", file), "utf8"));
}

/** The files of a site in which texts stand everywhere, and how many fields one report has. */
async function filesWith(texts) {
  const [site, tools, industries, sources, report] = await Promise.all(
    ["site.yaml", "tools.yaml", "industries.yaml", "sources.yaml", "occupations/lighthouse-keeper.yaml"].map(contentOf),
  );
  const files = {};
  const count = { fields: 0 };
  const more = (registry, of, text, at) => {
    registry[`x-${at}`] = filled(of, text, count);
  };
  const template = Object.values(tools).find((tool) => tool.affiliate);
  const blocks = [];
  // What the report names has to be there: its relatives stand as they are, without their links to others.
  for (const slug of ["cloud-shepherd", "foghorn-tuner", "dragon-groomer", "moon-cartographer"]) {
    files[`content/occupations/${slug}.yaml`] = yaml({ title: slug, industry: "sea-and-sky", summary: "A neighbour." });
  }
  const shared = { tools: structuredClone(tools), industries: structuredClone(industries), sources: structuredClone(sources) };
  const base = { ...report, aliases: [], paths: report.paths, risk: { ...report.risk, verdict: "It stays.", outlook: "It stays." } };
  // An id of a task is made of its name, and here all names are one.
  base.tasks = report.tasks.map((task, at) => ({ ...task, id: `task-${at}` }));
  base.faq = report.faq.map(({ question }) => ({ question, answer: "Because." }));
  base.roadmap = report.roadmap.map((step) => ({ ...step, steps: ["Wait."] }));
  base.quick_wins = ["Wait."];
  let fields = 0;
  texts.forEach((text, at) => {
    more(shared.tools, { ...template, maker: "x", summary: "x" }, text, at);
    more(shared.industries, industries["sea-and-sky"], text, at);
    more(shared.sources, sources["imaginary-index"], text, at);
    count.fields = 0;
    const hostile = { ...filled(base, text, count), industry: `x-${at}` };
    // No skill, no technology and no question may stand twice.
    hostile.skills.forEach((skill, n) => (skill.name += ` ${n}`));
    hostile.technologies.forEach(({ tool }, n) => tool.name && (tool.name += ` ${n}`));
    hostile.faq.forEach((entry, n) => (entry.question += ` ${n}`));
    files[`content/occupations/x-${at}.yaml`] = yaml(hostile);
    fields = count.fields;
    const front = { title: text, summary: text, date: "2026-03-14", occupations: [`x-${at}`] };
    files[`content/articles/x-${at}.md`] = `---\n${yaml(front)}\n---\n\n${escaped(text)}\n`;
    blocks.push(...filled(site.blocks.slice(0, 3), text, count).map((block, n) => ({ ...block, id: `b-${at}-${n}`, text: escaped(text), on: ["home"] })));
  });
  const all = texts.join(" ");
  const { sections, markdown, navigation, blocks: _, ...plain } = site;
  const filledSite = filled(plain, all, count);
  // No place in a job may stand twice.
  filledSite.own_score?.seniority?.forEach((place, n) => (place.label += ` ${n}`));
  files["content/site.yaml"] = yaml({ ...filledSite, navigation: [{ label: all, to: "/rankings/" }], blocks });
  files["content/tools.yaml"] = yaml(shared.tools);
  files["content/industries.yaml"] = yaml(shared.industries);
  files["content/sources.yaml"] = yaml(shared.sources);
  return { files, fields };
}

const TEXTS = JSON.parse(await readFile(path.join(ROOT, "tests/hostile.json"), "utf8"));

test("there are many hostile texts", async () => {
  assert.ok(TEXTS.length >= 200, `${TEXTS.length} texts`);
  assert.equal(new Set(TEXTS).size, TEXTS.length);
});

for (let first = 0; first < TEXTS.length; first += IN_ONE_SITE) {
  const texts = TEXTS.slice(first, first + IN_ONE_SITE);
  test(`hostile texts from number ${first} on do nothing in any field`, async ({ siteOf, open }) => {
    const { files, fields } = await filesWith(texts);
    assert.ok(fields > 80, `only ${fields} fields of a report take a text`);
    const site = await siteOf(files);
    const pages = site.pages();
    assert.ok(pages.length > 4 * texts.length, `only ${pages.length} pages`);
    // What a text does shows here, and in the listeners of `open`.
    const visit = async (share) => {
      const page = await open(site, "", SMALL);
      for (const below of share) {
        await page.goto(site.address(below));
        const found = await page.evaluate(() => ({
          hostile: window.__hostile,
          elements: document.querySelectorAll("iframe, object, embed, base, [onerror], [onload], [onclick], [onfocus], [style]").length,
        }));
        assert.deepEqual(found, { hostile: undefined, elements: 0 }, `/${below}`);
        assert.equal(page.url(), site.address(below), "no text leads away");
      }
    };
    await Promise.all([0, 1].map((half) => visit(pages.filter((_, at) => at % 2 === half))));
    // Of data, a browser makes a page of its own, with styles that the policy refuses; what a text does would be worse than that.
    const data = site.files.filter((file) => /\.(svg|xml|json)$/.test(file) && !/occupations\/x-\d*[1-9]\./.test(file));
    for (const kind of [".svg", ".xml", ".json"]) assert.ok(data.some((file) => file.endsWith(kind)), `there is a file ${kind}`);
    const problems = [];
    const page = await open(site, "", { problems, ...SMALL });
    for (const file of data) {
      await page.goto(site.address(file));
      assert.equal(await page.evaluate(() => window.__hostile), undefined, `/${file}`);
    }
    assert.deepEqual(problems.filter((problem) => /threw|opened|asked another host/.test(problem)), []);
  });
}

test("hostile texts do nothing where no policy holds", async ({ siteOf, open }) => {
  // The policy is the second lock. This tests the first by itself: nothing of a text becomes an element.
  const { files } = await filesWith(TEXTS.slice(0, IN_ONE_SITE));
  const base = await readFile(path.join(ROOT, "templates/base.html"), "utf8");
  files["templates/base.html"] = base.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\n/, "");
  files["static/root/_headers"] = "/none\n  X-None: none\n";
  const site = await siteOf(files);
  assert.ok(!(await site.text("index.html")).includes("Content-Security-Policy\""));
  const page = await open(site, "");
  for (const below of await kinds(site)) {
    await page.goto(site.address(below));
    assert.equal(await page.evaluate(() => window.__hostile), undefined, `/${below}`);
  }
});
