// The arithmetic of a reader's own score. It knows no page, and does what the program does for the task score of a report; a table of cases
// holds the two to each other.

/** How many of the tasks that move a score most are named. */
const NAMED = 3;

/** Rounds half up, once, to whole numbers. A millionth is taken for an error of binary fractions. */
export function roundHalfUp(value) {
  return Math.floor(Math.round(value * 1e6) / 1e6 + 0.5);
}

/** A number held between 0 and 100. */
function held(value) {
  return Math.min(100, Math.max(0, value));
}

/** The mean of exposures weighted by times, with its sums; null where no time is given. */
export function weightedMean(tasks, times) {
  let sum = 0;
  let whole = 0;
  tasks.forEach((task, at) => {
    sum += task.exposure * times[at];
    whole += times[at];
  });
  return whole > 0 ? { sum, whole, mean: held(sum / whole) } : null;
}

/** The times with which a form begins: the shares of the report where every task has one, else all alike. */
export function startTimes(tasks) {
  const shared = tasks.every((task) => task.share !== null) && tasks.some((task) => task.share > 0);
  return tasks.map((task) => (shared ? task.share : 10));
}

/** The band of a printed score. */
export function bandOf(points, bands) {
  return bands.findLast((band) => points >= band.from);
}

/** What a publisher's rule adds: a line for each part that counts. `situation` is `{tools, years, seniority}`, a count, a number or null, a
 * label or null. */
export function additions(rule, situation) {
  const lines = [];
  if (rule === null) return lines;
  const count = rule.tools === null ? 0 : Math.min(situation.tools, rule.tools.up_to);
  if (count > 0) lines.push({ kind: "tools", count, each: rule.tools.points, points: count * rule.tools.points });
  const reached = rule.experience.filter((step) => situation.years !== null && step.from <= situation.years);
  const step = reached.reduce((best, step) => (best === null || step.from > best.from ? step : best), null);
  if (step !== null) lines.push({ kind: "years", from: step.from, points: step.points });
  const chosen = rule.seniority.find((step) => step.label === situation.seniority);
  if (chosen !== undefined) lines.push({ kind: "seniority", label: chosen.label, points: chosen.points });
  return lines;
}

/** The score of a reader: exact, printed, and what it is made of; null where no time is given. `taskPoints` is the printed score without
 * what a rule adds: the only one that can stand beside the task scores of reports. */
export function ownScore({ tasks, bands, rule }, times, situation) {
  const mean = weightedMean(tasks, times);
  if (mean === null) return null;
  const lines = additions(rule, situation);
  const added = lines.reduce((sum, line) => sum + line.points, 0);
  const score = held(mean.mean + added);
  const points = roundHalfUp(score);
  return { ...mean, lines, added, score, points, taskPoints: roundHalfUp(mean.mean), band: bandOf(points, bands) };
}

/** For each task the exact score without it, the rest of the week in the same proportions; null where nothing would be left. */
export function without(data, times, situation) {
  return times.map((_, left) => {
    const rest = times.map((time, at) => (at === left ? 0 : time));
    return ownScore(data, rest, situation)?.score ?? null;
  });
}

/** The tasks that move a score most, with the printed score without each and the difference of the printed scores. */
export function moves(data, times, situation) {
  const now = ownScore(data, times, situation);
  if (now === null) return [];
  return without(data, times, situation)
    .map((score, at) => ({ at, score }))
    .filter(({ at, score }) => score !== null && times[at] > 0 && Math.abs(score - now.score) >= 1e-6)
    .map(({ at, score }) => ({ at, exact: score - now.score, points: roundHalfUp(score), change: roundHalfUp(score) - now.points }))
    .sort((a, b) => Math.abs(b.exact) - Math.abs(a.exact) || a.at - b.at)
    .slice(0, NAMED);
}

/** The task from which the largest part of a score comes, and that part in points; null where the score is nothing. */
export function driver(tasks, times) {
  const mean = weightedMean(tasks, times);
  if (mean === null || mean.sum === 0) return null;
  const parts = tasks.map((task, at) => (task.exposure * times[at]) / mean.whole);
  const at = parts.indexOf(Math.max(...parts));
  return { at, part: parts[at], mean: mean.mean };
}

/** Where a report would stand if its printed task score were another. `own` is its own `{points, persons}`, one of those that the
 * distribution `{reports, persons}` counts. */
export function standing(distribution, own, points) {
  const moved = (counts, weight) => counts.map((count, at) => count - (at === own.points ? weight : 0) + (at === points ? weight : 0));
  const sum = (counts) => counts.reduce((sum, count) => sum + count, 0);
  const reports = moved(distribution.reports, 1);
  const weighted = distribution.persons === null ? reports : moved(distribution.persons, own.persons);
  const of = sum(reports);
  const below = sum(reports.slice(0, points));
  const share = (sum(weighted.slice(0, points)) + weighted[points] / 2) / sum(weighted);
  return { rank: of - below - reports[points] + 1, of, percentile: roundHalfUp(100 * share), byPersons: distribution.persons !== null };
}

/** A time as a reader may give it: a number from 0 to 1000; what is none counts as 0. */
export function timeOf(text) {
  const number = typeof text === "number" ? text : Number.parseFloat(String(text).replace(",", "."));
  return Number.isFinite(number) ? Math.min(1000, Math.max(0, number)) : 0;
}

/** A whole number of years from 0 to 80; null where none is given. */
export function yearsOf(text) {
  const number = Number.parseInt(text, 10);
  return Number.isInteger(number) && number >= 0 && number <= 80 ? number : null;
}

/** What a reader entered, for the part of an address behind its `#`. */
export function toFragment({ times, tools, years, seniority }) {
  const pairs = new URLSearchParams();
  for (const [id, time] of Object.entries(times)) pairs.append(`t.${id}`, String(time));
  for (const tool of tools) pairs.append("tool", tool);
  if (years !== null) pairs.append("years", String(years));
  if (seniority !== null) pairs.append("place", seniority);
  return `own-score&${pairs}`;
}

/** What a reader entered, out of the part of an address behind its `#`; null where it holds something else. */
export function fromFragment(fragment) {
  if (!fragment.startsWith("own-score&")) return null;
  const pairs = new URLSearchParams(fragment.slice("own-score&".length));
  const times = {};
  for (const [key, value] of pairs) {
    if (key.startsWith("t.")) times[key.slice(2)] = timeOf(value);
  }
  return { times, tools: pairs.getAll("tool"), years: yearsOf(pairs.get("years")), seniority: pairs.get("place") };
}

/** What a reader entered, as the text of a file, with the score for whoever reads the file. */
export function toFile({ report, title, address }, entered, score) {
  const result = score === null ? null : { score: score.points, band: score.band.id };
  return `${JSON.stringify({ kind: "own-score", version: 1, report, title, address, ...entered, result }, null, 2)}\n`;
}

/** What a reader entered, out of the text of a file, with the report that it belongs to; null where the file holds something else. */
export function fromFile(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (file?.kind !== "own-score" || file.version !== 1 || typeof file.times !== "object" || file.times === null) return null;
  const times = Object.fromEntries(Object.entries(file.times).map(([id, time]) => [id, timeOf(time)]));
  const tools = Array.isArray(file.tools) ? file.tools.filter((tool) => typeof tool === "string") : [];
  const seniority = typeof file.seniority === "string" ? file.seniority : null;
  return { report: file.report, entered: { times, tools, years: yearsOf(file.years), seniority } };
}
