// Search, and sections without the browser's own search for :target. The file works without this.
"use strict";

const sheets = [...document.querySelectorAll(".sheet")];
const form = document.querySelector("form.search");
const found = document.getElementById("found");
const words = JSON.parse(document.getElementById("words").textContent);
const index = JSON.parse(document.getElementById("index").textContent);
const SHOWN = 100;

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const open = (target) => {
  const sheet = (target && target.closest(".sheet")) || document.getElementById("s0");
  for (const each of sheets) each.classList.toggle("shown", each === sheet);
  if (target && target !== sheet) target.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
};

const search = (text) => {
  const wanted = fold(text).split(" ").filter(Boolean);
  const squeezed = wanted.join("");
  const hits = wanted.length
    ? index.filter(
        ([, , key]) =>
          wanted.every((word) => key.includes(word)) || (squeezed.length > 3 && key.replaceAll(" ", "").includes(squeezed)),
      )
    : [];
  found.hidden = false;
  found.querySelector("[role=status]").textContent = hits.length
    ? words.found.replace("{shown}", Math.min(SHOWN, hits.length)).replace("{total}", hits.length)
    : words.nothing;
  found.querySelector("ol").replaceChildren(
    ...hits.slice(0, SHOWN).map(([place, shown]) => {
      const item = document.createElement("li");
      const link = item.appendChild(document.createElement("a"));
      link.href = `#${place}`;
      link.textContent = shown;
      return item;
    }),
  );
  open(found);
};

const follow = () => open(location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);
document.body.classList.add("scripted");
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(document.getElementById("q").value);
});
addEventListener("hashchange", follow);
follow();
