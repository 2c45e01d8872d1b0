"""`dondoc import --kind KIND FILE`: take a file of the office into this installation, as the API does."""

import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from acts.calendar import Rhythm, decide_days
from acts.desk import Answer, Desk
from acts.directives import take_in
from acts.figures import Figure, take_measurements, take_scorecard
from acts.ladders import take_ladders
from acts.office import set_office
from acts.running import carry_over
from cli.desk import at_desk
from cli.places import said
from cli.sign_ins import complete_sign_ins
from domain.rights import SYSTEM
from domain.running import RunningSheet
from reading.calendar import read_calendar
from reading.directives import read
from reading.directives.links import without_proposals
from reading.directives.plain import to_plain
from reading.directives.recognition import recognise
from reading.figures import read_facts
from reading.ladders import read_ladders
from reading.office import read_directory
from reading.running_sheet import read_running_sheet
from reading.scorecards import read_scorecard
from settings import Settings
from storage.views.directory import directory

REFUSED = 1
UNITS, RUNNING = "units", "running"


def import_file(settings: Settings, kind: str, file: Path) -> int:
    """Take `file` in and print what came of it; the exit status. Raises Refusal with every place that does not fit."""
    try:
        data = file.read_bytes()
    except OSError as error:
        print(f"Không mở được {said(error)}.", file=sys.stderr)
        return REFUSED
    with at_desk(settings) as desk:
        print(_TAKEN[kind](desk, data, file.name))
        if kind == UNITS:
            complete_sign_ins(desk, settings.data)
    return 0


def foresee_file(settings: Settings, kind: str, file: Path) -> int:
    """Print what a table of running work would become; the exit status. Nothing is written."""
    if kind != RUNNING:
        print("Chỉ xem trước được bảng theo dõi (--kind running).", file=sys.stderr)
        return REFUSED
    with at_desk(settings) as desk:
        sheet = _running_sheet(desk, file.read_bytes(), file.name)
        body = carry_over(desk, SYSTEM, sheet.duties, "", dry_run=True).body
    print(f"Sẽ nhập {_carried(body)}.")
    for told in (*body["problems"], *({"message": one.message} for one in sheet.doubts)):
        print(told["message"])
    return REFUSED if body["problems"] else 0


def take_running(desk: Desk, data: bytes, name: str) -> str:
    """The table by which the office followed its work until now."""
    sheet = _running_sheet(desk, data, name)
    body = carry_over(desk, SYSTEM, sheet.duties, hashlib.sha256(data).hexdigest()).body
    doubts = [f"Nên xem lại – {one.message}" for one in sheet.doubts]
    return "\n".join([f"Đã nhập {_carried(body)}.", *doubts])


def _running_sheet(desk: Desk, data: bytes, name: str) -> RunningSheet:
    with desk.memory.reading() as session:
        known = directory(session)
    return read_running_sheet(data, name, known, desk.today())


def _carried(body: Mapping[str, Any]) -> str:
    new = f"{body['assignments']} nhiệm vụ được giao, {body['documents']} văn bản mới"
    return f"{new}; {body['known']} đã có trong hệ thống, giữ nguyên"


def take_units(desk: Desk, data: bytes, name: str) -> str:
    """Units, officials and roles of units.yaml."""
    answer = set_office(desk, SYSTEM, read_directory(data, name))
    return f"Đã nhận {answer.body['units']} đơn vị, {answer.body['officials']} công chức."


def take_calendar(desk: Desk, data: bytes, name: str) -> str:
    """Hours and decisions of calendar.yaml."""
    file = read_calendar(data, name)
    days = file.decided_days()
    rhythm = Rhythm(file.hours(), file.policy.policy(), file.reporting(), file.hours_of_units(), file.judged_by)
    moved = len(decide_days(desk, SYSTEM, days, rhythm=rhythm).body["deadlines"])
    return f"Đã nhận lịch làm việc với {len(days)} ngày nghỉ, ngày làm bù; {moved} hạn hoàn thành thay đổi."


def take_card(desk: Desk, data: bytes, name: str) -> str:
    """A version of the rules of the index; contradictions are told, never mended."""
    answer = take_scorecard(desk, SYSTEM, read_scorecard(data, name))
    told = [f"Bộ tiêu chí có mâu thuẫn – {one['place']}: {one['message']}" for one in answer.body["contradictions"]]
    return "\n".join([f"Đã nhận bộ tiêu chí {answer.body['key']}, mã {answer.body['id']}.", *told])


def take_figures(desk: Desk, data: bytes, name: str) -> str:
    """Figures of facts.yaml. Its assignments are left aside: those come from directives alone."""
    facts = read_facts(data, name)
    figures = [
        Figure(criterion, one.unit, one.period, measured)
        for one in facts
        for criterion, measured in one.measurements.items()
    ]
    answer = take_measurements(desk, SYSTEM, figures)
    left = sum(len(one.assignments) for one in facts)
    said = f" Bỏ qua {left} nhiệm vụ trong tệp: nhiệm vụ chỉ phát sinh từ văn bản chỉ đạo." if left else ""
    return f"Đã nhận {len(answer.body['ids'])} dòng số liệu.{said}"


def take_directive(desk: Desk, data: bytes, name: str) -> str:
    """A document as a draft, to be looked at and issued by a person."""
    answer = draft_of(desk, data, name)
    return f"Đã đọc văn bản thành dự thảo, mã {answer.body['id']}."


def take_versions(desk: Desk, data: bytes, name: str) -> str:
    """Versions of ladders; the steps ahead of open work are laid out anew."""
    body = take_ladders(desk, SYSTEM, read_ladders(data, name)).body
    steps = body["steps"]
    said = f"{steps['moved']} mốc dời, {steps['added']} mốc thêm, {steps['dropped']} mốc bỏ"
    return f"Đã nhận {len(body['taken'])} phiên bản quy trình đôn đốc; {said}."


def draft_of(desk: Desk, data: bytes, name: str) -> Answer:
    """Read a document into a draft at this desk, its units recognised."""
    with desk.memory.reading() as session:
        known = directory(session)
    draft = recognise(read(data, name, working_day_after=desk.calendar.add_working_days), known)
    plain = without_proposals(to_plain(draft, with_codes=True))
    return take_in(desk, SYSTEM, plain, draft.text, hashlib.sha256(data).hexdigest())


_TAKEN: dict[str, Callable[[Desk, bytes, str], str]] = {
    UNITS: take_units,
    "scorecard": take_card,
    "calendar": take_calendar,
    "figures": take_figures,
    "directive": take_directive,
    "ladders": take_versions,
    RUNNING: take_running,
}
