// Pictures of all jobs: whoever points at a mark, goes through them with the keys or names a job sees what the mark stands for, with a link.
// What is chosen in one picture is shown in the others that have it. Everything stands in the page; nothing is loaded.

import { drawing, element } from "./rows.js";
import { control as controlOf, folded } from "./words.js";

/** A mark of the scatter: a ring around it. Marks are [name, percent across, pixels down]. */
const scatter = {
  /** The position of the mark that is nearest to a place in a drawing of a width. */
  nearest(marks, x, y, width) {
    let best = 0;
    let least = Infinity;
    marks.forEach(([, across, down], at) => {
      const distance = ((across / 100) * width - x) ** 2 + (down - y) ** 2;
      if (distance < least) [best, least] = [at, distance];
    });
    return best;
  },
  shape([, across, down]) {
    return drawing("svg", { x: `${across}%`, y: down, overflow: "visible" }, drawing("circle", { class: "picture-chosen", r: 8 }));
  },
};

/** A step of the stairs: a frame around it. Marks are [name, first and last thousandth across, height from 0 to 100]. */
const stairs = {
  nearest(marks, x, y, width) {
    const place = (1000 * x) / width;
    const at = marks.findIndex(([, , to]) => place <= to);
    return at === -1 ? marks.length - 1 : at;
  },
  shape([, from, to, points], { top, height }) {
    const y = Number(top) + (Number(height) * (100 - points)) / 100;
    const frame = { x: `${from / 10}%`, width: `${(to - from) / 10}%`, y, height: Number(top) + Number(height) + 7 - y };
    return drawing("rect", { class: "picture-chosen", ...frame });
  },
};

const KINDS = { scatter, stairs };

class Picture {
  #figure;
  #svg;
  #kind;
  #marks;
  #names;
  #reports;
  #range;
  #said;
  #shape;
  #positions;
  #held = false;

  /** `choose` is told the name that a reader points at. */
  constructor(figure, { names, reports, [figure.dataset.picture]: marks }, choose) {
    this.#figure = figure;
    this.#svg = figure.querySelector("svg");
    this.#kind = KINDS[figure.dataset.picture];
    this.#marks = marks;
    this.#names = names;
    this.#reports = reports;
    this.#range = figure.querySelector("input");
    this.#said = figure.querySelector(".picture-said");
    this.#positions = new Map(marks.map(([name], at) => [name, at]));
    this.#svg.classList.add("picture-live");
    this.#svg.addEventListener("pointermove", (event) => {
      if (!this.#held) choose(this.#at(event));
    });
    this.#svg.addEventListener("click", (event) => {
      const name = this.#at(event);
      this.#held = !this.#held || name !== this.#marks[this.#range.value][0];
      choose(name);
    });
    this.#range.addEventListener("input", () => choose(this.#marks[this.#range.value][0]));
    figure.querySelector(".picture-tools").classList.add("ready");
  }

  /** The name of the mark under the pointer. */
  #at(event) {
    const { left, top, width } = this.#svg.getBoundingClientRect();
    return this.#marks[this.#kind.nearest(this.#marks, event.clientX - left, event.clientY - top, width)][0];
  }

  /** Shows a name, where the picture has it. */
  show(name) {
    const at = this.#positions.get(name);
    this.#shape?.remove();
    this.#shape = undefined;
    if (at === undefined) return;
    const [title, href, said] = this.#names[name];
    this.#shape = this.#kind.shape(this.#marks[at], this.#figure.dataset);
    this.#svg.append(this.#shape);
    this.#range.value = at;
    this.#range.setAttribute("aria-valuetext", `${title}: ${said}`);
    this.#said.replaceChildren(element("a", { href: this.#reports + href }, title), element("br"), said);
  }
}

/** The field in which a reader names a job; a name of one report is chosen as soon as it is whole. */
function find(root, { names }, choose) {
  const input = root.querySelector("input");
  const titles = new Map(names.flatMap(([title, href], at) => (href.startsWith("?") ? [] : [[folded(title), at]])));
  const list = root.querySelector("datalist");
  const fill = () => {
    list.append(...[...titles.values()].map((at) => element("option", { value: names[at][0] })));
  };
  input.addEventListener("focus", fill, { once: true });
  input.addEventListener("input", () => {
    const name = titles.get(folded(input.value.trim()));
    if (name !== undefined) choose(name);
  });
  root.classList.add("ready");
}

const control = controlOf();
const pictures = [];
const choose = (name) => pictures.forEach((picture) => picture.show(name));
for (const figure of document.querySelectorAll("[data-picture]")) {
  if (figure.querySelector(".picture-tools")) pictures.push(new Picture(figure, control, choose));
}
const root = document.querySelector("[data-find]");
if (root) find(root, control, choose);
