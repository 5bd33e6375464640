// What a person does in the reading room, in a real browser: search, narrow the time, follow a mark, correct, go back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { event, openBrowser, openRoom } from "./room.js";

let room, browser, page;
before(async () => {
  room = await openRoom();
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.on("pageerror", (e) => assert.fail(`a script failed: ${e}`));
  page.on("request", (r) => assert.ok(r.url().startsWith(room.address), `a request leaves the host: ${r.url()}`));
});
after(async () => {
  await browser?.close();
  room?.close();
});

const go = (path) => page.goto(room.address + path);
const count = async () => Number((await page.locator(".count b").textContent()).replace(/\D/g, ""));

test("words are searched, and the sentence that matched is shown with them marked", async () => {
  await go("/");
  await page.keyboard.press("/");
  await page.keyboard.type("flour mill");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=flour/);
  assert.ok((await count()) >= 1);
  const marks = await page.locator(".card").first().locator("mark").allTextContents();
  assert.ok(marks.some((m) => m === "flour") && marks.some((m) => m === "mill"), `${marks}`);
});

test("dragging over the bars narrows the time, the pill takes it away, back brings it again", async () => {
  await go("/search?from=2031&view=list");
  const all = await count();
  const bars = page.locator("[data-brush] a");
  assert.ok((await bars.count()) > 3);
  const box = await page.locator("[data-brush]").boundingBox();
  const at = async (i) => {
    const b = await bars.nth(i).locator("rect").boundingBox();
    return b.x + b.width / 2;
  };
  await page.mouse.move(await at(0), box.y + box.height - 5);
  await page.mouse.down();
  await page.mouse.move(await at(1), box.y + box.height - 5, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/to=/);
  const some = await count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.locator(".pill", { hasText: "to:" }).click();
  await page.waitForURL((u) => !u.searchParams.has("to"));
  await page.goBack();
  await page.waitForURL(/to=/);
  assert.equal(await count(), some);
});

test("a drawing is one stop for the Tab key, and arrows lead on", async () => {
  await go("/search?from=2031");
  assert.ok((await page.locator("[data-brush] a").count()) > 3);
  assert.equal(await page.locator("[data-brush] a:not([tabindex='-1'])").count(), 1);
  await page.locator("[data-brush] a").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("[data-brush] a")].indexOf(document.activeElement)), 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=2031-[\d-]+&to=2031/);
});

test("what was in the news of late is asked for by a form, and the bars of an actor's page keep to that actor", async () => {
  await go("/search");
  const all = await count();
  await page.getByRole("link", { name: "day", exact: true }).click();
  await page.waitForURL(/time=updated/);
  const last = await count();
  assert.ok(last > 0 && last < all, `${last} of ${all}`);
  await page.getByLabel("Which day is meant").selectOption("first publication");
  await page.getByLabel("Killed, at least").fill("1");
  await page.getByRole("button", { name: "Set" }).click();
  await page.waitForURL(/time=reported/);
  assert.ok((await page.locator(".pill", { hasText: "killed: at least 1" }).count()) === 1 && (await count()) <= last);
  await go("/actors");
  await page.locator(".lines a").first().click();
  await page.waitForURL(/\/actor\/x_/);
  const actor = page.url().split("/").pop();
  const box = await page.locator("[data-brush]").boundingBox();
  await page.mouse.click(box.x + 2, box.y + box.height - 3);
  await page.waitForURL(/\/search\?.*from=/);
  assert.equal(new URL(page.url()).searchParams.get("actor"), actor);
});

