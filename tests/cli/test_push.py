"""What `push` and `--endpoint` say where nothing can be done; what they do is in tests/servers."""

from pathlib import Path

import pytest

from cli.main import EXIT_NOT_DONE, EXIT_WRONG_USE, main

NOBODY = "http://127.0.0.1:1/query"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["push", "--endpoint", "file:///etc/passwd"], EXIT_WRONG_USE, "https://"),
        (["push", "--endpoint", "https://lan:mat-khau@may-chu/sparql"], EXIT_WRONG_USE, "TRIENKHAI_ENDPOINT_AUTH_FILE"),
        (["push", "--endpoint", NOBODY, "--graph-store", "ftp://x/"], EXIT_WRONG_USE, "ftp://x/"),
        (["push", "--endpoint", NOBODY], EXIT_NOT_DONE, "trienkhai build"),
        (["cascade", "57-NQ/TW", "--endpoint", NOBODY], EXIT_NOT_DONE, "cannot be reached"),
        (["cascade", "57-NQ/TW", "--endpoint", "may-chu"], EXIT_WRONG_USE, "http://"),
        (["audit", "--endpoint", NOBODY], EXIT_NOT_DONE, "cannot be reached"),
        (["query", "tasks_without_a_lead", "--endpoint", NOBODY], EXIT_NOT_DONE, "cannot be reached"),
        (["query", "tasks_without_a_led", "--endpoint", NOBODY], EXIT_WRONG_USE, "tasks_without_a_lead"),
    ],
)
def test_what_cannot_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, words: str
) -> None:
    empty = ["--kg", str(tmp_path)] if arguments[0] == "push" else []
    assert main([*arguments, *empty]) == status
    captured = capsys.readouterr()
    assert words in captured.err
    assert "mat-khau" not in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("arguments", [["push"], ["audit", "--kg", "x", "--endpoint", NOBODY]])
def test_one_collection_is_asked(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == EXIT_WRONG_USE


def test_wrong_credentials_are_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIENKHAI_ENDPOINT_AUTH", "lan/bi-mat")
    assert main(["audit", "--endpoint", NOBODY]) == EXIT_WRONG_USE
    captured = capsys.readouterr()
    assert "basic:USER:PASSWORD" in captured.err
    assert "bi-mat" not in captured.err
