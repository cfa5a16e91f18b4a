"""Cells on their way into a spreadsheet: a text stays a text."""

# A spreadsheet runs a cell that begins with one of these (CWE-1236); an apostrophe keeps it a text.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would run a text as a formula; blanks before it do not hinder it.

    >>> is_formula(" =1+1"), is_formula("1=1")
    (True, False)
    """
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def disarmed(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if is_formula(text) else text
