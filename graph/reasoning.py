"""Prove that the ontology, and a graph if one is given, can be true: HermiT through owlready2.

owlready2 reads no Turtle, has no deadline and runs Python that an ontology names; HermiT knows no `xsd:date`.
So graphs are rewritten and stripped first, and the reasoner runs in a child that is killed with its time up.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

Triple = tuple[Node, Node, Node]

# Outside the OWL 2 datatype map; what is written as a string still clashes with numbers and dates.
STANDINS: dict[Node, URIRef] = {
    XSD.date: XSD.dateTime,
    XSD.gYear: XSD.string,
    XSD.gYearMonth: XSD.string,
    XSD.gMonthDay: XSD.string,
    XSD.duration: XSD.string,
    RDF.langString: RDF.PlainLiteral,
}
EXECUTED = "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#"  # python_module and its kin


class ReasoningError(RuntimeError):
    """The reasoner could not give an answer; the message says why and what to do."""


class NoJavaError(ReasoningError):
    """There is no Java to run HermiT with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """What the reasoner found: classes that can have no member, and what it derived."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    derived: frozenset[tuple[str, str, str]]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the child prints."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    derived: tuple[tuple[str, str, str], ...]


def is_consistent(
    *graphs: Graph, derive: Iterable[URIRef] = (), deadline: float = 120.0, memory: int = 1024
) -> Consistency:
    """Say whether the graphs together can be true, and derive the pairs of the object properties in `derive`.

    `deadline` is in seconds, `memory` in MiB of Java heap. Raise `NoJavaError` without Java, `ReasoningError`
    when the time is up or the reasoner refuses the input.
    """
    if shutil.which("java") is None:
        raise NoJavaError(
            "không tìm thấy Java, cần để chạy HermiT: hãy cài bằng `apt install default-jre-headless` "
            "/ no Java found, which HermiT needs: install it with `apt install default-jre-headless`"
        )
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="trienkhai-reasoning-") as folder:
        source = Path(folder, "graph.nt")
        prepared(*graphs).serialize(source, format="nt", encoding="utf-8")
        answer = _answer([str(source), str(memory), *derive], Path(folder), deadline)
    return Consistency(
        consistent=answer.consistent,
        unsatisfiable=answer.unsatisfiable,
        derived=frozenset(answer.derived),
        seconds=time.monotonic() - started,
    )


def contradictions(
    ontology: Graph, graphs: Iterable[tuple[str, Graph]], at_once: int = 50_000
) -> Iterator[tuple[str, ...]]:
    """Yield the names of graphs that contradict the ontology: alone, or together where none does alone.

    Graphs are reasoned on in groups of about `at_once` statements, since starting Java costs a second.
    """
    group: dict[str, Graph] = {}
    for name, graph in graphs:
        group[name] = graph
        if sum(map(len, group.values())) >= at_once:
            yield from _contradicting(ontology, group)
            group = {}
    yield from _contradicting(ontology, group)


def _contradicting(ontology: Graph, group: Mapping[str, Graph]) -> Iterator[tuple[str, ...]]:
    if not group or is_consistent(ontology, *group.values()).consistent:
        return
    alone = [(name,) for name, graph in group.items() if not is_consistent(ontology, graph).consistent]
    yield from alone or [tuple(group)]


def prepared(*graphs: Graph) -> Graph:
    """Return one new graph that HermiT accepts: no imports, nothing to execute, known datatypes only."""
    result = Graph()
    for graph in graphs:
        for triple in graph:
            for subject, predicate, value in _accepted(triple):
                result.add((subject, predicate, value))
    return result


def _accepted(triple: Triple) -> Iterator[Triple]:
    subject, predicate, value = triple
    if predicate == OWL.imports or str(predicate).startswith(EXECUTED):
        return
    yield subject, predicate, _known(value)


def _known(value: Node) -> Node:
    if not isinstance(value, Literal):
        return STANDINS.get(value, value)
    if value.datatype == XSD.date:
        return Literal(f"{value}T00:00:00", datatype=XSD.dateTime)
    if value.datatype in STANDINS and value.language is None:
        return Literal(str(value), datatype=STANDINS[value.datatype])
    return value


def _answer(arguments: list[str], folder: Path, deadline: float) -> Answer:
    command = [sys.executable, "-I", "-m", "graph.reasoner", *arguments]
    child = subprocess.Popen(  # noqa: S603 - our own module with our own temporary file
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(folder)},
        cwd=folder,
        start_new_session=True,  # so that Java dies with it
    )
    try:
        output, complaint = child.communicate(timeout=deadline)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise ReasoningError(
            f"HermiT chưa xong sau {deadline:g} giây: hãy cho thêm thời gian hoặc kiểm tra ít văn bản hơn "
            f"/ HermiT was not done after {deadline:g} seconds: allow more time or check fewer documents"
        ) from None
    if child.returncode != 0:
        cause = _cause(complaint.decode("utf-8", "replace"))
        raise ReasoningError(f"HermiT không đọc được đồ thị / HermiT refused the graph: {cause}")
    return msgspec.json.decode(output, type=Answer)


def _cause(complaint: str) -> str:
    """Return the line in which Java says what is wrong, without the trace of how it came there."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    causes = [line for line in lines if "Exception" in line and not line.startswith("at ")]
    return (causes or lines or ["?"])[-1]
