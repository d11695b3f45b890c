// The search in the masthead: a field with the results below it while one types, by the pattern of a combobox with a list. It takes the place
// of a link to the list of all reports. What is typed is sent nowhere; the index comes in small parts from the site itself, once it is needed.

const SHOWN = 8;
const SVG = "http://www.w3.org/2000/svg";

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The strip of a result: the bands, and a tick for the headline. */
function strip(points, bands) {
  const svg = drawn("svg", { class: "strip-small search-strip", width: "100%", height: "20", "aria-hidden": "true" });
  bands.forEach(({ id, from }, at) => {
    const width = (bands[at + 1]?.from ?? 100) - from;
    svg.append(drawn("rect", { class: `fill-${id}`, x: `${from}%`, y: "7", width: `${width}%`, height: "6" }));
  });
  const place = drawn("svg", { x: `${points}%`, overflow: "visible" });
  place.append(drawn("rect", { class: "strip-small-headline", x: "-2.5", y: "1", width: "5", height: "18" }));
  svg.append(place);
  return svg;
}

/** Whether keys that are pressed on an element write something. */
function isWriting(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

class SearchField {
  #box;
  #labels;
  #search;
  #asked = 0;
  #active = -1;
  #options = [];

  constructor(box) {
    this.#box = box;
    this.#labels = box.dataset;
    const { label, placeholder, results, open, close } = this.#labels;
    this.field = element("input", {
      id: "search-field",
      className: "search-field",
      type: "text",
      role: "combobox",
      placeholder,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: false,
      enterKeyHint: "go",
      maxLength: 200,
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "search-results",
      "aria-keyshortcuts": "/",
    });
    this.list = element("div", { id: "search-results", role: "listbox", "aria-label": results });
    this.note = element("p", { className: "search-note", "aria-hidden": "true" });
    this.panel = element("div", { className: "search-panel", hidden: true }, this.note, this.list);
    this.status = element("p", { className: "visually-hidden", role: "status" });
    this.opener = element("button", { className: "search-open", type: "button", textContent: open, "aria-expanded": "false", "aria-controls": "search-form" });
    this.closer = element("button", { className: "search-close", type: "button", textContent: close });
    const key = element("kbd", { className: "search-key", textContent: "/", "aria-hidden": "true" });
    this.form = element("form", { id: "search-form", className: "search-form", role: "search" }, this.field, key, this.closer, this.panel, this.status);
    box.replaceChildren(this.opener, this.form);
    this.#listen();
  }

  #listen() {
    this.field.addEventListener("focus", () => {
      this.#begin();
      if (this.field.value.trim() !== "" && this.panel.hidden) this.#ask();
    });
    this.field.addEventListener("input", () => this.#ask());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.opener.addEventListener("click", () => this.open());
    this.closer.addEventListener("click", () => this.close());
    this.#box.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#box.contains(relatedTarget)) this.#leave();
    });
    // A press on a result must not take the focus out of the field before it is followed.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
      if (event.key === "/" && plain && !isWriting(event.target)) {
        event.preventDefault();
        this.open();
      }
    });
    // A page that the browser shows again as it was left shows no old results.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.#leave();
    });
  }

  /** Shows the field, where it is behind a button, and goes into it. */
  open() {
    this.#box.classList.add("is-open");
    this.opener.setAttribute("aria-expanded", "true");
    this.field.focus();
    this.field.select();
  }

  /** Puts the field behind its button again. */
  close() {
    this.#leave();
    this.field.value = "";
    // On a wide screen there is no button, and the focus stays.
    this.opener.focus();
  }

  #leave() {
    this.#box.classList.remove("is-open");
    this.opener.setAttribute("aria-expanded", "false");
    this.#hide();
  }

  #hide() {
    this.#asked += 1;
    this.panel.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.#activate(-1);
    this.status.textContent = "";
  }

  /** Loads what every search begins with. */
  #begin() {
    this.#search ??= this.#started().catch((error) => {
      this.#search = undefined;
      throw error;
    });
    // Who only looks in need not be told that there is no connection.
    this.#search.catch(() => {});
  }

  async #started() {
    const { Search } = await import("./search-core.js");
    const index = new URL(this.#labels.index, location.href);
    const search = new Search(async (name, version) => {
      const address = new URL(name, index);
      // What a search begins with is asked for anew each time, and says of which version its parts are.
      if (version !== undefined) address.searchParams.set("v", version);
      const answer = await fetch(address, { cache: version === undefined ? "no-cache" : "default" });
      if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
      const text = await answer.text();
      return { value: JSON.parse(text), bytes: new TextEncoder().encode(text).length };
    });
    await search.manifest();
    return search;
  }

  async #ask() {
    this.#asked += 1;
    const asked = this.#asked;
    const typed = this.field.value;
    if (typed.trim() === "") {
      this.#hide();
      return;
    }
    try {
      this.#begin();
      const search = await this.#search;
      const found = await search.find(typed, SHOWN);
      const { value: manifest } = await search.manifest();
      if (asked === this.#asked) this.#show(found, manifest);
    } catch {
      if (asked === this.#asked) this.#say([], this.#labels.failed);
    }
  }

  #show({ results, corrected }, { found, more, bands }) {
    const shown = results.slice(0, SHOWN);
    const counted = results.length > shown.length ? more : found[shown.length];
    this.#say(
      shown.map((result, at) => this.#option(result, at, bands)),
      corrected ? `${this.#labels.corrected} ${counted}` : counted,
    );
  }

  #say(options, words) {
    this.#options = options;
    this.list.replaceChildren(...options);
    this.note.textContent = words;
    this.status.textContent = words;
    this.panel.hidden = false;
    this.list.hidden = options.length === 0;
    this.field.setAttribute("aria-expanded", String(options.length > 0));
    this.#activate(-1);
  }

  #option({ label, title, name, path, points, band }, at, bands) {
    const option = element("a", { id: `search-result-${at}`, className: "search-result", role: "option", tabIndex: -1, "aria-selected": "false" });
    option.href = `${this.#labels.home}${path.split("/").map(encodeURIComponent).join("/")}`;
    option.append(element("span", { className: "search-title" }, title), " ");
    if (points !== null) {
      const score = element("span", { className: "search-score" }, element("b", {}, String(points)), ` ${band.label}`);
      option.append(strip(points, bands), score, " ");
    }
    option.append(element("span", { className: "search-kind" }, name === null ? label : `${label} ${name}`));
    option.addEventListener("mousemove", () => this.#activate(at));
    return option;
  }

  #activate(at) {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = at;
    const option = this.#options[at];
    if (option === undefined) {
      this.#active = -1;
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  #key(event) {
    if (event.isComposing) return;
    const count = this.panel.hidden ? 0 : this.#options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count === 0) {
        this.#ask();
        return;
      }
      // Beyond the last result stands the field itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#activate(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (count > 0) this.#options[Math.max(this.#active, 0)].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.panel.hidden) this.close();
      else this.#hide();
    }
  }
}

const box = document.querySelector("[data-search]");
if (box) new SearchField(box);
