"""The settings of an installation, and what is wrong with one that cannot be: by the name it has in the environment."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from domain.errors import Problem, Refusal
from settings import Settings

SAID: Mapping[str, str] = {
    "int_parsing": "cần một số nguyên",
    "less_than_equal": "nhiều nhất {le}",
    "greater_than_equal": "ít nhất {ge}",
}
"""What would be right, by pydantic's type of error."""


def settled() -> Settings:
    """The settings as the environment tells them. Raises a refusal that names each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problems = tuple(_problem(one) for one in error.errors(include_url=False))
    raise Refusal("invalid", "bad-settings", "Thiết lập của hệ thống chưa đúng.", problems)


def _problem(wrong: Any) -> Problem:
    """One setting; its value is told back, except where it may be a secret."""
    name, told = str(wrong["loc"][0]), wrong["input"]
    right = SAID.get(wrong["type"], "giá trị chưa hợp lệ").format(**wrong.get("ctx", {}))
    field = f"{Settings.model_config['env_prefix']}{name.upper()}"
    return Problem(field, f"{right}, đang ghi “{told}”" if wrong["type"] in SAID else f"{right} (docs/operations.md)")
