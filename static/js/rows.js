// The rows of all reports: loaded in pieces when they are wanted, and drawn as the server draws them.

import { fill, folded } from "./words.js";

/** The most pieces that are loaded for one question: 30,000 reports. */
const MOST_PIECES = 15;

const SVG = "http://www.w3.org/2000/svg";

/** A question for which more rows are needed than are loaded at once. */
export class TooMany extends Error {}

/** The rows of a site. `control` is what the page hands to its script. */
export class Rows {
  #control;
  #industries;
  #pieces = new Map();

  constructor(control) {
    this.#control = control;
    this.#industries = new Map(control.industries.map((industry) => [industry.id, industry]));
  }

  /** All rows, or at least all of an industry where one is named. */
  async load(industry) {
    const { from, to } = this.#industries.get(industry)?.pieces ?? { from: 1, to: this.#control.pieces };
    if (to - from + 1 > MOST_PIECES) throw new TooMany();
    const pieces = [];
    for (let piece = from; piece <= to; piece += 1) pieces.push(this.#piece(piece));
    return (await Promise.all(pieces)).flat();
  }

  #piece(number) {
    if (!this.#pieces.has(number)) {
      const piece = fetch(fill(this.#control.piece, { number })).then(async (answer) => {
        if (!answer.ok) throw new Error(`${answer.status}`);
        return this.#rows(await answer.json());
      });
      // What failed is asked for anew the next time.
      piece.catch(() => this.#pieces.delete(number));
      this.#pieces.set(number, piece);
    }
    return this.#pieces.get(number);
  }

  #rows({ slugs, titles, scores, marks, counts, industries }) {
    const ids = industries.flatMap(([id, reports]) => Array(reports).fill(id));
    return slugs.map((slug, at) => {
      const industry = this.#industries.get(ids[at]) ?? { id: ids[at], label: ids[at], href: "" };
      return {
        slug,
        title: titles[at],
        score: scores[at],
        band: scores[at] === null ? null : bandOf(scores[at], this.#control.bands),
        marks: marks[at],
        count: counts[at],
        industry,
        name: folded(titles[at]),
        text: folded(`${titles[at]} ${industry.label}`),
      };
    });
  }
}

/** The band of a printed score. */
export function bandOf(score, bands) {
  return bands.find((band) => score >= band.from && score <= band.to);
}

/** An element with attributes and what stands in it; texts are texts. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same of a drawing. */
export function drawing(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A printed score with its band. */
export function scoreOf(score, bands) {
  const band = bandOf(score, bands);
  const word = element("span", { class: `band band-${band.id}` }, band.label);
  return element("span", { class: "score" }, element("b", {}, String(score)), " ", word);
}

/** The bands of a scale without words. */
export function scale(bands) {
  return bands.map((band) => {
    return drawing("rect", { class: `fill-${band.id}`, x: `${band.from}%`, y: 7, width: `${band.width}%`, height: 6 });
  });
}

/** The strip of a row. */
export function smallStrip({ marks, score, count }, { bands, strips }) {
  const words = strips[count];
  const low = marks[0] ?? 0;
  const high = marks.at(-1) ?? 0;
  const text = words && fill(score === null ? words.unscored : words.scored, { points: score, low, high });
  const strip = { class: "strip-small", role: "img", "aria-label": text ?? String(score ?? ""), width: "100%", height: 20 };
  const at = (x, ...inner) => drawing("svg", { x: `${x}%`, overflow: "visible" }, ...inner);
  const mark = { class: "strip-small-mark", x: -1, y: 4, width: 2, height: 12 };
  const headline = { class: "strip-small-headline", x: -2.5, y: 1, width: 5, height: 18 };
  return drawing(
    "svg",
    strip,
    scale(bands),
    marks.map((x) => at(x, drawing("rect", mark))),
    score === null ? null : at(score, drawing("rect", headline)),
  );
}

/** A row of the table of reports. */
export function rowOf(row, control) {
  const { bands, words } = control;
  const hasStrip = row.marks.length > 0 || row.score !== null;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("a", { href: fill(control.page, { slug: row.slug }) }, row.title)),
    element(
      "td",
      { class: "cell-score" },
      row.score === null ? element("span", { class: "quiet" }, words.unscored) : scoreOf(row.score, bands),
    ),
    element("td", { class: "column-strip" }, hasStrip ? smallStrip(row, control) : null),
    element("td", { class: "column-industry" }, element("a", { href: row.industry.href }, row.industry.label)),
  );
}
