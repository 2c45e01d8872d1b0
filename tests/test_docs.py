"""The papers tell the truth: links lead somewhere, and every command, setting and route is written down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from cli.main import app

ROOT = Path(__file__).parents[1]
PAPERS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "samples/**/*.md", "deploy/*.md") for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
METHODS = frozenset({"get", "post", "put", "patch", "delete"})


def text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(paper: Path) -> None:
    links = LINK.findall(paper.read_text("utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_command_is_in_the_operations_page() -> None:
    page = text("docs/operations.md")
    commands = getattr(get_command(app), "commands")  # noqa: B009 - the stubs know no group here
    assert [name for name in commands if f"`dondoc {name}`" not in page] == []


def test_every_setting_is_in_the_operations_page() -> None:
    page = text("docs/operations.md")
    assert [name for name in settings() if f"`{name}`" not in page] == []


def test_every_route_is_in_the_page_of_the_api() -> None:
    documented = {shape(call) for call in re.findall(r"`([A-Z]+ /[^`?]*)`", text("docs/api.md"))}
    missing = {call for call in routes() if shape(call) not in documented}
    assert missing == set()


def test_every_decision_has_its_parts() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        words = page.read_text("utf-8")
        assert all(part in words for part in ("**Context.**", "**Decision.**", "**Consequences.**")), page.name


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE)
    for paper in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
        assert set(re.findall(r"`make ([a-z]+)", text(paper))) <= set(targets), paper


def settings() -> Iterator[str]:
    """Names in the environment: the fields of the settings classes, which all begin with DONDOC_."""
    module = ROOT / "settings.py"
    tree = ast.parse(module.read_text("utf-8") if module.exists() else "")
    for settings_class in (node for node in tree.body if isinstance(node, ast.ClassDef) and is_settings(node)):
        for field in settings_class.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                yield f"DONDOC_{field.target.id.upper()}"


def routes() -> Iterator[str]:
    """METHOD and path of every JSON route, as the modules of `api` declare them."""
    for module in (ROOT / "api").rglob("*.py"):
        tree = ast.parse(module.read_text("utf-8"))
        prefix = next((found for node in ast.walk(tree) if (found := prefix_of(node))), "")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from declared(node, prefix)


def prefix_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "APIRouter":
        return next((str(ast.literal_eval(k.value)) for k in node.keywords if k.arg == "prefix"), None)
    return None


def declared(function: ast.FunctionDef | ast.AsyncFunctionDef, prefix: str) -> Iterator[str]:
    for call in function.decorator_list:
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in METHODS
            and call.args
        ):
            path = call.args[0]
            if isinstance(path, ast.Constant) and isinstance(path.value, str):
                yield f"{call.func.attr.upper()} {prefix}{path.value}"


def shape(call: str) -> str:
    """A call without /api and without the names of its path parameters."""
    return re.sub(r"\{[^}]*\}", "{}", call.replace(" /api/", " /"))


def is_settings(node: ast.ClassDef) -> bool:
    """Whether the class reads the environment."""
    return any(isinstance(base, ast.Name) and base.id == "BaseSettings" for base in node.bases)
