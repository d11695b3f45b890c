// Tables of reports that stand whole on their page can be sorted by the heads of their columns. Nothing is loaded.

import { Heads, sorted } from "./sort.js";

/** What a row of the page says, for sorting. */
function read(tr) {
  const points = tr.querySelector(".cell-score b");
  const rank = tr.querySelector("td.number");
  const marks = [...tr.querySelectorAll(".strip-small-mark")].map((mark) => parseFloat(mark.parentElement.getAttribute("x")));
  return {
    tr,
    rank: rank && rank.textContent !== "" ? Number(rank.textContent) : null,
    title: tr.querySelector("th").textContent,
    score: points && Number(points.textContent),
    marks,
    industry: { label: tr.querySelector(".column-industry")?.textContent ?? "" },
  };
}

for (const table of document.querySelectorAll("table.reports")) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map(read);
  if (rows.length > 1) {
    const heads = new Heads(table, (sort) => {
      body.append(...sorted(rows, sort).map((row) => row.tr));
      heads.show(sort);
    });
  }
}
