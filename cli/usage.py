"""A command that was given wrongly: what is wrong, and what would be right, in the words of who gave it."""

import errno
import re
import sys
from collections.abc import Sequence
from typing import Any, cast

import typer
from typer.core import TyperGroup

from cli.places import REASONS

WRONG = 2
"""The exit status of a command that could not be understood; one that was refused has another."""
UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""All that can be wrong with a command; the library names this one outside nowhere else."""

_SENTENCES = (
    (r"No such option: (?P<name>\S+)", "Không có tùy chọn “{name}”"),
    (r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<like>.+)\?)?", "Không có lệnh “{name}”"),
    (r"Missing command\.", "Chưa nêu lệnh"),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", "Thừa tham số: {name}"),
    (r"Option '(?P<name>.*)' requires .*", "Tùy chọn “{name}” cần một giá trị đi kèm"),
    (r"Option '(?P<name>.*)' does not take a value\.", "Tùy chọn “{name}” không có giá trị đi kèm"),
    (r"\S+ '(?P<name>.*)' does not exist\.", f"“{{name}}”: {REASONS[errno.ENOENT]}"),
    (r"\S+ '(?P<name>.*)' is a directory\.", f"“{{name}}”: {REASONS[errno.EISDIR]}"),
    (r"\S+ '(?P<name>.*)' is a file\.", f"“{{name}}”: {REASONS[errno.ENOTDIR]}"),
    (r"\S+ '(?P<name>.*)' is not (?:readable|writable)\.", f"“{{name}}”: {REASONS[errno.EACCES]}"),
    (r"(?:Value error, )?'(?P<name>.*?)' is not one of (?P<like>.+?)\.?", "không có giá trị “{name}”"),
    (r"Input should be a valid integer.*", "cần một số nguyên"),
    (r"Input should be greater than or equal to (?P<least>\S+)", "cần một số từ {least} trở lên"),
    (r"Input should be less than or equal to (?P<most>\S+)", "cần một số không quá {most}"),
)
"""The sentences of the library, and ours for each; `like` are names that are known."""


class Commands(TyperGroup):
    """The commands of the program, which answer a wrong one in Vietnamese."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; a wrong one is told on standard error and ends with status 2."""
        try:
            status = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except UsageError as wrong:
            if not standalone_mode:
                raise
            print(told(wrong), file=sys.stderr)
            sys.exit(WRONG)
        except typer.Abort:
            print("Đã dừng theo yêu cầu.", file=sys.stderr)
            sys.exit(1)
        if not standalone_mode:
            return status
        sys.exit(status if isinstance(status, int) else 0)


def told(wrong: Any) -> str:
    """What is wrong, how the command is used, and where its help is."""
    ctx = wrong.ctx
    if type(wrong).__name__ == "NoArgsIsHelpError":
        return str(wrong.message)
    lines = [f"{_named(wrong)}."]
    if ctx is not None:
        used = " ".join(ctx.command.collect_usage_pieces(ctx))
        lines += [f"Cách dùng: {ctx.command_path} {used}", f"Xem hướng dẫn: {ctx.command_path} --help"]
    return "\n".join(lines)


def _named(wrong: Any) -> str:
    """The sentence, with the parameter it speaks of."""
    param = getattr(wrong, "param", None)
    name = None if param is None else _name_of(param)
    if type(wrong).__name__ == "MissingParameter":
        choices = getattr(getattr(param, "type_descriptor", None), "choices", None) or ()
        return f"Thiếu {name or 'tham số'}{_one_of([str(getattr(one, 'value', one)) for one in choices])}"
    said = _sentence(wrong)
    return said if name is None else f"{name[:1].upper()}{name[1:]}: {said}"


def _name_of(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"tham số {(param.name or '').upper()}"
    return f"tùy chọn {max(param.opts, key=len)}"


def _sentence(wrong: Any) -> str:
    for pattern, said in _SENTENCES:
        match = re.fullmatch(pattern, wrong.message, re.DOTALL)
        if match is not None:
            found = match.groupdict()
            like = [*(getattr(wrong, "possibilities", None) or ()), *re.findall(r"'([^']*)'", found.get("like") or "")]
            return said.format(**found) + _one_of(like)
    return str(wrong.message).rstrip(".")


def _one_of(known: list[str]) -> str:
    return f"; có: {', '.join(known)}" if known else ""
