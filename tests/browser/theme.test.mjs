// The theme in a real browser: light and dark, and as narrow as a small phone held close.

import assert from "node:assert/strict";

import { kinds, test } from "./support.mjs";

/** The lightness of the page's ground and of its text, from 0 to 255. */
function lightness() {
  const { backgroundColor } = getComputedStyle(document.documentElement);
  const { color } = getComputedStyle(document.body);
  const mean = (value) => {
    const parts = value.match(/[\d.]+/g).slice(0, 3).map(Number);
    return parts.reduce((sum, part) => sum + part, 0) / 3;
  };
  return { ground: mean(backgroundColor), text: mean(color) };
}

test("the pages follow the reader's choice of light or dark", async ({ site, open }) => {
  const example = await site("example");
  const light = await (await open(example, "", { colorScheme: "light" })).evaluate(lightness);
  assert.ok(light.ground > 200 && light.text < 80, `light: ${JSON.stringify(light)}`);
  const dark = await (await open(example, "", { colorScheme: "dark" })).evaluate(lightness);
  assert.ok(dark.ground < 60 && dark.text > 180, `dark: ${JSON.stringify(dark)}`);
});

for (const name of ["example", "full", "starter"]) {
  test(`no page of the site ${name} scrolls sideways at 320 px`, async ({ site, open }) => {
    const built = await site(name);
    const paths = await kinds(built);
    assert.ok(paths.length > 10, `only ${paths.length} kinds of pages`);
    const page = await open(built, "", { width: 320, height: 640 });
    for (const below of paths) {
      await page.goto(built.address(below));
      const { wide, outside } = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        const sticking = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > limit + 1);
        return { wide: document.documentElement.scrollWidth - limit, outside: sticking.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)) };
      });
      assert.equal(wide, 0, `/${below} scrolls sideways by ${wide} px; outside are ${outside.join("\n")}`);
    }
  });
}

test("what is not there shows the page that says so", async ({ site, open }) => {
  const page = await open(await site("path"), "not/here/", { status: 404 });
  assert.equal(await page.locator("h1").count(), 1);
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 1);
});
