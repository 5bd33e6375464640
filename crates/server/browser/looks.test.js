// How the pages stand: WCAG 2.2 AA by axe in both themes, no sideways scrolling at four widths, quiet motion, print.
// SHOTS=FOLDER keeps a picture of each.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { event, faults, openBrowser, openRoom } from "./room.js";

let room, browser, paths;
before(async () => {
  room = await openRoom();
  browser = await openBrowser();
  const e = await event(room, "q=flour+mill");
  const [actor, story, pageId] = await Promise.all(
    ["actors", "stories", "pages"].map(async (of) => (await (await fetch(`${room.address}/api/v1/${of}?limit=1`)).json()).items[0].id),
  );
  paths = {
    overview: "/", list: "/search?q=people", table: "/search?view=table", map: "/search?view=map&status=any",
    timeline: "/search?view=timeline&from=2031", nothing: "/search?q=xyzzy", event: `/event/${e.id}`, article: `/article/${e.articles[0]}`,
    report: `/report/${e.reports[0]}`, place: `/event/${e.id}/place?name=Varna`, actor: `/actor/${actor}`, story: `/story/${story}`,
    where: `/place/${e.where.geonames}`, source: "/source/Meridian%20Wire", page: `/page/${pageId}`, left: `/page/${pageId}/left-out`,
    articles: "/articles?q=mill", actors: "/actors", stories: "/stories", corrections: "/corrections", method: "/method",
    status: "/status", sources: "/sources", disagree: "/search?disagree=yes&time=updated&from=2023", missing: "/event/e_00", sign: "/sign-in",
  };
});
after(async () => {
  await browser?.close();
  room?.close();
});

const desk = { width: 1280, height: 900 };
for (const [where, seen] of Object.entries({
  "in the light theme": { colorScheme: "light", viewport: desk },
  "in the dark theme": { colorScheme: "dark", viewport: desk },
  "on a phone": { viewport: { width: 360, height: 800 } },
})) {
  test(`axe finds nothing ${where}`, async () => {
    const page = await (await browser.newContext({ ...seen, bypassCSP: true })).newPage();
    const all = [];
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(room.address + path);
      // What is folded away is looked at too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      all.push(...(await faults(page)).map((f) => `${name}: ${f}`));
    }
    await page.context().close();
    assert.deepEqual(all, []);
  });
}

for (const width of [320, 360, 768, 1440]) {
  test(`nothing is wider than ${width} pixels`, async () => {
    for (const theme of process.env.SHOTS ? ["light", "dark"] : ["light"]) {
      const page = await (await browser.newContext({ colorScheme: theme, viewport: { width, height: 900 } })).newPage();
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(room.address + path);
        if (process.env.SHOTS) {
          mkdirSync(process.env.SHOTS, { recursive: true });
          await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}-${theme}.png`) });
        }
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
        const wide = await page.evaluate(() => {
          const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
          return document.documentElement.scrollWidth > innerWidth ? out.slice(0, 3).map((e) => `${e.tagName}.${e.className}`) : [];
        });
        assert.deepEqual(wide, [], `${name} at ${width}`);
      }
      await page.context().close();
    }
  });
}

test("whoever wants no motion sees none", async () => {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await page.goto(room.address + paths.event);
  const moving = await page.evaluate(() => {
    const still = (e) => { const s = getComputedStyle(e); return s.animationName === "none" && parseFloat(s.transitionDuration) === 0; };
    return { elements: [...document.querySelectorAll("*")].filter((e) => !still(e)).length, scroll: getComputedStyle(document.documentElement).scrollBehavior };
  });
  assert.deepEqual(moving, { elements: 0, scroll: "auto" });
  await page.context().close();
});

test("the event page prints black on white, without what is for the screen", async () => {
  const page = await (await browser.newContext({ colorScheme: "dark" })).newPage();
  await page.addInitScript(() => localStorage.setItem("theme", "dark"));
  await page.goto(room.address + paths.event);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => {
    const shown = (s) => [...document.querySelectorAll(s)].some((e) => e.getClientRects().length > 0);
    const body = getComputedStyle(document.body);
    const heading = getComputedStyle(document.querySelector("h1"));
    // Paper and what is written on it: no colour of the dark theme is left.
    const bright = (color) => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return a === 0 || (r + g + b) / 3 > 128; };
    return { header: shown(".top"), foot: shown(".foot"), mend: shown(".mend"), ledger: shown(".ledger"), evidence: shown(".witness blockquote"),
      cite: shown(".citation"), paper: body.backgroundColor, ink: body.color, heading: heading.color,
      sheets: [".witness", ".figure", ".ledger td"].map((s) => bright(getComputedStyle(document.querySelector(s)).backgroundColor)),
      words: [".witness .by", ".ledger td:nth-child(4)", ".ledger caption"].map((s) => bright(getComputedStyle(document.querySelector(s) ?? document.body).color)) };
  });
  assert.deepEqual(seen, { header: false, foot: false, mend: false, ledger: true, evidence: true, cite: true,
    paper: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", heading: "rgb(0, 0, 0)", sheets: [true, true, true], words: [false, false, false] });
  await page.context().close();
});

test("the theme switch is kept and needs no reload", async () => {
  const page = await (await browser.newContext({ colorScheme: "light" })).newPage();
  await page.goto(room.address + "/");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), dark);
  await page.context().close();
});
