// How the search finds: its words, its spellings, what it loads of the index, and whether that is all there is to find. The index is that of
// the program: `foretask serve` gives it for a site of 10,000 reports without rendering a page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { filesOf, jobs } from "./corpus.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = process.env.FORETASK ?? path.join(ROOT, "target/debug/foretask");
/** The most bytes of the index, uncompressed, that an answer may need. */
const MOST = 100_000;
const SHOWN = 8;

/** The module as the site ships it. */
async function core() {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(path.join(ROOT, "static/js/search-core.js"), "utf8");
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

const { Search, distance, partOf, words } = await core();
const ending = [];
after(async () => {
  for (const end of ending.reverse()) await end();
});

/** A site of files, as `foretask serve` shows it: gives a search in it, and `asked`, what was loaded since it was last emptied. */
async function served(files) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "foretask-search-"));
  ending.push(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, "content/occupations"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const server = spawn(PROGRAM, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } });
  ending.push(() => new Promise((done) => server.once("exit", done) && server.kill("SIGINT")));
  const said = [];
  const origin = await new Promise((found, failed) => {
    server.once("exit", () => failed(new Error(`the preview ended:\n${said.join("\n")}`)));
    for (const stream of [server.stdout, server.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const address = /preview at (http:\S+)\//.exec(line);
        if (address) found(address[1]);
      });
    }
  });
  const base = new URL(/base_url: (\S+)/.exec(files["content/site.yaml"])[1]).pathname;
  const kept = new Map();
  const asked = new Map();
  const load = async (name, version) => {
    const address = `${origin}${base}search/${name}${version === undefined ? "" : `?v=${version}`}`;
    if (!kept.has(address)) {
      const answer = await fetch(address);
      assert.equal(answer.status, 200, address);
      const text = await answer.text();
      kept.set(address, { value: JSON.parse(text), bytes: Buffer.byteLength(text) });
    }
    asked.set(name, kept.get(address).bytes);
    return kept.get(address);
  };
  return { load, asked, search: () => new Search(load) };
}

const COUNT = 10_000;
const all = jobs(COUNT);
let large;
function largeSite() {
  large ??= served(filesOf(all));
  return large;
}

/** Every `step`th job. */
const some = (step) => all.filter((_, at) => at % step === 0);

/** A word with a letter left out, added, replaced or exchanged with the next, which of them follows from `at`. */
function misspelt(word, at) {
  const place = at % (word.length - 1);
  const [head, letter, next, tail] = [word.slice(0, place), word[place], word[place + 1], word.slice(place + 2)];
  return [head + next + tail, `${head}${letter}q${next}${tail}`, `${head}q${next}${tail}`, `${head}${next}${letter}${tail}`][at % 4];
}

test("words have no capitals, accents or apostrophes", () => {
  assert.deepEqual(words("Café Manager’s").plain, ["cafe", "managers"]);
  assert.deepEqual(words("Łódź Fußpfleger ØRSTED").plain, ["lodz", "fusspfleger", "orsted"]);
  assert.deepEqual(words("Инженер Ёлкин").plain, ["инженер", "елкин"]);
  assert.deepEqual(words("C++, C# and Node.js").plain, ["c++", "c#", "and", "node", "js"]);
  assert.deepEqual(words(" – / … ").plain, []);
});

test("a code is one word, with its dashes and without", () => {
  for (const code of ["15-1252", "15-1252.00", "151252", "15125200", "15–1252"]) assert.deepEqual(words(code).plain, ["151252"], code);
  assert.deepEqual(words("15-1252.01").plain, ["15125201"]);
  assert.deepEqual(words("2512.1.3").plain, ["251213"]);
});

test("what a hyphen joins, and what stands inside of a word without spaces, is found too", () => {
  assert.deepEqual([...words("Back-end Engineer").all].sort(), ["back", "backend", "end", "engineer"]);
  assert.ok(words("软件工程师").all.has("工程师"));
  assert.ok(words("高级java工程师").all.has("java工程师"));
});

test("a key stands in the part in which the program puts it", () => {
  // The same values stand in src/render/search/index.rs.
  assert.deepEqual([partOf("/eng", 1024), partOf("~engineer/se", 1024), partOf("/软件", 64)], [14, 393, 3]);
});

test("a distance counts letters added, left out, replaced and exchanged", () => {
  assert.equal(distance("engineer", "engineer", 2), 0);
  for (const wrong of ["enginer", "engineeer", "engineor", "enigneer"]) assert.equal(distance(wrong, "engineer", 2), 1, wrong);
  assert.equal(distance("negineer", "engineer", 2), 1);
  assert.equal(distance("enginr", "engineer", 2), 2);
  assert.equal(distance("baker", "engineer", 2), Infinity);
  assert.equal(distance("enigne", "engineer", 1, true), 1);
  assert.equal(distance("enigne", "engineer", 1), Infinity);
});

test("every name of 10,000 reports is found by its words in any order", async () => {
  const { search } = await largeSite();
  for (const { title, also, code, slug } of some(50)) {
    const place = `occupations/${slug}/`;
    for (const typed of [title, title.toUpperCase(), title.split(" ").reverse().join(" "), also[1]]) {
      const { results, corrected } = await search().find(typed, SHOWN);
      assert.ok(
        results.some((result) => result.path === place),
        `“${typed}” finds ${results.map((result) => result.title).join(", ")}`,
      );
      assert.equal(corrected, undefined);
    }
    for (const typed of [code, code.replace("-", ""), code.replace(/\.00$/, "")]) {
      const { results } = await search().find(typed, 100);
      assert.ok(results.some((result) => result.path === place), `“${typed}” does not find ${title}`);
    }
  }
});

