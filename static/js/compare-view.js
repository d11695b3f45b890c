// Reports side by side, from their data: only what one of them has, each figure with its source, and differences only of like with like.

import { drawing, element, scale, scoreOf, smallStrip } from "./rows.js";
import { fill, folded, number } from "./words.js";

/** How many of the most exposed tasks are named. */
const TASKS = 3;

/** How many of the most important skills are shown. */
const SKILLS = 15;

const PERFORMERS = ["automated", "assisted", "human"];
const PERCENTILES = ["p10", "p25", "p50", "p75", "p90"];

/** Height of a report's line on a shared scale, in pixels. */
const LINE = 22;

/** The elements of a comparison of two or three reports. */
export function comparison(reports, control) {
  const view = new View(reports, control);
  return [view.headline(), ...view.assessments(), view.tasks(), view.skills(), view.pay(), view.paths()].flat().filter(Boolean);
}

class View {
  #reports;
  #control;
  #words;

  constructor(reports, control) {
    this.#reports = reports;
    this.#control = control;
    this.#words = control.words;
  }

  headline() {
    const words = this.#words;
    const { bands } = this.#control;
    const strip = (report) => {
      const marks = [...new Set((report.assessments ?? []).map((each) => each.points))].sort((a, b) => a - b);
      const score = report.score ?? null;
      const has = marks.length > 0 || score !== null;
      return has && smallStrip({ marks, score, count: report.assessments?.length ?? 0 }, this.#control);
    };
    const industries = new Map(this.#control.industries.map((industry) => [industry.id, industry]));
    return this.#section(words.compare_headline, [
      [words.column_score, (report) => report.score !== undefined && scoreOf(report.score, bands), words.unscored],
      [words.column_strip, strip],
      [words.column_rank, ({ standing }) => standing && fill(words.compare_rank, { rank: standing.rank, of: standing.of })],
      [words.column_task_score, (report) => report.task_score && String(report.task_score.score)],
      [
        words.column_industry,
        (report) => {
          const industry = industries.get(report.industry);
          return industry && element("a", { href: industry.href }, industry.label);
        },
      ],
    ]);
  }

