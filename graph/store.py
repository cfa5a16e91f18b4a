"""The embedded engine, pyoxigraph, in memory or on RocksDB; its terms are in `graph.engine_terms`, and nowhere else.

The default graph of every query is the union of all named graphs, each statement once; answers are plain Python
values. The engine's own union counts a statement of two graphs twice, so the union is stored beside the graphs.
"""

import gc
import re
import shutil
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import pyoxigraph as ox

from graph.engine_terms import Parameter, Value, engine_term, lines_of, name_of, term_of, triple_of, value_of
from graph.quads import XSD, Iri, Quad, Term, format_quads, format_triples
from graph.tally import Tally

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
PREFIXES = {
    "tk": "https://w3id.org/trienkhai/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
_Bound = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
STATEMENTS = ".sst"  # files of statements: once written, the engine reads and deletes them only
# Bytes of N-Quads that are written at once: many, for small batches cost the engine more files to merge; but few at
# first, so that of a small collection, too, one part is written while the next is made.
_FIRST_BATCH, _BATCH = 12 << 20, 96 << 20
_QUADS = 5_000  # that are records at once, before they are lines
_UNION = ox.DefaultGraph()
_UNPROJECTED = re.compile(r"does not contains variable \?(\w+) in its SELECT")


class UnprojectedParameterError(ValueError):
    """A parameter whose variable the query does not project: the engine cannot bind it."""


class UnknownFormatError(ValueError):
    """A format in which the store cannot be written."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: the variables in order, and one tuple a solution (`None`: unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT as it comes: the variables, and typed rows that are made when asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


class Store:
    """A set of quads that SPARQL can be asked of."""

    __slots__ = ("_engine", "_is_written", "_path")

    def __init__(self, engine: ox.Store, *, is_written: bool, path: Path | None = None) -> None:
        """Wrap an engine; use `memory`, `open` or `create`."""
        self._engine = engine
        self._is_written = is_written
        self._path = path

    @classmethod
    def memory(cls) -> Self:
        """Return an empty store in memory."""
        return cls(ox.Store(), is_written=True)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a finished store for reading; raise `OSError` where there is none."""
        return cls(ox.Store.read_only(str(path)), is_written=False)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new store on disk; raise `FileExistsError` where the folder holds anything."""
        if path.exists() and any(path.iterdir()):
            raise FileExistsError(f"{path} không trống / is not empty")
        return cls(ox.Store(str(path)), is_written=True, path=path)

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Open a store for writing that this process has written: the engine clears away what it needs no more."""
        return cls(ox.Store(str(path)), is_written=True)

    @classmethod
    def aside(cls, path: Path, copy: Path) -> Self:
        """Open for writing a copy of a finished store that shares its files; the store itself stays as it is.

        The engine never writes again to a file of statements (`.sst`), so a link does where the disk allows it.
        """
        _share_store(path, copy)
        return cls(ox.Store(str(copy)), is_written=True, path=copy)

    @contextmanager
    def shown(self) -> Generator[Path]:
        """Give the folder of a copy that another process can open for reading; raise `OSError` for one in memory.

        It shares the files of this store, which nothing is to be written to until the other process has opened it.
        """
        if self._path is None:
            raise FileNotFoundError("kho trong bộ nhớ / a store in memory")
        self._engine.flush()
        with TemporaryDirectory(prefix=".shown-", dir=self._path.parent) as folder:
            copy = Path(folder, "db")
            _share_store(self._path, copy)
            yield copy

    def take_out(self, subject: Iri | None = None, predicate: Iri | None = None, value: Iri | None = None) -> int:
        """Remove every statement of this pattern from all graphs; return how many there were."""
        one, name, two = (None if each is None else ox.NamedNode(each) for each in (subject, predicate, value))
        found = list(self._engine.quads_for_pattern(one, name, two, None))
        for quad in found:
            self._engine.remove(quad)
        return sum(quad.graph_name == _UNION for quad in found)

    def around(self, things: Iterable[Iri]) -> Self:
        """Return a store in memory with what is said of these things, in the union only."""
        found = ox.Store()
        for thing in things:
            found.extend(self._engine.quads_for_pattern(ox.NamedNode(thing), None, None, _UNION))
        return type(self)(found, is_written=True)

    def named_by(self, thing: Iri) -> frozenset[Iri]:
        """Return everything that is the object of a statement on this thing."""
        found = self._engine.quads_for_pattern(ox.NamedNode(thing), None, None, _UNION)
        return frozenset(Iri(quad.object.value) for quad in found if isinstance(quad.object, ox.NamedNode))

    def naming(self, thing: Iri, predicate: Iri | None = None) -> frozenset[Iri]:
        """Return everything of which a statement, with this predicate if one is given, has the thing as its object."""
        name = None if predicate is None else ox.NamedNode(predicate)
        found = self._engine.quads_for_pattern(None, name, ox.NamedNode(thing), _UNION)
        return frozenset(Iri(name_of(quad.subject)) for quad in found)

    def exchange(self, gone: Iterable[bytes], come: Iterable[bytes]) -> None:
        """Take statements out of their graphs and put others in, all as lines of N-Quads; the union follows.

        The engine's log of it is in the store's folder until the store is opened for writing once more.
        """
        taken = list(ox.parse(b"\n".join(gone), format=ox.RdfFormat.N_QUADS))
        for quad in taken:
            self._engine.remove(quad)
        put = b"\n".join(come)
        if put:
            self._write(_with_union(put + b"\n"))
        for subject, predicate, value in {(quad.subject, quad.predicate, quad.object) for quad in taken}:
            said = (quad.graph_name for quad in self._engine.quads_for_pattern(subject, predicate, value, None))
            if all(graph == _UNION for graph in said):
                self._engine.remove(ox.Quad(subject, predicate, value))

    def __len__(self) -> int:
        """Return the number of statements, each counted once."""
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, _UNION))

    def select(self, sparql: str, parameters: Mapping[str, Parameter] = {}) -> Rows:
        """Answer a SELECT with its `$parameters` bound; raise `UnprojectedParameterError`.

        Raise `SyntaxError` where the text is not SPARQL and `TypeError` where it is another form of query.
        """
        answer = self._query(sparql, parameters)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError("cần câu SELECT / this needs a SELECT query")
        return Rows(
            tuple(variable.value for variable in answer.variables),
            tuple(tuple(map(value_of, solution)) for solution in answer),
        )

    def answer(
        self, sparql: str, parameters: Mapping[str, Parameter] = {}
    ) -> Solutions | bool | Iterator[tuple[Iri, Iri, Term]]:
        """Answer any form of query with typed terms, row by row; raise `SyntaxError`."""
        answer = self._query(sparql, parameters)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if isinstance(answer, ox.QueryTriples):
            return map(triple_of, answer)
        return Solutions(
            tuple(variable.value for variable in answer.variables),
            (tuple(None if term is None else term_of(term) for term in solution) for solution in answer),
        )

    def ask(self, sparql: str) -> bool:
        """Answer an ASK; raise `TypeError` where the text is another form of query."""
        answer = self._query(sparql, {})
        if not isinstance(answer, ox.QueryBoolean):
            raise TypeError("cần câu ASK / this needs an ASK query")
        return bool(answer)

    def construct(self, sparql: str) -> Iterator[tuple[Iri, Iri, Term]]:
        """Answer a CONSTRUCT or DESCRIBE triple by triple; raise `TypeError` for another form of query."""
        answer = self._query(sparql, {})
        if not isinstance(answer, ox.QueryTriples):
            raise TypeError("cần câu CONSTRUCT / this needs a CONSTRUCT query")
        yield from map(triple_of, answer)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads, all or none."""
        listed = list(quads)
        self._engine.load(input=format_quads(listed) + format_triples(listed), format=ox.RdfFormat.N_QUADS)

    def bulk_load(self, quads: Iterable[Quad] | bytes, tally: Tally | None = None) -> None:
        """Add many quads fast, as records or as N-Quads, straight to the disk; records come in as they are made.

        While one batch is written, the next is made. `tally` counts the records.
        """
        if isinstance(quads, bytes):
            self._write(_with_union(quads))
            return
        self.load_lines(written_lines(quads, tally or Tally()))

    def load_lines(self, lines: Iterable[bytes]) -> None:
        """Add what `lines_of` wrote, as it comes; while one batch is written, the next is made."""
        with ThreadPoolExecutor(max_workers=1) as writer:
            writing: Future[None] | None = None
            for batch in _batches(lines):
                if writing is not None:
                    writing.result()
                writing = writer.submit(self._write, batch)
            if writing is not None:
                writing.result()

    def _write(self, data: bytes) -> None:
        self._engine.bulk_load(input=data, format=ox.RdfFormat.N_QUADS)

    def compact(self) -> None:
        """Bring together what was written batch by batch: else each look-up looks into the files of every batch."""
        self._engine.optimize()

    def statements(self, graph: Iri) -> Iterator[str]:
        """Yield each statement of a named graph as N-Triples writes it, without its full stop."""
        lines = self._engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
        yield from (line.removesuffix(" .") for line in lines.decode().split("\n") if line)

    def load_turtle(self, turtle: bytes, graph: Iri) -> None:
        """Add a Turtle file of ours to a named graph."""
        for target in (ox.NamedNode(graph), _UNION):
            self._engine.bulk_load(input=turtle, format=ox.RdfFormat.TURTLE, to_graph=target)

    def graphs(self) -> tuple[Iri, ...]:
        """Return the names of the named graphs, sorted."""
        return tuple(sorted(Iri(name_of(graph)) for graph in self._engine.named_graphs()))

    def dump(self, format: str, graph: Iri | None = None) -> bytes:  # noqa: A002 - the word users type
        """Write the store, or one named graph, in one of `FORMATS`; one without graphs gets the union."""
        if format not in FORMATS:
            raise UnknownFormatError(f"không ghi được {format!r} / unknown format; there are: {', '.join(FORMATS)}")
        kind = FORMATS[format]
        target = _UNION if graph is None else ox.NamedNode(graph)
        if kind == ox.RdfFormat.N_TRIPLES:
            lines = self._engine.dump(format=kind, from_graph=target) or b""
            return b"".join(sorted(lines.splitlines(keepends=True)))
        if graph is None and kind.supports_datasets:
            found = [quad for quad in self._engine if quad.graph_name != _UNION]
        else:
            found = [quad.triple for quad in self._engine.quads_for_pattern(None, None, None, target)]
        prefixes = None if kind == ox.RdfFormat.N_QUADS else PREFIXES
        return ox.serialize(sorted(found, key=str), format=kind, prefixes=prefixes) or b""

    def close(self) -> None:
        """Write out what is in memory and let go of the folder."""
        if self._is_written:
            self._engine.flush()
        del self._engine
        gc.collect()  # the engine keeps its lock until it is collected

    def _query(
        self, sparql: str, parameters: Mapping[str, Parameter]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        bound: _Bound = {ox.Variable(name): engine_term(value) for name, value in parameters.items()}
        try:
            return self._engine.query(sparql, substitutions=bound or None)
        except RuntimeError as error:
            missing = _UNPROJECTED.search(str(error))
            if missing is None:
                raise
            raise UnprojectedParameterError(
                f"tham số ${missing[1]} phải có trong SELECT / the parameter ${missing[1]} must be in the SELECT list"
            ) from None


def _share_store(path: Path, copy: Path) -> None:
    copy.mkdir(parents=True)
    for file in path.iterdir():
        if file.suffix == STATEMENTS:
            share_file(file, copy / file.name)
        elif not file.name.startswith("LO"):  # LOCK, and the engine's own LOG
            shutil.copy2(file, copy / file.name)


def share_file(file: Path, link: Path) -> None:
    """Let a file that is never written to again have a second name; where the disk cannot, make a copy."""
    try:
        link.hardlink_to(file)
    except OSError:  # another disk, or one without links
        shutil.copy2(file, link)


def written_lines(quads: Iterable[Quad], tally: Tally) -> Iterator[bytes]:
    """Yield quads as `lines_of` writes them, as they come; `tally` counts them."""
    coming = iter(quads)
    while some := list(islice(coming, _QUADS)):
        yield lines_of(some, tally)


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting, enough = bytearray(), _FIRST_BATCH
    for each in lines:
        waiting += each
        if len(waiting) >= enough:
            yield bytes(waiting)
            waiting.clear()
            enough = min(2 * enough, _BATCH)
    if waiting:
        yield bytes(waiting)


def _with_union(quads: bytes) -> bytes:
    """Return N-Quads with each statement once more, in the default graph."""
    parsed = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
    union = ox.serialize({quad.triple for quad in parsed}, format=ox.RdfFormat.N_TRIPLES) or b""
    return quads + union
