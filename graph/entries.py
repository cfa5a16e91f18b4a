"""Files -> documents of the collection: one text in several files is one document, two texts under one id are told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.identities import JUDGED, Joined, Verdicts
from ontology.folding import compose, fold
from ontology.identifiers import DocumentId
from ontology.model import Document

_WORD = re.compile(r"[a-z0-9]+")
_PAGE = re.compile(r"^[ \t]*(?:[-–] ?|trang )?\d{1,3}(?: ?[-–]|/\d{1,3})?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LIKE, _LIKE_FIGURES = 0.8, 0.6  # shares of common words, and of common figures where one scan is torn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document that was read: id, record, and the names and SHA-256 of the files that hold its text.

    `read` is the record as it was read, where a person has corrected it.
    """

    id: DocumentId
    document: Document
    names: tuple[str, ...]
    sources: tuple[str, ...]
    read: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text, whatever number of files hold it."""

    document: Document
    names: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The documents that texts make, the id of each text's document, the texts that are kept, and the conflicts."""

    entries: tuple[Entry, ...]
    owners: tuple[DocumentId, ...]
    kept: tuple[int, ...]
    conflicts: tuple[tuple[DocumentId, ...], ...]
    rescans: tuple[tuple[DocumentId, DocumentId], ...]  # document, and the id that a second text would have alone


def texts_of(documents: Iterable[Document]) -> list[Text]:
    """Bring the files of one text together, in an order that depends on the texts alone."""
    same: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        same[document.source.raw].append(document)
    texts = [
        Text(
            document=min(group, key=lambda each: (each.source.name, each.source.sha256)),
            names=tuple(sorted({each.source.name for each in group})),
            sources=tuple(sorted({each.source.sha256 for each in group})),
        )
        for group in same.values()
    ]
    return sorted(texts, key=lambda text: text.sources)


def find_entries(texts: Sequence[Text], own: Sequence[Joined], verdicts: Verdicts) -> Entries:
    """Give each text its document; of several documents under one id the first by content keeps it, and that is told.

    Texts are one document where a person says so, or where they are readings of one paper.
    """
    same: defaultdict[DocumentId, list[int]] = defaultdict(list)
    for number, joined in enumerate(own):
        same[joined.id].append(number)
    entries: dict[int, Entry] = {}
    owners: dict[int, DocumentId] = {}
    conflicts: list[tuple[DocumentId, ...]] = []
    rescans: list[tuple[DocumentId, DocumentId]] = []
    for settled, numbers in same.items():
        alone = {number: _alone(settled, texts[number]) for number in numbers}
        clusters = _clusters([(number, texts[number].document, alone[number]) for number in numbers], own, verdicts)
        ids = [settled if at == 0 else alone[cluster[0]] for at, cluster in enumerate(clusters)]
        for identity, cluster in zip(ids, clusters, strict=True):
            kept = min(cluster, key=lambda number: (len(texts[number].document.doubtful), texts[number].sources))
            entries[kept] = _entry(identity, [texts[kept], *(texts[each] for each in cluster if each != kept)])
            owners |= dict.fromkeys(cluster, identity)
            rescans += [(identity, alone[each]) for each in cluster if each != kept and JUDGED not in own[each].reason]
        if len(ids) > 1:
            conflicts.append(tuple(sorted(ids)))
    return Entries(
        entries=tuple(entries.values()),
        owners=tuple(owners[number] for number in range(len(texts))),
        kept=tuple(entries),
        conflicts=tuple(sorted(conflicts)),
        rescans=tuple(sorted(rescans)),
    )


def _alone(settled: DocumentId, text: Text) -> DocumentId:
    """Return the id of a text that is not the first under an id."""
    return DocumentId(f"{settled}_{text.sources[0][:8]}")


def _clusters(
    texts: Sequence[tuple[int, Document, DocumentId]], own: Sequence[Joined], verdicts: Verdicts
) -> list[list[int]]:
    """Return which texts under one id are one document."""
    clusters: list[list[tuple[int, Document, DocumentId]]] = []
    for text in texts:
        number, document, alone = text
        for cluster in clusters:
            first = cluster[0]
            if frozenset((alone, own[number].id)) in verdicts.different:
                continue
            if JUDGED in own[number].reason + own[first[0]].reason or is_same_paper(first[1], document):
                cluster.append(text)
                break
        else:
            clusters.append([text])
    return [[number for number, _, _ in cluster] for cluster in clusters]


def is_same_paper(first: Document, second: Document) -> bool:
    """Say whether two texts are readings of one paper: nearly the same words, and the same numbers if both are clean.

    A scan that is torn has other digits than the paper here and there; clean texts that differ in a number are two.
    """
    one, two = (Counter(_WORD.findall(fold(compose(_PAGE.sub("", each.restored))))) for each in (first, second))
    figures = [_figures(each) for each in (one, two)]
    if first.doubtful or second.doubtful:
        return _share(one, two) >= _LIKE and _share(*figures) >= _LIKE_FIGURES
    return _share(one, two) >= _LIKE and figures[0] == figures[1]


def _figures(words: Counter[str]) -> Counter[str]:
    """Return the words that begin with a digit by what they say: 9 and 09 are one number."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        if word[0].isdigit():
            found[word.lstrip("0")] += count
    return found


def _share(one: Counter[str], two: Counter[str]) -> float:
    every = (one | two).total()
    return (one & two).total() / every if every else 1.0


def _entry(identity: DocumentId, texts: Sequence[Text]) -> Entry:
    """Return the document of texts that are one; the first is the one that was read."""
    return Entry(
        id=identity,
        document=texts[0].document,
        names=tuple(dict.fromkeys(name for text in texts for name in text.names)),
        sources=tuple(dict.fromkeys(source for text in texts for source in text.sources)),
    )
