// What the browser tests share: a reading room of the real program over a database made of the example pages and a few
// invented articles, and a browser. DATELINE names the program, CHROMIUM the browser.
import { chromium } from "playwright-core";
import axe from "axe-core";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/// The program: that of DATELINE, or the newest of the usual places.
function program() {
  const places = [process.env.DATELINE, "target/release/dateline", "target/quick/dateline", "target/debug/dateline"];
  const found = places.filter(Boolean).map((p) => (p.startsWith("/") ? p : join(root, p))).find(existsSync);
  if (!found) throw new Error("no dateline to test: build it, or name it with DATELINE");
  return found;
}

/// The browser: that of CHROMIUM, or the system's.
export function browserPath() {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return places.filter(Boolean).find(existsSync);
}

/// Reads the pages into a new database and opens a room over it.
export async function openRoom(...more) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-browser-"));
  const db = join(folder, "news.db");
  const invented = fileURLToPath(new URL("invented.jsonl", import.meta.url));
  // Pages lie deep on some machines: a path without a space must wrap on a phone, wherever these tests run.
  const pages = join(folder, "a_folder_of_saved_pages_with_a_name_that_no_narrow_window_can_hold_in_one_line");
  cpSync(join(root, "examples/pages"), pages, { recursive: true });
  const read = spawnSync(program(), ["read", "-q", "--keep-pages", "--db", db, pages, invented], { encoding: "utf8" });
  if (read.status !== 0) throw new Error(`reading failed: ${read.stderr}`);
  const room = spawn(program(), ["serve", "--listen", "127.0.0.1:0", "--db", db, ...more], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((ready, fail) => {
    let said = "";
    room.stderr.on("data", (d) => {
      said += d;
      const at = said.match(/http:\/\/[^/\s]+/);
      if (at) ready(at[0]);
    });
    room.on("exit", () => fail(new Error(`the room closed: ${said}`)));
  });
  const close = () => {
    room.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, folder, close };
}

/// A browser of the system; `settings` are those of a new context.
export async function openBrowser() {
  return chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/// What axe finds against WCAG 2.2 AA on the page as it stands, in words.
export async function faults(page) {
  // The page's own policy forbids scripts put into it, so axe is evaluated by the browser's protocol.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await window.axe.run(document, { runOnly: { type: "tag", values: tags } })).violations;
  });
  return found.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id} (${v.impact}): ${n.target} ${n.failureSummary.split("\n")[1] ?? ""}`));
}

/// The first event of a search, as the API has it.
export async function event(room, query) {
  const answer = await fetch(`${room.address}/api/v1/events?status=any&${query}`);
  return (await answer.json()).items[0];
}
