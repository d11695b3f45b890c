// Makes the table of tasks a form in which a reader gives each task the share of their own week, and shows the score that comes of it. The
// only request is one for how the task scores of the site are spread. What is entered stays in the page, unless the reader saves it as a
// file or puts it into a link, behind the # that browsers do not send. Without this script the table stands, and says how to do the sum.

import * as core from "./own-score-core.js";

/** How long the reader has to pause before a new score is spoken, in milliseconds. */
const PAUSE = 700;

/** The name of a task in a sentence: a long one is cut. */
const called = (task) => task.short ?? task.name;

class OwnScore {
  constructor(place) {
    this.place = place;
    const json = (name) => JSON.parse(place.querySelector(`script[data-own="${name}"]`).textContent);
    this.data = json("data");
    this.words = json("words");
    this.start = core.startTimes(this.data.tasks);
    this.spread = null;
    this.build();
    this.set(this.start);
    this.show();
    this.restore();
  }

  /** Puts the controls into the page. */
  build() {
    const { place } = this;
    const part = (name) => place.querySelector(`template[data-own="${name}"]`).content.cloneNode(true);
    const table = place.querySelector("table");
    table.querySelector("thead tr").append(part("head"));
    this.fields = [...table.querySelectorAll("tbody tr")].map((row, at) => {
      row.append(part("row"));
      const name = (selector, word) => row.querySelector(selector).setAttribute("aria-label", this.say(word, { task: called(this.data.tasks[at]) }));
      name("input", "own_score_time");
      name('[data-step="-5"]', "own_score_less");
      name('[data-step="5"]', "own_score_more");
      return { time: row.querySelector("input"), week: row.querySelector(".own-week") };
    });
    table.before(part("before"));
    place.append(part("after"));
    this.parts = Object.fromEntries([...place.querySelectorAll("[data-is]")].map((element) => [element.dataset.is, element]));
    this.tools = [...place.querySelectorAll("[data-tool]")];
    table.addEventListener("click", (event) => this.step(event.target.closest("[data-step]")));
    place.addEventListener("input", (event) => event.target !== this.parts.file && this.changed());
    place.addEventListener("click", (event) => this.do(event.target.closest("[data-do]")?.dataset.do));
    this.parts.file.addEventListener("change", () => this.open());
    addEventListener("hashchange", () => this.restore());
  }

