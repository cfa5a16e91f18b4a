"""The neighbourhood of a document as an interactive page to keep."""

from starlette.responses import Response

from queries.documents import DocumentFacts
from queries.tasks import TaskFacts
from viz.collection import Collection
from viz.interactive import write_interactive
from viz.language import translator
from viz.network import neighbourhood
from viz.visit import Visit


def explore_page(visit: Visit) -> Response:
    """Return the page as a download."""
    document = visit.document()
    html = interactive_page(visit.collection, document, visit.source.tasks(document.iri), visit.language)
    headers = {"content-disposition": f'attachment; filename="{document.id}.html"'}
    return Response(html, media_type="text/html", headers=headers)


def interactive_page(
    collection: Collection, document: DocumentFacts, tasks: tuple[TaskFacts, ...], language: str
) -> str:
    """Return the interactive neighbourhood of a document as one HTML file."""
    say = translator(language)
    network = neighbourhood(collection, document, tasks, language, say)
    note = f"{say('site.shown', shown=len(network.points), total=network.total)}. {say('document.explore_hint')}"
    return write_interactive(network, f"{document.label} · {say('site.name')}", note, language)
