"""One mail of every kind, to those who get it: each a name and the parts it is gathered of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from domain.deadline import Basis
from domain.enclosure import Enclosure
from domain.wording.words import RESULT_SOURCES
from proof.specimens.house import (
    BASE_URL,
    CONTACT,
    DAILY,
    LISTS,
    OTHER,
    PEOPLE,
    REPORT,
    RULES,
    SURVEY,
    TODAY,
    TOLD,
    UNIT,
    task,
)
from writing.mails import AddresseeRole, Kind, Line, Mail

WHY: Mapping[str, str] = {
    "unit": "đơn vị được giao chủ trì nhiệm vụ nêu trên",
    "official": "chị được nhắc đến trong ý kiến trao đổi về nhiệm vụ nêu trên",
    "head": "đồng chí là thủ trưởng đơn vị được giao nhiệm vụ nêu trên",
    "office": "anh (chị) được phân công theo dõi việc thực hiện văn bản nêu trên",
    "chief": "đồng chí phụ trách việc theo dõi, đôn đốc thực hiện văn bản nêu trên",
    "chair": "đồng chí chỉ đạo việc thực hiện văn bản nêu trên",
    "acceptor": "đơn vị được giao xác nhận kết quả thực hiện nhiệm vụ nêu trên",
}
OWN = "Văn bản số 45/BC-KTHTĐT ngày 19/3/2026"
LATER = TODAY + timedelta(days=10)
ELSEWHERE = replace(
    REPORT,
    unit_name=OTHER,
    ref="1.b",
    text="Đăng ký ít nhất 01 giải pháp, sáng kiến cải cách hành chính.",
    product=None,
)
SIGNED = Enclosure("21-BC-UBND.pdf", "0" * 64, "application/pdf", 348_160, attached=True)


def _mail(kind: Kind, role: AddresseeRole, *lines: Line, **facts: object) -> Mail:
    why = str(facts.pop("reason", WHY[role]))
    mail = Mail(kind, PEOPLE[role], lines, TODAY, CONTACT, BASE_URL, why, "aa199947")
    return replace(mail, **facts)  # type: ignore[arg-type]  # the callers name fields of a mail


def _needs(text: str, label: str, days: int) -> Line:
    """What a report or a round asks for, which is no assignment."""
    return replace(task("", text, days), assignment_id="", directive=label, period=label)


def mails() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    """Every specimen by its name."""
    yield from _of_work()
    yield from _of_reminding()
    yield from _of_answers()
    yield from _of_superiors()
    yield from _of_reports()
    parts = (_mail("release", "chief", replace(REPORT, to=f"Thủ trưởng {UNIT}", release="veto", release_on=LATER)),)
    yield "tong-hop-nhieu-phan", (*parts, _mail("briefing", "chief", REPORT, LISTS, RULES))


def _of_work() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    link = f"{BASE_URL}/xac-nhan?ma=7f3c2b9e41d84c0f"
    yield (
        "giao-viec-don-vi",
        (_mail("issued", "unit", replace(REPORT, receipt_url=link), RULES, DAILY),),
    )
    yield (
        "giao-viec-nhanh",
        (
            _mail(
                "issued",
                "unit",
                task(
                    "",
                    "Chuẩn bị tài liệu làm việc với đoàn kiểm tra.",
                    2,
                    directive="Giao ban tuần 12",
                    basis=Basis.WORD,
                ),
            ),
        ),
    )
    yield "giao-viec-thu-truong", (_mail("issued", "head", REPORT, RULES),)
    said = "Lịch làm việc thay đổi: hạn 30/3/2026 chuyển thành 31/3/2026, tính đến 17:00"
    yield "dieu-chinh-lich", (_mail("changed", "unit", replace(RULES, note=said), replace(SURVEY, note=said)),)
    yield (
        "dieu-chinh-tam-dung",
        (
            _mail(
                "changed", "unit", replace(RULES, goes_on=False, note="Tạm dừng thực hiện: chờ hướng dẫn của Sở Nội vụ")
            ),
        ),
    )
    yield (
        "dieu-chinh-thoi-theo-doi",
        (
            _mail(
                "changed", "unit", replace(REPORT, goes_on=False, note="Thôi theo dõi nhiệm vụ: đã gộp vào báo cáo quý")
            ),
        ),
    )
    yield (
        "ban-giao-don-vi-cu",
        (
            _mail(
                "changed",
                "unit",
                replace(RULES, goes_on=False, note="Bàn giao theo văn bản số 15/QĐ-UBND ngày 20/3/2026"),
            ),
        ),
    )
    yield (
        "ban-giao-don-vi-moi",
        (_mail("changed", "unit", replace(RULES, note="Bàn giao theo văn bản số 15/QĐ-UBND ngày 20/3/2026")),),
    )
    yield (
        "y-kien-trao-doi",
        (_mail("remark", "unit", replace(RULES, note="Đề nghị gửi dự thảo trước để Văn phòng góp ý.")),),
    )
    yield (
        "y-kien-nhac-den",
        (_mail("remark", "official", replace(RULES, note="Đề nghị chị Chi phối hợp cung cấp số liệu tháng 02.")),),
    )
    yield (
        "chi-tieu-don-vi",
        (
            _mail(
                "figures",
                "unit",
                replace(LISTS, note="Số liệu tháng 2 năm 2026: 191/200, đạt 95,5% (chỉ tiêu: từ 98% trở lên)."),
            ),
        ),
    )
    yield (
        "chi-tieu-co-quan",
        (
            _mail(
                "figures",
                "office",
                replace(
                    LISTS,
                    note="Chỉ tiêu 100% của kỳ không còn đạt được: đã có trường hợp chưa đạt (tháng 2 năm 2026: 191/200, đạt 95,5%). Đề nghị không để phát sinh thêm.",
                ),
            ),
        ),
    )
    said = f"Làm thay đồng chí Lê Văn Bình tại {UNIT} trong thời gian vắng mặt, từ ngày 23/3/2026 đến hết ngày 27/3/2026. Thư, việc gửi người vắng mặt được gửi đến anh (chị)."
    yield "lam-thay", (_mail("substitution", "official", about=(said,), reason="chị được cử làm thay người vắng mặt"),)


def _of_reminding() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    yield "nhac-truoc-han", (_mail("digest", "unit", replace(RULES, at_stake="liên quan tiêu chí 3.4 của phường")),)
    yield "nhac-den-han", (_mail("digest", "unit", LISTS),)
    yield "nhac-qua-han", (_mail("digest", "unit", REPORT),)
    yield "tong-hop-nhac-viec", (_mail("digest", "unit", REPORT, LISTS, RULES, SURVEY, DAILY),)
    rerouted = "thư gửi địa chỉ ban đầu không đến được nên chuyển đến địa chỉ này của đơn vị"
    yield "chuyen-dia-chi-khac", (_mail("digest", "unit", REPORT, reason=rerouted),)
    yield (
        "nhac-nguoi-lam-thay",
        (_mail("digest", "official", RULES, reason="chị làm thay đồng chí Lê Văn Bình trong thời gian vắng mặt"),),
    )
    yield (
        "nhac-noi-xac-nhan",
        (_mail("digest", "acceptor", replace(REPORT, kind="accept"), replace(ELSEWHERE, kind="accept")),),
    )


def _of_answers() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    done = replace(REPORT, result_on=TODAY - timedelta(days=5), on_time=True)
    late = replace(REPORT, result_on=TODAY - timedelta(days=1), on_time=False)
    yield "tiep-nhan", (_mail("received", "unit", done, document=OWN),)
    yield (
        "tiep-nhan-ghi-thay",
        (_mail("received", "unit", late, document=OWN, on_behalf=RESULT_SOURCES["document-system"]),),
    )
    two = (late, replace(RULES, result_on=TODAY, on_time=True))
    yield "tiep-nhan-hai-bao-cao", (_mail("received", "unit", *two),)
    yield "xac-nhan-hoan-thanh", (_mail("accepted", "unit", done, document=OWN),)
    yield (
        "de-nghi-bo-sung",
        (_mail("returned", "unit", replace(REPORT, note="Chưa có phụ lục số liệu hồ sơ trễ hạn."), document=OWN),),
    )
    asked = replace(RULES, until=LATER, note="Chờ ý kiến góp ý của ba đơn vị.")
    yield "xin-gia-han-chanh-van-phong", (_mail("extension", "chief", asked),)
    yield "xin-gia-han-chu-tich", (_mail("extension", "chair", asked),)
    yield (
        "dong-y-gia-han",
        (
            _mail(
                "extension",
                "unit",
                replace(RULES, deadline=LATER, working_days_left=8, previous=RULES.deadline),
                granted=True,
            ),
        ),
    )
    yield (
        "chua-dong-y-gia-han",
        (
            _mail(
                "extension",
                "unit",
                replace(RULES, note="Đã gia hạn một lần; cần kịp trình phiên họp tháng 3."),
                granted=False,
            ),
        ),
    )


def _of_superiors() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    yield (
        "bao-cao-thu-truong",
        (
            _mail(
                "escalation", "head", REPORT, replace(RULES, deadline=TODAY - timedelta(days=5), working_days_left=-3)
            ),
        ),
    )
    yield "bao-cao-chu-tich", (_mail("escalation", "chair", REPORT, ELSEWHERE),)
    yield "bao-cao-chu-tich-mot-don-vi", (_mail("escalation", "chair", REPORT),)
    yield "cho-xac-nhan-qua-lau", (_mail("escalation", "head", replace(REPORT, kind="accept-head")),)
    yield "phuc-vu-giao-ban", (_mail("briefing", "head", REPORT, LISTS, RULES, SURVEY),)
    veto = replace(REPORT, to=f"Thủ trưởng {UNIT}", release="veto", release_on=TODAY + timedelta(days=1), kind="head")
    required = replace(ELSEWHERE, to="Chủ tịch", release="required", kind="chair")
    yield "cho-y-kien", (_mail("release", "chief", veto, required),)
    proposed = replace(REPORT, reminded=TOLD, proposal="Công văn đôn đốc, đề nghị hoàn thành trước ngày 31/3/2026")
    yield "lap-phieu-trinh", (_mail("proposal", "office", proposed),)
    yield (
        "phieu-trinh-lanh-dao",
        (_mail("proposal", "chair", proposed, replace(ELSEWHERE, proposal="Phê bình bằng văn bản")),),
    )


def _of_reports() -> Iterator[tuple[str, tuple[Mail, ...]]]:
    quarter = "quý I năm 2026"
    unit_why = "đơn vị được giao phụ trách mục nêu trên của báo cáo định kỳ"
    asked = _needs("Gửi nội dung báo cáo: “Cải cách thể chế”, “Cải cách thủ tục hành chính”", quarter, 2)
    yield "bao-cao-dinh-ky-don-vi", (_mail("review", "unit", asked, reason=unit_why),)
    office_why = "anh (chị) được phân công lập báo cáo định kỳ"
    yield (
        "bao-cao-dinh-ky-co-quan",
        (
            _mail(
                "review",
                "office",
                _needs("Rà soát, hoàn thiện dự thảo; số liệu đã chốt", quarter, 3),
                reason=office_why,
            ),
        ),
    )
    round_of = "Bộ tiêu chí cải cách hành chính năm 2026, quý I năm 2026"
    for role, said in (
        ("unit", "Tự chấm điểm, trước 17:00 ngày 31/3/2026"),
        (
            "official",
            f"Thẩm định lần 1 phiếu điểm của {UNIT}; lĩnh vực Cải cách thủ tục hành chính, trước 17:00 ngày 31/3/2026",
        ),
        (
            "office",
            f"Bước “Tự chấm điểm” đã hết thời gian: còn 01 phiếu chưa xong ({OTHER}). Đề nghị gia hạn hoặc chuyển bước",
        ),
    ):
        to: AddresseeRole = "unit" if role == "unit" else "official" if role == "official" else "office"
        why = (
            "đơn vị có phiếu điểm trong đợt chấm điểm nêu trên"
            if role == "unit"
            else "anh (chị) được phân công trong đợt chấm điểm nêu trên"
        )
        yield f"cham-diem-{role}", (_mail("scoring", to, replace(_needs(said, round_of, 7), period=None), reason=why),)
    said = f"UBND phường An Thịnh đã ban hành văn bản số 21/BC-UBND ngày 20/3/2026 về kết quả {quarter}."
    named = "đơn vị có tên trong văn bản nêu trên"
    yield "ban-hanh-kem-tep", (_mail("published", "unit", about=(said,), enclosed=(SIGNED,), reason=named),)
    yield (
        "ban-hanh-khong-kem",
        (
            _mail(
                "published",
                "unit",
                about=(said,),
                enclosed=(replace(SIGNED, attached=False, size=9_437_184),),
                reason=named,
            ),
        ),
    )