  /** A sentence of the site's messages with its variables filled in. */
  say(name, values = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (whole, variable) => values[variable] ?? whole);
  }

  /** A number with as many decimals as it has, at most two. */
  decimal(number) {
    const hundredths = Math.abs(core.roundHalfUp(number * 100));
    const whole = String(Math.floor(hundredths / 100)).replace(/\B(?=(\d{3})+$)/g, this.words.number_thousands);
    const rest = String(hundredths % 100).padStart(2, "0").replace(/0+$/, "");
    const sign = number < 0 && hundredths > 0 ? "−" : "";
    return sign + whole + (rest === "" ? "" : this.words.number_decimal + rest);
  }

  signed(points) {
    return points === 0 ? "±0" : points > 0 ? `+${points}` : `−${-points}`;
  }

  times() {
    return this.fields.map(({ time }) => core.timeOf(time.value));
  }

  set(times) {
    this.fields.forEach(({ time }, at) => {
      time.value = String(times[at]);
    });
  }

  situation() {
    const tools = this.tools.filter((box) => box.checked).map((box) => box.dataset.tool);
    const { years, seniority } = this.parts;
    return { tools, years: core.yearsOf(years?.value), seniority: seniority?.value || null };
  }

  step(button) {
    if (button === null) return;
    const field = button.parentElement.querySelector("input");
    field.value = String(core.timeOf(core.timeOf(field.value) + Number(button.dataset.step)));
    this.changed();
  }

  do(what) {
    const every = (time) => this.data.tasks.map(() => time);
    const actions = {
      reset: () => this.setAnew(this.start),
      equal: () => this.setAnew(every(10)),
      nothing: () => this.setAnew(every(0)),
      save: () => this.save(),
      link: () => this.link(),
    };
    actions[what]?.();
  }

  setAnew(times) {
    this.set(times);
    this.changed();
  }

  /** Shows what follows from what was entered, and speaks it when the reader pauses. */
  changed() {
    this.place.closest("section").classList.add("own-score-used");
    this.parts.note.textContent = "";
    this.spread ??= this.fetchSpread();
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.parts.spoken.textContent = this.sentence();
    }, PAUSE);
  }

  async fetchSpread() {
    try {
      const answer = await fetch(this.data.scores);
      if (!answer.ok) return;
      this.spreads = await answer.json();
      this.show();
    } catch {
      // Without the spread there is no place to show; the score stands without it.
    }
  }

  score() {
    const { tools, years, seniority } = this.situation();
    this.told = { tools: tools.length, years, seniority };
    return core.ownScore(this.data, this.times(), this.told);
  }

  sentence() {
    const score = this.score();
    if (score === null) return this.say("own_score_none");
    return this.say("own_score_sentence", { points: score.points, band: score.band.label });
  }

  show() {
    const { parts, data } = this;
    const score = this.score();
    const times = this.times();
    const sum = times.reduce((sum, time) => sum + time, 0);
    this.fields.forEach(({ week }, at) => {
      week.textContent = sum > 0 ? this.say("percent", { number: core.roundHalfUp((100 * times[at]) / sum) }) : "";
    });
    parts.sum.textContent = this.say("own_score_sum", { sum: this.decimal(sum) });
    parts.none.hidden = score !== null;
    parts.score.hidden = score === null;
    parts.result.hidden = score === null;
    if (score === null) return;
    parts.points.textContent = score.points;
    parts.band.textContent = score.band.label;
    parts.band.className = `band band-${score.band.id}`;
    const change = this.signed(score.points - data.points);
    parts.sentence.textContent = `${this.sentence()} ${this.say("own_score_report", { points: data.points, change })}`;
    this.showStrip(score);
    this.showPlaces(score);
    this.showMoves(times, score);
    this.showSheet(times, score);
  }

  showStrip(score) {
    const { strip } = this.parts;
    const marks = { you: score.points, tasks: this.data.points, headline: this.data.headline };
    for (const [name, points] of Object.entries(marks)) {
      const mark = strip.querySelector(`[data-mark="${name}"]`);
      if (points === null) {
        mark?.remove();
        continue;
      }
      mark.setAttribute("x", `${points}%`);
      const text = mark.querySelector("text");
      text.setAttribute("text-anchor", points < 50 ? "start" : "end");
      text.setAttribute("x", points < 50 ? -2 : 2);
      mark.querySelector("tspan").textContent = points;
    }
    strip.setAttribute("aria-label", this.say("own_score_strip", { points: score.points, report: this.data.points }));
  }

  /** Fills an element with a paragraph or an item for each text. */
  fill(element, kind, texts) {
    element.replaceChildren(...texts.map((text) => Object.assign(document.createElement(kind), { textContent: text })));
  }

  showPlaces(score) {
    const { data, spreads } = this;
    const texts = [];
    if (spreads) {
      const own = { points: data.points, persons: data.persons };
      const all = core.standing(spreads.all, own, score.taskPoints);
      const industry = core.standing(spreads.industry, own, score.taskPoints);
      if (all.of > 1) {
        const lines = [this.say("own_score_place", all)];
        if (industry.of > 1 && industry.of < all.of) lines.push(this.say("own_score_place_group", { ...industry, group: data.industry }));
        if (all.of >= data.few) lines.push(this.say(all.byPersons ? "own_score_percentile_employment" : "own_score_percentile", all));
        texts.push(lines.join(" "));
        if (score.lines.length > 0) texts.push(this.say("own_score_place_without_rule", { points: score.taskPoints }));
      }
    }
    this.fill(this.parts.places, "p", texts);
  }

  showMoves(times, score) {
    const { tasks } = this.data;
    const moves = core.moves(this.data, times, this.told);
    const texts = moves.map(({ at, points, change }) =>
      this.say("own_score_without", { task: called(tasks[at]), points, change: this.signed(change) }),
    );
    this.fill(this.parts.moves, "li", texts);
    this.parts.moves.hidden = texts.length === 0;
    const driver = core.driver(tasks, times);
    const part = driver && { task: called(tasks[driver.at]), part: this.decimal(driver.part), score: this.decimal(driver.mean) };
    const largest = part ? this.say("own_score_driver", part) : "";
    this.parts.driver.textContent = texts.length === 0 ? this.say("own_score_no_move") : largest;
  }

  showSheet(times, score) {
    const { tasks } = this.data;
    const rest = core.without(this.data, times, this.told);
    const rows = tasks.map((task, at) => {
      const row = document.createElement("tr");
      const name = Object.assign(document.createElement("th"), { scope: "row", textContent: task.name });
      const alone = rest[at] === null ? "" : this.decimal(rest[at]);
      const cells = [this.decimal(task.exposure), this.decimal(times[at]), this.decimal(task.exposure * times[at]), alone];
      row.append(name, ...cells.map((text) => Object.assign(document.createElement("td"), { className: "number", textContent: text })));
      return row;
    });
    this.parts.rows.replaceChildren(...rows);
    const { sum, whole, mean, lines, added, points, band } = score;
    const steps = [this.say("own_score_step", { sum: this.decimal(sum), whole: this.decimal(whole), score: this.decimal(mean) })];
    for (const line of lines) {
      const signed = { ...line, points: this.signed(line.kind === "tools" ? line.each : line.points) };
      steps.push(this.say(`own_score_step_${line.kind}`, signed));
    }
    if (lines.length > 0) {
      const total = { score: this.decimal(mean), added: this.signed(added), total: this.decimal(mean + added) };
      steps.push(this.say("own_score_step_added", total));
      if (mean + added !== score.score) steps.push(this.say("own_score_step_held"));
    }
    steps.push(this.say("worksheet_rounded", { exact: this.decimal(score.score), rounded: points }));
    steps.push(this.say("worksheet_band", { points, low: band.from, high: band.to, band: band.label }));
    this.fill(this.parts.steps, "li", steps);
  }

  entered() {
    const times = this.times();
    return { times: Object.fromEntries(this.data.tasks.map((task, at) => [task.id, times[at]])), ...this.situation() };
  }

  /** Puts what was saved back; names what the report no longer has. */
  enter({ times, tools, years, seniority }) {
    this.set(this.data.tasks.map((task) => (Object.hasOwn(times, task.id) ? times[task.id] : 0)));
    for (const box of this.tools) box.checked = tools.includes(box.dataset.tool);
    if (this.parts.years) this.parts.years.value = years ?? "";
    if (this.parts.seniority) this.parts.seniority.value = seniority ?? "";
    this.changed();
    const gone = Object.keys(times).filter((id) => !this.data.tasks.some((task) => task.id === id));
    const missing = gone.length > 0 ? ` ${this.say("own_score_missing", { names: gone.join(", ") })}` : "";
    this.parts.note.textContent = this.say("own_score_opened") + missing;
  }

  restore() {
    const entered = core.fromFragment(location.hash.slice(1));
    if (entered === null) return;
    this.enter(entered);
    const scroll = () => this.place.closest("section").scrollIntoView({ behavior: "instant" });
    scroll();
    // What arrives later, such as the typeface, moves the section once more.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
  }

  async link() {
    history.replaceState(null, "", `#${core.toFragment(this.entered())}`);
    let copied = "own_score_link_made";
    try {
      await navigator.clipboard.writeText(location.href);
      copied = "own_score_link_copied";
    } catch {
      // The browser does not let the page copy; the address bar has the link.
    }
    this.parts.note.textContent = this.say(copied);
  }

  save() {
    const { report, title } = this.data;
    const address = location.href.split("#")[0];
    const text = core.toFile({ report, title, address }, this.entered(), this.score());
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `own-score-${report}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  async open() {
    const [file] = this.parts.file.files;
    if (file === undefined) return;
    const saved = core.fromFile(await file.text());
    this.parts.file.value = "";
    if (saved === null || saved.report !== this.data.report) {
      this.parts.note.textContent = this.say(saved === null ? "own_score_wrong_file" : "own_score_other_report");
      return;
    }
    this.enter(saved.entered);
  }
}

const place = document.querySelector("[data-own-score]");
if (place) {
  new OwnScore(place);
}
