// The map's island: buttons, the wheel with Ctrl, drag and pinch change the view box; marks keep their size. Without Ctrl the wheel,
// and one finger up or down, move the page.
(() => {
  const svg = document.getElementById("map");
  if (!svg) return;
  const whole = { x: 0, y: 0, w: 1000, h: 430 };
  let box = { ...whole };
  // How high the drawing is for its width: on a small screen it is less flat than the map.
  const shape = () => (svg.clientHeight || 430) / (svg.clientWidth || 1000);
  const spots = [...svg.querySelectorAll(".spots a > g")].map((el) => {
    const [x, y] = el.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
    return { el, x, y };
  });
  function draw() {
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    // On a small screen the whole map is small, but a finger is not.
    const small = Math.max(1, 640 / (svg.clientWidth || 640));
    const k = Math.pow(box.w / 1000, 0.8) * small;
    for (const s of spots) s.el.setAttribute("transform", `translate(${s.x} ${s.y}) scale(${k})`);
  }
  function zoom(f, cx = box.x + box.w / 2, cy = box.y + box.h / 2) {
    const w = Math.min(1000, Math.max(20, box.w * f));
    const k = w / box.w;
    box = { x: cx - (cx - box.x) * k, y: cy - (cy - box.y) * k, w, h: box.h * k };
    keep();
  }
  function keep() {
    const within = (at, size, all) => (size > all ? (all - size) / 2 : Math.max(0, Math.min(all - size, at)));
    box.x = within(box.x, box.w, 1000);
    box.y = within(box.y, box.h, 430);
    draw();
  }
  // The part of the map in which the events are, with the countries that are shaded; the whole map where they are all over it.
  function fit() {
    box = { ...whole };
    box.h = Math.max(430, 1000 * shape());
    const shaded = [...svg.querySelectorAll(".lands a path")].map((path) => path.getBBox());
    const xs = [...spots.map((s) => s.x), ...shaded.flatMap((b) => [b.x, b.x + b.width])];
    const ys = [...spots.map((s) => s.y), ...shaded.flatMap((b) => [b.y, b.y + b.height])];
    if (xs.length) {
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const w = Math.max(140, (right - left) * 1.25, (bottom - top) * 1.25 / shape());
      if (w < 900) box = { x: (left + right - w) / 2, y: (top + bottom - w * shape()) / 2, w, h: w * shape() };
    }
    keep();
  }
  const point = (e) => { const r = svg.getBoundingClientRect(); return [box.x + (e.clientX - r.left) / r.width * box.w, box.y + (e.clientY - r.top) / r.height * box.h]; };
  svg.addEventListener("wheel", (e) => { if (!e.ctrlKey && !e.metaKey) return; e.preventDefault(); zoom(e.deltaY < 0 ? 0.8 : 1.25, ...point(e)); }, { passive: false });
  const down = new Map();
  let moved = 0;
  svg.addEventListener("pointerdown", (e) => { down.set(e.pointerId, [e.clientX, e.clientY]); moved = 0; });
  addEventListener("pointermove", (e) => {
    const last = down.get(e.pointerId);
    if (!last) return;
    const r = svg.getBoundingClientRect();
    if (down.size === 1) {
      moved += Math.abs(e.clientX - last[0]) + Math.abs(e.clientY - last[1]);
      box.x -= (e.clientX - last[0]) / r.width * box.w;
      box.y -= (e.clientY - last[1]) / r.height * box.h;
      keep();
    } else {
      const other = [...down].find(([id]) => id !== e.pointerId)[1];
      const far = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]);
      zoom(far(last) / Math.max(1, far([e.clientX, e.clientY])));
      moved += 9;
    }
    down.set(e.pointerId, [e.clientX, e.clientY]);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (e) => down.delete(e.pointerId));
  svg.addEventListener("dragstart", (e) => e.preventDefault());
  svg.addEventListener("click", (e) => { if (moved > 6) e.preventDefault(); }, true);
  fit();
  addEventListener("resize", draw);
  const buttons = document.querySelector(".zoom");
  buttons.hidden = false;
  buttons.addEventListener("click", (e) => {
    const how = e.target.dataset.zoom;
    if (how === "in") zoom(0.6);
    if (how === "out") zoom(1 / 0.6);
    if (how === "all") { box = { ...whole, h: Math.max(430, 1000 * shape()) }; keep(); }
  });
})();
