// The figures of a section as CSV: made in the page from the report's JSON, with the columns of the tables of the whole site. The file is
// made when it is asked for; nothing is sent anywhere.

/** The source and the date of a figure, as the last two columns have them. */
const from = (figure) => [figure?.source, figure?.as_of];

/** The four cells of the occupation to which a source gives a value. */
const coded = (code) => [code?.scheme, code?.code, code?.label, code?.match];

/** The tables by the key of the report's JSON: the names of their columns, and their rows. */
const TABLES = {
  assessments: {
    columns: [
      "slug", "source", "measure", "published_score", "points", "label", "as_of", "source_percentile", "source_reports", "scheme", "code",
      "code_label", "code_match",
    ],
    rows: ({ slug, assessments }) =>
      assessments.map((each) => {
        const { source, measure, score, points, label, as_of: date, rank_of_source: rank, code } = each;
        return [slug, source, measure, score, points, label, date, rank?.percentile, rank?.of, ...coded(code)];
      }),
  },
  tasks: {
    columns: [
      "slug", "task", "name", "label", "exposure", "level", "importance", "relevance", "task_kind", "share", "performer", "source", "as_of",
    ],
    rows: ({ slug, tasks }) =>
      tasks.map((task) => {
        const { id, name, label, exposure, level, importance, relevance, kind, share, performer } = task;
        const figures = [label, exposure, level, importance, relevance].map((figure) => figure?.value);
        return [slug, id, name, ...figures, kind, share?.value, performer, ...from(exposure ?? level ?? task)];
      }),
  },
  technologies: {
    columns: ["slug", "tool", "technology", "use", "hot", "in_demand", "source", "as_of"],
    rows: ({ slug, technologies }) =>
      technologies.map((each) => {
        const yes = (isSo) => (isSo ? "yes" : "no");
        return [slug, each.tool, each.name, each.use, yes(each.hot), yes(each.in_demand), ...from(each)];
      }),
  },
  pay: {
    columns: [
      "slug", "pay_percentile", "wage", "at_least", "currency", "per", "area", "source", "as_of", "scheme", "code", "code_label",
      "code_match",
    ],
    rows: ({ slug, pay }) =>
      Object.entries(pay.percentiles).map(([percentile, wage]) => {
        const { currency, per, area, code } = pay;
        return [slug, percentile.slice(1), wage.value, wage.at_least, currency, per, area, ...from(wage), ...coded(code)];
      }),
  },
  skills: {
    columns: [
      "slug", "skill", "skill_kind", "skill_importance", "skill_level", "resilience", "resilience_word", "source", "as_of",
    ],
    rows: ({ slug, skills }) =>
      skills.map(({ name, kind, importance, level, resilience, ...skill }) => {
        const grade = resilience?.value;
        const [number, word] = typeof grade === "string" ? [undefined, grade] : [grade, undefined];
        return [slug, name, kind, importance?.value, level?.value, number, word, ...from(importance ?? level ?? resilience ?? skill)];
      }),
  },
  paths: {
    columns: ["slug", "to", "title", "kind", "match", "match_computed_from", "difficulty", "score", "source", "as_of"],
    rows: ({ slug, paths }) =>
      paths.map((path) => {
        const { to, title, kind, match, difficulty, score } = path;
        const computedFrom = path.computed?.includes("match") ? path.computed_from : undefined;
        return [slug, to, title, kind, match?.value, computedFrom, difficulty, score, ...from(path)];
      }),
  },
  demand: {
    columns: ["slug", "figure", "value", "period", "area", "source", "as_of"],
    rows: ({ slug, demand }) =>
      ["employment", "growth", "openings"]
        .filter((figure) => demand[figure])
        .map((figure) => [slug, figure, demand[figure].value, demand.period, demand.area, ...from(demand[figure])]),
  },
  history: {
    columns: ["date", "slug", "score", "cause", "note"],
    rows: ({ slug, history }) => history.map((entry) => [entry.date, slug, entry.score, entry.cause, entry.note]),
  },
};

/** A cell. A text that a spreadsheet would take for a formula is led by an apostrophe. */
function cell(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv({ columns, rows }, report) {
  return [columns, ...rows(report)].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  // The browser takes hold of the file while the click is handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

for (const line of document.querySelectorAll(".section-data[data-csv]")) {
  const key = line.dataset.csv;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = line.dataset.label;
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = `, ${key}`;
  button.append(name);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      const answer = await fetch(line.querySelector("a").href);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const report = await answer.json();
      save(csv(TABLES[key], report), `${report.slug}-${key}.csv`);
      status.textContent = ` ${line.dataset.labelSaved}`;
    } catch {
      status.textContent = ` ${line.dataset.labelFailed}`;
    }
  });
  line.append(" · ", button, status);
}