  /** For each measure its scores on one scale, and a row for each source. */
  assessments() {
    const of = (report, measure) => (report.assessments ?? []).filter((each) => each.measure === measure);
    const measures = this.#control.measures.filter(({ id }) => this.#reports.some((report) => of(report, id).length > 0));
    if (measures.length === 0) return [];
    const parts = measures.flatMap(({ id, label, explanation }) => {
      const all = this.#reports.flatMap((report) => of(report, id));
      const rows = [...new Set(all.map((each) => each.source))].map((source) => [
        this.#source(source),
        (report) => {
          const scores = of(report, id).filter((each) => each.source === source);
          return scores.length > 0 && scores.map((each) => this.#published(each));
        },
      ]);
      return [
        element("h4", {}, label.charAt(0).toUpperCase() + label.slice(1)),
        element("p", { class: "quiet" }, explanation),
        this.#sharedScale(this.#reports.map((report) => of(report, id))),
        this.#table(`${this.#words.compare_assessments}: ${label}`, rows),
      ];
    });
    return [element("section", {}, element("h3", {}, this.#words.compare_assessments), ...parts)];
  }

  /** A published score: its own notation, its place on the common scale, its date. */
  #published({ score, points, as_of: date }) {
    const place = String(points) === score ? "" : ` → ${points}`;
    return element("span", { class: "published" }, element("b", {}, score), place, this.#note(this.#date(date)));
  }

  /** One scale with a line of marks for each report. */
  #sharedScale(lists) {
    const bottom = lists.length * LINE;
    const lines = lists.flatMap((scores, at) => {
      const y = at * LINE + LINE / 2;
      const marks = scores.map(({ points, score }) => {
        const title = drawing("title", {}, `${this.#reports[at].title}: ${score}`);
        const pole = drawing("line", { x1: 0, x2: 0, y1: y, y2: bottom });
        return drawing("svg", { class: `strip-mark compared-${at}`, x: `${points}%`, overflow: "visible" }, title, pole, shape(at, y));
      });
      return marks;
    });
    const said = this.#reports.map((report, at) => {
      const marks = lists[at].map((each) => each.score).join(this.#words.list_comma);
      return fill(this.#words.compare_strip, { title: report.title, marks: marks || this.#words.compare_none });
    });
    const bar = drawing("svg", { y: bottom - 6, overflow: "visible" }, scale(this.#control.bands));
    const axis = [0, 100].map((value) => {
      const anchor = value === 0 ? "start" : "end";
      return drawing("text", { class: "strip-axis", x: `${value}%`, y: bottom + 22, "text-anchor": anchor }, String(value));
    });
    const drawn = { class: "shared-scale strip", role: "img", "aria-label": said.join("; "), width: "100%", height: bottom + 26 };
    const legend = this.#reports.map((report, at) => {
      const mark = { class: `legend-shape compared-${at}`, "aria-hidden": "true", width: 14, height: 14, viewBox: "-7 -7 14 14" };
      return element("span", {}, drawing("svg", mark, shape(at, 0)), report.title);
    });
    return element("figure", {}, drawing("svg", drawn, bar, ...lines, ...axis), element("figcaption", { class: "strip-legend" }, ...legend));
  }

  tasks() {
    const words = this.#words;
    if (!this.#reports.some((report) => report.tasks)) return null;
    const counted = (performer) => (report) =>
      report.tasks && String(report.tasks.filter((task) => task.performer === performer).length);
    const has = (performer) => this.#reports.some((report) => report.tasks?.some((task) => task.performer === performer));
    const rows = PERFORMERS.filter(has).map((performer) => [words[`performer_${performer}`], counted(performer)]);
    if (has(undefined)) rows.push([words.compare_performer_unknown, counted(undefined)]);
    rows.push([words.compare_tasks_of, (report) => report.tasks && String(report.tasks.length)]);
    rows.push([words.compare_most_exposed, (report) => this.#mostExposed(report.tasks ?? [])]);
    const figures = this.#reports.flatMap((report) => mostExposed(report.tasks ?? [], this.#control.bands).map(({ figure }) => figure));
    return this.#section(words.compare_tasks, rows, figures);
  }

  #mostExposed(tasks) {
    const first = mostExposed(tasks, this.#control.bands);
    if (first.length === 0) return null;
    const band = (id) => this.#control.bands.find((each) => each.id === id)?.label ?? id;
    const items = first.map(({ task, figure }) => {
      const exposure = typeof figure.value === "string" ? band(figure.value) : this.#number(figure.value);
      return element("li", {}, fill(this.#words.compare_task, { task: task.name, exposure }));
    });
    return element("ul", {}, ...items);
  }

  /** The most important skills with importance and level, and which of the others are had by all, by two of three, and by one. */
  skills() {
    const words = this.#words;
    const skilled = this.#reports.filter((report) => report.skills);
    if (skilled.length === 0) return null;
    const parts = [this.#rated(), this.#shared(skilled)].filter(Boolean);
    const figures = skilled.flatMap(({ skills }) => skills.flatMap((skill) => {
      const { importance, level, resilience } = skill;
      const own = [importance, level, resilience].filter(Boolean);
      return own.length > 0 ? own : [skill];
    }));
    return element("section", {}, element("h3", {}, words.compare_skills), ...parts, this.#sources(figures));
  }

  /** A row for each of the skills that are most important to one of the jobs. */
  #rated() {
    const words = this.#words;
    const rows = new Map();
    for (const report of this.#reports) {
      for (const { name, kind, importance, level } of report.skills ?? []) {
        if (!importance) continue;
        const key = `${kind} ${name}`;
        const row = rows.get(key) ?? { label: fill(words[`skill_${kind}`], { name }), most: 0, cells: new Map() };
        row.most = Math.max(row.most, importance.value);
        row.cells.set(report.slug, { importance, level });
        rows.set(key, row);
      }
    }
    if (rows.size === 0) return null;
    const first = [...rows.values()].sort((a, b) => b.most - a.most).slice(0, SKILLS);
    const cell = (row) => (report) => {
      const rated = row.cells.get(report.slug);
      if (!rated) return null;
      const importance = this.#number(rated.importance.value);
      return rated.level ? fill(words.compare_rated, { importance, level: this.#number(rated.level.value) }) : importance;
    };
    const lead = element("p", { class: "quiet" }, words.compare_rated_lead);
    return element("div", {}, lead, this.#table(words.compare_skills, first.map((row) => [row.label, cell(row)])));
  }

  /** Skills without an importance: those that all have, that two of three have, and that only one has. */
  #shared(skilled) {
    const words = this.#words;
    const names = new Map();
    this.#reports.forEach((report, at) => {
      for (const { name, importance } of report.skills ?? []) {
        if (importance) continue;
        const entry = names.get(folded(name)) ?? { name, in: new Set() };
        entry.in.add(at);
        names.set(folded(name), entry);
      }
    });
    if (names.size === 0) return null;
    const groups = new Map();
    for (const entry of names.values()) {
      const key = [...entry.in].join(" ");
      groups.set(key, [...(groups.get(key) ?? []), entry.name]);
    }
    const entries = [...groups].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
    const rows = entries.map(([key, list]) => {
      const titles = key.split(" ").map((at) => this.#reports[at].title);
      const label = titles.length === 1 ? fill(words.compare_only, { title: titles[0] }) : fill(words.compare_in_common, { titles: this.#and(titles) });
      return element("div", {}, element("dt", {}, label), element("dd", {}, list.join(words.list_comma)));
    });
    const without = this.#reports.filter((report) => !report.skills);
    rows.push(...without.map((report) => {
      return element("div", {}, element("dt", {}, report.title), element("dd", { class: "quiet" }, words.compare_none));
    }));
    const everywhere = entries.some(([key]) => key.includes(" "));
    if (!everywhere && skilled.length > 1) {
      const label = fill(words.compare_in_common, { titles: this.#and(skilled.map((report) => report.title)) });
      rows.unshift(element("div", {}, element("dt", {}, label), element("dd", { class: "quiet" }, words.compare_none)));
    }
    return element("dl", { class: "tool-list" }, ...rows);
  }

  pay() {
    const words = this.#words;
    const paid = this.#reports.filter((report) => Object.keys(report.pay?.percentiles ?? {}).length > 0);
    if (paid.length === 0) return null;
    const wage = (report, percentile) => report.pay?.percentiles?.[percentile];
    const [first] = this.#reports;
    const alike = (report, percentile) => report !== first && likePay(first, report, percentile);
    const cell = (percentile) => (report) => {
      const amount = wage(report, percentile);
      if (!amount) return null;
      const text = this.#money(amount, report.pay.currency);
      if (!alike(report, percentile)) return text;
      const apart = amount.value - wage(first, percentile).value;
      const difference = `${apart > 0 ? "+" : apart < 0 ? "\u2212" : "±"}${this.#money({ value: Math.abs(apart) }, report.pay.currency)}`;
      return [text, this.#note(fill(words.compare_against, { difference, title: first.title }))];
    };
    const known = PERCENTILES.filter((percentile) => this.#reports.some((report) => wage(report, percentile)));
    const scope = (report) => {
      if (!paid.includes(report)) return null;
      const { area, currency, per, percentiles } = report.pay;
      const dates = [...new Set(Object.values(percentiles).map((each) => this.#date(each.as_of)))];
      const values = { area, currency, per: words[`per_${per}`], date: dates.join(words.list_comma) };
      return fill(area ? words.compare_scope : words.compare_scope_nowhere, values);
    };
    const rows = [[words.compare_said, scope], ...known.map((percentile) => [words[`pay_${percentile}`], cell(percentile)])];
    const section = this.#section(words.compare_pay, rows, paid.flatMap((report) => Object.values(report.pay.percentiles)));
    const isApart = paid.some((report) => {
      return report !== first && first.pay && known.some((percentile) => {
        return wage(first, percentile) && wage(report, percentile) && !alike(report, percentile);
      });
    });
    if (isApart) section.append(element("p", { class: "quiet" }, words.compare_pay_apart));
    return section;
  }

  paths() {
    const words = this.#words;
    if (!this.#reports.some((report) => report.paths)) return null;
    const slugs = new Set(this.#reports.map((report) => report.slug));
    const path = (each) => {
      const facts = [
        each.match && this.#match(each),
        each.difficulty && `${words.path_difficulty}: ${words[`difficulty_${each.difficulty}`]}`,
        !each.to && words.compare_path_title_only,
      ].filter(Boolean);
      const name = each.to ? element("a", { href: fill(this.#control.page, { slug: each.to }) }, each.title) : each.title;
      const title = slugs.has(each.to) ? element("b", {}, name) : name;
      return element("li", {}, title, facts.length > 0 ? this.#note(facts.join("; ")) : null);
    };
    const rows = [[words.compare_paths, (report) => report.paths && element("ul", {}, ...report.paths.map(path))]];
    return this.#section(words.compare_paths, rows, this.#reports.flatMap((report) => report.paths ?? []));
  }

  /** The skill match of a path; one that is computed is rounded as on the page of the report, and says so. */
  #match({ match, computed }) {
    const { path_match: label, path_computed: note, percent } = this.#words;
    const isComputed = computed?.includes("match");
    const text = fill(percent, { number: this.#number(isComputed ? Math.round(match.value) : match.value) });
    return isComputed ? `${label}: ${text} ${note}` : `${label}: ${text}`;
  }

  /** A part of the comparison: its heading, its table, and the sources of figures. */
  #section(title, rows, figures = []) {
    const table = this.#table(title, rows);
    return table && element("section", {}, element("h3", {}, title), table, this.#sources(figures));
  }

  /** A table with a column for each report. A row is its name, what it says of a report, and what stands where that is nothing. */
  #table(caption, rows) {
    const titles = this.#reports.map((report) => {
      return element("th", { scope: "col" }, element("a", { href: fill(this.#control.page, { slug: report.slug }) }, report.title));
    });
    const filled = rows.flatMap(([name, say, nothing]) => {
      const cells = this.#reports.map((report) => say(report) || null);
      if (cells.every((cell) => cell === null)) return [];
      const missing = () => element("span", { class: "quiet" }, nothing ?? this.#words.compare_none);
      const made = cells.map((cell, at) => {
        return element("td", { "data-label": this.#reports[at].title }, ...(cell === null ? [missing()] : [cell].flat()));
      });
      return [element("tr", {}, element("th", { scope: "row" }, name), ...made)];
    });
    if (filled.length === 0) return null;
    const head = element("tr", {}, element("td"), ...titles);
    const table = element(
      "table",
      { class: "stack compared" },
      element("caption", { class: "visually-hidden" }, caption),
      element("thead", {}, head),
      element("tbody", {}, ...filled),
    );
    return element("div", { class: "table-wide" }, table);
  }

  /** The sources of figures with their dates, each once. */
  #sources(figures) {
    const lines = new Map();
    for (const { source, as_of: date } of figures) {
      if (source) lines.set(`${source} ${date ?? ""}`, { source, date });
    }
    if (lines.size === 0) return null;
    const parts = [...lines.values()].flatMap(({ source, date }, at) => {
      const [before, after] = this.#words.compare_source_dated.split("{source}");
      const text = fill(after, { date: this.#date(date) });
      return [at === 0 ? "" : "; ", before, this.#source(source), text];
    });
    return element("p", { class: "section-sources" }, `${this.#words.column_source}: `, ...parts);
  }

  /** The name of a source, which leads to what is known of it. */
  #source(id) {
    const source = this.#reports.flatMap((report) => report.sources ?? []).find((each) => each.id === id);
    return element("a", { href: `${this.#control.sources}#${id}` }, source?.short ?? source?.title ?? id);
  }

  #note(text) {
    return element("span", { class: "note" }, text);
  }

  #and(titles) {
    const head = titles.slice(0, -1).join(this.#words.list_comma);
    return fill(this.#words.list_and, { head, last: titles.at(-1) });
  }

  #number(value) {
    return number(value, this.#control.numbers);
  }

  /** A date, as exact as it is: `2026`, `2026-03` or `2026-03-14`. */
  #date(date) {
    if (!date) return this.#words.date_unknown;
    const [year, month, day] = date.split("-");
    const { months, month: ofMonth, day: ofDay } = this.#control.dates;
    if (!month) return year;
    const values = { year, month: months[Number(month) - 1], day: Number(day) };
    return fill(day ? ofDay : ofMonth, values);
  }

  #money({ value, at_least: least }, currency) {
    const { signs, sign, letters, at_least: atLeast } = this.#control.money;
    const plain = value ?? least;
    const amount = this.#number(plain < 1000 ? plain : Math.round(plain));
    const text = signs[currency] ? fill(sign, { sign: signs[currency], amount }) : fill(letters, { currency, amount });
    return value === undefined ? fill(atLeast, { amount: text }) : text;
  }
}

/** The tasks with the highest exposure, or the highest word in place of one, with the figure that says so. */
function mostExposed(tasks, bands) {
  const height = ({ value }) => (typeof value === "string" ? (bands.find((band) => band.id === value)?.from ?? 0) : value);
  const known = tasks.map((task) => ({ task, figure: task.exposure ?? task.level })).filter(({ figure }) => figure);
  return known.sort((a, b) => height(b.figure) - height(a.figure)).slice(0, TASKS);
}

/** Whether two amounts can be subtracted: both exact, of one date, in one currency, for one time, in one place. */
function likePay(one, other, percentile) {
  const [a, b] = [one.pay?.percentiles?.[percentile], other.pay?.percentiles?.[percentile]];
  return a?.value !== undefined && b?.value !== undefined && a.as_of === b.as_of && sameScope(one.pay, other.pay);
}

function sameScope(one, other) {
  return one.currency === other.currency && one.per === other.per && one.area !== undefined && one.area === other.area;
}

/** The mark of a report, so that three can be told apart without colour. */
function shape(at, y) {
  if (at === 0) return drawing("circle", { cx: 0, cy: y, r: 5 });
  if (at === 1) return drawing("rect", { x: -4.5, y: y - 4.5, width: 9, height: 9 });
  return drawing("path", { d: `M0 ${y - 6}l5.5 10h-11z` });
}
