"""`dondoc instance …`: which installation this is, taking a database over on another machine, and making a copy its own."""

import sys
from uuid import uuid4

from acts import holds
from acts.desk import Desk
from acts.forking import fork as forked
from cli.desk import at_desk
from cli.machine import claimed_instance, keep_instance, known_instance
from domain.errors import Refusal
from domain.rights import SYSTEM
from settings import Settings
from storage.views.holds import gate, instance

WHY_FENCED = (
    "Cơ sở dữ liệu này thuộc bản cài đặt khác (bản sao hoặc bản khôi phục trên máy khác): không thư nào được gửi. "
    "Nếu đây là nơi vận hành mới, chạy dondoc instance adopt --reason LÝ-DO; "
    "nếu là bản thử nghiệm, chạy dondoc instance fork --mail-to ĐỊA-CHỈ."
)


def found_instance(settings: Settings) -> None:
    """At the first start: give this machine and its database one identity. A database that has one keeps it."""
    with at_desk(settings) as desk:
        with desk.memory.reading() as session:
            if instance(session) is not None:
                return
        holds.found(desk, claimed_instance(settings, uuid4().hex))


def show(settings: Settings) -> int:
    """Print which installation machine and database are, and whether anything may leave; 1 where nothing may."""
    with at_desk(settings) as desk, desk.memory.reading() as session:
        now = gate(session, desk.instance())
        print(f"Máy này:        {known_instance(settings) or 'chưa nhận diện'}")
        print(f"Cơ sở dữ liệu:  {instance(session) or 'chưa nhận diện'}")
    if now.fenced:
        print(WHY_FENCED, file=sys.stderr)
    for one in now.holds:
        print(f"Đang tạm giữ thư, mã {one.id}: {one.reason}", file=sys.stderr)
    return 0 if now.mail else 1


def adopt(settings: Settings, reason: str) -> int:
    """Go on with this database on this machine. Everything stays held until `dondoc hold release`."""
    _refuse_set(settings)
    with at_desk(settings) as desk:
        theirs = _fenced(desk)
        held = holds.take_over(desk, reason)
        keep_instance(settings, theirs)
    print(f"Đã nhận cơ sở dữ liệu; thư còn được giữ, mã {held.body['id']}.")
    return 0


def fork(settings: Settings, mail_to: str) -> int:
    """Make this copy an installation of its own, whose mails all go to one address."""
    _refuse_set(settings)
    with at_desk(settings) as desk:
        _fenced(desk)
        mine = uuid4().hex
        answer = forked(desk, SYSTEM, mine, mail_to)
        keep_instance(settings, mine)
    print(f"Đã tách thành bản riêng; {answer.body['addresses']} địa chỉ nay đều dẫn về {mail_to}.")
    return 0


def _fenced(desk: Desk) -> str:
    """The identity of the database; refused where it already is that of this machine."""
    with desk.memory.reading() as session:
        theirs, fenced = instance(session), gate(session, desk.instance()).fenced
    if theirs is None or not fenced:
        raise Refusal("conflict", "not-a-copy", "Cơ sở dữ liệu này là bản chính của máy này, không phải bản sao.")
    return theirs


def _refuse_set(settings: Settings) -> None:
    if settings.instance is not None:
        raise Refusal(
            "conflict", "instance-set", "Mã bản cài đặt lấy từ DONDOC_INSTANCE; đề nghị bỏ thiết lập này rồi chạy lại."
        )
