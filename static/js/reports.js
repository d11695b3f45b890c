// The table of all reports: search, filters, sorting and paging. The rows of all pages are loaded when they are first wanted, at most 200 are
// on the page at a time, and what is shown stands in the address, so that it can be shared. Nothing is sent anywhere.

import { rowOf, Rows, TooMany } from "./rows.js";
import { COLUMNS, Heads, sorted } from "./sort.js";
import { control as controlOf, fill, folded, number } from "./words.js";

/** How long a reader has to stop typing before the address changes, in milliseconds. */
const PAUSE = 250;

class Table {
  #control = controlOf();
  #rows = new Rows(this.#control);
  #root;
  #form;
  #body;
  #status;
  #heads;
  #written;
  /** What the page shows without a question. */
  #first;
  #sort = {};
  #page = 1;
  #asked = 0;
  #timer = 0;

  constructor(root) {
    this.#root = root;
    this.#form = root.querySelector("form");
    this.#body = root.querySelector("tbody");
    this.#status = this.#form.querySelector("[role=status]");
    this.#written = root.querySelector(".pager:not([data-pager])");
    this.#first = { rows: [...this.#body.rows], status: this.#status.textContent };
    this.#heads = new Heads(root.querySelector("table"), (sort) => {
      this.#sort = sort;
      this.#page = 1;
      this.#show();
    });
    // What is asked for is shown while it is typed; Enter leads to what was found.
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#body.querySelector("a")?.focus();
    });
    this.#form.addEventListener("input", (event) => {
      this.#page = 1;
      this.#show(event.target.name === "q" ? PAUSE : 0);
    });
    this.#form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#fill(new URLSearchParams());
      this.#show();
      this.#form.elements.q.focus();
    });
    for (const button of this.#pager.querySelectorAll("button")) {
      button.addEventListener("click", () => this.#turn(Number(button.dataset.step)));
    }
    this.#fill(new URLSearchParams(location.search));
    this.#form.classList.add("ready");
    this.#show();
  }

  get #pager() {
    return this.#root.querySelector("[data-pager]");
  }

  /** The fields with something in them, by name. */
  get #fields() {
    return Object.fromEntries([...new FormData(this.#form)].filter(([, value]) => value.trim() !== ""));
  }

  /** Takes over what an address asks for; what it cannot ask for is passed over. */
  #fill(asked) {
    for (const field of this.#form.querySelectorAll("input, select")) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    const column = asked.get("sort");
    const has = COLUMNS.includes(column) && this.#root.querySelector(`th[data-sort="${column}"]`) !== null;
    this.#sort = has ? { column, order: asked.get("order") === "desc" ? "desc" : "asc" } : {};
    this.#page = Math.max(1, Number.parseInt(asked.get("page") ?? "1", 10) || 1);
    const { industry, band, from, to } = this.#fields;
    if (industry || band || from || to) this.#form.querySelector("details").open = true;
  }

  #address() {
    const query = new URLSearchParams(this.#fields);
    if (this.#sort.column) {
      query.set("sort", this.#sort.column);
      query.set("order", this.#sort.order);
    }
    if (this.#page > 1) query.set("page", this.#page);
    const text = query.toString();
    return `${location.pathname}${text === "" ? "" : `?${text}`}${location.hash}`;
  }

  /** Shows what the form asks for. The address follows after a pause. */
  async #show(pause = 0) {
    this.#asked += 1;
    const asked = this.#asked;
    this.#heads.show(this.#sort);
    clearTimeout(this.#timer);
    const fields = this.#fields;
    if (Object.keys(fields).length === 0 && !this.#sort.column && this.#page === 1) {
      this.#rest(this.#first.status);
      this.#remember(0);
      return;
    }
    const slow = setTimeout(() => this.#say(this.#control.words.table_loading), PAUSE);
    try {
      const rows = await this.#rows.load(fields.industry);
      if (asked === this.#asked) {
        this.#list(this.#found(rows, fields));
        this.#remember(pause);
      }
    } catch (error) {
      if (asked !== this.#asked) return;
      const { table_too_many: tooMany, table_failed: failed } = this.#control.words;
      this.#sort = {};
      this.#heads.show();
      this.#rest(error instanceof TooMany ? fill(tooMany, { all: this.#count(this.#control.rows) }) : failed);
    } finally {
      clearTimeout(slow);
    }
  }

  #remember(pause) {
    const write = () => history.replaceState(null, "", this.#address());
    if (pause === 0) write();
    else this.#timer = setTimeout(write, pause);
  }

  /** The rows that the fields leave, in the order of the table. */
  #found(rows, { q = "", industry, band, from, to }) {
    const words = folded(q).split(/\s+/).filter(Boolean);
    const scored = band || from || to;
    const low = from ? Number(from) : 0;
    const high = to ? Number(to) : 100;
    const found = rows.filter((row) => {
      if (industry && row.industry.id !== industry) return false;
      if (scored && (row.score === null || row.score < low || row.score > high)) return false;
      if (band && row.band.id !== band) return false;
      return words.every((word) => row.text.includes(word));
    });
    return sorted(found, this.#sort.column ? this.#sort : { column: "title", order: "asc" });
  }

  /** Shows a page of what was found. */
  #list(found) {
    const { perPage, rows, words } = this.#control;
    const pages = Math.max(1, Math.ceil(found.length / perPage));
    this.#page = Math.min(this.#page, pages);
    const shown = found.slice((this.#page - 1) * perPage, this.#page * perPage);
    this.#body.replaceChildren(...shown.map((row) => rowOf(row, this.#control)));
    const place = fill(words.pager, { number: this.#page, pages });
    const counted = fill(words.table_found, { count: this.#count(found.length), all: this.#count(rows) });
    this.#say(found.length === 0 ? words.table_none : pages === 1 ? counted : `${counted}. ${place}`);
    if (this.#written) this.#written.hidden = true;
    this.#pager.hidden = pages === 1;
    this.#pager.querySelector("span").textContent = place;
    for (const button of this.#pager.querySelectorAll("button")) {
      const target = this.#page + Number(button.dataset.step);
      button.disabled = target < 1 || target > pages;
    }
  }

  /** Shows the page as it was written. */
  #rest(status) {
    this.#body.replaceChildren(...this.#first.rows);
    if (this.#written) this.#written.hidden = false;
    this.#pager.hidden = true;
    this.#say(status);
  }

  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #count(value) {
    return number(value, this.#control.numbers);
  }

  async #turn(step) {
    this.#page += step;
    await this.#show();
    const table = this.#root.querySelector("table");
    table.tabIndex = -1;
    table.focus({ preventScroll: true });
    this.#root.scrollIntoView();
  }
}

const root = document.querySelector("[data-reports]");
if (root) new Table(root);
