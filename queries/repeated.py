"""The rule `duplicate-task`: tasks that ask for the same thing, inside a document and across documents."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.store import Iri
from queries.catalogue import Bilingual
from queries.documents import DocumentFacts, document_identity
from queries.duplicates import Duplicate, Seen, Verdict, find_duplicates, gives
from queries.findings import Finding, evidence_of, finding_id
from queries.tasks import TaskFacts

RULE = "duplicate-task"
_COPIED = 25  # words: so long a passage is told although one clause only assigns the other
_WHAT = {
    Verdict.COPY: Bilingual(vi="chép nguyên văn", en="is a verbatim copy of"),
    Verdict.SAME: Bilingual(vi="yêu cầu cùng một việc, chỉ khác cách viết", en="asks in other words for the same as"),
    Verdict.OVERLAP: Bilingual(vi="trùng một phần", en="partly repeats"),
}
_ITSELF = Bilingual(
    vi="Một đoạn của nhiệm vụ được chép hai lần ngay trong mục này.",
    en="A passage of the task stands twice in this very clause.",
)
_REMEDY_ITSELF = Bilingual(vi="Bỏ đoạn thừa.", en="Strike out the second passage.")
_REMEDY_INSIDE = Bilingual(
    vi="Gộp hai mục, hoặc ghi rõ mỗi mục khác nhau ở đâu và ai chủ trì chung.",
    en="Merge the two clauses, or say how they differ and who leads both.",
)
_REMEDY_LOWER = Bilingual(
    vi="Cấp dưới nên cụ thể hóa (ai, khi nào, bao nhiêu ở địa phương) thay vì lặp lại.",
    en="The lower document should say who, when and how much locally instead of repeating.",
)
_REMEDY_ACROSS = Bilingual(
    vi="Hai nơi ban hành thống nhất một đầu mối, hoặc dẫn chiếu lẫn nhau.",
    en="Let the two issuers agree on one lead, or refer to each other.",
)


def find_repeated(
    tasks: Sequence[TaskFacts],
    documents: Mapping[Iri, DocumentFacts],
    above: Mapping[str, Collection[str]],
    replaced: Collection[tuple[str, str]] = (),
    seen: Seen | None = None,
) -> Iterator[Finding]:
    """Yield a finding for each pair of tasks that repeat each other; `above` says what each document carries out.

    Between a document and one that it carries out only words taken over are repetition, a whole sentence or a long
    passage: to say the same in words of one's own is how a task is carried out. What a document takes over from one
    that it replaces is a series (`queries.compare`), and no repetition: `replaced` holds such pairs, the later document
    first.
    """
    for found in find_duplicates(tasks, seen):
        finding = finding_of_duplicate(found, documents, above, replaced)
        if finding is not None:
            yield finding


def finding_of_duplicate(
    found: Duplicate,
    documents: Mapping[Iri, DocumentFacts],
    above: Mapping[str, Collection[str]],
    replaced: Collection[tuple[str, str]],
) -> Finding | None:
    """Return what is told of two tasks that repeat each other; `None` where that is no fault (`find_repeated`)."""
    one, two = found.first.document, found.second.document
    if (one, two) in replaced or (two, one) in replaced:
        return None
    is_copied = found.passage >= _COPIED or found.is_taken_over
    is_told = is_copied or not (_is_assignment(found) or _carries_out(found, above))
    return _finding(found, documents, above) if is_told else None


def _carries_out(found: Duplicate, above: Mapping[str, Collection[str]]) -> bool:
    return found.verdict is not Verdict.COPY and _are_related(found, above)


def _are_related(found: Duplicate, above: Mapping[str, Collection[str]]) -> bool:
    one, two = found.first.document, found.second.document
    return two in above.get(one, ()) or one in above.get(two, ())


def _is_assignment(found: Duplicate) -> bool:
    """Say whether one clause only gives the other, named without a lead in the part on content, to somebody."""
    return found.first.document == found.second.document and gives(found.first, found.second)


def _finding(found: Duplicate, documents: Mapping[Iri, DocumentFacts], above: Mapping[str, Collection[str]]) -> Finding:
    first, second = found.first, found.second
    itself = first.iri == second.iri
    inside = first.document == second.document
    related = _are_related(found, above)
    remedy = _REMEDY_ITSELF if itself else _REMEDY_INSIDE if inside else _REMEDY_LOWER if related else _REMEDY_ACROSS
    tasks = (first,) if itself else (first, second)
    is_light = found.verdict is Verdict.OVERLAP or related or itself or _is_assignment(found)
    return Finding(
        id=finding_id(RULE, *tasks),
        rule=RULE,
        severity="info" if is_light else "warning",
        verdict=found.verdict.value,
        document=document_identity(first.document),
        path=first.path,
        task=first.iri,
        other=second.iri,
        text=first.text,
        message=_ITSELF if itself else _message(found, documents[second.document]),
        remedy=remedy,
        evidence=evidence_of(*tasks),
        confidence=round(
            min(first.confidence, second.confidence, 1.0 if found.verdict == "copy" else found.score + 0.2), 3
        ),
        score=found.score,
    )


def _message(found: Duplicate, other: DocumentFacts) -> Bilingual:
    what = _WHAT[found.verdict]
    here = found.first.document == found.second.document
    vi = f"của {other.label}" if not here else "của chính văn bản này"
    en = f"of {other.label}" if not here else "of this document"
    lead_vi, lead_en = _leads(found)
    return Bilingual(
        vi=f"Nhiệm vụ này và mục {found.second.path} {vi}: {what.vi}{lead_vi}.",
        en=f"The task {what.en} clause {found.second.path} {en}{lead_en}.",
    )


def _leads(found: Duplicate) -> tuple[str, str]:
    """Return in two languages whether the two tasks are given to the same lead."""
    one, two = found.first.lead, found.second.lead
    names = "; ".join(filter(None, (", ".join(one), ", ".join(two))))
    if not one and not two:
        return "; cả hai đều không nêu ai chủ trì", "; neither names a lead"
    if not (one and two):
        return f"; chỉ một mục nêu chủ trì: {names}", f"; only one of them names a lead: {names}"
    if set(one) == set(two):
        return f"; cùng một nơi chủ trì: {', '.join(one)}", f"; the same lead: {', '.join(one)}"
    return f"; giao cho hai nơi khác nhau: {names}", f"; the two are given to different leads: {names}"
