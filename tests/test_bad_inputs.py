"""Every bad input that was thought of has a test: this table names it, and a name that is gone fails here.

The behaviour that each has to have stands in the test. Names are those of pytest, with what picks the case.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

FORMATS = "loaders/formats/"
TEXTS = f"{FORMATS}test_bad_inputs.py::test_text_in_any_encoding"
REFUSED = f"{FORMATS}test_bad_inputs.py::test_what_is_refused_says_why"
WORD = f"{FORMATS}test_docx.py::test_what_is_refused_says_why"
PDF = f"{FORMATS}test_pdf.py::test_what_cannot_be_read_says_why"
HOSTILE = f"{FORMATS}test_hazards.py::test_hostile_pdfs_end_with_an_answer"
ALIKE = f"{FORMATS}test_hazards.py::test_symbols_in_letters_that_look_the_same"
WRONG = f"{FORMATS}test_hazards.py::test_symbols_that_are_written_wrongly_are_read_where_only_one_can_be_meant"
DAYS = f"{FORMATS}test_hazards.py::test_days_that_cannot_be_are_told_and_not_guessed"
STRANGE = f"{FORMATS}test_strange_files.py::"
PICTURES = f"{FORMATS}test_bad_inputs.py::"
RESOLVE = "graph/test_resolve.py::"

ROWS: dict[int, tuple[str, ...]] = {
    1: (f"{TEXTS}[UTF-8]", f"{TEXTS}[UTF-8 with its mark]"),
    2: (
        f"{TEXTS}[UTF-16 with its mark]", f"{TEXTS}[UTF-16 of big ends]", f"{TEXTS}[UTF-16 that its NULs prove]",
        f"{REFUSED}[UTF-16 without proof]",
    ),
    3: (f"{TEXTS}[TCVN3]", f"{TEXTS}[TCVN3 taken for windows-1252]", f"{TEXTS}[torn, not TCVN3]"),
    4: (f"{TEXTS}[VNI]",),
    5: (f"{TEXTS}[windows-1258]", f"{REFUSED}[VISCII]", f"{REFUSED}[VIQR]"),
    6: (f"{PICTURES}test_letters_in_one_piece_or_in_several_say_the_same",),
    7: ("graph/test_agencies.py::test_spellings_of_one_agency_are_one",
        "ontology/test_folding.py::test_spellings_of_one_name_meet"),
    8: (f"{REFUSED}[bad byte]",),
    9: (f"{REFUSED}[empty]", f"{REFUSED}[blank]"),
    10: (f"{REFUSED}[a program]", f"{REFUSED}[a picture named .txt]"),
    11: (f"{WORD}[cut off]",),
    12: (f"{WORD}[packed too tightly]", f"{WORD}[too many parts]",
         "cli/test_archives.py::test_an_archive_that_must_not_be_opened_is_set_aside_whole[a member that swells]"),
    13: (f"{WORD}[entities]",),
    14: (f"{WORD}[tables in tables]",),
    15: (f"{WORD}[a name that climbs]", f"{WORD}[an absolute name]", f"{WORD}[a link]",
         f"{FORMATS}test_docx.py::test_two_parts_of_one_name_are_refused"),
    16: (f"{WORD}[password]", f"{WORD}[old Word]"),
    17: tuple(f"{FORMATS}test_docx.py::test_what_is_text[{case}]"
              for case in ("tracked changes", "hidden words", "a text box once")),
    18: (f"{PDF}[password]", f"{FORMATS}test_pdf.py::test_a_pdf_that_only_its_owner_may_change_is_read"),
    19: (f"{PDF}[no page]",),
    20: (f"{HOSTILE}[pages in a loop]", f"{HOSTILE}[tables of objects in a loop]", f"{PDF}[cut off]"),
    21: (f"{HOSTILE}[a stream that swells twice]",),
    22: (f"{PDF}[pictures only]",),
    23: (f"{REFUSED}[a picture that swells]", f"{REFUSED}[a picture that is too large]"),
    24: (
        f"{PICTURES}test_a_crooked_sheet_upside_down_is_read_and_its_stamp_is_no_text",
        f"{PICTURES}test_a_blank_sheet_is_empty",
        f"{FORMATS}test_printed.py::test_words_recognised_with_doubt_are_doubtful_words_of_the_document",
        "loaders/test_recognised.py::test_a_fact_is_no_surer_than_its_words",
    ),
    25: (f"{FORMATS}test_layers.py::test_letters_of_old_fonts_are_read_as_what_they_stand_for",),
    26: (f"{REFUSED}[an endless line]", "loaders/test_linear_time.py::test_a_text_of_one_run_is_read_in_linear_time"),
    27: (f"{TEXTS}[control characters]",),
    28: (f"{TEXTS}[shown backwards]", f"{WRONG}[a blank without width]", f"{WRONG}[turned round, and a soft hyphen]"),
    29: (f"{ALIKE}[Cyrillic letters]", f"{ALIKE}[Greek letters]", f"{ALIKE}[the letter of Iceland]"),
    30: (f"{ALIKE}[full width]",),
    31: (
        *(f"{WRONG}[{case}]" for case in ("a stroke too many", "no stroke before the kind", "spaces", "a dash")),
        f"{WRONG}[O for 0]", f"{WRONG}[l for 1]",
        f"{FORMATS}test_hazards.py::test_a_symbol_that_could_be_several_stays_as_it_is_printed",
    ),
    32: (f"{RESOLVE}test_two_citations_mean_one_document_or_two",
         f"{RESOLVE}test_a_citation_without_a_year_stays_apart_where_two_years_fit",
         f"{RESOLVE}test_a_plan_of_another_commune_with_the_same_symbol_is_another"),
    33: (f"{RESOLVE}test_one_text_in_two_files_is_one_document",),
    34: (f"{RESOLVE}test_two_texts_under_one_symbol_are_both_kept_and_told",),
    35: (f"{DAYS}[no day]",),
    36: (f"{DAYS}[no such day]", f"{DAYS}[no such month]"),
    37: (
        f"{DAYS}[in two hundred years]", f"{DAYS}[a year of two digits]", f"{DAYS}[a year of five digits]",
        f"{FORMATS}test_hazards.py::test_a_day_of_issue_to_come_is_told_in_the_report_alone",
    ),
    38: ("queries/test_descent.py::test_a_circle_is_told_and_counts_as_one_step",
         "queries/test_descent.py::test_a_ring_of_ten_thousand_ends"),
    39: ("graph/test_inference.py::test_a_long_chain_needs_no_recursion",
         "viz/test_layout.py::test_a_chain_longer_than_any_stack_is_drawn"),
    40: (f"{FORMATS}test_hazards.py::test_ten_thousand_references_are_all_read",
         "viz/test_explore.py::test_a_neighbourhood_is_opened_closed_and_filtered",
         "viz/test_answers.py::test_a_graph_of_too_many_things_says_how_many_there_are"),
    41: ("viz/test_security.py::test_a_browser_runs_none_of_the_words",
         "viz/test_security.py::test_words_of_a_visitor_are_text",
         "viz/test_desk.py::test_pages_hold_no_inline_code_and_lead_nowhere_else"),
    42: (f"{STRANGE}test_a_file_may_have_any_name", "viz/test_adding.py::test_names_stay_in_their_folder",
         "faults/test_damage.py::test_a_name_that_is_no_text_stops_nothing"),
    43: (f"{STRANGE}test_what_is_no_file_is_never_opened",
         f"{STRANGE}test_links_in_a_folder_lead_nowhere_and_are_told"),
    44: (
        f"{STRANGE}test_a_file_that_may_not_be_read_says_so", f"{STRANGE}test_a_file_that_vanishes_is_told",
        f"{STRANGE}test_a_file_that_changed_once_is_read_as_it_is_now",
        f"{STRANGE}test_a_file_that_never_rests_is_told",
    ),
    45: (
        "faults/test_damage.py::test_a_full_disk_is_told_and_gives_its_room_back",
        "faults/test_damage.py::test_a_signal_stops_a_build_and_all_that_it_started",
        "faults/test_builds.py::test_a_build_killed_at_any_moment",
    ),
    46: (
        "graph/test_generations.py::test_two_builds_at_once_are_refused_with_the_others_number",
        "cli/test_build.py::test_a_second_build_at_once_changes_nothing",
        "viz/test_desk.py::test_a_new_generation_takes_the_place_of_the_old_one",
    ),
}  # fmt: skip


@cache
def cases(root: Path, file: str) -> dict[str, frozenset[str]]:
    """Return the tests of a file, each with the words that stand in its decorators, the names of cases among them."""
    tree = ast.parse((root / "tests" / file).read_text(encoding="utf-8"))
    return {
        each.name: frozenset(
            str(part.value)
            for decorator in each.decorator_list
            for part in ast.walk(decorator)
            if isinstance(part, ast.Constant)
        )
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
    }


@pytest.mark.parametrize("number", sorted(ROWS))
def test_a_bad_input_has_its_tests(root: Path, number: int) -> None:
    for named in ROWS[number]:
        file, _, test = named.partition("::")
        name, _, case = test.rstrip("]").partition("[")
        assert name in cases(root, file), named
        assert not case or case in cases(root, file)[name], named


def test_no_bad_input_is_left_out() -> None:
    assert sorted(ROWS) == list(range(1, 47))
    assert all(ROWS.values())
