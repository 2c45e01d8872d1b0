"""A real Chromium before real doors: the program of the system, and an application served on a port of its own."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from acts.desk import Desk
from api.inbox import Inbox
from storage.files import Files
from tests.api.doors import an_app

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
READY_SECONDS = 20.0


class WithDesk(Protocol):
    """An office of a test, whichever way it was filled."""

    @property
    def desk(self) -> Desk: ...


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, headless; skipped where none is installed, a failure where nothing may be skipped."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("DONDOC_NO_SKIP"):
            pytest.fail("no Chromium is installed, and nothing may be skipped here")
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(house: WithDesk, mails: Inbox | None = None, files: Files | None = None) -> Iterator[str]:
    """The doors of a house on a free port, and their address."""
    with an_app(house.desk, inbox=mails, files=files) as app:
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        ends = time.monotonic() + READY_SECONDS
        while not server.started:
            assert time.monotonic() < ends, "the doors did not open"
            time.sleep(0.02)
        try:
            port = server.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(READY_SECONDS)
