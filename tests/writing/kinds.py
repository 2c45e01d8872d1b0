"""One file of every kind of document the program writes, by what it is called: the specimens, and a review in small."""

from collections.abc import Iterator
from functools import cache

from proof.specimens.papers import papers
from tests.writing.a_review import OFFICE, a_snapshot
from writing.review import files, render

FORMS = ("docx", "pdf")


@cache
def every_kind(form: str) -> dict[str, bytes]:
    """The files of one form by name; a review is that of a sample office, with and without what it says of its heads."""
    return {**dict(papers(form)), **dict(_review(form))}


def _review(form: str) -> Iterator[tuple[str, bytes]]:
    told = a_snapshot()
    first = f"thong-bao-{told['units'][0]['unit']}"
    for file in files(told):
        name, _, written = file.rpartition(".")
        if written == form and (name == first or not name.startswith("thong-bao")):
            yield f"a/{name}", render(name, form, told, OFFICE)