test("events whose sources disagree are one click away, and so is what they say", async () => {
  await go("/search?disagree=yes");
  assert.ok((await count()) >= 1);
  assert.ok(await page.locator(".card .disputed").first().isVisible());
  await page.locator(".card h3 a").first().click();
  await page.waitForURL(/\/event\//);
  assert.match(await page.locator(".disagree").first().textContent(), /from .* to /);
});

test("dozens and a number can both be true: the words are shown, and no disagreement", async () => {
  const e = await event(room, "q=ferry+pier");
  await go(`/event/${e.id}`);
  const figure = page.locator(".figure").first();
  assert.match(await figure.locator("h2").textContent(), /43/);
  assert.match(await figure.textContent(), /All that is told can be true: from dozens \(24 or more\) .* to 43/);
  assert.equal(await page.locator(".disagree").count(), 0);
  assert.doesNotMatch(await page.locator("main").innerText(), /\b36\b/);
  // What is told by no number has no point.
  assert.equal(await figure.locator(".point .dot").count(), 1);
  assert.equal(await figure.locator(".point .open").count(), 1);
  await go("/search?disagree=yes&q=ferry+pier");
  assert.equal(await count(), 0);
});

test("a rejected figure is struck in the ledger and not drawn", async () => {
  const e = await event(room, "q=flour+mill");
  const figure = e.figures.find((f) => f.what === "killed");
  const last = figure.ledger.find((l) => l.best === 7);
  const change = { action: "fix", target: e.id, change: { field: "reject", what: "killed", best: last.best }, who: "Ana", why: "counted twice" };
  const post = (path, body) => fetch(`${room.address}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const made = await post("/api/v1/corrections", change);
  assert.ok(made.ok, await made.clone().text());
  const n = (await made.json()).correction.n;
  const now = await event(room, "q=flour+mill");
  await go(`/event/${now.id}`);
  const shown = page.locator(".figure").first();
  assert.equal(await shown.locator("tr.rejected").count(), 1);
  assert.match(await shown.locator("figcaption").textContent(), /1 rejected number not drawn/);
  for (const title of await shown.locator(".point title").allTextContents()) assert.doesNotMatch(title, /: 7 /);
  await post(`/api/v1/corrections/${n}/undo`, { who: "Ana", why: "a test" });
});

test("the parts of a split lead to each other", async () => {
  const e = await event(room, "q=flour+mill");
  const change = { action: "split", event: e.id, reports: [e.reports.at(-1)], who: "Ana", why: "another mill" };
  const post = (path, body) => fetch(`${room.address}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const made = await post("/api/v1/corrections", change);
  assert.ok(made.ok, await made.clone().text());
  const n = (await made.json()).correction.n;
  await go(`/event/${e.id}`);
  const there = page.locator(".corrected a[href^='/event/']");
  assert.match(await page.locator(".corrected").textContent(), /split off: .*Ana/);
  await there.first().click();
  await page.waitForURL((u) => u.pathname !== `/event/${e.id}`);
  assert.match(await page.locator(".corrected").textContent(), /split from: .*Ana.*another mill/);
  assert.equal(await there.first().getAttribute("href"), `/event/${e.id}`);
  await go("/corrections");
  assert.equal(await page.locator(`#c${n} a[href^='/event/']`).count(), 3);
  await post(`/api/v1/corrections/${n}/undo`, { who: "Ana", why: "a test" });
});

test("the days below the bars stand where their bars do", async () => {
  await go("/search?q=mill&from=2031-05-01&to=2031-05-20");
  const middle = async (of) => { const b = await of.boundingBox(); return b.x + b.width / 2; };
  for (const bar of await page.locator("[data-brush] a").all()) {
    const iso = (await bar.locator("title").textContent()).split(":")[0];
    const name = page.locator(".axis text", { hasText: iso });
    if (await name.count()) assert.ok(Math.abs((await middle(bar.locator("rect"))) - (await middle(name))) < 40, iso);
  }
  // The drawing has the days that were asked for.
  assert.match(await page.locator("[data-brush]").getAttribute("aria-label"), /2031-05-01 to 2031-05-20/);
});

test("names from right to left turn nothing around", async () => {
  const e = await event(room, "q=Ruse");
  await go(`/event/${e.id}`);
  assert.doesNotMatch(await page.title(), /[\u202a-\u202e]/);
  await go("/sources");
  const line = page.locator(".lines li", { hasText: "المرفأ" });
  assert.match(await line.locator("small").textContent(), /^1 article/);
});

test("a click on the map leads to what happened there", async () => {
  await go("/search?view=map&q=patrol&status=any");
  const spot = page.locator(".spot").first();
  assert.match(await spot.locator("title").textContent(), /Arauca/);
  const box = await spot.locator("circle").last().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForURL(/\/event\/|place=/);
  assert.match(await page.content(), /Arauca/);
});

test("the map begins where the events are, and one mark stands for all at a point", async () => {
  await go("/search?view=map&country=BG&status=any");
  const [, , w] = (await page.locator("#map").getAttribute("viewBox")).split(" ").map(Number);
  assert.ok(w < 300, `${w}`);
  const at = await page.locator(".spot > g").evaluateAll((all) => all.map((g) => g.getAttribute("transform").split(")")[0]));
  assert.equal(new Set(at).size, at.length);
  const many = page.locator(".spot.many").first();
  const told = Number((await many.locator("title").textContent()).match(/: (\d+) /)[1]);
  await go(await many.getAttribute("href"));
  assert.equal(await count(), told);
});

test("the map is moved closer with a button, and a drag is no click", async () => {
  await go("/search?view=map&status=any");
  const view = () => page.locator("#map").getAttribute("viewBox");
  const whole = await view();
  await page.getByRole("button", { name: "Closer" }).click();
  const near = await view();
  assert.notEqual(near, whole);
  const box = await page.locator("#map").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 90, box.y + box.height / 2 + 30, { steps: 5 });
  await page.mouse.up();
  assert.notEqual(await view(), near);
  assert.match(page.url(), /view=map/);
});

test("from an event to its sentence in the article, and along a mark", async () => {
  const e = await event(room, "q=flour+mill");
  await go(`/event/${e.id}`);
  assert.match(await page.locator("article").first().textContent(), /The sources disagree/);
  await page.locator(".ledger a", { hasText: "in the text" }).first().click();
  await page.waitForURL(/\/article\/a_\w+#r_/);
  const target = page.locator(":target");
  assert.equal(await target.count(), 1);
  assert.ok(await target.isVisible());
  await page.locator("#text a.m-place").first().click();
  await page.waitForURL(/\/place\/\d+/);
  assert.match(await page.locator("h1").textContent(), /Varna/);
  await page.goBack();
  await page.locator("[data-mark=place]").uncheck();
  assert.ok(await page.locator("#text.no-place").count());
});

test("a place is corrected, seen at once, and taken back", async () => {
  const e = await event(room, "q=patrol");
  await go(`/event/${e.id}`);
  await page.getByText("Correct this event").click();
  await page.locator("form[action$='/place'] input[name=name]").first().fill("Tame, Arauca");
  await page.getByRole("button", { name: "Look it up" }).first().click();
  await page.waitForURL(/\/place\?name=/);
  await page.locator(".choice", { hasText: "Tame" }).first().click();
  await page.getByLabel("Your name").fill("Ana Ruiz");
  await page.getByLabel("Why").fill("The ministry names the town");
  await page.getByRole("button", { name: "Correct the place" }).click();
  await page.waitForURL(/done=\d+/);
  assert.match(await page.locator(".facts").textContent(), /Tame/);
  assert.match(await page.locator(".notice.done").textContent(), /is made: place: Tame/);
  await page.locator(".notice.done a").click();
  await page.locator("li:target summary").click();
  assert.equal(await page.locator("li:target input[name=who]").inputValue(), "Ana Ruiz");
  await page.locator("li:target input[name=why]").fill("It was near the city after all");
  await page.locator("li:target button").click();
  await page.waitForURL(/\/corrections\?done=/);
  assert.match(await page.locator(".notice.done").textContent(), /is taken back/);
  await go(`/event/${e.id}`);
  assert.doesNotMatch(await page.locator(".facts").textContent(), /Tame/);
});

test("everything is corrected without scripts too", async () => {
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const e = await event(room, "q=Kisumu");
  await bare.goto(`${room.address}/event/${e.id}`);
  await bare.locator("summary", { hasText: "Correct this event" }).click();
  const form = bare.locator("form", { has: bare.locator("[name=do][value=status]") }).first();
  await form.locator("select[name=status]").selectOption("alleged");
  await form.getByLabel("Your name").fill("Ben");
  await form.getByLabel("Why").fill("only the county says so");
  await form.getByLabel("Why").press("Enter");
  assert.doesNotMatch(bare.url(), /done/, "Enter alone corrects nothing");
  await form.getByRole("button", { name: "Set the status" }).click();
  await bare.waitForURL(/done=\d+/);
  assert.match(await bare.locator(".meta").first().textContent(), /alleged/);
  await bare.goto(`${room.address}/search?view=map&status=any`);
  assert.ok((await bare.locator(".spot").count()) > 3);
  await bare.context().close();
});

test("hostile words are words", async () => {
  const e = await event(room, "q=Ruse");
  for (const path of [`/event/${e.id}`, `/article/${e.articles[0]}`, "/articles", "/search?q=ruse"]) {
    await go(path);
    assert.doesNotMatch(await page.title(), /^broken/, path);
    assert.equal(await page.locator("main img, main script").count(), 0, path);
  }
});

test("keys: the table of the help is what they do", async () => {
  await go("/search");
  await page.keyboard.press("?");
  const help = page.locator("dialog[open]");
  assert.ok(await help.isVisible());
  const rows = await help.locator("tr").allTextContents();
  assert.ok(rows.length >= 10 && rows.some((r) => r.includes("timeline")), `${rows}`);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  for (const [key, view] of [["t", "timeline"], ["m", "map"], ["l", "list"]]) {
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`view=${view}`));
  }
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.locator(".card h3 a").nth(1).getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), second);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/event\//);
  await page.keyboard.press("!");
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog[open]").count(), 0, "keys are off");
  await page.keyboard.press("!");
});

