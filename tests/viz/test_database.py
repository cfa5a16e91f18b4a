"""What Datasette wants of a SQLite file."""

import re
import sqlite3
from pathlib import Path

from viz.files.database import write_database
from viz.files.kinds import KINDS, Table


def test_datasette_finds_the_search_index_of_each_table(tmp_path: Path) -> None:
    """It looks in the schema for `content="NAME"`, between these very quotes."""
    out = tmp_path / "kg.db"
    out.write_bytes(write_database([Table(kind=kind, rows=()) for kind in KINDS.values()], []))
    connection = sqlite3.connect(out)
    rows: list[tuple[str]] = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql LIKE '%USING fts5%'"
    ).fetchall()
    connection.close()
    indexed: list[str] = re.findall(r'content="(\w+)"', " ".join(sql for (sql,) in rows))
    assert sorted(indexed) == sorted(kind.name for kind in KINDS.values() if kind.searched)
