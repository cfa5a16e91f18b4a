// The editor of the SPARQL page: colours, completion of our own terms, Ctrl+Enter. The page works without this.
"use strict";

const area = document.getElementById("query");
const sample = area.closest("form");
const editor = CodeMirror.fromTextArea(area, {
  mode: "application/sparql-query",
  lineNumbers: true,
  lineWrapping: true,
  inputStyle: "contenteditable",
  spellcheck: false,
  screenReaderLabel: area.labels[0].textContent,
  extraKeys: {
    Tab: false, // leaves the editor, as Tab does everywhere
    "Shift-Tab": false,
    "Ctrl-Enter": () => sample.requestSubmit(),
    "Cmd-Enter": () => sample.requestSubmit(),
    "Ctrl-Space": (edited) => edited.showHint(HINTS),
  },
});
const field = editor.getInputField();
field.setAttribute("role", "textbox");
field.setAttribute("aria-multiline", "true");
area.labels[0].addEventListener("click", (event) => {
  event.preventDefault();
  editor.focus();
});
document.querySelector(".editing").hidden = false;

const HINTS = { hint: (edited) => complete(edited), completeSingle: false, closeCharacters: /[\s()[\]{};>,]/ };
const KEYWORDS =
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GRAPH ORDER BY GROUP LIMIT OFFSET HAVING ASK CONSTRUCT DESCRIBE PREFIX COUNT EXISTS STR LANG CONTAINS REGEX".split(
    " ",
  );
let terms = [];
fetch(area.dataset.terms)
  .then((answer) => answer.json())
  .then((found) => {
    terms = found;
  });

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

// A term is found by its name or by any word of its label, with or without accents; variables by their beginning.
function complete(edited) {
  const cursor = edited.getCursor();
  const before = edited.getLine(cursor.line).slice(0, cursor.ch);
  const word = before.match(/[?$]?[\p{L}\p{N}_:-]*$/u)[0];
  const from = CodeMirror.Pos(cursor.line, cursor.ch - word.length);
  const variables = [...new Set(edited.getValue().match(/[?$]\w+/g) || [])].filter((name) => name !== word);
  const wanted = fold(word.replace(/^tk:/, ""));
  const first = (term) => fold(term).startsWith(`tk:${wanted}`);
  const list = word.match(/^[?$]/)
    ? variables.filter((name) => name.startsWith(word)).map((name) => ({ text: name }))
    : [
        ...terms
          .filter(({ term, label }) => fold(term).includes(wanted) || fold(label).includes(wanted))
          .sort((one, other) => first(other.term) - first(one.term))
          .map(({ term, label }) => ({ text: term, displayText: `${term}  ${label}` })),
        ...KEYWORDS.filter((key) => word && key.startsWith(word.toUpperCase())).map((text) => ({ text })),
      ];
  return { list: list.slice(0, 40), from, to: cursor };
}

editor.on("inputRead", (edited, change) => {
  if (/[\w:?]/.test(change.text[0]) && !edited.state.completionActive) {
    const before = edited.getLine(edited.getCursor().line).slice(0, edited.getCursor().ch);
    if (/(\btk:\w*|[?]\w+)$/.test(before)) edited.showHint(HINTS);
  }
});