test("keys: the filters stay at hand, and Escape leads back", async () => {
  await go("/search");
  await page.keyboard.press("f");
  assert.ok(await page.locator(".filters[open]").count());
  await page.keyboard.press("f");
  assert.equal(await page.locator(".filters[open]").count(), 0);
  await page.locator(".filters > summary").click();
  assert.ok(await page.locator(".filters[open]").count());
  await page.locator(".card h3 a").first().click();
  await page.waitForURL(/\/event\//);
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/search$/);
});

test("keys: earlier and later days, and two keys for a page", async () => {
  await go("/search?from=2031-02&to=2031-02");
  await page.keyboard.press("[");
  await page.waitForURL(/from=2031-01-04&to=2031-01-31/);
  await page.keyboard.press("]");
  await page.waitForURL(/from=2031-02-01&to=2031-02-28/);
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL((url) => url.pathname === "/");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL((url) => url.pathname === "/search");
});

test("a page that stays open tells of events that came since", async () => {
  const other = await page.context().newPage();
  await other.clock.install();
  await other.goto(`${room.address}/search`);
  assert.ok(await other.locator("#fresh").isHidden());
  const line = JSON.stringify({ id: "late", source: "Harbour Tribune", published: "2031-06-20", headline: "Crash",
    text: "A bus crash near Ruse, Bulgaria, killed nine people on Thursday, police said." });
  await fetch(`${room.address}/api/v1/articles`, { method: "POST", headers: { "Content-Type": "application/jsonl" }, body: line });
  await other.clock.fastForward(61000);
  await other.locator("#fresh a").waitFor();
  assert.match(await other.locator("#fresh").textContent(), /^\d+ more events? since/);
  await other.locator("#fresh a").click();
  await other.waitForFunction(() => document.getElementById("fresh").hidden);
  await other.close();
});

test("a pasted text is read and shown", async () => {
  await go("/");
  await page.locator("textarea").fill("Storm in Ruse\n\nA storm in Ruse, Bulgaria, killed two people on Monday, the mayor said.");
  await page.getByLabel("Source, if it tells none").fill("Danube Leaf");
  await page.getByLabel("Day, if it tells none").fill("2031-08-05");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/article\//);
  assert.match(await page.locator(".notice").textContent(), /Read and kept, with 1 report/);
  assert.match(await page.locator(".facts").textContent(), /Danube Leaf.*5 August 2031/);
  assert.match(await page.locator("#text").textContent(), /killed two people/);
  assert.ok((await page.locator("#text .m-event").count()) >= 1);
});
