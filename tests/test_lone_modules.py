"""The modules beside the rooms, which the import contracts cannot name: who they stand on, and who stands on them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "storage", "acts", "reading", "writing", "activities", "workflows", "rounds", "api", "proof", "cli")


def imported(file: Path) -> set[str]:
    """First names of everything a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the product with its room; those beside the rooms are rooms of their own."""
    for room in ROOMS:
        yield from ((room, file) for file in (ROOT / room).rglob("*.py"))
    yield from ((name, ROOT / f"{name}.py") for name in ("worker", "settings"))


def users_of(name: str) -> set[str]:
    return {room for room, file in modules() if name in imported(file)}


def test_the_settings_stand_on_the_domain_alone_and_only_the_commands_read_them() -> None:
    assert imported(ROOT / "settings.py") & {*ROOMS, "worker"} == {"domain"}
    assert users_of("settings") == {"cli"}


def test_the_worker_is_composed_of_the_rooms_of_time_and_only_the_top_starts_it() -> None:
    assert imported(ROOT / "worker.py") & {*ROOMS, "settings"} == {
        "activities",
        "acts",
        "domain",
        "rounds",
        "workflows",
    }
    assert users_of("worker") == {"cli", "proof"}


def test_nobody_else_reads_the_environment() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for _, file in modules()
        if any(word in file.read_text("utf-8") for word in ("os.environ", "getenv"))
    }
    assert readers == {"rounds/children.py"}  # hands it on to the processes it starts


def test_nothing_lies_beside_the_rooms() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} == set(ROOMS)
    assert {file.stem for file in ROOT.glob("*.py")} == {"worker", "settings"}
