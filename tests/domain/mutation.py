"""Mutation of the index, all of it or a seeded sample of each file: `python -m tests.domain.mutation [--sample N] [--seed N]`.

Prints how many changes of the code the tests notice, file by file, and which they do not.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

MUTMUT = str(Path(sys.executable).with_name("mutmut"))
NOTICED = 1
"""What mutmut keeps of a mutant that a test failed on; all else was not noticed, or not within the time."""

OUT_OF_TIME = frozenset({24, 36, 152, 255, -24, -9, 137})
"""What it keeps of one that never came to its end."""


def run(*names: str) -> None:
    """Change the code and try these mutants; a name that none has only makes them."""
    subprocess.run(
        [MUTMUT, "run", "--max-children", "1", *names],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def known() -> Iterator[tuple[str, dict[str, int | None]]]:
    """Each file with its mutants and what became of them."""
    for path in sorted(Path("mutants/domain/scorecard").glob("*.meta")):
        yield path.name.removesuffix(".py.meta"), json.loads(path.read_text())["exit_code_by_key"]


def main() -> None:
    """Draw, run, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    run("none-of-them")
    dice = Random(asked.seed)
    drawn = {file: dice.sample(sorted(every), min(asked.sample or len(every), len(every))) for file, every in known()}
    run(*(name for names in drawn.values() for name in names))
    found = dict(known())
    told: Counter[str] = Counter()
    for file, names in drawn.items():
        noticed = [name for name in names if found[file][name] == NOTICED or found[file][name] in OUT_OF_TIME]
        told.update(tried=len(names), noticed=len(noticed))
        sys.stdout.write(f"{file}: {len(noticed)} of {len(names)} (of {len(found[file])} in all)\n")
        for name in sorted({*names} - {*noticed}):
            sys.stdout.write(f"    {name}: {found[file][name]}\n")
    sys.stdout.write(f"{told['noticed']} of {told['tried']} noticed: {told['noticed'] / told['tried']:.1%}\n")


if __name__ == "__main__":
    main()