test("a title that is typed whole stands first", async () => {
  const { search } = await largeSite();
  for (const { title } of some(97)) {
    const { results } = await search().find(title, SHOWN);
    assert.equal(results[0].title, title);
  }
});

test("results are those that a look at every name gives", async () => {
  const { search } = await largeSite();
  const names = all.flatMap(({ title, also, slug }) => [
    { name: title, title, slug, also: 0 },
    ...also.map((name) => ({ name, title, slug, also: 1 })),
  ]);
  const known = names.map((entry) => ({ ...entry, words: words(entry.name) }));
  const wanted = (typed) => {
    const asked = words(typed).plain;
    const fit = ({ words: { plain, all: every }, also }) => {
      if (!asked.every((word) => [...every].some((other) => other.startsWith(word)))) return Infinity;
      const phrase = plain.join(" ");
      const exact = phrase === asked.join(" ") ? 0 : 1;
      return also * 3 + (exact === 0 ? 0 : phrase.startsWith(asked.join(" ")) ? 1 : 2);
    };
    const ranked = known.map((entry) => ({ entry, rank: fit(entry) })).filter(({ rank }) => rank < Infinity);
    ranked.sort((a, b) => a.rank - b.rank || a.entry.title.localeCompare(b.entry.title) || a.entry.name.localeCompare(b.entry.name));
    return [...new Set(ranked.map(({ entry }) => entry.title))].slice(0, SHOWN);
  };
  const queries = ["e", "engineer", "eng", "marine", "mar", "senior", "saf", "tri", "worker", "budget", "z", "xo"];
  queries.push("engineer marine", "marine eng", "safety worker", "senior engineer", "marine safety e", "lead rail s");
  for (const typed of queries) {
    const { results } = await search().find(typed, SHOWN);
    assert.deepEqual(results.slice(0, SHOWN).map(({ title }) => title), wanted(typed), `“${typed}”`);
  }
});

test("a word with one wrong letter is found, wherever the letter stands", async () => {
  const { search } = await largeSite();
  let wrong = 0;
  let tried = 0;
  for (const [at, { title, slug }] of some(40).entries()) {
    const parts = title.split(" ");
    // Of short words too little is left; of made-up ones a typing error makes others.
    const place = parts.findIndex((part) => part.length >= 6);
    if (place === -1) continue;
    parts[place] = misspelt(parts[place], at);
    tried += 1;
    const { results } = await search().find(parts.join(" "), SHOWN);
    if (!results.some((result) => result.path === `occupations/${slug}/`)) wrong += 1;
  }
  assert.ok(tried > 200);
  assert.ok(wrong <= tried / 50, `${wrong} of ${tried} are not found`);
});

test("no answer needs more than 100 KB of the index", async (context) => {
  const { asked, search } = await largeSite();
  const queries = new Set(["a", "s", "the", "zzzzzz", "a b c d e f", "eng mar saf", "senior marine safety engineer technician"]);
  for (const [at, { title, also, code }] of some(125).entries()) {
    const parts = title.split(" ");
    queries.add(title.slice(0, 1 + (at % title.length)));
    queries.add(parts.map((part) => part.slice(0, 1 + (at % 4))).join(" "));
    queries.add(parts.map((part, place) => misspelt(part, at + place)).join(" "));
    queries.add(misspelt(parts.at(-1), at));
    queries.add(also[0]);
    queries.add(also[1].slice(0, 2 + (at % 9)));
    queries.add(title);
    queries.add(code.slice(0, 1 + (at % code.length)));
  }
  assert.ok(queries.size > 400, `${queries.size} queries`);
  let largest = { bytes: 0 };
  let sum = 0;
  for (const typed of queries) {
    asked.clear();
    await search().find(typed, SHOWN);
    const bytes = [...asked.values()].reduce((a, b) => a + b, 0);
    sum += bytes;
    if (bytes > largest.bytes) largest = { bytes, typed };
    assert.ok(bytes <= MOST, `“${typed}” loads ${bytes} bytes`);
  }
  context.diagnostic(`${queries.size} queries load ${Math.round(sum / queries.size)} bytes on average, at most ${largest.bytes} for “${largest.typed}”`);
});

test("titles in any script are found", async () => {
  const titles = { engineer: "Инженер-программист", developer: "软件工程师", nurse: "간호사", cook: "Küchenchef", baker: "พนักงานทำขนมปัง", potter: "ソフトウェア開発者" };
  const files = filesOf([]);
  for (const [slug, title] of Object.entries(titles)) {
    files[`content/occupations/${slug}.yaml`] = `title: ${title}\nindustry: work\nsummary: A job of ${slug}.\n`;
  }
  const { search } = await served(files);
  const queries = { инженер: "engineer", ИНЖЕНЕРПРОГРАММИСТ: "engineer", прогр: "engineer", инжинер: "engineer", 软件: "developer", 工程: "developer", 간호: "nurse", kuchen: "cook", KÜCHENCHEF: "cook", ขนมปัง: "baker", 開発: "potter" };
  for (const [typed, slug] of Object.entries(queries)) {
    const { results } = await search().find(typed, SHOWN);
    assert.deepEqual(results.map(({ path: place }) => place), [`occupations/${slug}/`], typed);
  }
});

test("a part that cannot be loaded fails the search, and is asked for again", async () => {
  const { load } = await largeSite();
  let broken = true;
  const search = new Search((name, version) => (broken ? Promise.reject(new Error("no connection")) : load(name, version)));
  await assert.rejects(search.find("engineer", SHOWN), /no connection/);
  broken = false;
  assert.equal((await search.find("engineer", SHOWN)).results.length, SHOWN + 1);
});
