"""The tables as one SQLite file: keys that lead from table to table, and full-text search without marks.

Datasette opens it as it is: foreign keys become links, and a table with a full-text index gets a search box.
SQLite folds every Vietnamese letter but đ, so a column `folded` holds the words without any marks; the index has
both, and "dau tu", "đầu tư" and "Đầu tư" find the same.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from ontology.folding import search_key
from viz.files.kinds import Cell, Column, Kind, Row, Table

_TYPES = {"text": "TEXT", "number": "NUMERIC", "day": "TEXT", "flag": "INTEGER"}
FOLDED = "folded"


def write_database(tables: Iterable[Table], about: Iterable[tuple[str, str]]) -> bytes:
    """Return the file; `about` names what it was made of, in a table of that name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trienkhai.db"
        connection = sqlite3.connect(path)
        try:
            with connection:
                connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
                connection.executemany("INSERT INTO about VALUES (?, ?)", about)
                for table in tables:
                    _write(connection, table)
            connection.execute("VACUUM")
        finally:
            connection.close()
        return path.read_bytes()


def _write(connection: sqlite3.Connection, table: Table) -> None:
    kind = table.kind
    connection.execute(_schema(kind))
    places = ", ".join("?" * (len(kind.columns) + bool(kind.searched)))
    rows = (_row(kind, row) for row in table.rows)
    connection.executemany(f"INSERT INTO {kind.name} VALUES ({places})", rows)  # noqa: S608 - names of our own
    for column in kind.columns:
        if column.refers:
            connection.execute(f"CREATE INDEX {kind.name}_{column.name} ON {kind.name} ({_quoted(column.name)})")
    if kind.searched:
        named = ", ".join((*map(_quoted, kind.searched), FOLDED))
        # Datasette knows the index of a table by its name between these very quotes.
        options = f"content=\"{kind.name}\", tokenize='unicode61 remove_diacritics 2'"
        connection.execute(f"CREATE VIRTUAL TABLE {kind.name}_fts USING fts5({named}, {options})")
        connection.execute(f"INSERT INTO {kind.name}_fts({kind.name}_fts) VALUES ('rebuild')")  # noqa: S608 - our own


def _schema(kind: Kind) -> str:
    lines = [_column(column) for column in kind.columns]
    if kind.searched:
        lines.append(f"{FOLDED} TEXT")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {column.refers} (id)"
        for column in kind.columns
        if column.refers
    ]
    listed = ",\n  ".join(lines)
    return f"CREATE TABLE {kind.name} (\n  {listed}\n)"


def _column(column: Column) -> str:
    return f"{_quoted(column.name)} {_TYPES[column.kind]}" + (" PRIMARY KEY" if column.name == "id" else "")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _row(kind: Kind, row: Row) -> tuple[Cell, ...]:
    if not kind.searched:
        return row
    said = dict(zip((column.name for column in kind.columns), row, strict=True))
    return (*row, search_key(" ".join(str(said[name] or "") for name in kind.searched)))
