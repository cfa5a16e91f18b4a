"""How a lower target stands to the upper one: as strong, weaker, later, or not comparable, and why."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli.main import EXIT_DONE, main
from graph.store import Iri
from queries.parent_targets import VERDICTS, Target, compare_targets

UPPER = Target(
    iri=Iri("urn:u"),
    document=Iri("urn:d"),
    path="II",
    name="Đến năm 2030, tỷ lệ hộ có nước sạch",
    comparator=">=",
    value=80.0,
    upper=None,
    unit="%",
    year="2030",
)


@pytest.mark.parametrize(
    ("changes", "verdict", "why"),
    [
        ({}, "same", "bằng"),
        ({"value": 75.0}, "weaker", "≥ 75 % / ≥ 80 %"),
        ({"value": 75.0, "year": "2032"}, "weaker", "thấp hơn"),
        ({"value": 60.0, "year": "2027"}, "step", "2027 / 2030"),
        ({"year": "2032"}, "later", "2032 / 2030"),
        ({"value": 90.0, "year": "2032"}, "later", "muộn hơn"),
        ({"value": 90.0}, "stronger", "cao hơn"),
        ({"year": "2028"}, "stronger", "sớm hơn"),
        ({"unit": "% hộ nghèo"}, "not-comparable", "khác đơn vị: % hộ nghèo và %"),
        ({"comparator": "<="}, "not-comparable", "tối đa"),
        ({"year": ""}, "not-comparable", "không nêu năm"),
        ({"name": "Riêng các xã vùng cao, tỷ lệ hộ có nước sạch"}, "not-comparable", "một phần"),
        (
            {"name": "Tỷ lệ hộ có nước sạch trên tổng số hộ dùng giếng khoan"},
            "not-comparable",
            "gốc tính có thể khác",
        ),
    ],
)
def test_verdicts(changes: dict[str, object], verdict: str, why: str) -> None:
    found, reason = compare_targets(replace(UPPER, **changes), UPPER)  # pyright: ignore[reportArgumentType]
    assert found == verdict
    assert why in reason.vi
    assert found in VERDICTS


def test_of_two_upper_limits_the_higher_is_weaker() -> None:
    upper = replace(UPPER, comparator="<=", value=5.0)
    assert compare_targets(replace(upper, value=7.0), upper)[0] == "weaker"
    assert compare_targets(replace(upper, value=3.0), upper)[0] == "stronger"


def test_the_targets_of_the_example_resolution(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["cascade", "95-NQ/TW", "--targets", "--kg", str(example_kg)]
    assert main([*words, "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    rows = {
        (each["target"]["value"], each["lower"]["value"], each["lower"]["year"]): (each["symbol"], each["verdict"])
        for each in found["targets"]
        if each["lower"]
    }
    # read off 95-NQ/TW III.1, III.2 and 915/KH-UBND II
    assert rows[80.0, 75.0, "2030"] == ("915/KH-UBND", "weaker")
    assert rows[80.0, 55.0, "2027"] == ("915/KH-UBND", "step")
    assert rows[6.0, 6.0, "2030"] == ("915/KH-UBND", "same")
    assert sum(found["counts"].values()) == len(found["targets"])
    assert main(words) == EXIT_DONE
    assert "    ✗ 915/KH-UBND II.2  số xã  ≥ 75 % (2030)" in capsys.readouterr().out
    assert main([*words, "--format", "csv"]) == EXIT_DONE
    assert capsys.readouterr().out.startswith("path,name,amount,year,verdict,why,document")
