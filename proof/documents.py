"""The documents of a frozen review, written into a folder: every one that can be made, `review-<period>-<document>`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from writing.review import TEMPLATES, files, render

UNFINISHED = ".part"
"""What a file is called while it is written: whoever looks, or a kill, finds whole documents only."""


def write_documents(
    review: Mapping[str, Any], folder: Path, templates: Mapping[str, bytes] | None = None
) -> list[Path]:
    """Write them, each whole or not at all; the paths. `review` is what `storage.views.reviews.review` answers."""
    snapshot = review["snapshot"]
    head = {"issuer": snapshot["authority"], TEMPLATES: templates or {}}
    return [_put(folder / f"review-{review['period']}-{name}", snapshot, name, head) for name in files(snapshot)]


def _put(path: Path, snapshot: Mapping[str, Any], name: str, head: Mapping[str, Any]) -> Path:
    document, _, form = name.rpartition(".")
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.write_bytes(render(document, form, snapshot, head))
    unfinished.replace(path)
    return path
