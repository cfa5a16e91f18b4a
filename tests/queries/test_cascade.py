"""The cascade of the made-up province, in the contract's shape."""

import json

from graph.quads import Quad
from graph.store import Iri, Store
from queries.cascade import cascade

DOCUMENT = "https://w3id.org/trienkhai/id/document/"
TK = "https://w3id.org/trienkhai/ontology#"
SHAPE = {"id", "symbol", "issuer", "level", "branch", "issued", "steps", "via", "direct", "in_collection", "tasks"}
TASK_SHAPE = {"document", "symbol", "path", "text", "lead", "coordinate", "due", "every", "evidence"}


def test_what_is_below_the_resolution(store: Store, root: Iri) -> None:
    found = cascade(store, root)
    rows = [
        (step.document.label, step.steps, step.via, step.direct, step.tasks, step.skipped) for step in found.documents
    ]
    assert rows == [
        ("12/NQ-CP", 1, (), True, 0, ()),
        ("16-KH/ĐU", 1, (), True, 0, ("province", "district")),
        ("31-KH/TU", 1, (), True, 0, ()),
        ("08-KH/HU", 2, ("31-KH/TU",), False, 0, ()),
        ("16-KH/ĐU", 2, ("31-KH/TU",), True, 1, ()),
        ("45/KH-UBND", 2, ("12/NQ-CP",), True, 6, ()),
        ("cong-van-tuyen-truyen.txt", 2, ("31-KH/TU",), False, 0, ()),
        ("20/KH-UBND", 3, ("31-KH/TU", "16-KH/ĐU"), False, 0, ()),
    ]
    assert found.cycles == ()


def test_a_document_that_is_only_cited_is_in_it(store: Store) -> None:
    found = cascade(store, Iri(f"{DOCUMENT}45-kh-ubnd_2025_lam-son"), up=True)
    cited = {step.document.symbol: step.document.in_collection for step in found.documents}
    assert cited == {"12/NQ-CP": True, "31-KH/TU": True, "77/QĐ-UBND": False, "90-NQ/TW": True}


def test_the_json_has_the_shape_of_the_contract(store: Store, root: Iri) -> None:
    value = json.loads(json.dumps(cascade(store, root).as_json()))
    assert value["root"] == {"id": "90-nq-tw_2024", "symbol": "90-NQ/TW"}
    assert all(set(document) >= SHAPE for document in value["documents"])
    assert all(set(task) == TASK_SHAPE for task in value["tasks"])
    task = next(task for task in value["tasks"] if task["path"] == "II.1")
    assert task["evidence"] == {"source": "ke-hoach-45.txt", "start": 100, "end": 154}
    assert next(task for task in value["tasks"] if task["path"] == "III.1")["lead"] == ["Sở Khoa học và Công nghệ"]
    assert {"from": "20-kh-ubnd_2025_tan-an", "to": "16-kh-du_2025_tan-an", "relation": "implements"} in value["edges"]
    # The people's committee's plan names the resolution too; the longer chain says it already.
    assert {"from": "45-kh-ubnd_2025_lam-son", "to": "90-nq-tw_2024", "relation": "implements"} not in value["edges"]


def test_up_climbs_to_the_centre(store: Store) -> None:
    found = cascade(store, Iri(f"{DOCUMENT}20-kh-ubnd_2025_tan-an"), up=True)
    assert [(step.document.symbol, step.steps) for step in found.documents] == [
        ("16-KH/ĐU", 1),
        ("31-KH/TU", 2),
        ("90-NQ/TW", 3),
    ]


def test_depth_cuts_after_so_many_steps(store: Store, root: Iri) -> None:
    whole, cut = cascade(store, root), cascade(store, root, depth=2)
    assert cut.documents == tuple(step for step in whole.documents if step.steps <= 2)
    ends = {end for edge in cut.edges for end in (edge.lower, edge.upper)}
    assert f"{DOCUMENT}20-kh-ubnd_2025_tan-an" not in ends


def test_a_circle_is_told(store: Store, root: Iri) -> None:
    plan, district = (Iri(DOCUMENT + name) for name in ("31-kh-tu_2024_lam-son", "08-kh-hu_2024_song-giang"))
    store.add([Quad(plan, Iri(f"{TK}implements"), district, Iri("https://w3id.org/trienkhai/graph/judgements"))])
    found = cascade(store, root)
    assert found.cycles == (("08-kh-hu_2024_song-giang", "31-kh-tu_2024_lam-son"),)
    assert {step.document.symbol: step.steps for step in found.documents}["20/KH-UBND"] == 3
