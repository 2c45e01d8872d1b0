"""`dondoc up`: the whole system in the foreground, on one folder, until SIGTERM or SIGINT."""

import fcntl
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from cli.demo import fill as fill_with_sample
from cli.desk import at_desk
from cli.house import WATCH_SECONDS, DidNotStartError, House, refuse_taken_port
from cli.migrate import upgraded
from cli.sign_ins import FILE as SIGN_INS
from cli.sign_ins import complete_sign_ins
from domain.errors import Refusal
from rounds.engine import EngineError
from settings import Settings


def up(settings: Settings, *, demo: bool = False) -> int:
    """Start everything, print one line when it serves, keep it running; the exit status. `demo` fills an empty folder."""
    settings.data.mkdir(parents=True, exist_ok=True)
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    with _alone(settings.data):
        refuse_taken_port(settings)
        if demo:
            fill_with_sample(settings)
        _prepare(settings)
        return _run(House(settings), stop)


def _run(house: House, stop: Event) -> int:
    try:
        house.start()
        if house.wait_until_it_serves(stop.is_set):
            print(f"ready {house.url}", flush=True)
        while not stop.wait(WATCH_SECONDS):
            house.watch()
    except (DidNotStartError, EngineError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        house.stop()
    return 0


def _prepare(settings: Settings) -> None:
    """The database at this version; on the first start also one sign-in per role."""
    upgraded(settings)
    if not (settings.data / SIGN_INS).exists():
        with at_desk(settings) as desk:
            complete_sign_ins(desk, settings.data)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two systems on one folder would send everything twice; the second is refused."""
    with (folder / "up.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                "conflict", "already-up", f"Hệ thống đang chạy trên thư mục {folder}; đề nghị dừng trước khi chạy lại."
            ) from None
        yield
