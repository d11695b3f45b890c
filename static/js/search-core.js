// Finds pages by their names: what of the index has to be loaded, and which results stand first. Knows no document; whoever uses it says how a
// file is loaded. The index is described in src/render/search, whose numbers these are.

const WHOLE = 48;
const CONTEXT = 3;
const LETTERS = 32;
const WORDS = 12;
const MISSPELT = 4;
/** The most bytes of the index that one query may load. */
export const BUDGET = 80_000;
/** What is reserved for a part before its length is known. */
const ROOM = 8_000;
/** The most spellings that are tried for a word, and for a query. */
const SPELLINGS = 3;
/** The most words that are tried as the whole of one that is being typed. */
const COMPLETIONS = 3;

const OTHER_LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const OF_WORD = /[\p{Alphabetic}\p{N}\p{M}+#]+/gu;

function cut(word) {
  return Array.from(word).slice(0, LETTERS).join("");
}

/** The words of a text: `plain` as they stand, and `all` by which it is found. The same as `words` of src/render/search/words.rs. */
export function words(text) {
  const folded = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/['\u2019\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/gu, "")
    .replace(/([0-9])[-.\u2010-\u2013](?=[0-9])/gu, "$1")
    .replace(/[ßæœøłđðþı]/gu, (letter) => OTHER_LETTERS[letter]);
  const plain = [];
  const all = new Set();
  let behind = 0;
  for (const { 0: found, index } of folded.matchAll(OF_WORD)) {
    const word = cut(found.replace(/^([0-9]{6})00$/, "$1"));
    const gap = folded.slice(behind, index);
    behind = index + found.length;
    if (plain.length > 0 && /^[-\u2010\u2011]$/.test(gap)) all.add(cut(plain.at(-1) + word));
    const letters = Array.from(word);
    letters.forEach((letter, at) => {
      if (at === 0 || UNSPACED.test(letter) || UNSPACED.test(letters[at - 1])) all.add(letters.slice(at).join(""));
    });
    plain.push(word);
    if (plain.length === WORDS) break;
  }
  return { plain, all };
}

/** The part of the index in which a key stands. */
export function partOf(key, parts) {
  let digest = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  return digest % parts;
}

/** How many letters of a word may be wrong. */
function tolerance(length) {
  if (length < MISSPELT) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * How many letters have to be added, left out, replaced or exchanged with their neighbour to make one word of another; `Infinity` above `most`.
 * With `open` the word may go on behind what is typed.
 */
export function distance(typed, word, most, open = false) {
  const a = Array.from(typed);
  const b = Array.from(word);
  if (a.length - b.length > most || (!open && b.length - a.length > most)) return Infinity;
  const width = open ? Math.min(b.length, a.length + most) : b.length;
  let before = [];
  let last = Array.from({ length: width + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= width; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  const least = open ? Math.min(...last) : last[width];
  return least > most ? Infinity : least;
}

function reversed(word) {
  return Array.from(word).reverse().join("");
}

/** Every order-free choice of one item from each list, the first ones first. */
function choices(lists) {
  return lists.reduce((made, list) => made.flatMap((head) => list.map((item) => [...head, item])), [[]]);
}

/** A search of one site. */
export class Search {
  #load;
  #manifest;
  #parts = new Map();

  /** `load(name, version)` promises `{ value, bytes }` of a file of the index: its JSON and its length. */
  constructor(load) {
    this.#load = load;
  }

  /** What a search begins with; loaded once. */
  manifest() {
    this.#manifest ??= this.#load("index.json").catch((error) => {
      this.#manifest = undefined;
      throw error;
    });
    return this.#manifest;
  }

  /** The results of what is typed, best first, with what was tried in its place where nothing has just these words, and the bytes it took. */
  async find(typed, limit) {
    const { value: manifest, bytes } = await this.manifest();
    return new Query(this, manifest, bytes, limit).answer(words(typed).plain);
  }

  /** A part of the index, loaded once. */
  part(number, version) {
    if (!this.#parts.has(number)) {
      const loading = this.#load(`${number}.json`, version);
      this.#parts.set(number, loading);
      loading.catch(() => this.#parts.delete(number));
    }
    return this.#parts.get(number);
  }
}

/** One query: what it has loaded, and what it found. */
class Query {
  constructor(search, manifest, bytes, limit) {
    Object.assign(this, { search, manifest, bytes, limit, loaded: new Set(), largest: 0 });
  }

  /** What stands under a key; nothing where the query has loaded all that it may. */
  async node(key) {
    const number = partOf(key, this.manifest.parts);
    if (!this.loaded.has(number)) {
      // How large a part is shows only when it is there; until then as much is reserved as the largest one took.
      const reserved = Math.max(ROOM, this.largest);
      if (this.bytes + reserved > BUDGET) return undefined;
      this.loaded.add(number);
      this.bytes += reserved;
      const { bytes } = await this.search.part(number, this.manifest.version);
      this.bytes += bytes - reserved;
      this.largest = Math.max(this.largest, bytes);
    }
    const { names, lists, words: vocabularies } = (await this.search.part(number, this.manifest.version)).value;
    return vocabularies[key] ?? lists[key]?.map((at) => names[at]);
  }

  /** The words of a vocabulary that begin as a word does, with their counts, and how long the beginning is that too many share. */
  async vocabulary(root, key, word) {
    if (root === undefined) return { counts: new Map(), from: 0 };
    let listed = root.all;
    let from = 0;
    if (root.split) {
      const shared = root.split.filter((start) => word.startsWith(start)).reduce((a, b) => (b.length > a.length ? b : a));
      from = Array.from(shared).length;
      listed = (await this.node(key + Array.from(word).slice(0, from + 1).join("")))?.all;
    }
    const parts = listed ? listed.split(" ") : [];
    const counts = new Map();
    for (let at = 0; at < parts.length; at += 2) counts.set(parts[at], Number(parts[at + 1]));
    return { counts, from };
  }

  /**
   * What a vocabulary knows of a word: whether it is one (`exact`, its count), how many names have a word that begins so (`begins`), and the
   * shortest beginning of it whose list is whole (`start`), where there is one.
   */
  async known(context, root, word) {
    const vocabulary = await this.vocabulary(root, `~${context.join(" ")}/`, word);
    const letters = Array.from(word);
    const { counts, from } = vocabulary;
    const sum = (start) => {
      let total = 0;
      for (const [other, count] of counts) if (other.startsWith(start)) total += count;
      return total;
    };
    const known = { word, counts, from, exact: counts.get(word) ?? 0, begins: sum(word), start: undefined };
    // A beginning that too many words share is one of many names; its own vocabulary has no more than the word itself.
    if (letters.length <= from) return { ...known, begins: Infinity };
    for (let length = from + 1; length <= letters.length && known.begins > 0; length += 1) {
      const start = letters.slice(0, length).join("");
      if (sum(start) <= WHOLE) return { ...known, start };
    }
    return known;
  }

  /** The results for words as they are typed, else for the words that are nearest to them. */
  async answer(typed) {
    const made = (results, corrected) => ({ results: this.best(results, corrected ?? typed), corrected, bytes: this.bytes });
    if (typed.length === 0) return made([]);
    const known = await Promise.all(typed.map((word) => this.known([], this.manifest.words, word)));
    if (known.every(({ begins }) => begins > 0)) {
      const results = await this.named(known);
      if (results.length > 0) return made(results);
    }
    // "Front end" may be written as one word.
    for (let at = 0; at + 1 < typed.length; at += 1) {
      const joined = [...typed.slice(0, at), typed[at] + typed[at + 1], ...typed.slice(at + 2)];
      const results = await this.namedBy(joined);
      if (results.length > 0) return made(results, joined);
    }
    const spellings = await Promise.all(
      known.map((word, at) => (word.begins > 0 ? [word.word] : this.spellings(word, at === known.length - 1))),
    );
    if (known.every(({ begins }) => begins > 0)) {
      // All are words, but no name has them all: one of them may be another's misspelling.
      for (const at of known.keys()) spellings[at].push(...(await this.spellings(known[at], at === known.length - 1)));
    }
    const tries = choices(spellings).slice(0, SPELLINGS * 2);
    const found = [];
    for (const words of tries) {
      const results = await this.namedBy(words);
      if (results.length > 0) found.push({ words, results: this.best(results, words) });
      if (found.length === SPELLINGS) break;
    }
    if (found.length === 0) return made([]);
    const results = this.pages(found.flatMap(({ results: some }) => some)).slice(0, this.limit + 1);
    return { results, corrected: found[0].words, bytes: this.bytes };
  }

  /** The words that are nearest to a misspelt one. */
  async spellings({ word, counts }, open) {
    const length = Array.from(word).length;
    const most = tolerance(length);
    if (most === 0) return [];
    const near = new Map();
    const consider = (other, count) => {
      if (other === word) return;
      const whole = distance(word, other, most);
      // What is typed may be the beginning of a longer word; where the whole of one is as near, that is meant.
      const far = Math.min(whole, open ? distance(word, other, most, true) + 0.5 : Infinity);
      if (far !== Infinity) near.set(other, { far, count });
    };
    for (const [other, count] of counts) consider(other, count);
    const backwards = await this.vocabulary(this.manifest.endings, "^/", reversed(word));
    for (const [other, count] of backwards.counts) consider(reversed(other), count);
    const sorted = [...near].sort(([a, x], [b, y]) => x.far - y.far || y.count - x.count || (a < b ? -1 : 1));
    return sorted.slice(0, SPELLINGS).map(([other]) => other);
  }

  async namedBy(words) {
    const known = await Promise.all(words.map((word) => this.known([], this.manifest.words, word)));
    return known.every(({ begins }) => begins > 0) ? this.named(known) : [];
  }

  /** Names that have all words, each of which a vocabulary knows. */
  async named(known) {
    const wanted = known.map(({ word }) => word);
    const matching = (entries) => (entries ?? []).filter((entry) => fits(entry, wanted));
    const short = known.filter(({ start }) => start !== undefined).sort((a, b) => a.begins - b.begins)[0];
    if (short) return matching(await this.node(`/${short.start}`));
    const exact = known.filter((word) => word.exact > 0).sort((a, b) => a.exact - b.exact);
    const typing = known.at(-1);
    if (known.length === 1) {
      const first = matching(await this.node(`/${typing.word}`));
      if (typing.exact === 0 || typing.exact > WHOLE) return first;
      return [...first, ...matching(await this.node(`/${typing.word}$`))];
    }
    const rare = exact.find((word) => word !== typing && word.exact <= WHOLE);
    if (rare) {
      const results = matching(await this.node(`/${rare.word}$`));
      if (results.length > 0) return results;
    }
    const contexts = exact.filter((word) => word.exact > WHOLE);
    const starts = contexts.length > 0 ? [contexts[0]] : this.completions(known[0]);
    const found = [];
    for (const start of starts) {
      const others = known.filter(({ word }) => !start.word.startsWith(word) || (contexts.length > 0 && word !== start.word));
      found.push(...matching(await this.within([start.word], others)));
    }
    // What ranks first for each word by itself may have the others too.
    for (const { word } of known) if (found.length < this.limit) found.push(...matching(await this.node(`/${word}`)));
    return found;
  }

  /** Words that many names have and that begin as one that is being typed. */
  completions({ word, counts }) {
    const longer = [...counts].filter(([other, count]) => other.startsWith(word) && count > WHOLE);
    longer.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return longer.slice(0, COMPLETIONS).map(([other]) => ({ word: other }));
  }

  /** Names that have the words of a context and, as well as can be known, some others. */
  async within(context, others) {
    const key = context.join(" ");
    if (others.length === 0) return this.node(`/${context[0]}`);
    const root = await this.node(`~${key}/`);
    if (root === undefined) return [];
    const known = await Promise.all(others.map(({ word }) => this.known(context, root, word)));
    if (known.some(({ begins }) => begins === 0)) return [];
    const short = known.filter(({ start }) => start !== undefined).sort((a, b) => a.begins - b.begins)[0];
    if (short) return this.node(`${key}/${short.start}`);
    const rare = known.find(({ exact }) => exact > 0 && exact <= WHOLE);
    const found = (await this.node(`${key}/${known.at(-1).word}`)) ?? [];
    if (rare) found.push(...((await this.node(`${key}/${rare.word}$`)) ?? []));
    const next = known.filter(({ exact }) => exact > WHOLE).sort((a, b) => a.exact - b.exact)[0];
    if (next && others.length > 1 && context.length < CONTEXT) {
      const larger = [...context, next.word].sort(byBytes);
      found.push(...((await this.within(larger, others.filter(({ word }) => word !== next.word))) ?? []));
    }
    return found;
  }

  /** Results in their order, one for each page; one more than are wanted says that there are more. */
  best(entries, typed) {
    const phrase = typed.join(" ");
    const ranked = entries.map((entry) => ({ entry, rank: rank(entry, typed, phrase) }));
    ranked.sort((a, b) => a.rank - b.rank || titleOf(a.entry).localeCompare(titleOf(b.entry)) || a.entry[1].localeCompare(b.entry[1]));
    return this.pages(ranked.map(({ entry }) => this.result(entry))).slice(0, this.limit + 1);
  }

  pages(results) {
    const seen = new Set();
    return results.filter(({ path }) => !seen.has(path) && seen.add(path));
  }

  result([kind, name, slug, points = null, title = null]) {
    const page = title ?? name;
    const band = points === null ? null : this.manifest.bands.findLast(({ from }) => from <= points);
    const path = `${this.manifest.folders[kind]}${slug === 0 ? slugOf(page) : slug}/`;
    return { kind, label: this.manifest.kinds[kind], title: page, name: title === null ? null : name, path, points, band };
  }
}

/** The order of Rust: by code points, not by halves of pairs. */
function byBytes(a, b) {
  const [x, y] = [Array.from(a), Array.from(b)];
  const at = x.findIndex((letter, position) => letter !== y[position]);
  if (at === -1) return x.length - y.length;
  return at >= y.length ? 1 : x[at].codePointAt(0) - y[at].codePointAt(0);
}

/** The slug that follows from a title. */
function slugOf(title) {
  const hyphenated = title.replace(/['\u2019]/g, "").replace(/[^A-Za-z0-9]+/g, "-");
  return hyphenated.replace(/^-|-$/g, "").toLowerCase();
}

function titleOf([, name, , , title]) {
  return title ?? name;
}

/** Whether each word begins a word of a name, no two of them the same one. */
function fits(entry, typed) {
  const all = [...words(entry[1]).all];
  return typed.every((word) => all.some((other) => other.startsWith(word)));
}

/** Kinds in their order; of one kind a name that is just what was typed, then those that begin so, then the others. */
function rank([kind, name], typed, phrase) {
  const plain = words(name).plain.join(" ");
  let fit = 2;
  if (plain === phrase) fit = 0;
  else if (plain.startsWith(phrase)) fit = 1;
  return kind * 3 + fit;
}
