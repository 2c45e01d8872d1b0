"""Old word processor files (.doc, .rtf, .odt) → .docx by LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from reading.directives import refusals

_SECONDS = 90
_COMMANDS = ("soffice", "libreoffice")
# A profile of its own for each file: no macros, nothing fetched from the network, no other instance disturbed.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def to_docx(data: bytes) -> bytes:
    """The file as .docx; refuses where there is no LibreOffice, or where it cannot open the file in time."""
    command = next((found for name in _COMMANDS if (found := shutil.which(name))), None)
    if command is None:
        raise refusals.no_converter()
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        room = Path(folder)
        (room / "profile" / "user").mkdir(parents=True)
        (room / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        (room / "in").write_bytes(data)
        _convert(command, room)
        made = room / "out" / "in.docx"
        if not made.is_file():
            raise refusals.broken()
        return made.read_bytes()


def _convert(command: str, room: Path) -> None:
    """In a process group of its own, so that all of it can be stopped."""
    arguments = [
        command,
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:Office Open XML Text",
        "--outdir",
        str(room / "out"),
        str(room / "in"),
    ]
    process = subprocess.Popen(  # noqa: S603 - the path of an installed program and of our own folder
        arguments,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise refusals.too_slow() from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
