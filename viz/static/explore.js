// Things can be dragged; what is tied to them follows. The page works without this.
"use strict";

const web = document.querySelector("svg.web[role=group]");
if (web) {
  const boxes = new Map();
  const place = (iri) => boxes.get(iri);
  for (const thing of web.querySelectorAll(".thing")) {
    const box = thing.querySelector("rect");
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    boxes.set(thing.dataset.iri, { x, y, width, height, dx: 0, dy: 0 });
  }
  const redraw = (iri) => {
    for (const tie of web.querySelectorAll(".tie")) {
      if (tie.dataset.first !== iri && tie.dataset.second !== iri) continue;
      const ends = [place(tie.dataset.first), place(tie.dataset.second)].sort((a, b) => a.x + a.dx - b.x - b.dx);
      const [x1, y1] = [ends[0].x + ends[0].dx + ends[0].width, ends[0].y + ends[0].dy + ends[0].height / 2];
      const [x2, y2] = [ends[1].x + ends[1].dx, ends[1].y + ends[1].dy + ends[1].height / 2];
      tie.setAttribute("d", `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`);
    }
  };
  let held = null;
  web.addEventListener("pointerdown", (event) => {
    const thing = event.target.closest(".thing");
    if (thing && event.button === 0) held = { thing, x: event.clientX, y: event.clientY, moved: false, ...from(thing) };
  });
  const from = (thing) => ({ dx: place(thing.dataset.iri).dx, dy: place(thing.dataset.iri).dy });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const box = place(held.thing.dataset.iri);
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < 5) return;
    held.moved = true;
    box.dx = held.dx + dx;
    box.dy = held.dy + dy;
    held.thing.setAttribute("transform", `translate(${box.dx} ${box.dy})`);
    redraw(held.thing.dataset.iri);
  });
  addEventListener("pointerup", () => setTimeout(() => (held = null)));
  web.addEventListener("click", (event) => {
    if (held && held.moved) event.preventDefault();
  });
  web.addEventListener("dragstart", (event) => event.preventDefault());
}
