"""`dondoc hold …`: what holds the mails, what waits behind it; hold everything, keep holding, or let it go."""

from collections.abc import Callable

from acts import holds
from acts.desk import Answer, Desk
from cli.desk import at_desk
from domain.errors import Refusal
from domain.outgoing import Standing
from domain.rights import SYSTEM
from settings import Settings
from storage.views.holds import gate, would_leave


def show(settings: Settings) -> int:
    """Print what holds the mails, and each mail that would leave; 1 where something holds them."""
    with at_desk(settings) as desk, desk.memory.reading() as session:
        standing = gate(session, desk.instance()).holds
        waiting = would_leave(session, SYSTEM, desk.clock(), desk.today())
    for one in standing:
        print(f"Đang tạm giữ từ {one.since.isoformat(timespec='minutes')}, mã {one.id}: {one.reason}")
    for mail in waiting:
        place = f"{mail.addressee} <{mail.address or 'chưa có địa chỉ'}>"
        print(f"{mail.id}  {mail.kind:<12} {mail.notices:>3} thông báo  {place}")
    print(f"{len(waiting)} thư sẽ đi ngay khi mở lại." if standing else "Không tạm giữ thư.")
    return 1 if standing else 0


def begin(settings: Settings, reason: str) -> int:
    """Hold every mail back."""
    return _do(settings, lambda desk: holds.hold(desk, SYSTEM, reason), "Đã tạm giữ toàn bộ thư.")


def keep(settings: Settings, reason: str) -> int:
    """Say that every hold was looked at and stays."""
    return _do_each(settings, lambda desk, one: holds.keep(desk, SYSTEM, one.id, reason), "Tiếp tục giữ thư.")


def release(settings: Settings, reason: str, without: list[str]) -> int:
    """End every hold; mails in `without` never leave."""
    left = list(without)

    def deed(desk: Desk, one: Standing) -> Answer:
        dropped, left[:] = tuple(left), []
        return holds.release(desk, SYSTEM, one.id, reason, dropped)

    return _do_each(settings, deed, "Đã mở lại thư.")


def _do(settings: Settings, deed: Callable[[Desk], Answer], said: str) -> int:
    with at_desk(settings) as desk:
        deed(desk)
    print(said)
    return 0


def _do_each(settings: Settings, deed: Callable[[Desk, Standing], Answer], said: str) -> int:
    with at_desk(settings) as desk:
        with desk.memory.reading() as session:
            standing = gate(session, desk.instance()).holds
        if not standing:
            raise Refusal("conflict", "not-held", "Thư không bị tạm giữ.", allowed=("hold",))
        for one in standing:
            deed(desk, one)
    print(said)
    return 0
