// The comparison: two or three reports are chosen by name, and what their data hold stands side by side. The choice stands in the address,
// so that it can be shared. Each report comes from the JSON beside its page; nothing is sent anywhere.

import { comparison } from "./compare-view.js";
import { element, Rows } from "./rows.js";
import { sorted } from "./sort.js";
import { control as controlOf, fill, folded } from "./words.js";

/** The most suggestions beneath a field. */
const SUGGESTED = 30;

/** What a slug looks like. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A report that is not there. */
class Unknown extends Error {}

/** The slug that a name would have. */
function slugOf(name) {
  return folded(name).replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

class Comparison {
  #control = controlOf();
  #rows = new Rows(this.#control);
  #reports = new Map();
  #root;
  #form;
  #result;
  #status;
  #names;
  #asked = 0;
  #title = document.title;

  constructor(root) {
    this.#root = root;
    this.#form = root.querySelector("form");
    this.#result = root.querySelector("[data-result]");
    this.#status = root.querySelector("[role=status]");
    this.#form.addEventListener("focusin", () => this.#suggest());
    this.#form.addEventListener("input", () => this.#suggest());
    this.#form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const names = this.#fields.map((field) => field.value.trim()).filter(Boolean);
      this.#show(await Promise.all(names.map((name) => this.#slug(name))), true);
    });
    addEventListener("popstate", () => this.#follow());
    root.classList.add("ready");
    this.#follow();
  }

  get #fields() {
    return [...this.#form.querySelectorAll("input")];
  }

  /** Shows what the address asks for. */
  #follow() {
    const query = new URLSearchParams(location.search);
    // Addresses once named the reports behind a `#`, with a `+` between them.
    const hash = location.hash.slice(1).replace(/^only:/, "");
    const former = hash.includes("+") ? hash.split("+") : [];
    const asked = ["a", "b", "c"].some((name) => query.has(name));
    const slugs = asked ? this.#fields.map((field) => query.get(field.name)) : former.filter((slug) => SLUG.test(slug));
    this.#fields.forEach((field, at) => {
      field.value = slugs[at] ?? "";
    });
    this.#show(slugs.filter(Boolean).slice(0, 3), false);
  }

  /** All names by which a report can be chosen; on a site with too many rows those of the table of this page. */
  #load() {
    this.#names ??= this.#rows.load().catch(() => {
      const links = document.querySelectorAll("table.compare-table th a");
      return [...links].map((link) => ({
        slug: new URL(link.href).pathname.split("/").at(-2),
        title: link.textContent,
        name: folded(link.textContent),
      }));
    });
    return this.#names;
  }

  /** Fills the list of suggestions for the field in which the reader is. */
  async #suggest() {
    const field = document.activeElement;
    const rows = await this.#load();
    if (field !== document.activeElement || field.value === undefined) return;
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const found = rows.filter((row) => words.every((word) => row.name.includes(word)));
    const begins = (row) => (words.length > 0 && row.name.startsWith(words[0]) ? 0 : 1);
    const byTitle = sorted(found, { column: "title", order: "asc" });
    const first = byTitle.sort((one, other) => begins(one) - begins(other)).slice(0, SUGGESTED);
    const options = first.map((row) => element("option", { value: row.title }));
    this.#form.querySelector("datalist").replaceChildren(...options);
  }

  /** The slug of the report that a reader names. */
  async #slug(name) {
    const rows = await this.#load();
    const title = folded(name);
    const row = rows.find((each) => each.title === name) ?? rows.find((each) => each.name === title);
    return row?.slug ?? slugOf(name);
  }

  /** The data of a report. */
  #report(slug) {
    if (!SLUG.test(slug)) return Promise.reject(new Unknown(slug));
    if (!this.#reports.has(slug)) {
      const address = fill(this.#control.page, { slug }).replace(/\/$/, ".json");
      const report = fetch(address).then((answer) => {
        if (answer.status === 404) throw new Unknown(slug);
        if (!answer.ok) throw new Error(`${answer.status}`);
        return answer.json();
      });
      report.catch(() => this.#reports.delete(slug));
      this.#reports.set(slug, report);
    }
    return this.#reports.get(slug);
  }

  async #show(slugs, isChosen) {
    this.#asked += 1;
    const asked = this.#asked;
    const { words } = this.#control;
    const apart = [...new Set(slugs)];
    if (isChosen) this.#remember(apart);
    if (apart.length < 2) {
      this.#result.replaceChildren();
      document.title = this.#title;
      this.#say(slugs.length > apart.length ? words.compare_same : words.compare_few);
      // One report is chosen already: its name is shown, and the other is waited for.
      const [only] = apart;
      if (only) await this.#report(only).then((report) => this.#name([report]), () => {});
      return;
    }
    this.#say(words.compare_loading);
    const answers = await Promise.allSettled(apart.map((slug) => this.#report(slug)));
    if (asked !== this.#asked) return;
    const reports = answers.filter((answer) => answer.status === "fulfilled").map((answer) => answer.value);
    const failed = answers.findIndex((answer) => answer.status === "rejected");
    if (failed >= 0) {
      this.#result.replaceChildren();
      document.title = this.#title;
      const isUnknown = answers[failed].reason instanceof Unknown;
      this.#say(isUnknown ? fill(words.compare_unknown, { name: apart[failed] }) : words.table_failed);
      return;
    }
    this.#name(reports);
    const titles = reports.map((report) => report.title);
    const last = titles.at(-1);
    const named = fill(words.list_and, { head: titles.slice(0, -1).join(words.list_comma), last });
    document.title = `${named} · ${this.#title}`;
    this.#say(fill(words.compare_found, { titles: named }));
    this.#result.replaceChildren(...comparison(reports, this.#control));
  }

  #name(reports) {
    this.#fields.forEach((field, at) => {
      field.value = reports[at]?.title ?? "";
    });
  }

  #remember(slugs) {
    const query = new URLSearchParams(slugs.map((slug, at) => ["abc"[at], slug]));
    const text = query.toString();
    const address = `${location.pathname}${text === "" ? "" : `?${text}`}`;
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, "", address);
  }

  #say(text) {
    this.#status.textContent = text;
  }
}

const root = document.querySelector("[data-compare]");
if (root) new Comparison(root);
