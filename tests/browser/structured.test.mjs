// Every JSON-LD block by the vocabulary of schema.org, as the package schema-dts states it in types: the compiler refuses a type or a property
// that the vocabulary does not have, and a value that a property does not take.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

import { test } from "./support.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The JSON-LD blocks of a page. */
function blocksOf(html) {
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) => JSON.parse(match[1]));
}

/** What is wrong with blocks, by their names; nothing where they hold to the vocabulary. */
async function faultsOf(blocks) {
  // Beside the packages, where the compiler looks for them.
  const folder = await mkdtemp(path.join(HERE, "node_modules/.structured-"));
  try {
    const lines = ['import type { WithContext } from "schema-dts";'];
    const names = [];
    const faults = [];
    for (const [name, block] of blocks) {
      const type = block["@type"];
      if (block["@context"] !== "https://schema.org") {
        faults.push(`${name}: its context is ${block["@context"]}`);
        continue;
      }
      if (typeof type !== "string" || !/^[A-Z][A-Za-z]+$/.test(type)) {
        faults.push(`${name}: a block has one type`);
        continue;
      }
      // Line by line, so that a fault names its block.
      lines.push(`({ const: ${JSON.stringify(block)} }) satisfies { const: WithContext<import("schema-dts").${type}> };`);
      names.push(name);
    }
    const file = path.join(folder, "blocks.ts");
    await writeFile(file, lines.join("\n"));
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    for (const { start, messageText } of ts.getPreEmitDiagnostics(program)) {
      const line = program.getSourceFile(file).getLineAndCharacterOfPosition(start).line;
      faults.push(`${names[line - 1]}: ${ts.flattenDiagnosticMessageText(messageText, " ").slice(0, 500)}`);
    }
    return faults;
  } finally {
    await rm(folder, { recursive: true });
  }
}

// The site in a path has the blocks of the example.
for (const name of ["example", "full", "starter"]) {
  test(`the structured data of the site ${name} holds to schema.org`, async ({ site }) => {
    const built = await site(name);
    const blocks = new Map();
    const types = new Set();
    for (const file of built.files.filter((file) => file.endsWith(".html"))) {
      for (const [at, block] of blocksOf(await built.text(file)).entries()) {
        types.add(block["@type"]);
        blocks.set(`${file}, block ${at + 1} (${block["@type"]})`, block);
      }
    }
    assert.ok(blocks.size > 20, `only ${blocks.size} blocks`);
    for (const type of ["Article", "BreadcrumbList", "Occupation"]) assert.ok(types.has(type), `no block is a ${type}`);
    const faults = await faultsOf(blocks);
    assert.deepEqual(faults, [], faults.slice(0, 20).join("\n"));
  });
}

test("what is not in the vocabulary is found", async () => {
  const context = { "@context": "https://schema.org" };
  const wrong = {
    "an unknown type": { ...context, "@type": "Ocupation", name: "x" },
    "an unknown property": { ...context, "@type": "Occupation", nmae: "x" },
    "a property of another type": { ...context, "@type": "Occupation", itemListElement: [] },
    "an unknown property further in": { ...context, "@type": "Article", author: { "@type": "Organization", nmae: "x" } },
    "a value of the wrong kind": { ...context, "@type": "Occupation", name: { "@type": "Person", name: "x" } },
    "no context": { "@type": "Occupation", name: "x" },
  };
  const right = { ...context, "@type": "Occupation", name: "x" };
  const faults = await faultsOf(new Map([["what is right", right], ...Object.entries(wrong)]));
  const found = faults.map((fault) => fault.split(":")[0]);
  assert.deepEqual([...new Set(found)].sort(), Object.keys(wrong).sort(), faults.join("\n"));
});
