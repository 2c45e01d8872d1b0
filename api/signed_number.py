"""Whether a signed file that was attached is that of its directive: its number and date are held against those entered."""

from datetime import date

from acts.desk import Desk
from api.deps import Doors
from domain.rights import Scope
from domain.same_number import is_same
from domain.wording.dates import plain
from reading.directives.signed import number_and_date
from storage.views import directives, evidence

CODE = "signed-differs"


def warnings_of(opened: Doors, desk: Desk, scope: Scope, directive: str, file: str) -> list[dict[str, str]]:
    """A warning where the file writes another number or date; a picture, or what is not entered yet, is no difference."""
    if opened.files is None:
        return []
    with desk.memory.reading() as session:
        line = directives.whole(session, scope, directive).line
        kept = evidence.get(session, scope, file)
    number, day = number_and_date(opened.files.path(kept.sha256).read_bytes(), kept.name)
    told = [*_number(line.number, number), *_day(line.issued_on, day)]
    if not told:
        return []
    return [
        {"code": CODE, "message": f"Tệp đã ký ghi {'; '.join(told)}. Đề nghị đối chiếu lại tệp hoặc số, ngày đã nhập."}
    ]


def _number(entered: str | None, read: str | None) -> list[str]:
    if not entered or not read or is_same(entered, read):
        return []
    return [f"số {read}, khác số đã nhập {entered}"]


def _day(entered: date | None, read: date | None) -> list[str]:
    if entered is None or read is None or entered == read:
        return []
    return [f"ngày {plain(read)}, khác ngày đã nhập {plain(entered)}"]
