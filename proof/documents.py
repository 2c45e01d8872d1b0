"""The documents of a frozen review, written into a folder: every one that can be made, `review-<period>-<document>`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from writing.review import TEMPLATES, files, render


def write_documents(
    review: Mapping[str, Any], folder: Path, templates: Mapping[str, bytes] | None = None
) -> list[Path]:
    """Write them; the paths. `review` is what `storage.views.reviews.review` answers."""
    snapshot = review["snapshot"]
    head = {"issuer": snapshot["authority"], TEMPLATES: templates or {}}
    written = []
    for name in files(snapshot):
        document, _, form = name.rpartition(".")
        path = folder / f"review-{review['period']}-{name}"
        path.write_bytes(render(document, form, snapshot, head))
        written.append(path)
    return written
