"""A fresh, migrated database for a test: an SQLite file, and PostgreSQL where a server can be started."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Dialect

from storage.database import Memory
from storage.schema import migrate

KINDS = [pytest.param("sqlite", id="sqlite"), pytest.param("postgres", id="postgres", marks=pytest.mark.postgres)]

IN_MEMORY = Path("/dev/shm")
"""Where databases of the tests lie if they can: their flushes then cost nothing, with the settings of real ones."""


_COMPILED: dict[str, tuple[Dialect, dict[Any, Any]]] = {}
"""By kind of database: who speaks to it, and each statement as it was once made for it."""


@contextmanager
def a_memory(kind: str, folder: Path, server: str | None) -> Iterator[Memory]:
    """A migrated memory of a kind, gone when the test is."""
    if kind == "sqlite":
        with a_folder(folder) as quick:
            shutil.copyfile(a_migrated_file(), quick / "dondoc.db")
            memory = alike(Memory(str(quick / "dondoc.db")))
            yield memory
            memory.close()
        return
    assert server is not None
    name = f"t_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template(server)}"'.encode())
    memory = alike(Memory(_on(server, name)))
    yield memory
    memory.close()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def a_copy(memory: Memory) -> Callable[[], None]:
    """A backup of a database as it is now; called, it puts the database back to it."""
    memory.close()
    if memory.is_sqlite:
        return _a_copy_of_the_file(memory, Path(str(memory.engine.url.database)))
    name, server = str(memory.engine.url.database), memory.engine.url.set(drivername="postgresql", database="postgres")
    copy_name = f"{name}_copy"

    def again(target: str, source: str) -> None:
        memory.close()
        with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)'.encode())
            admin.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"'.encode())

    again(copy_name, name)
    return partial(again, name, copy_name)


def _a_copy_of_the_file(memory: Memory, file: Path) -> Callable[[], None]:
    copy = file.with_suffix(".copy")
    shutil.copyfile(file, copy)

    def set_back() -> None:
        memory.close()
        shutil.copyfile(copy, file)

    return set_back


def alike(memory: Memory) -> Memory:
    """The memory, reading statements compiled for another test: a statement costs its making once a process, not once a test."""
    engine = memory.engine
    first, compiled = _COMPILED.setdefault(engine.name, (engine.dialect, {}))
    engine.dialect = first
    engine.update_execution_options(compiled_cache=compiled)
    return memory


@contextmanager
def a_folder(otherwise: Path | None = None) -> Iterator[Path]:
    """A folder whose flushes cost nothing where the machine has such a place; gone with the test."""
    with tempfile.TemporaryDirectory(prefix="dondoc-", dir=_in_memory() or otherwise) as folder:
        yield Path(folder)


def _in_memory() -> Path | None:
    return IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None


@cache
def a_migrated_file() -> Path:
    """A migrated file that is copied for each test: the migrations run once a test process, not once a test."""
    file = Path(tempfile.mkdtemp(prefix="dondoc-")) / "migrated.db"
    memory = Memory(str(file))
    migrate(memory)
    memory.close()
    return file


@cache
def _template(server: str) -> str:
    """The same on a PostgreSQL server: a database that others are made after."""
    name = f"template_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    memory = Memory(_on(server, name))
    migrate(memory)
    memory.close()
    return name


def _on(server: str, name: str) -> str:
    return server.rsplit("/", 1)[0] + "/" + name


@contextmanager
def a_postgres() -> Iterator[str]:
    """A PostgreSQL server of our own on a free port; skipped where none is installed, a failure in CI."""
    programs = _programs()
    if programs is None:
        if os.environ.get("DONDOC_NO_SKIP"):
            pytest.fail("no PostgreSQL server is installed, and nothing may be skipped here")
        pytest.skip("no PostgreSQL server is installed")
    # PostgreSQL refuses to run as root, and its socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=_in_memory()))
    port = free_port()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, initdb = (
        folder / "data",
        [programs / "initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"],
    )
    subprocess.run([*as_user, *map(str, initdb), "-D", str(data)], cwd=folder, check=True, capture_output=True)
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c max_connections=300"
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run(
        [*control, "-o", options, "-l", str(folder / "log"), "start"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        with suppress(subprocess.CalledProcessError):
            subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, check=True, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
