// What browser tests share: built sites, a static host for them, one Chromium, and a test that fails on whatever a page does wrong.
//
// To run them from the root of the repository, after `cargo build`:
//
//     npm ci --ignore-scripts --prefix tests/browser
//     node --test tests/browser/*.test.mjs
//
// Chromium is the system's, /usr/bin/chromium, or the one that CHROMIUM names. The sites are built on demand with target/debug/foretask, or
// with the program that FORETASK names. Where SITES names a folder, the named sites in it (`example`, `path`, `full`, `starter`) are taken
// as they are.
//
// A test is written so:
//
//     import assert from "node:assert/strict";
//     import { kinds, test } from "./support.mjs";
//
//     test("a list can be sorted", async ({ site, open }) => {
//       const example = await site("example");
//       const page = await open(example, "rankings/", { width: 360, colorScheme: "dark" });
//       assert.equal(await page.locator("h1").count(), 1);
//     });
//
// It fails, besides for its own assertions, when a page that it opened wrote an error to the console, threw, broke its
// Content-Security-Policy, opened a dialog, asked for something that is not there, or asked another host for anything.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { serve } from "./serve.mjs";

const run = promisify(execFile);

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The program that is tested. */
export const PROGRAM = process.env.FORETASK ?? path.join(ROOT, "target/debug/foretask");
/** The browser's program. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** How the browser is started: without a word to anybody but the tests' own hosts. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
/** The longest that a test may take, in milliseconds. */
const TIMEOUT = 300_000;

/** The sites that have a name, and how each is built. */
const SITES = {
  example: [],
  path: ["--base-url", "https://ci.example/some/path/"],
  full: ["--root", path.join(ROOT, "tests/sites/full"), "--drafts"],
  starter: null,
};

const ending = [];
const named = new Map();
let browser;

after(async () => {
  for (const end of ending.reverse()) await end();
});

/** A folder that is gone when the tests of the file are done. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "foretask-browser-"));
  ending.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function foretask(...args) {
  await run(PROGRAM, args, { cwd: ROOT, env: { ...process.env, NO_COLOR: "1" } });
}

/** One of the sites that have a name; built once for a file of tests. */
export function site(name) {
  if (!(name in SITES)) throw new Error(`no site is named ${name}; there are ${Object.keys(SITES).join(", ")}`);
  if (!named.has(name)) named.set(name, builtSite(name));
  return named.get(name);
}

async function builtSite(name) {
  if (process.env.SITES) return Site.at(path.resolve(process.env.SITES, name));
  const folder = await temporaryFolder();
  const out = path.join(folder, "dist");
  let args = SITES[name];
  if (args === null) {
    await foretask("init", path.join(folder, "new"));
    args = ["--root", path.join(folder, "new")];
  }
  await foretask("build", "--quiet", "--out", out, ...args);
  return Site.at(out);
}

/** Builds a site from its files, by their paths, such as `content/site.yaml`. */
export async function siteOf(files, ...args) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, "site", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const out = path.join(folder, "dist");
  await foretask("build", "--quiet", "--root", path.join(folder, "site"), "--out", out, ...args);
  return Site.at(out);
}

/** A built site on a host of its own. */
export class Site {
  /** Its folder. */
  folder;
  /** The path at which it stands, with a slash at its end. */
  base;
  /** Where it is served. */
  origin;
  /** Every file, as a path below the folder, sorted. */
  files;

  /** Serves a built site, under the base path that its first page names as its own; options are those of `serve`. */
  static async at(folder, options) {
    const html = await readFile(path.join(folder, "index.html"), "utf8");
    const canonical = /<link rel="canonical" href="([^"]+)">/.exec(html);
    if (canonical === null) throw new Error(`${folder}/index.html names no canonical address`);
    const found = new Site();
    found.folder = folder;
    found.base = new URL(canonical[1]).pathname;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    found.files = files.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name))).sort();
    const host = await serve(folder, found.base, options);
    found.origin = host.origin;
    ending.push(host.close);
    return found;
  }

  /** The whole address of a path below the base, such as `rankings/`. */
  address(below) {
    return `${this.origin}${this.base}${below}`;
  }

  /** The text of a file. */
  text(file) {
    return readFile(path.join(this.folder, file), "utf8");
  }

  /** The paths of all pages, redirects included, as a reader's browser asks for them. */
  pages() {
    const html = this.files.filter((file) => file.endsWith(".html"));
    if (html.length === 0) throw new Error(`${this.folder} has no page`);
    return html.map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
  }
}

