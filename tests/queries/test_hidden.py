"""Queries made at random that hide SERVICE: whatever the guard lets pass, the engine itself calls nobody for it.

`GUARD_QUERIES` is how many the long form makes (5,000). The engine runs here without a worker's confinement, so that
a call would arrive.
"""

import os
import random
import socket
import threading
from collections.abc import Generator
from contextlib import suppress

import pytest

from graph.store import Store
from queries.guard import QueryRefusedError, check_query

QUERIES = int(os.environ.get("GUARD_QUERIES", "5000"))
SPACES = (" ", "\n", "\t", "\r", "\r\n", ' # it\'s "here"\n', " # <a\r", "#'''\n")
WORDS = ("SERVICE", "service <a:b> {", "LOAD", "it", "#", " ", "ư", ". }", "INSERT DATA", "?x", "<", ">", "{", ":")
ESCAPES = ("\\n", "\\t", '\\"', "\\'", "\\\\", "\\u0022", "\\u0027", "\\U00000022", "\\u005C", "\\u000A", "\\u003E")
NAMES = ("a:b", ":", "a:service", "a:b\\#c", "a:b\\'c", "a:\\~d", "a:b.c", "a:1%20", "a:é", "a:b\\,\\;", "a:b-c")
IRIS = ("<a:b>", "<a:service#x>", "<a:\\u0041#b>", "<a:\\U00000041'>", "<a:b/service>", "<>", "<#>")
CONDITIONS = ("?x<1", "?x <?y", "?x<?y&&?y>?x", "!(?x>=1)", "STR(?x)='#'", "?x IN ('service',\"<\")", "1<2")


@pytest.fixture
def trap() -> Generator[tuple[str, list[object]]]:
    """Return an address, and the list of the calls that have arrived there."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        is_over = threading.Event()

        def listen() -> None:
            while not is_over.is_set():
                with suppress(TimeoutError):
                    line, address = server.accept()
                    calls.append(address)
                    line.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        is_over.set()
        thread.join()


def text(dice: random.Random, *, escaped: bool) -> str:
    """Return a literal: any of the four quotes, with words of SPARQL and signs in it, and a tag or none."""
    quote = dice.choice(("'", '"', "'''", '"""'))
    pieces = [dice.choice(WORDS) for _ in range(dice.randrange(4))]
    if len(quote) > 1:
        pieces += dice.choices(("\n", "\r", quote[0] + "a", quote[:2] + "a"), k=dice.randrange(3))
    if escaped:
        pieces += dice.choices(ESCAPES, k=dice.randrange(3))
    dice.shuffle(pieces)
    return f"{quote}{''.join(pieces)}{quote}{dice.choice(('', '', '@vi', '@en-service', '^^<a:b>'))}"


def filling(dice: random.Random, *, escaped: bool) -> str:
    """Return what may stand in a group, or nothing, and looks like much."""
    match dice.randrange(5):
        case 0:
            return f"OPTIONAL {{ ?s {dice.choice(NAMES)} {text(dice, escaped=escaped)} }}"
        case 1:
            return f"OPTIONAL {{ ?service {dice.choice(IRIS)}{dice.choice(SPACES)}?load . }}"
        case 2:
            return f"FILTER({dice.choice(CONDITIONS)})"
        case 3:
            return f"VALUES ?v{dice.randrange(9)} {{ {text(dice, escaped=escaped)} {dice.choice(NAMES)} }}"
        case _:
            return dice.choice(SPACES)


def query(dice: random.Random, *parts: str, escaped: bool) -> str:
    inside: list[str] = []
    for part in parts:
        for _ in range(dice.randrange(3)):
            inside += [filling(dice, escaped=escaped), dice.choice(SPACES)]
        inside += [part, dice.choice(SPACES)]
    return f"PREFIX a: <a:>{dice.choice(SPACES)}PREFIX : <b:> SELECT * WHERE {{ {''.join(inside)} }}"


def call(dice: random.Random, address: str) -> str:
    """Return SERVICE in some spelling."""
    letters = [letter.lower() if dice.random() < 0.3 else letter for letter in "SERVICE"]
    if dice.random() < 0.1:
        letters = [f"\\u{ord(letter):04x}" if dice.random() < 0.3 else letter for letter in letters]
    silent = dice.choice(("", "SILENT"))
    space = dice.choice(SPACES)
    return f"{''.join(letters)}{space}{silent}{dice.choice(SPACES)}<{address}>{space}{{ ?s ?p ?o }}"


def ask(store: Store, hidden: str) -> None:
    with suppress(SyntaxError, RuntimeError, OSError):
        answer = store.answer(hidden)
        if not isinstance(answer, bool):
            list(getattr(answer, "rows", answer))


@pytest.mark.parametrize("number", [300, pytest.param(QUERIES, marks=pytest.mark.soak)])
def test_nothing_that_is_let_through_calls_anybody(number: int, trap: tuple[str, list[object]]) -> None:
    address, calls = trap
    dice, store = random.Random(number), Store.memory()  # noqa: S311 - no secret
    arriving = 0
    for at in range(number):
        hidden = query(dice, call(dice, address), escaped=True)
        try:
            check_query(hidden)
        except QueryRefusedError:
            if at < 100:
                before = len(calls)
                ask(store, hidden)
                arriving += len(calls) > before
            continue
        before = len(calls)
        ask(store, hidden)
        assert len(calls) == before, hidden
    assert arriving > 20, "without the guard they do call"


@pytest.mark.parametrize("number", [100, pytest.param(500, marks=pytest.mark.soak)])
def test_nothing_harmless_is_refused(number: int) -> None:
    dice, store = random.Random(number), Store.memory()  # noqa: S311 - no secret
    right = 0
    for _ in range(number):
        harmless = query(dice, "?service ?load ?insert .", escaped=False)
        with suppress(SyntaxError):
            store.answer(harmless)
            right += 1
            check_query(harmless)
    assert right > number / 2, "most of them are SPARQL"
