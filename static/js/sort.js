// Heads of columns that sort: each becomes a button, and the one that sorts says how.

/** Columns in which the highest stands first at the first press. */
const HIGHEST_FIRST = new Set(["score", "assessments"]);

/** Titles in the order of the language of the page. */
const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

/** What a row is sorted by, for each column; nothing stands last whichever way. */
const KEYS = {
  rank: (row) => row.rank,
  title: (row) => row.title,
  score: (row) => row.score,
  assessments: (row) => row.marks.at(-1) ?? null,
  industry: (row) => row.industry.label,
};

/** The columns by which a table can be sorted. */
export const COLUMNS = Object.keys(KEYS);

/** Rows in the order of a column, `asc` or `desc`; equals by title. The rows stay as they are. */
export function sorted(rows, { column, order }) {
  const key = KEYS[column];
  const sign = order === "desc" ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return (a === null) - (b === null) || collator.compare(one.title, other.title);
    const way = typeof a === "string" ? collator.compare(a, b) : a - b;
    return sign * way || collator.compare(one.title, other.title);
  });
}

/** Makes buttons of the heads of a table. `choose` is told the column and the order that were asked for. */
export class Heads {
  #heads;

  constructor(table, choose) {
    this.#heads = [...table.querySelectorAll("thead th[data-sort]")];
    for (const head of this.#heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const column = head.dataset.sort;
        const first = HIGHEST_FIRST.has(column) ? "desc" : "asc";
        const now = { ascending: "asc", descending: "desc" }[head.getAttribute("aria-sort")];
        const next = now === undefined ? first : now === "asc" ? "desc" : "asc";
        choose({ column, order: next });
      });
    }
  }

  /** Says by which column the table is sorted; by none where there is no such column. */
  show({ column, order } = {}) {
    for (const head of this.#heads) {
      if (head.dataset.sort === column) head.setAttribute("aria-sort", order === "desc" ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }
}
