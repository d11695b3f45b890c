// Every page by html-validate: what the W3C checker lets pass, such as a control without words or an id that leads nowhere.

import assert from "node:assert/strict";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

import { test } from "./support.mjs";

const CHECKER = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
    rules: {
      // HTML takes both cases, and the program writes the small one.
      "doctype-style": ["error", { style: "lowercase" }],
      // How long a title is, is up to who writes it.
      "long-title": "off",
      // White space at the end of a line is the layout of the source, which no reader sees.
      "no-trailing-whitespace": "off",
      // What looks like a telephone number is a span of years or of pay.
      "tel-non-breaking": "off",
      // Every file comes from the site itself, as its policy demands, and bears a digest of its bytes in its name.
      "require-sri": "off",
      // A table that scrolls is a region with a name and no heading, which a section should have.
      "prefer-native-element": ["error", { exclude: ["region"] }],
      // Footnotes have a colon in their ids, as HTML allows.
      "valid-id": ["error", { relaxed: true }],
    },
  }),
);

for (const name of ["example", "path", "full", "starter"]) {
  test(`html-validate finds nothing on the site ${name}`, async ({ site }) => {
    const built = await site(name);
    const pages = built.files.filter((file) => file.endsWith(".html"));
    assert.ok(pages.length > 10, `only ${pages.length} pages`);
    const found = [];
    for (const file of pages) {
      const report = await CHECKER.validateString(await built.text(file), file);
      for (const { messages } of report.results) {
        found.push(...messages.map(({ ruleId, message, line, column }) => `${file}:${line}:${column}: ${message} (${ruleId})`));
      }
    }
    assert.deepEqual(found, [], found.slice(0, 40).join("\n"));
  });
}

test("html-validate finds what is wrong", async () => {
  const report = await CHECKER.validateString('<!doctype html><html lang="en"><head><title>x</title></head><body><p><button type="button"></button></p></body></html>');
  assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)), ["text-content"]);
});
