// Small islands: theme switch, keys, marks in a text, and dragging over the histogram. Pages read without them.
(() => {
  const root = document.documentElement;
  const go = (href) => { if (href) location.href = href; };
  const store = (k, v) => { try { v ? localStorage.setItem(k, v) : localStorage.removeItem(k); } catch { /* closed */ } };

  const theme = document.getElementById("theme");
  const names = { "": "as the system", light: "light", dark: "dark" };
  const show = () => {
    const now = root.dataset.theme || "";
    theme.textContent = { "": "◐", light: "○", dark: "●" }[now];
    theme.setAttribute("aria-label", `Colours: ${names[now]}`);
  };
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const next = { "": "light", light: "dark", dark: "" }[root.dataset.theme || ""];
      if (next) root.dataset.theme = next; else delete root.dataset.theme;
      store("theme", next);
      show();
    });
    show();
  }

  for (const box of document.querySelectorAll("[data-mark]")) {
    box.addEventListener("change", () => document.getElementById("text").classList.toggle(`no-${box.dataset.mark}`, !box.checked));
  }
  const filters = document.querySelector(".filters");
  if (filters && matchMedia("(max-width: 900px)").matches) filters.open = false;

  // A drawing is one stop for the Tab key; arrows lead from one thing in it to the next.
  for (const svg of document.querySelectorAll("[data-rove]")) {
    const all = [...svg.querySelectorAll("a")];
    if (all.length < 2) continue;
    svg.setAttribute("aria-label", `${svg.getAttribute("aria-label")}; arrow keys lead from one to the next`);
    // The first of what happened, where there is ground below it.
    const first = svg.querySelector(".spots a") ?? all[0];
    for (const a of all) if (a !== first) a.setAttribute("tabindex", "-1");
    svg.addEventListener("keydown", (e) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -all.length, End: all.length }[e.key];
      const at = all.indexOf(e.target.closest("a"));
      if (!by || at < 0 || e.ctrlKey || e.metaKey || e.altKey) return;
      e.preventDefault();
      const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
      all[at].setAttribute("tabindex", "-1");
      next.removeAttribute("tabindex");
      next.focus();
    });
  }

  // The latest first, where the drawing is wider than the window.
  for (const lanes of document.querySelectorAll(".lanes .wide")) lanes.scrollLeft = lanes.scrollWidth;

  for (const svg of document.querySelectorAll("[data-brush]")) brush(svg);
  function brush(svg) {
    const bars = [...svg.querySelectorAll("a")];
    const iso = (bar) => bar.querySelector("title").textContent.split(":")[0];
    let from = null;
    const at = (e) => (e.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width * 1000;
    const ends = (bar) => { const r = bar.querySelector("rect"); return [+r.getAttribute("x"), +r.getAttribute("x") + +r.getAttribute("width")]; };
    const mid = (bar) => (ends(bar)[0] + ends(bar)[1]) / 2;
    // The bars that were dragged over; where there are none, the nearest one.
    const mark = (to) => {
      const [a, b] = [from, to].sort((x, y) => x - y);
      let hit = bars.filter((bar) => ends(bar)[1] >= a && ends(bar)[0] <= b);
      if (!hit.length) hit = [bars.reduce((x, y) => (Math.abs(mid(y) - to) < Math.abs(mid(x) - to) ? y : x))];
      bars.forEach((bar) => bar.classList.toggle("in", hit.includes(bar)));
      return [iso(hit[0]), iso(hit.at(-1))];
    };
    svg.addEventListener("pointerdown", (e) => { if (bars.length > 1) { from = at(e); e.preventDefault(); svg.setPointerCapture(e.pointerId); mark(from); } });
    svg.addEventListener("pointermove", (e) => { if (from !== null) mark(at(e)); });
    svg.addEventListener("pointercancel", () => { from = null; });
    svg.addEventListener("pointerup", (e) => {
      if (from === null) return;
      const [first, last] = mark(at(e));
      from = null;
      // Elsewhere a bar's own link has the filter of the page.
      const url = new URL(location.pathname === "/search" ? location.href : bars[0].getAttribute("href"), location.href);
      url.searchParams.set("from", first);
      url.searchParams.set("to", last);
      url.searchParams.delete("after");
      go(url.href);
    });
    svg.addEventListener("dragstart", (e) => e.preventDefault());
    svg.addEventListener("click", (e) => { if (e.detail) e.preventDefault(); });
  }

  // Whoever keeps the page open is told when there is more to see; nothing moves by itself. A stream would take one of the few
  // connections that a browser has for all its tabs.
  const fresh = document.getElementById("fresh");
  const look = async () => {
    if (document.visibilityState !== "visible") return;
    const more = await fetch("/api/v1/status").then((r) => r.json()).then((s) => s.totals.events - fresh.dataset.events).catch(() => 0);
    if (!(more > 0)) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = `${more.toLocaleString("en")} more event${more === 1 ? "" : "s"} since this page was opened: show`;
    fresh.replaceChildren(link);
    fresh.hidden = false;
  };
  if (fresh) setInterval(look, 60000);

  // One table feeds the keys and their help.
  const items = () => [...document.querySelectorAll(".card h3 a, tr.item a, .lines .item > a")];
  const step = (n) => {
    const all = items();
    const i = all.indexOf(document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, i < 0 ? (n > 0 ? 0 : all.length - 1) : i + n))]?.focus();
  };
  // The days shown, moved by as many as they are: a month by a month's days, a year by a year's.
  const shift = (n) => {
    const url = new URL(location.href);
    const day = 86400000;
    const ends = (iso) => {
      const [y, m, d] = iso.split("-").map(Number);
      return [Date.UTC(y, (m || 1) - 1, d || 1), d ? Date.UTC(y, m - 1, d) : Date.UTC(y, m || 12, 0)];
    };
    const [from, to] = ["from", "to"].map((k) => url.searchParams.get(k));
    if (!from || !to) return;
    const [first, last] = [ends(from)[0], ends(to)[1]];
    const by = n * (last - first + day);
    const iso = (t) => new Date(t + by).toISOString().slice(0, 10);
    url.searchParams.set("from", iso(first));
    url.searchParams.set("to", iso(last));
    url.searchParams.delete("after");
    go(url.href);
  };
  const view = (v) => go(document.querySelector(`.views a[data-view=${v}]`)?.href);
  const KEYS = [
    ["/", "search", () => document.getElementById("q")?.focus()],
    ["j", "next", () => step(1)],
    ["k", "previous", () => step(-1)],
    ["m", "map", () => view("map")],
    ["t", "timeline", () => view("timeline")],
    ["l", "list", () => view("list")],
    ["f", "filters: open, and again: close", () => {
      const f = document.querySelector(".filters");
      if (!f) return;
      const summary = f.querySelector("summary");
      f.open = !f.open || document.activeElement !== summary;
      summary.focus();
    }],
    ["e", "export", () => document.querySelector(".export a")?.focus()],
    ["c", "cite", () => document.getElementById("cite")?.scrollIntoView()],
    [".", "copy link", () => navigator.clipboard?.writeText(location.href)],
    ["[", "earlier: the days before those shown", () => shift(-1)],
    ["]", "later: the days after those shown", () => shift(1)],
    ["← →", "in a drawing: one back, one on", () => {}],
    ["↵ Enter", "open what is chosen", () => {}],
    ["Escape", "back to the page before", () => { if (document.referrer.startsWith(location.origin)) history.back(); }],
    ["g s", "search page", () => go("/search")],
    ["g h", "first page", () => go("/")],
    ["?", "this help", () => help()],
    ["!", "keys on or off", () => { keys = !keys; store("keys", keys ? "" : "off"); }],
  ];
  let keys = true;
  try { keys = localStorage.getItem("keys") !== "off"; } catch { /* closed */ }
  const dialog = document.getElementById("help");
  function help() {
    dialog.replaceChildren();
    const title = dialog.appendChild(document.createElement("h2"));
    title.textContent = "Keys";
    const table = dialog.appendChild(document.createElement("table"));
    for (const [key, what] of KEYS) {
      const row = table.insertRow();
      row.insertCell().appendChild(document.createElement("kbd")).textContent = key === "Escape" ? "Esc" : key;
      row.insertCell().textContent = what;
    }
    const form = dialog.appendChild(document.createElement("form"));
    form.method = "dialog";
    form.appendChild(document.createElement("button")).textContent = "Close";
    dialog.showModal();
  }
  // "g" waits for a second key.
  let [first, since] = ["", 0];
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, [contenteditable]")) return;
    // A key of the table is meant for the page behind it. The browser itself closes the table a moment after Escape, too
    // late for who types on.
    const open = dialog.open;
    const pressed = `${first && Date.now() - since < 1500 ? `${first} ` : ""}${e.key}`;
    [first, since] = [e.key === "g" ? "g" : "", Date.now()];
    const hit = KEYS.find(([key]) => key === pressed) || KEYS.find(([key]) => key === e.key);
    if (open && (hit || e.key === "Escape")) { e.preventDefault(); dialog.close(); }
    if (hit && (keys || e.key === "!") && !(open && (e.key === "?" || e.key === "Escape"))) { e.preventDefault(); hit[2](); }
  });
})();
