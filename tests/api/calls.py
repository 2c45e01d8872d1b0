"""A call that succeeds for every changing route of the table, so that what holds for all of them is asked of all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from xlsxwriter import Workbook

from acts import completions, extensions, holds, inbound, office, steps
from acts.completions import Report
from acts.deliveries import deliver_due
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.outages import API, beat
from acts.shadow import begin_shadow
from api.security import TABLE
from domain.form_table import COLUMNS as COLUMNS_OF_FORM
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from domain.status import DelayClass
from domain.subject import Caller as By
from domain.subject import Subject, SubjectKind
from storage.views.outage_credits import proposals
from tests.acts.house import CHIEF, OFFICIAL
from tests.acts.outage_days import at, go_round, post
from tests.api.doors import KEYS, Opened
from tests.api.test_index import CARD
from writing.docx_template import default_template

KEEPS_NOTHING = {"POST /api/drafts/check"}
CHANGING = sorted(
    call
    for call in TABLE
    if call.split()[0] != "GET" and call.split()[1].startswith("/api/") and call not in KEEPS_NOTHING
)
"""Method and path of every JSON call that changes something."""
DOCUMENT = {"number": "45/BC-KT", "issued_on": "2026-03-02"}
UNTIL = "2026-04-10"


@dataclass(frozen=True)
class Call:
    """One call: who makes it, where, with what, having seen which version."""

    login: str
    path: str
    body: Any = None
    seen: int | None = 1
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def send(doors: Opened, call: str, ready: Call, key: str | None = None) -> Any:
    """Make a call; the answer."""
    headers = {
        "Authorization": f"Bearer {doors.as_(ready.login).token}",
        "Idempotency-Key": key or f"key-{next(KEYS)}",
    }
    if ready.seen is not None:
        headers["If-Match"] = f'"{ready.seen}"'
    method = call.split(maxsplit=1)[0]
    if ready.files:
        return doors.client.request(method, ready.path, files=ready.files, headers=headers)
    return doors.client.request(method, ready.path, json=ready.body, headers=headers)


def an_assignment(doors: Opened, **item: Any) -> Any:
    doors.house.directive(item)
    return doors.house.assignments()[0]


def _of_assignment(word: str, login: str, body: Any, seen: int | None = 1) -> Callable[[Opened], Call]:
    return lambda doors: Call(login, f"/api/assignments/{an_assignment(doors).id}/{word}", body, seen)


def _of_item(word: str, login: str, body: Any) -> Callable[[Opened], Call]:
    return lambda doors: Call(login, f"/api/items/{an_assignment(doors, cooperating_codes=['vh']).item}/{word}", body)


def _of_completion(word: str, login: str, body: Any = None, **report: Any) -> Callable[[Opened], Call]:
    def ready(doors: Opened) -> Call:
        report_of = Report((an_assignment(doors).id,), **report)
        scope = CHIEF if report else OFFICIAL
        done = completions.complete(doors.house.desk, scope, report_of)
        return Call(login, f"/api/completions/{done.body['id']}/{word}", body)

    return ready


def _suspended(doors: Opened) -> Call:
    owed = an_assignment(doors)
    doors.as_("dung").post(f"/api/assignments/{owed.id}/suspension", {"reason": "Chờ"}, seen=1)
    return Call("dung", f"/api/assignments/{owed.id}/resumption", {}, 2)


def _accepted(doors: Opened) -> Call:
    owed = an_assignment(doors)
    done = completions.complete(doors.house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(doors.house.desk, CHIEF, done.body["id"])
    return Call("dung", f"/api/assignments/{owed.id}/reopening", {"reason": "Sai", "until": UNTIL}, 3)


def _asked(doors: Opened) -> Call:
    from datetime import date  # noqa: PLC0415

    owed = an_assignment(doors)
    asked = extensions.ask(doors.house.desk, OFFICIAL, owed.id, date(2026, 4, 10), "Chờ", DelayClass.OBJECTIVE)
    return Call("dung", f"/api/extensions/{asked.body['id']}/decision", {"granted": True, "reason": "Đồng ý"})


def _spoken(doors: Opened) -> Call:
    spoken = {"by": "Chủ tịch", "on": "2026-03-02", "where": "Giao ban"}
    body = {"until": UNTIL, "reason": "Lùi", "spoken": spoken}
    path = f"/api/assignments/{an_assignment(doors).id}/extensions"
    granted = doors.as_("dung").post(path, body, seen=1).json()
    return Call("dung", f"/api/extensions/{granted['id']}/document", DOCUMENT, granted["version"])


def _by_word(doors: Opened) -> Call:
    given = doors.as_("dung").post("/api/items", ITEM).json()
    return Call("dung", f"/api/items/{given['id']}/document", {"number": "9/TB-UBND", "issued_on": "2026-03-02"})


HANGING = {"due_on": None, "due_rule": {"kind": "by-event", "n": 5, "unit": "working-days", "anchor": "có hướng dẫn"}}
FULFILLED = {"fulfilled_on": "2026-03-02"}


def _hanging(doors: Opened) -> Call:
    return Call("dung", f"/api/items/{an_assignment(doors, **HANGING).item}/fulfilment", FULFILLED)


def _fulfilled(doors: Opened) -> Call:
    ready = _hanging(doors)
    doors.as_("dung").post(ready.path, ready.body, seen=1)
    return Call("dung", f"{ready.path}/retraction", {"reason": "Nhầm ngày"}, 2)


def _awaiting(word: str, body: Any = None) -> Callable[[Opened], Call]:
    def ready(doors: Opened) -> Call:
        house = doors.house
        owed = an_assignment(doors)
        for day in (23, 24):
            house.now = house.now.replace(day=day, hour=3)
            steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), By.ROUND)
            send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
        (step,) = doors.as_("dung").get("/api/steps").json()["items"]
        return Call("dung", f"/api/steps/{step['id']}/{word}", body, step["version"])

    return ready


def _posted(doors: Opened) -> Call:
    an_assignment(doors)
    send_due(doors.house.desk, lambda _mail: Outcome(Delivery.FAILED, "550"))
    mail = doors.as_("dung").get("/api/messages").json()["items"][-1]
    return Call("dung", f"/api/messages/{mail['id']}/resend")


def _arrived(word: str, body: Mapping[str, Any]) -> Callable[[Opened], Call]:
    def ready(doors: Opened) -> Call:
        owed = an_assignment(doors)
        keys: list[str] = []

        def post(mail: Claimed) -> Outcome:
            keys.append(mail.message_id)
            return Outcome(Delivery.SENT)

        send_due(doors.house.desk, post)
        mail = inbound.Arrival("reply", "0" * 64, "kt@mau.example", "Re: Giao việc", keys, "Đã báo cáo")
        found = inbound.take_in(doors.house.desk, mail).body["id"]
        told = {"assignments": [owed.id]} if word == "confirmation" else {}
        return Call("dung", f"/api/inbound/{found}/{word}", {**body, **told})

    return ready


def _draft(doors: Opened) -> str:
    text = "1. Phòng Kinh tế rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.\n"
    found: str = doors.as_("dung").post("/api/directives", {"text": text}).json()["id"]
    return found


def _original(doors: Opened) -> Call:
    kept = send(doors, "POST /api/evidence", Call("dung", "/api/evidence", files={"file": ("a.pdf", b"%PDF-1.7 x")}))
    return Call("dung", f"/api/directives/{_draft(doors)}/originals", {"file": kept.json()["id"]}, None)


def _item_of_draft(doors: Opened) -> Call:
    directive = _draft(doors)
    (item,) = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    return Call("dung", f"/api/directives/{directive}/items/{item['id']}", {"product": "Báo cáo"}, item["version"])


def _items_of_draft(doors: Opened) -> Call:
    one = _item_of_draft(doors)
    _, _, _, directive, _, item = one.path.split("/")
    rows = [{"id": item, "version": one.seen, "product": "Báo cáo"}]
    return Call("dung", f"/api/directives/{directive}/items", {"rows": rows})


def _workbook(doors: Opened) -> Call:
    """A draft of a workbook that another draft was exported to."""
    path = f"/api/directives/{_draft(doors)}/items.xlsx"
    return Call("dung", "/api/directives/workbook", files={"file": ("bang.xlsx", _unmarked(doors, path))})


def _running(_doors: Opened) -> Call:
    table = "Số văn bản;Ngày văn bản;Nội dung nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành;Tình trạng\n7/CT-UBND;05/01/2026;Rà soát;Phòng Kinh tế;20/3/2026;Đang thực hiện\n"
    return Call("dung", "/api/running-work", files={"file": ("bang.csv", table.encode())})


def _unmarked(doors: Opened, path: str) -> bytes:
    book = load_workbook(BytesIO(doors.as_("dung").get(path).content))
    sheet = book["Nhiệm vụ"]
    (product,) = (cell.column for cell in sheet[1] if cell.value == "Sản phẩm")
    sheet.cell(2, product).value = "Tờ trình"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _brought_back(doors: Opened) -> Call:
    path = f"/api/directives/{_draft(doors)}"
    book = _unmarked(doors, f"{path}/items.xlsx")
    return Call("dung", f"{path}/items/workbook", files={"file": ("bang.xlsx", book)})


def _cut(doors: Opened) -> Call:
    one = _item_of_draft(doors)
    text = doors.as_("dung").get(f"/api/items/{one.path.split('/')[-1]}").json()["text"]
    head, _, tail = text.partition(", ")
    return Call("dung", f"{one.path}/split", {"parts": [f"{head},", tail]}, one.seen)


def _joined(doors: Opened) -> Call:
    one = _cut(doors)
    path = one.path.removesuffix("/split")
    made = doors.as_("dung").post(one.path, one.body, seen=one.seen).json()
    return Call("dung", f"{path}/merge", {"other": made["items"][1]}, made["version"])


def _related(doors: Opened) -> Call:
    a_card(doors)
    one = _item_of_draft(doors)
    return Call("dung", f"{one.path}/links", {"kind": "criterion", "target": "1.2", "agreed": True}, one.seen)


def _named(doors: Opened) -> Call:
    directive = _draft(doors)
    return Call("dung", f"/api/directives/{directive}/names", {"written": "Phòng KTHT", "unit": "kt"})


def _annex(doors: Opened) -> Call:
    directive = _draft(doors)
    (item,) = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    row = {"ref": item["ref"], "due_on": "2026-03-27", "acceptors": ["vp"]}
    signed = {"number": "01/PL", "issued_on": "2026-03-02"}
    annex = {**signed, "directive": {"number": "15/CT-UBND", "issued_on": "2026-03-02"}, "rows": [row]}
    return Call("dung", f"/api/directives/{directive}/annex", annex)


def _issue(doors: Opened) -> Call:
    ready = _item_of_draft(doors)
    doors.as_("dung").patch(ready.path, {"lead_codes": ["kt"]}, seen=ready.seen)
    directive = ready.path.split("/")[3]
    return Call("dung", f"/api/directives/{directive}/issue", {"number": "9/CT", "issued_on": "2026-03-02"})


def a_card(doors: Opened) -> str:
    """A card with figures to score by it."""
    caller = doors.as_("dung")
    card: str = caller.post("/api/scorecards", {**CARD, "total_from": "10%"}).json()["id"]
    row = {"criterion": "1.2", "unit": "kt", "period": "2026-Q1", "values": {"done": 3, "total": 4}, "source": "Sổ"}
    caller.post("/api/measurements", {"rows": [row]})
    return card


def _published(doors: Opened) -> Call:
    body = {"period": "2026-Q1", "number": "5/QĐ", "issued_on": "2026-03-02"}
    return Call("dung", f"/api/scorecards/{a_card(doors)}/publication", body)


def _tried(doors: Opened) -> Call:
    body = {"unit": "kt", "period": "2026-Q1", "save_as": "Thử"}
    return Call("dung", f"/api/scorecards/{a_card(doors)}/what-if", body)


def frozen(doors: Opened) -> str:
    doors.as_("dung").post("/api/reviews/2026-01")
    return "/api/reviews/2026-01"


def _approved(doors: Opened) -> Call:
    path = frozen(doors)
    doors.as_("dung").post(f"{path}/approval", seen=1)
    file = Call("dung", "/api/evidence", files={"file": ("a.pdf", b"%PDF-1.7")})
    kept = send(doors, "POST /api/evidence", file).json()["id"]
    body = {"number": "45/BC", "issued_on": "2026-03-02", "file": kept}
    return Call("dung", f"{path}/publication", body, None)


def _withdrawable(doors: Opened) -> Call:
    path = _approved(doors).path.removesuffix("/publication")
    return Call("dung", f"{path}/approval/withdrawal", {"reason": "Sửa lời văn"}, None)


def _gone_out(doors: Opened) -> Call:
    send(doors, "POST /api/reviews/{period}/publication", _approved(doors))
    return Call("an", "/api/reviews/2026-01/receipt", None, None)


MARK = {"criterion": "1.2", "points": "3", "evidence": [{"document": "45/BC-KT", "section": "II"}]}


def a_round(doors: Opened) -> str:
    """A round in which every criterion of a sheet can be scored."""
    people = (Official("lan", "Vũ Lan", grants=(Grant(Role.APPRAISER, "vp"),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=people))
    body = {"scorecard": a_card(doors), "period": "2026-Q1"}
    found: str = doors.as_("dung").post("/api/rounds", body).json()["id"]
    return f"/api/rounds/{found}"


def _of_round(word: str, login: str, body: Any) -> Callable[[Opened], Call]:
    return lambda doors: Call(login, f"{a_round(doors)}/{word}", body)


def _filled(doors: Opened) -> Call:
    path = f"{a_round(doors)}/sheets/kt"
    doors.as_("an").post(f"{path}/marks", {"rows": [MARK]})
    file = doors.as_("an").get(f"{path}/file.xlsx").content
    return Call("an", f"{path}/file", seen=2, files={"file": ("phieu.xlsx", file)})


def _scored(doors: Opened) -> Call:
    path = f"{a_round(doors)}/sheets/kt"
    rows = [MARK, {**MARK, "criterion": "1.1"}]
    version = doors.as_("an").post(f"{path}/marks", {"rows": rows}).json()["version"]
    return Call("an", f"{path}/moves", {"move": "submit"}, version)


ITEM = {"text": "Việc gấp", "lead": "kt", "source": "Giao ban", "giver": "Chủ tịch", "due_on": UNTIL}
LADDER = {
    "code": "gap",
    "version": 1,
    "title": "Gấp",
    "since": "2026-01-01",
    "rungs": [{"code": "D0", "offset": 0, "audience": "unit"}, {"code": "A1", "offset": 1, "audience": "acceptor"}],
}
DAYS = {"days": [{"day": "2026-03-20", "works": False, "basis": "QĐ 1"}]}
SOURCE = {"code": "1022", "name": "Cổng 1022", "unit": "vh", "window": "25–25", "arrival_day": 27}
JUDGED = {"code": "dung-han", "numerator": "on_time", "denominator": "total", "target": "95%"}
FIGURE = {"criterion": "c1", "unit": "kt", "period": "2026-Q1", "values": {"a": "1"}, "source": "1022"}


COLUMNS = {"Đơn vị": "unit", "Đúng hạn": "dung-han.on_time", "Tổng số": "dung-han.total"}


def a_table(*rows: tuple[object, ...], sheet: str = "Tháng") -> bytes:
    """A workbook with these lines."""
    kept = BytesIO()
    with Workbook(kept) as book:
        written = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            written.write_row(number, 0, row)
    return kept.getvalue()


def _standing(doors: Opened) -> str:
    return str(doors.house.directive({"cadence": "continuous", "due_on": None}))


def _form_back(doors: Opened) -> Call:
    path = f"/api/directives/{_standing(doors)}/forms"
    doors.as_("dung").post(path, {"period": "2026-03"})
    owed = next(row for row in doors.house.assignments() if row.period)
    file = a_table(COLUMNS_OF_FORM, (owed.id, "1", "", "", "Đã thực hiện"), sheet="Phiếu")
    return Call("an", f"{path}/kt/file", files={"file": ("phieu.xlsx", file)})


DAYS_FILE = a_table(("Ngày", "Nghỉ hay làm", "Căn cứ"), ("20/3/2026", "nghỉ", "QĐ 1"))


def _a_table(doors: Opened) -> Call:
    doors.as_("dung").post("/api/sources", {**SOURCE, "columns": COLUMNS})
    file = a_table(("Đơn vị", "Tổng số", "Đúng hạn"), ("Phòng Kinh tế", 10, 9))
    return Call("dung", "/api/sources/1022/figures?period=2026-03", files={"file": ("1022.xlsx", file)})


def an_admin(doors: Opened) -> str:
    """Somebody who administers."""
    admin = Official("quang", "Vũ Quang", grants=(Grant(Role.ADMIN),))
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=(admin,)))
    return admin.login


def _given(doors: Opened) -> Call:
    token = doors.as_("an").post("/api/tokens", {"name": "Đồng bộ"}).json()["id"]
    return Call("an", f"/api/tokens/{token}")


IDENTITY = {"issuer": "https://dang-nhap.example", "subject": "a1b2"}


def _linked(doors: Opened) -> Call:
    path = "/api/officials/an/identities"
    doors.as_(an_admin(doors)).post(path, IDENTITY)
    return Call("quang", path)


HOOK = {"url": "https://nhan.example/tin", "kinds": ["directive.issued"]}


def _webhook(doors: Opened) -> Call:
    return Call(an_admin(doors), "/api/webhooks", HOOK)


def _subscribed(doors: Opened) -> Call:
    hook = send(doors, "POST /api/webhooks", _webhook(doors)).json()["id"]
    return Call("quang", f"/api/webhooks/{hook}")


def _delivered(doors: Opened) -> Call:
    hook = _subscribed(doors).path
    doors.house.directive({})
    deliver_due(doors.house.desk, lambda _parcel: Outcome(Delivery.SENT))
    (line,) = doors.as_("quang").get(f"{hook}/deliveries").json()["items"]
    return Call("quang", f"{hook}/deliveries/{line['id']}/resend")


LETTER = {"kind": "don-doc", "number": "12/UBND-NV", "issued_on": "2026-03-02"}
AWAY = {"substitute": "an", "since": "2026-03-02", "until": "2026-03-06"}


def _late_by_the_house(doors: Opened) -> Call:
    """A report a unit could only bring after the doors had stood still over its deadline."""
    house = doors.house
    house.directive({"due_on": "2026-03-03"})
    (owed,) = house.assignments()
    house.now = at("2026-03-03T16:00")
    beat(house.desk, API)
    house.now = at("2026-03-04T08:00")
    beat(house.desk, API)
    house.now = at("2026-03-04T09:00")
    go_round(house)
    post(house)
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    with house.memory.reading() as session:
        (line,) = proposals(session, CHIEF, house.desk.calendar)
    told = {"outage": line.outage, "assignment": owed.id, "granted": True, "reason": "Hệ thống ngừng cả buổi chiều"}
    return Call("dung", "/api/outage-credits", told)


def _in_shadow(doors: Opened) -> Call:
    begin_shadow(doors.house.desk, CHIEF, date(2026, 3, 31))
    return Call("dung", "/api/shadow/end")


def _held(word: str) -> Callable[[Opened], Call]:
    def ready(doors: Opened) -> Call:
        held = holds.hold(doors.house.desk, CHIEF, "Kiểm tra").body["id"]
        return Call("dung", f"/api/holds/{held}/{word}", {"reason": "Đã kiểm tra"})

    return ready


def _away(doors: Opened) -> Call:
    entered = doors.as_("binh").post("/api/absences", AWAY).json()
    return Call("binh", f"/api/absences/{entered['id']}/end")


def _rows(single: Callable[[Opened], Call], path: str) -> Callable[[Opened], Call]:
    """The call for many, of the one thing that a call for one would be about."""

    def ready(doors: Opened) -> Call:
        one = single(doors)
        return Call(one.login, path, {"rows": [{"id": one.path.split("/")[3], "version": one.seen}]}, None)

    return ready


READY: Mapping[str, Callable[[Opened], Call]] = {
    "POST /api/assignments/acknowledgements": _rows(
        _of_assignment("acknowledgement", "an", None), "/api/assignments/acknowledgements"
    ),
    "POST /api/completions/acceptances": _rows(_of_completion("acceptance", "dung"), "/api/completions/acceptances"),
    "POST /api/units/{unit}/hand-over": lambda doors: (
        an_assignment(doors)
        and Call("dung", "/api/units/kt/hand-over", {"number": "7/QĐ", "issued_on": "2026-03-02", "successor": "vh"})
    ),
    "POST /api/steps/releases": _rows(_awaiting("release"), "/api/steps/releases"),
    "POST /api/officials/{login}/identities": lambda doors: Call(
        an_admin(doors), "/api/officials/an/identities", IDENTITY
    ),
    "DELETE /api/officials/{login}/identities": _linked,
    "POST /api/absences": lambda _doors: Call("binh", "/api/absences", AWAY),
    "POST /api/absences/{absence}/end": _away,
    "POST /api/assignments/{assignment}/acknowledgement": _of_assignment("acknowledgement", "an", None),
    "POST /api/assignments/{assignment}/comments": _of_assignment("comments", "an", {"text": "Đã rõ"}),
    "POST /api/assignments/{assignment}/delegation": _of_assignment("delegation", "binh", {"official": "an"}),
    "POST /api/assignments/{assignment}/escalation": _of_assignment("escalation", "dung", {"reason": "Gấp"}),
    "POST /api/assignments/{assignment}/registration": lambda doors: Call(
        "an", f"/api/assignments/{an_assignment(doors, due_on=None).id}/registration", {"due_on": UNTIL}
    ),
    "POST /api/assignments/{assignment}/extensions": _of_assignment(
        "extensions", "an", {"until": UNTIL, "reason": "Chờ số liệu"}
    ),
    "POST /api/assignments/{assignment}/progress": _of_assignment("progress", "an", {"text": "Một nửa"}),
    "POST /api/assignments/{assignment}/reassignment": _of_assignment(
        "reassignment", "dung", {"unit": "vh", "reason": "Đúng chức năng"}
    ),
    "POST /api/assignments/{assignment}/reopening": _accepted,
    "POST /api/assignments/{assignment}/resumption": _suspended,
    "POST /api/assignments/{assignment}/children": _of_assignment(
        "children", "dung", {"tasks": [{"text": "Gửi số liệu", "lead": "vh", "due_on": "2026-03-13"}]}
    ),
    "POST /api/assignments/{assignment}/suspension": _of_assignment("suspension", "dung", {"reason": "Chờ"}),
    "POST /api/calendar/decisions/file": lambda _doors: Call(
        "dung", "/api/calendar/decisions/file", files={"file": ("lich.xlsx", DAYS_FILE)}
    ),
    "POST /api/calendar/decisions": lambda _doors: Call("dung", "/api/calendar/decisions", DAYS),
    "PUT /api/calendar/reports": lambda _doors: Call(
        "dung", "/api/calendar/reports", {"windows": [], "slices": ["quarterly", "monthly"]}
    ),
    "PUT /api/calendar/units/{unit}": lambda _doors: Call(
        "dung", "/api/calendar/units/kt", {"hours": {"sessions": [{"start": "08:00", "end": "12:00"}]}}
    ),
    "PUT /api/calendar/file": lambda _doors: Call(
        "dung", "/api/calendar/file", files={"file": ("calendar.yaml", b"slices: [monthly]\n")}
    ),
    "POST /api/completions": lambda doors: Call(
        "an", "/api/completions", {"assignments": [an_assignment(doors).id], "document": DOCUMENT}
    ),
    "POST /api/completions/{completion}/acceptance": _of_completion("acceptance", "dung"),
    "POST /api/completions/{completion}/objection": _of_completion(
        "objection", "an", {"reason": "Chưa xong"}, source="điện thoại"
    ),
    "POST /api/completions/{completion}/return": _of_completion(
        "return", "dung", {"class": "incomplete", "reason": "Thiếu"}
    ),
    "POST /api/directives": lambda _doors: Call("dung", "/api/directives", {"text": "1. Việc.\n2. Việc khác.\n"}),
    "PATCH /api/directives/{directive}/items/{item}": _item_of_draft,
    "PATCH /api/directives/{directive}/items": _items_of_draft,
    "POST /api/directives/{directive}/items/{item}/split": _cut,
    "POST /api/directives/{directive}/items/{item}/merge": _joined,
    "POST /api/directives/{directive}/items/{item}/links": _related,
    "POST /api/directives/{directive}/names": _named,
    "POST /api/running-work": _running,
    "POST /api/directives/workbook": _workbook,
    "POST /api/directives/{directive}/items/workbook": _brought_back,
    "POST /api/directives/{directive}/forms": lambda doors: Call(
        "dung", f"/api/directives/{_standing(doors)}/forms", {"period": "2026-03"}
    ),
    "PUT /api/directives/{directive}/forms/rhythm": lambda doors: Call(
        "dung", f"/api/directives/{_standing(doors)}/forms/rhythm", {"cadence": "monthly"}, 2
    ),
    "POST /api/directives/{directive}/forms/{unit}/file": _form_back,
    "POST /api/directives/{directive}/annex": _annex,
    "POST /api/directives/{directive}/annex/signature": lambda doors: Call(
        "dung", f"/api/directives/{_draft(doors)}/annex/signature", {"number": "01/PL", "issued_on": "2026-03-02"}
    ),
    "POST /api/directives/{directive}/issue": _issue,
    "POST /api/directives/{directive}/mover": lambda doors: Call(
        "dung", f"/api/directives/{_draft(doors)}/mover", {"mover": "chair"}
    ),
    "POST /api/items/{item}/mover": _of_item("mover", "dung", {"mover": "chief"}),
    "POST /api/directives/{directive}/originals": _original,
    "POST /api/directives/{directive}/origin": lambda doors: Call(
        "dung", f"/api/directives/{_draft(doors)}/origin", {"from_above": True, "issuer": "UBND tỉnh"}
    ),
    "POST /api/evidence": lambda _doors: Call("an", "/api/evidence", files={"file": ("a.pdf", b"%PDF-1.7")}),
    "POST /api/extensions/{extension}/decision": _asked,
    "POST /api/extensions/{extension}/document": _spoken,
    "POST /api/outage-credits": _late_by_the_house,
    "POST /api/shadow": lambda _doors: Call("dung", "/api/shadow", {"until": "2026-03-31"}),
    "POST /api/shadow/end": _in_shadow,
    "PUT /api/operations/storm-guard": lambda _doors: Call(
        "dung", "/api/operations/storm-guard", {"mails": 200, "share": 30, "wait": True}
    ),
    "POST /api/holds": lambda _doors: Call("dung", "/api/holds", {"reason": "Kiểm tra máy chủ thư"}),
    "POST /api/holds/{hold_id}/keep": _held("keep"),
    "POST /api/holds/{hold_id}/release": _held("release"),
    "POST /api/items": lambda _doors: Call("dung", "/api/items", ITEM),
    "POST /api/items/{item}/amendments": _of_item("amendments", "dung", {"product": "Tờ trình", "reason": "CV 2"}),
    "POST /api/items/{item}/contributions": _of_item("contributions", "chi", {"text": "Số liệu"}),
    "POST /api/items/{item}/document": _by_word,
    "POST /api/items/{item}/fulfilment": _hanging,
    "POST /api/items/{item}/fulfilment/retraction": _fulfilled,
    "POST /api/items/{item}/indicator": _of_item("indicator", "dung", {"indicator": JUDGED}),
    "POST /api/sources/{source}/figures": _a_table,
    "POST /api/items/{item}/ladder": _of_item("ladder", "dung", {"priority": "urgent"}),
    "POST /api/directives/{directive}/ladder": lambda doors: Call(
        "dung", f"/api/directives/{_draft(doors)}/ladder", {"ladder": "mac-dinh"}
    ),
    "POST /api/ladders": lambda _doors: Call("dung", "/api/ladders", {"ladders": [LADDER]}),
    "POST /api/items/{item}/withdrawal": _of_item("withdrawal", "dung", {"reason": "Đã thay"}),
    "POST /api/messages/{message}/resend": _posted,
    "POST /api/assignments/{assignment}/zalo": _of_assignment("zalo", "dung", None, None),
    "POST /api/units/{unit}/letters": lambda _doors: Call("dung", "/api/units/kt/letters", LETTER),
    "POST /api/notices/read": lambda doors: an_assignment(doors) and Call("an", "/api/notices/read", {}),
    "PUT /api/notices/rules": lambda _doors: Call("dung", "/api/notices/rules", {"budget": 4}),
    "PUT /api/preferences": lambda _doors: Call("an", "/api/preferences", {"ways": {"answer": "app"}}, None),
    "POST /api/inbound/{inbound_id}/confirmation": _arrived("confirmation", {"document": DOCUMENT}),
    "POST /api/inbound/{inbound_id}/dismissal": _arrived("dismissal", {"reason": "Chỉ hỏi thêm"}),
    "POST /api/measurements": lambda _doors: Call("dung", "/api/measurements", {"rows": [FIGURE]}),
    "POST /api/reviews/{period}/receipt": _gone_out,
    "PUT /api/reviews/outline": lambda _doors: Call(
        "dung", "/api/reviews/outline", {"sections": [{"id": "a", "title": "A"}]}
    ),
    "PUT /api/word-templates/{kind}": lambda _doors: Call(
        "dung", "/api/word-templates/ket-qua", files={"file": ("mau.docx", default_template())}
    ),
    "DELETE /api/word-templates/{kind}": lambda _doors: Call("dung", "/api/word-templates/ket-qua"),
    "PUT /api/reviews/enclosures": lambda _doors: Call("dung", "/api/reviews/enclosures", {"most_megabytes": 5}),
    "PUT /api/reviews/letterhead": lambda _doors: Call("dung", "/api/reviews/letterhead", {"place": "Mẫu"}),
    "POST /api/reviews/{period}/requests": lambda _doors: Call("dung", "/api/reviews/2026-01/requests"),
    "POST /api/reviews/{period}/approval-request": lambda doors: Call("dung", f"{frozen(doors)}/approval-request"),
    "PUT /api/reviews/{period}/sections/{section}": lambda _doors: Call(
        "dung", "/api/reviews/2026-01/sections/the-che", {"text": "Đã ban hành 01 văn bản."}
    ),
    "POST /api/reviews/{period}": lambda _doors: Call("dung", "/api/reviews/2026-01"),
    "POST /api/reviews/{period}/approval": lambda doors: Call("dung", f"{frozen(doors)}/approval"),
    "POST /api/reviews/{period}/approval/withdrawal": _withdrawable,
    "POST /api/reviews/{period}/publication": _approved,
    "POST /api/rounds": lambda doors: Call(
        "dung", "/api/rounds", {"scorecard": a_card(doors), "period": "2026-Q1", "windows": {}}
    ),
    "POST /api/rounds/{round_id}/sessions": _of_round(
        "sessions", "lan", {"held_on": "2026-03-02", "place": "Phòng họp", "minutes": "01/BB-TTĐ"}
    ),
    "PUT /api/rounds/{round_id}/windows": _of_round(
        "windows", "dung", {"windows": {"self-scoring": {"closes": "2026-04-01T10:00:00Z"}}}
    ),
    "POST /api/rounds/{round_id}/sheets/{unit}/file": _filled,
    "POST /api/rounds/{round_id}/sheets/{unit}/marks": _of_round("sheets/kt/marks", "an", {"rows": [MARK]}),
    "POST /api/rounds/{round_id}/sheets/{unit}/moves": _scored,
    "POST /api/scorecards": lambda _doors: Call("dung", "/api/scorecards", CARD),
    "POST /api/scorecards/{scorecard}/publication": _published,
    "POST /api/scorecards/{scorecard}/what-if": _tried,
    "POST /api/sources": lambda _doors: Call("dung", "/api/sources", SOURCE),
    "POST /api/steps/{step}/decline": _awaiting("decline", {"reason": "Đang xử lý"}),
    "POST /api/steps/{step}/postponement": _awaiting("postponement", {"working_days": 2, "reason": "Đã gọi"}),
    "POST /api/steps/{step}/release": _awaiting("release"),
    "POST /api/tokens": lambda _doors: Call("an", "/api/tokens", {"name": "Phần mềm báo cáo", "may": ["report"]}),
    "DELETE /api/tokens/{token}": _given,
    "POST /api/webhooks": _webhook,
    "DELETE /api/webhooks/{webhook}": _subscribed,
    "POST /api/webhooks/{webhook}/deliveries/{delivery}/resend": _delivered,
}
"""What must stand before each call, and the call. A route that is not here fails `test_table`."""
