"""Add documents: choose files, see how far the reading is, what was read, what was not and why; take them back."""

from starlette.responses import Response

from viz.visit import Visit
from viz.works import Works

SECONDS = 2  # until a page that shows a build under way asks again


def adding_page(visit: Visit, works: Works | None) -> Response:
    """Show the form, the build under way, and what was added before with what became of each file."""
    if works is None:
        return visit.write("add.html", works=False, progress=None, batches=(), outcomes={})
    progress, batches = works.progress(), works.batches()
    outcomes = {line["name"]: line for line in visit.source.report()}
    response = visit.write("add.html", works=True, progress=progress, batches=batches, outcomes=outcomes)
    # A build that is done is shown a moment later: the desk opens the new generation while the old one answers.
    is_opening = bool(progress.message) and not progress.failed
    if progress.running or (is_opening and any(name not in outcomes for each in batches for name in each.names)):
        response.headers["refresh"] = str(SECONDS)
    return response
