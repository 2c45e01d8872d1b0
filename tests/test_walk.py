"""The walk-through of docs/api.md, line by line, against a running system: from nothing to a published review."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_up import DONDOC, environment, running

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.system, pytest.mark.temporal]


def blocks() -> Iterator[str]:
    """The shell blocks of the walk-through, in order."""
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    walk = page[page.index("## A walk") :]
    yield from re.findall(r"```sh\n(.*?)```", walk, re.DOTALL)


def test_the_walk_of_the_page_leads_from_nothing_to_a_published_review(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with running(folder) as (_process, address):
        script = "set -euo pipefail\n" + "\n".join(blocks())
        path = f"{Path(DONDOC).parent}:{os.environ['PATH']}"
        env = environment(folder, PATH=path, BASE=f"http://{address}/api")
        walked = subprocess.run(
            ["bash", "-c", script], env=env, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )
    assert walked.returncode == 0, walked.stderr + walked.stdout
    assert re.search(r"\b[0-9a-f]{64}$", walked.stdout, re.MULTILINE)
    assert walked.stdout.rstrip().endswith("120/BC-UBND")
