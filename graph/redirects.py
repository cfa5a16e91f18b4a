"""IRIs that were published once and name nothing any more: where each leads, learnt from one generation to the next.

What something was called is compared by what stays: a file's digest, and the words of a text that name it. Where
these lead to one thing, so does the old IRI; where they lead to several, nobody can say which was meant.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.generations import DamagedGenerationError, Generation
from graph.quads import Iri, Quad
from graph.resolve import Collection
from graph.store import Store, Value
from ontology.identifiers import agency_iri, document_iri, graph_iri
from ontology.terms import TK

_DOCUMENTS = f"SELECT DISTINCT ?thing WHERE {{ ?thing <{TK.inCollection}> ?whether }}"
_AGENCIES = f"SELECT DISTINCT ?thing WHERE {{ ?thing a <{TK.Agency}> }}"

_OTHERS = f"SELECT ?agency ?other WHERE {{ ?agency <{TK.otherId}> ?other }} ORDER BY ?agency ?other"

_PLACE = """?evidence <http://www.w3.org/ns/oa#hasTarget> ?target .
  ?target <http://www.w3.org/ns/oa#hasSource> ?text ; <http://www.w3.org/ns/oa#hasSelector> ?position .
  ?position <http://www.w3.org/ns/oa#start> ?start ; <http://www.w3.org/ns/oa#end> ?end .
  ?text <{sha256}> ?sha256 ."""
# What names a thing: $thing's file; the words that cite it; the words that give it a task, or the document it issues.
_FILES = f"SELECT $thing ?sha256 ('' AS ?start) ('' AS ?end) ('' AS ?said) WHERE {{ $thing <{TK.sha256}> ?sha256 }}"
_CITED = f"""SELECT $thing ?sha256 ?start ?end ('' AS ?said) WHERE {{
  ?naming <{TK.cited}> $thing ; <{TK.citing}> ?text ; <{TK.evidence}> ?evidence .
  {_PLACE.format(sha256=TK.sha256)} }}"""
_NAMED = f"""SELECT $thing ?sha256 ?start ?end ?said WHERE {{
  ?naming <{TK.agent}> $thing ; <{TK.printedName}> ?said ; <{TK.evidence}> ?evidence .
  {_PLACE.format(sha256=TK.sha256)} }}"""
_ISSUER = f"SELECT $thing ?document WHERE {{ ?document <{TK.issuedBy}> $thing }}"
_ISSUED = f"SELECT $document ?thing WHERE {{ $document <{TK.issuedBy}> ?thing }}"
# The same from the other end: what the words of one file name now.
_FILE_NOW = f"SELECT $sha256 ?thing ('' AS ?start) ('' AS ?end) ('' AS ?said) WHERE {{ ?thing <{TK.sha256}> $sha256 }}"
_CITED_NOW = f"""SELECT $sha256 ?thing ?start ?end ('' AS ?said) WHERE {{
  ?text <{TK.sha256}> $sha256 . ?naming <{TK.citing}> ?text ; <{TK.cited}> ?thing ; <{TK.evidence}> ?evidence .
  {_PLACE.format(sha256=TK.sha256)} }}"""
_NAMED_NOW = f"""SELECT $sha256 ?thing ?start ?end ?said WHERE {{
  ?text <{TK.sha256}> $sha256 . ?task <{TK.setOutIn}> ?text ; <{TK.assignment}> ?naming .
  ?naming <{TK.agent}> ?thing ; <{TK.printedName}> ?said ; <{TK.evidence}> ?evidence .
  {_PLACE.format(sha256=TK.sha256)} }}"""

_Words = tuple[str, str, str, str]  # the file's SHA-256, start, end, the name as printed


@dataclass(slots=True)
class _Now:
    """What the words of each file name in the new generation, asked once a file."""

    store: Store
    asked: dict[tuple[str, str], dict[_Words, set[str]]] = field(
        default_factory=dict[tuple[str, str], dict[_Words, set[str]]]
    )

    def meant(self, query: str, words: _Words) -> set[str]:
        if (query, words[0]) not in self.asked:
            named: dict[_Words, set[str]] = {}
            for sha256, thing, start, end, said in self.store.select(query, {"sha256": words[0]}).rows:
                named.setdefault(_words(sha256, start, end, said), set()).add(str(thing))
            self.asked[query, words[0]] = named
        return self.asked[query, words[0]].get(words, set())


def learn_redirects(before: Generation | None, now: Store, collection: Collection, base: str) -> dict[str, str]:
    """Return where the IRIs lead that a new generation does not have, and that the one before had or led on."""
    told = {document_iri(old, base): document_iri(new, base) for old, new in collection.aliases.items()}
    told |= {agency_iri(str(other), base): str(agency) for agency, other in now.select(_OTHERS).rows}
    if before is None or before.manifest["base"] != base:
        return find_redirects(None, now, {}, told)
    known: Mapping[str, str] = before.manifest.get("redirects", {})
    try:
        store = before.store()
    except DamagedGenerationError:  # told where the build begins
        return find_redirects(None, now, known, told)
    try:
        return find_redirects(store, now, known, told)
    finally:
        store.close()


def find_redirects(
    before: Store | None, now: Store, known: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, str]:
    """Return the IRIs that name nothing in a new generation -> the IRI of what they named.

    `known` are those of the generation before, `told` those that the new one's records tell by themselves.
    """
    there = {*_things(now, _DOCUMENTS), *_things(now, _AGENCIES)}
    moved = {old: new for old, new in told.items() if old not in there}
    if before is not None:
        moved = _moved(before, _Now(now), there, moved) | moved
    led = {old: moved.get(new, new) for old, new in known.items()} | moved
    return {old: new for old, new in sorted(led.items()) if old not in there and new in there}


def _moved(before: Store, now: _Now, there: set[str], told: Mapping[str, str]) -> dict[str, str]:
    """Return what the words that named things in the generation before name now, where that is one thing."""
    moved: dict[str, str] = {}
    for old in _things(before, _DOCUMENTS):
        if old not in there and old not in told:
            _add(moved, old, _by_words(before, now, old, (_FILES, _FILE_NOW)))
    for old in _things(before, _DOCUMENTS):
        if old not in there and old not in told and old not in moved:
            _add(moved, old, _by_words(before, now, old, (_CITED, _CITED_NOW)))
    for old in _things(before, _AGENCIES):
        if old not in there and old not in told:
            issued = (moved.get(each, told.get(each, each)) for each in _issued(before, old))
            _add(moved, old, {*_by_words(before, now, old, (_NAMED, _NAMED_NOW)), *_issuers(now.store, issued)})
    return moved


def _add(moved: dict[str, str], old: str, meant: Iterable[str]) -> None:
    found = set(meant)
    if len(found) == 1:
        moved[old] = found.pop()


def _by_words(before: Store, now: _Now, old: str, queries: tuple[str, str]) -> set[str]:
    then, after = queries
    rows = before.select(then, {"thing": Iri(old)}).rows
    return {thing for _, *words in rows for thing in now.meant(after, _words(*words))}


def _words(sha256: Value | None, start: Value | None, end: Value | None, said: Value | None) -> _Words:
    return str(sha256), str(start), str(end), str(said)


def _issued(before: Store, agency: str) -> Iterator[str]:
    return (str(document) for _, document in before.select(_ISSUER, {"thing": Iri(agency)}).rows)


def _issuers(now: Store, documents: Iterable[str]) -> Iterator[str]:
    for document in documents:
        yield from (str(issuer) for _, issuer in now.select(_ISSUED, {"document": Iri(document)}).rows)


def _things(store: Store, query: str) -> list[str]:
    return [str(thing) for (thing,) in store.select(query).rows]


def redirect_quads(redirects: Mapping[str, str], base: str) -> Iterator[Quad]:
    """Yield where each old IRI leads, in a graph of its own: what came before is no content of a generation."""
    graph = Iri(graph_iri("redirects", base=base))
    for old, new in redirects.items():
        yield Quad(Iri(old), Iri(TK.redirectsTo), Iri(new), graph)
