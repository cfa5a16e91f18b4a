// Comforts only: every page works without this file.
"use strict";

const copy = document.querySelector("button.copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = copy.dataset.done;
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
});

// What is wider than the window says so.
const signs = document.querySelectorAll(".sideways");
const tell = () => {
  for (const sign of signs) {
    const box = sign.nextElementSibling;
    sign.hidden = box.scrollWidth <= box.clientWidth;
  }
};
if (signs.length) {
  tell();
  window.addEventListener("resize", tell);
}

// Pointing at a document, or reaching it by keyboard, shows the chain through it.
const picture = document.querySelector("svg.cascade");
if (picture && !picture.querySelector(".dim")) {
  const edges = [...picture.querySelectorAll(".edge")];
  const reach = (start, from, to) => {
    const found = new Set([start]);
    for (const key of found) {
      for (const edge of edges) if (edge.dataset[from] === key) found.add(edge.dataset[to]);
    }
    return found;
  };
  const show = (key) => {
    const chain = new Set([...reach(key, "upper", "lower"), ...reach(key, "lower", "upper")]);
    picture.classList.add("pointed");
    for (const card of picture.querySelectorAll(".card")) card.classList.toggle("on", chain.has(card.dataset.key));
    for (const edge of edges) edge.classList.toggle("on", chain.has(edge.dataset.upper) && chain.has(edge.dataset.lower));
  };
  for (const card of picture.querySelectorAll(".card")) {
    for (const name of ["mouseenter", "focus"]) card.addEventListener(name, () => show(card.dataset.key));
    for (const name of ["mouseleave", "blur"]) card.addEventListener(name, () => picture.classList.remove("pointed"));
  }
}
