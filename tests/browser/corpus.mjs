// A made-up site of any size: its files, the same at every run.

const LEVELS = ["Senior", "Junior", "Lead", "Principal", "Assistant", "Chief", "Deputy", "Apprentice", "Trainee", "Head"];
const FIELDS =
  "Marine Rail Textile Forest Glacier Harbour Orchard Quarry Studio Theatre Vineyard Archive Bakery Ceramic Dairy Energy Fabric Garden Hospital Insurance Jewellery Kitchen Laboratory Museum Nursery Optical Payroll Radio School Tunnel Utility Veterinary Warehouse Freight Zoological Acoustic Bridge Cable Dredging Export".split(
    " ",
  );
const SUBJECTS =
  "Safety Systems Quality Logistics Design Data Network Materials Process Planning Records Training Water Signal Structural Software Survey Supply Thermal Transport Tooling Tax Timber Treatment Inspection Hydraulic Heritage Grain Foundry Finance Fleet Energy Drainage Crop Control Compliance Client Cloud Chemical Budget".split(
    " ",
  );
const ROLES =
  "Engineer Technician Analyst Manager Operator Inspector Coordinator Planner Designer Administrator Scientist Clerk Consultant Supervisor Specialist Architect Auditor Buyer Conservator Dispatcher Estimator Fitter Grader Handler Installer".split(
    " ",
  );
const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cli dra fle gri plo sta tri".split(" ");

/** Numbers from 0 up to a limit, the same ones at every run. */
function dice(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The names of so many jobs: `{ title, also, code, slug }`. */
export function jobs(count) {
  const roll = dice(7);
  const pick = (list) => list[roll(list.length)];
  const rare = () => {
    const word = Array.from({ length: 2 + roll(3) }, () => pick(SYLLABLES)).join("");
    return word[0].toUpperCase() + word.slice(1);
  };
  const made = [];
  const taken = new Set();
  while (made.length < count) {
    const title = pick([
      () => `${pick(FIELDS)} ${pick(SUBJECTS)} ${pick(ROLES)}`,
      () => `${pick(LEVELS)} ${pick(FIELDS)} ${pick(SUBJECTS)} ${pick(ROLES)}`,
      () => `${rare()} ${pick(ROLES)}`,
      () => `${pick(FIELDS)} ${rare()} ${pick(ROLES)}`,
    ])();
    const slug = title.toLowerCase().replaceAll(" ", "-");
    if (taken.has(slug)) continue;
    taken.add(slug);
    const also = [`${pick(SUBJECTS)} ${pick(ROLES)}`, `${rare()} ${pick(SUBJECTS)} Worker`];
    const code = `${11 + roll(40)}-${1000 + roll(9000)}.0${roll(3)}`;
    made.push({ title, also, code, slug });
  }
  return made;
}

/** The files of a site with these jobs, by their paths. */
export function filesOf(jobs) {
  const files = {
    "content/site.yaml": "title: Made-up jobs\nbase_url: https://jobs.example/some/path/\ndescription: Jobs that nobody has.\n",
    "content/industries.yaml": "work: {name: Work}\n",
    "content/tools.yaml": "plumb-line: {name: Plumb Line, summary: Shows what is upright.}\n",
    "content/sources.yaml": "index: {title: Index, kind: index, measures: risk}\n",
  };
  jobs.forEach(({ title, also, code, slug }, at) => {
    files[`content/occupations/${slug}.yaml`] =
      `title: ${title}\nalso: ${JSON.stringify(also)}\nindustry: work\nsummary: Somebody does it.\n` +
      `codes: [{scheme: onet-soc-2019, code: "${code}"}]\nrisk: {assessments: [{source: index, score: ${at % 101}%}]}\n`;
  });
  return files;
}