/** What kind of page stands at a path: pages of one kind are made by one template. */
function kindOf(below) {
  const parts = below.split("/").filter((part) => part !== "");
  const [folder = "home", ...rest] = parts;
  return [folder, ...rest.map((part) => (/^\d+$/.test(part) ? "N" : "*"))].join("/");
}

/**
 * Of every kind of page the smallest and the largest, as paths; of redirects one. The largest shows what a page can hold, the smallest what
 * it looks like without.
 */
export async function kinds(site) {
  const sizes = new Map();
  for (const below of site.pages()) {
    const text = await site.text(below === "" || below.endsWith("/") ? `${below}index.html` : below);
    const kind = text.includes('http-equiv="refresh"') ? "redirect" : kindOf(below);
    if (!sizes.has(kind)) sizes.set(kind, []);
    sizes.get(kind).push([text.length, below]);
  }
  const chosen = [];
  for (const [kind, pages] of sizes) {
    pages.sort(([a], [b]) => a - b);
    if (kind === "redirect") continue;
    chosen.push(...new Set([pages[0][1], pages.at(-1)[1]]));
  }
  return chosen.sort();
}

/** The browser, started once for a file of tests. */
async function started() {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no browser at ${CHROMIUM}; install Chromium, or name it in CHROMIUM`);
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS }).then((launched) => {
    ending.push(() => launched.close());
    return launched;
  });
  return browser;
}

/** Notes in `problems` what a page does wrong; `expectedStatus` is that of its document. */
async function watch(page, origin, expectedStatus, problems) {
  const at = () => page.url().replace(origin, "");
  const note = (text) => problems.push(`${at()}: ${text}`);
  const failedDocument = (address) => expectedStatus >= 400 && address === page.url();
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error" && !failedDocument(url)) note(`console: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => note(`threw ${error}`));
  page.on("dialog", (dialog) => {
    note(`opened a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", (popup) => note(`opened ${popup.url()}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:", "about:"].includes(url.protocol)) note(`asked another host: ${url}`);
  });
  page.on("requestfailed", (request) => {
    // A request that a newer one or the end of the test took the place of has not failed.
    const text = request.failure()?.errorText;
    if (text !== "net::ERR_ABORTED") note(`a request failed: ${request.url()} (${text})`);
  });
  page.on("response", (response) => {
    const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    const fine = isDocument ? response.status() === expectedStatus || response.status() === 301 : response.status() < 400;
    if (!fine) note(`${response.status()} for ${response.url()}`);
  });
  await page.exposeFunction("policyBroken", (text) => note(`broke the policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.policyBroken(`${event.violatedDirective} by ${event.blockedURI} ${event.sample}`);
    });
  });
}

/**
 * A test. `run` gets `site` and `siteOf` (above) and `open(site, path, options)`, which gives a page of Playwright. Options, all of which can
 * be left out: `width` and `height` in CSS pixels, `colorScheme` ("light", "dark"), `javaScriptEnabled`, `reducedMotion` ("reduce"),
 * `forcedColors` ("active"), `media` ("print"), `status` of the document, and `problems`, an array that collects what goes wrong in place of
 * a failed test.
 */
export function test(name, run) {
  nodeTest(name, { timeout: TIMEOUT }, async () => {
    const contexts = [];
    const wrong = [];
    const open = async (site, below, options = {}) => {
      const { width = 1280, height = 800, media, status = 200, problems = wrong, ...rest } = options;
      const context = await (await started()).newContext({ viewport: { width, height }, ...rest });
      contexts.push(context);
      const page = await context.newPage();
      if (media) await page.emulateMedia({ media });
      await watch(page, site.origin, status, problems);
      await page.goto(site.address(below), { waitUntil: "load" });
      return page;
    };
    try {
      await run({ site, siteOf, open });
    } finally {
      for (const context of contexts) await context.close();
    }
    if (wrong.length > 0) throw new Error(`pages did what they must not:\n${[...new Set(wrong)].join("\n")}`);
  });
}
