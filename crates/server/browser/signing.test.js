// A shared room: people sign in with a token; readers see no form, editors correct under their own name.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, openRoom } from "./room.js";

const [reader, editor] = ["reader-reader-reader", "editor-editor-editor"];
let room, browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dateline-tokens-"));
  const tokens = join(folder, "tokens");
  writeFileSync(tokens, `reader rita ${reader}\neditor edda ${editor}\n`);
  room = await openRoom("--tokens", tokens);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  room?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signedIn(token) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(room.address + "/");
  await page.getByLabel("Token").fill("not-the-right-token");
  await page.getByRole("button", { name: "Sign in" }).click();
  assert.match(await page.locator("main").textContent(), /not known/);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(room.address + "/");
  await page.goto(room.address + "/search?q=flour+mill");
  await page.locator(".card h3 a").first().click();
  await page.waitForURL(/\/event\//);
  return page;
}

test("a reader reads", async () => {
  const page = await signedIn(reader);
  assert.equal(await page.locator("main form[method=post]").count(), 0);
  assert.equal(await page.getByText("Correct this event").count(), 0);
});

test("an editor corrects, and the token's name signs", async () => {
  const page = await signedIn(editor);
  await page.getByText("Correct this event").click();
  assert.equal(await page.locator("input[name=who]").count(), 0);
  const form = page.locator("form", { has: page.locator("[name=do][value=when]") });
  await form.locator("[name=day]").fill("2031-05-04");
  await form.locator("[name=why]").fill("the brigade's log");
  await form.getByRole("button", { name: "Set the day" }).click();
  await page.waitForURL(/done=1/);
  assert.match(await page.locator(".facts").first().textContent(), /4 May 2031/);
  assert.match(await page.locator(".corrected").textContent(), /edda.*the brigade's log/);
});

test("whoever signs in comes back to the page that was asked for, and can sign out", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${room.address}/search?q=flour+mill&view=table`);
  await page.getByLabel("Token").fill("not-the-right-token");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Token").fill(reader);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${room.address}/search?q=flour+mill&view=table`);
  assert.match(await page.locator(".foot").textContent(), /rita, reader/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${room.address}/sign-in`);
  await page.goto(`${room.address}/search`);
  assert.equal(await page.locator("h1").textContent(), "Sign in");
  await page.context().close();
});
