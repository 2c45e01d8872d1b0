"""Readers that stand on libraries a bad file can hang or burst: each file in a process of its own, with limits."""

import json
import subprocess
import sys
import threading
from typing import Any

from domain.errors import Refusal
from reading.directives import refusals
from reading.directives.blocks import Block, Hidden, Reading
from reading.directives.formats import Format

_SECONDS = 180
_AT_ONCE = threading.BoundedSemaphore(2)  # each may take two gigabytes
_OUT_OF_MEMORY = b"MemoryError"


def read_confined(data: bytes, format_: Format) -> Reading:
    """The blocks, as the child read them; a child that was stopped or broke down is a refusal."""
    command = [sys.executable, "-m", "reading.directives.child", format_.value]
    try:
        with _AT_ONCE:
            done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no word of the command comes from the file
    except subprocess.TimeoutExpired as error:
        raise refusals.too_slow() from error
    if done.returncode < 0 or _OUT_OF_MEMORY in done.stderr[-500:]:
        raise refusals.too_slow()
    if done.returncode:
        raise refusals.broken()
    return _reading(json.loads(done.stdout))


def _reading(answer: dict[str, Any]) -> Reading:
    if no := answer.get("refused"):
        raise Refusal(no["kind"], no["code"], no["detail"])
    return Reading(
        tuple(_block(block) for block in answer["blocks"]),
        tuple(answer["outside"]),
        tuple(answer["unread"]),
        tuple(Hidden(**one) for one in answer["hidden"]),
    )


def _block(plain: dict[str, Any]) -> Block:
    listed = plain["listed"]
    return Block(**{**plain, "cells": tuple(plain["cells"]), "listed": None if listed is None else tuple(listed)})
