// A static host for tests: one folder under its base path, with the headers of its `_headers` file, its 404 page, compression and the
// right types. Listens on the loopback address only.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};
const COMPRESSED = /^(text\/|application\/(json|xml|manifest)|image\/svg)/;

const compress = promisify(gzip);

/** The rules of a `_headers` file: a line with a path, in which `*` stands for anything, and below it indented headers. */
export function headerRules(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      rules.push({ matches: new RegExp(`^${pattern.join(".*")}$`), headers: [] });
      continue;
    }
    const colon = line.indexOf(":");
    if (rules.length === 0 || colon < 0) throw new Error(`a line of _headers is neither a path nor a header: ${line}`);
    rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/** The headers of all rules that match a path. What two rules say is joined by a comma: both policies hold, whichever way a host takes. */
export function headersFor(rules, pathname) {
  const headers = new Map();
  for (const [name, value] of rules.filter((rule) => rule.matches.test(pathname)).flatMap((rule) => rule.headers)) {
    const key = name.toLowerCase();
    headers.set(key, headers.has(key) ? `${headers.get(key)}, ${value}` : value);
  }
  return headers;
}

async function textOf(file) {
  return readFile(file, "utf8").catch(() => "");
}

async function isFolder(file) {
  return stat(file).then((found) => found.isDirectory(), () => false);
}

/** Serves a folder under a base path, which ends in a slash. `headers` is "sent", or "ignored" for a host that knows no `_headers`. */
export async function serve(folder, base, { headers = "sent" } = {}) {
  const rules = headers === "sent" ? headerRules(await textOf(path.join(folder, "_headers"))) : [];

  async function answer(request, response) {
    const pathname = new URL(request.url, "http://site").pathname;
    const below = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : "404.html";
    let file = path.join(folder, below);
    if (!path.resolve(file).startsWith(path.resolve(folder))) file = path.join(folder, "404.html");
    let status = pathname.startsWith(base) ? 200 : 404;
    if (await isFolder(file)) {
      if (!pathname.endsWith("/")) {
        response.writeHead(301, { location: `${pathname}/` }).end();
        return;
      }
      file = path.join(file, "index.html");
    }
    let bytes = await readFile(file).catch(() => null);
    if (bytes === null) {
      status = 404;
      file = path.join(folder, "404.html");
      bytes = await readFile(file).catch(() => Buffer.from("nothing here"));
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, ...Object.fromEntries(headersFor(rules, pathname)) };
    if (COMPRESSED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      bytes = await compress(bytes);
      headers["content-encoding"] = "gzip";
      headers.vary = "accept-encoding";
    }
    response.writeHead(status, { ...headers, "content-length": bytes.length });
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
