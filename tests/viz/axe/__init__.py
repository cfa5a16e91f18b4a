"""What axe-core finds against the rules of accessibility on a page as people see it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PROGRAM = Path(__file__).with_name("axe.min.js")  # axe-core 4.14.1, MPL-2.0: see LICENSE beside it


def violations(page: Page) -> list[dict[str, Any]]:
    """The rules broken, each with its id, impact and nodes, once the page and its style sheet have loaded.

    After a click a browser answers questions about a page whose style sheet is still on its way, in
    colours of its own: what is waited for is ``load``.
    """
    page.wait_for_load_state("load")
    page.evaluate(PROGRAM.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return found
