"""Mails: the office's subjects and tone, equal facts in both forms, and no way to smuggle a header in."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from html import unescape
from html.parser import HTMLParser
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import Basis
from domain.errors import Refusal
from domain.wording.address import Forms
from writing.mail_facts import short
from writing.mails import (
    Addressee,
    AddresseeRole,
    Contact,
    Kind,
    Line,
    Mail,
    Rendered,
    render,
    to_message,
)

TODAY = date(2023, 3, 28)
CONTACT = Contact("Nguyễn Thị Minh An", "028 3822 0000")  # an invented person
UNIT = "UBND phường X"
PEOPLE: dict[AddresseeRole, Addressee] = {
    "unit": Addressee("", "đơn vị", "", UNIT, "unit"),
    "official": Addressee("Trần Thị Hoa", "chị", "công chức Văn phòng", UNIT, "official"),
    "head": Addressee("Lê Văn Bình", "đồng chí", "Chủ tịch UBND phường X", UNIT, "head"),
    "office": Addressee("", "đơn vị", "", "Phòng Nội vụ", "office"),
    "chief": Addressee("Võ Thị Lan", "đồng chí", "Trưởng phòng", "Phòng Nội vụ", "chief"),
    "chair": Addressee("Phạm Minh Đức", "đồng chí", "Chủ tịch", "UBND Quận 1", "chair"),
    "acceptor": Addressee("Võ Thị Lan", "chị", "Trưởng phòng", "Phòng Nội vụ", "acceptor"),
}
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[AddresseeRole, ...] = get_args(AddresseeRole)
FORBIDDEN = re.compile(
    r"\bbạn\b|vi phạm|!|báo cáo vượt cấp|cán bộ phụ trách|thang đôn đốc|trả lại|thu hồi", re.IGNORECASE
)


def a_line(**facts: Any) -> Line:
    given_facts: dict[str, Any] = {
        "assignment_id": "a1",
        "ref": "2.b",
        "text": "Gửi thư xin lỗi đối với hồ sơ trễ hạn",
        "directive": "CV 123/UBND-NV",
        "unit_name": UNIT,
        "deadline": date(2023, 3, 31),
        "working_days_left": 3,
    }
    return Line(**{**given_facts, **facts})


LATE = {"deadline": date(2023, 3, 27), "working_days_left": -1}
LINES = (
    a_line(**LATE, at_stake="liên quan tiêu chí 3.4 của Quận", url="https://dondoc.example/a/1"),
    a_line(deadline=TODAY, working_days_left=0, note="Đã trao đổi <điện thoại> & hẹn"),
    a_line(period="2023-Q1", previous=date(2023, 3, 15)),
    a_line(deadline=date(2023, 4, 20), working_days_left=17, directive="KH 45/KH-UBND"),
    a_line(deadline=None, working_days_left=None),
)


def a_mail(kind: Kind = "digest", role: AddresseeRole = "unit", *lines: Line, **facts: Any) -> Mail:
    return Mail(
        kind=kind,
        addressee=facts.pop("addressee", PEOPLE[role]),
        lines=lines or (a_line(),),
        today=facts.pop("today", TODAY),
        contact=facts.pop("contact", CONTACT),
        base_url=facts.pop("base_url", "https://dondoc.example"),
        reason=facts.pop("reason", "đơn vị được giao chủ trì nhiệm vụ nêu trên"),
        short_code=facts.pop("short_code", "NV-7K2P"),
        **facts,
    )


class _Text(HTMLParser):
    """The words a reader of the HTML form sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def seen(html: str) -> list[str]:
    parser = _Text()
    parser.feed(html.partition("<body")[2].partition(">")[2])
    return parser.words


class DescribeSubjects:
    @pytest.mark.parametrize(
        ("mail", "subject"),
        [
            (
                a_mail("digest", "official"),
                "Hạn 31/3 (còn 03 ngày làm việc): Gửi thư xin lỗi đối với hồ sơ trễ hạn – CV 123/UBND-NV – UBND phường X",
            ),
            (
                a_mail("digest", "unit", a_line(deadline=TODAY, working_days_left=0)),
                "Hôm nay đến hạn (28/3): Gửi thư xin lỗi đối với hồ sơ trễ hạn – CV 123/UBND-NV – UBND phường X",
            ),
            (
                a_mail("digest", "unit", a_line(**LATE)),
                "Quá hạn 01 ngày làm việc (hạn 27/3): Gửi thư xin lỗi đối với hồ sơ trễ hạn – CV 123/UBND-NV – UBND phường X",
            ),
            (
                a_mail("digest", "unit", a_line(**LATE), a_line(), a_line(), a_line(), today=TODAY),
                "01 việc quá hạn, 03 việc đến hạn trong tuần – Tổng hợp nhắc việc 28/3 – UBND phường X – CV 123/UBND-NV",
            ),
            (
                a_mail("digest", "unit", a_line(deadline=TODAY, working_days_left=0), a_line()),
                "01 việc đến hạn hôm nay, 01 việc đến hạn trong tuần – Tổng hợp nhắc việc 28/3 – UBND phường X – CV 123/UBND-NV",
            ),
            (
                a_mail("escalation", "head", a_line(**LATE), a_line(**LATE), today=date(2023, 4, 6)),
                "Kính báo cáo đồng chí Chủ tịch UBND phường X: 02 nhiệm vụ quá hạn (đến ngày 06/4/2023) – CV 123/UBND-NV",
            ),
            (
                a_mail(
                    "proposal",
                    "chair",
                    *[a_line(deadline=date(2023, 3, 1), working_days_left=-11 - n) for n in range(3)],
                ),
                "Phiếu trình: Xin ý kiến chỉ đạo đối với 03 nhiệm vụ quá hạn trên 10 ngày làm việc – CV 123/UBND-NV",
            ),
            (
                a_mail("received", "official", document="Báo cáo số 45/BC-UBND ngày 30/3/2023"),
                "Đã tiếp nhận Báo cáo số 45/BC-UBND ngày 30/3/2023 của UBND phường X",
            ),
            (
                a_mail("digest", "acceptor"),
                "Chờ xác nhận: Gửi thư xin lỗi đối với hồ sơ trễ hạn – CV 123/UBND-NV – UBND phường X",
            ),
            (
                a_mail("extension", "official", granted=True),
                "Đồng ý gia hạn đến 31/3: Gửi thư xin lỗi đối với hồ sơ trễ hạn – CV 123/UBND-NV – UBND phường X",
            ),
        ],
    )
    def it_reads_as_the_office_writes_it(self, mail: Mail, subject: str) -> None:
        assert render(mail).subject == subject

    def it_names_the_first_document_and_how_many_more(self) -> None:
        subject = render(a_mail("issued", "unit", a_line(), a_line(directive="KH 45/KH-UBND"))).subject
        assert subject == "Giao 02 nhiệm vụ – CV 123/UBND-NV và 01 văn bản khác – UBND phường X"

    @pytest.mark.parametrize(
        ("directive", "said"),
        [
            ("05/CT-UBND", "nhiệm vụ theo văn bản số 05/CT-UBND."),
            ("CV 123/UBND-NV", "nhiệm vụ theo CV 123/UBND-NV."),
            ("Giao ban tuần 12", "nhiệm vụ theo Giao ban tuần 12."),
            ("", "nhiệm vụ (chưa có số văn bản)."),
        ],
    )
    def it_says_what_given_work_rests_on(self, directive: str, said: str) -> None:
        assert said in render(a_mail("issued", "unit", a_line(directive=directive))).text

    def it_names_a_round_and_a_report_once_and_their_day_once(self) -> None:
        turn = a_line(assignment_id="", text="Tự chấm điểm, trước 17:00 ngày 31/3/2023", directive="quý I năm 2023")
        assert render(a_mail("scoring", "unit", turn)).subject.count("31/3") == 1
        asked = a_line(assignment_id="", text="Gửi nội dung báo cáo: “Cải cách thể chế”", directive="quý I năm 2023")
        said = "Báo cáo định kỳ: Gửi nội dung báo cáo, hạn 31/3 – quý I năm 2023"
        assert render(a_mail("review", "unit", asked)).subject == said

    def it_speaks_of_one_unit_by_its_name_and_of_several_as_units(self) -> None:
        one, other = a_line(**LATE), a_line(**LATE, unit_name="UBND phường Y")
        assert f"{UNIT} có 01 nhiệm vụ quá hạn" in render(a_mail("escalation", "chair", one)).text
        assert "các đơn vị có 02 nhiệm vụ quá hạn" in render(a_mail("escalation", "chair", one, other)).text

    def it_asks_nothing_of_who_need_not_go_on(self) -> None:
        resting = render(a_mail("changed", "unit", a_line(goes_on=False))).text
        assert "đơn vị không phải gửi báo cáo" in resting
        assert "còn 03 ngày" not in resting
        assert "thực hiện theo nội dung đã điều chỉnh" in render(a_mail("changed", "unit")).text

    def it_says_the_year_of_a_deadline_in_another_year(self) -> None:
        assert render(a_mail("digest", "unit", a_line(deadline=date(2024, 1, 5)))).subject.startswith(
            "Hạn 05/01/2024 ("
        )

    def it_speaks_of_overdue_only_where_all_is_overdue(self) -> None:
        assert "quá hạn" not in render(a_mail("escalation", "head", a_line(), a_line(**LATE))).subject
        assert "trên" not in render(a_mail("proposal", "chair", a_line(**LATE))).subject

    def it_cuts_a_long_item_between_words(self) -> None:
        assert short("Rà soát hồ sơ, thống kê", most=14) == "Rà soát hồ sơ…"
        assert short("Rà soát hồ sơ, thống kê", most=12) == "Rà soát hồ…"
        assert len(short("Rà soát " * 30)) <= 61
        assert len(short("x" * 300)) <= 61


class DescribeEveryMail:
    @pytest.mark.parametrize(("kind", "role"), list(product(KINDS, ROLES)))
    def it_is_polite_complete_and_equal_in_both_forms(self, kind: Kind, role: AddresseeRole) -> None:
        for lines in (LINES, LINES[:1], LINES[4:]):
            for granted in (None, True, False):
                rendered = render(a_mail(kind, role, *lines, granted=granted))
                assert rendered.text.split() == seen(rendered.html)
                for form in (rendered.subject, rendered.text, unescape(rendered.html.partition("<body")[2])):
                    assert not FORBIDDEN.search(form)
                assert "CV 123/UBND-NV" in rendered.subject
                assert CONTACT.name in rendered.text
                assert CONTACT.phone in rendered.text
                assert "nhận thư này: đơn vị được giao chủ trì nhiệm vụ nêu trên" in rendered.text
                assert "\n" not in rendered.subject
                assert rendered.subject == rendered.subject.strip()
                assert "  " not in rendered.subject

    @pytest.mark.parametrize(("kind", "role"), list(product(KINDS, ROLES)))
    def it_addresses_its_reader_as_the_office_has_set(self, kind: Kind, role: AddresseeRole) -> None:
        forms = Forms(superior="quý lãnh đạo", official="quý công chức")
        person = replace(PEOPLE[role], form="anh (chị)")
        for granted in (None, True, False):
            mail = a_mail(kind, role, *LINES, granted=granted, addressee=person, forms=forms, about=("Thông báo.",))
            text = render(mail).text
            assert "đồng chí" not in text
            assert "anh (chị)" not in text.partition("\n\n")[2]
            assert ("quý lãnh đạo nhận thư này" if person.is_superior else "quý công chức nhận thư này") in text
            own = render(replace(mail, addressee=replace(person, form="bà"))).text
            assert ("bà nhận thư này" in own) is person.is_superior

    @pytest.mark.parametrize(("kind", "role"), list(product(KINDS, ROLES)))
    def it_never_shouts(self, kind: Kind, role: AddresseeRole) -> None:
        rendered = render(a_mail(kind, role, *LINES))
        known = {"UBND", "CV", "KH", "UBND-NV", "KH-UBND", "X", "NV", "K", "P", "I"}
        shouted = {w for w in re.findall(r"[^\W\d_]{2,}", f"{rendered.subject} {rendered.text}") if w.isupper()}
        assert shouted <= known

    @pytest.mark.parametrize(("kind", "role"), list(product(KINDS, ROLES)))
    def it_is_valid_mime(self, kind: Kind, role: AddresseeRole) -> None:
        rendered = render(a_mail(kind, role, *LINES))
        parsed = message_from_bytes(a_message(rendered).as_bytes(), policy=policy.SMTP)
        assert not parsed.defects
        assert parsed["Subject"] == rendered.subject
        assert parsed["Auto-Submitted"] == "auto-generated"
        assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
        text, html = (part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts())
        assert text.strip() == rendered.text.strip()
        assert html.strip() == rendered.html.strip()

    @pytest.mark.parametrize(("kind", "role"), list(product(KINDS, ("unit", "official", "head"))))
    def it_never_names_another_unit_to_a_unit(self, kind: Kind, role: AddresseeRole) -> None:
        rendered = render(a_mail(kind, role, *LINES, a_line(unit_name="Phòng Khác")))
        assert "Phòng Khác" not in rendered.subject + rendered.text + rendered.html

    def it_loads_nothing_and_runs_nothing(self) -> None:
        html = render(a_mail("digest", "unit", *LINES)).html
        assert not re.search(r"<(script|img|link|iframe|style)|src=|@import|url\(", html)

    def it_shows_markup_from_a_document_as_text(self) -> None:
        html = render(a_mail("digest", "unit", a_line(text="<script>alert(1)</script> & {{ 7*7 }}"))).html
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert "{{ 7*7 }}" in html

    def it_links_only_to_the_web(self) -> None:
        html = render(a_mail("digest", "unit", a_line(url="javascript:alert(1)"), base_url="javascript:x")).html
        assert "javascript" not in html

    def it_refuses_to_be_empty(self) -> None:
        with pytest.raises(ValueError, match="without lines"):
            render(Mail("digest", PEOPLE["unit"], (), TODAY, CONTACT, "https://dondoc.example", "x", "y"))


class DescribeTone:
    def it_asks_the_office_for_a_slip_and_a_leader_for_a_word(self) -> None:
        asked = render(a_mail("proposal", "office", a_line(**LATE)))
        assert asked.subject.startswith("Đề nghị lập phiếu trình đối với 01 nhiệm vụ quá hạn")
        assert "Kính trình" not in asked.text
        assert render(a_mail("proposal", "chair", a_line(**LATE))).subject.startswith("Phiếu trình: Xin ý kiến")

    def it_asks_for_no_extension_before_a_day_that_has_passed(self) -> None:
        assert "trước khi hết hạn" not in render(a_mail("digest", "unit", a_line(**LATE))).text
        assert "trước khi hết hạn" in render(a_mail("digest", "unit", *LINES)).text

    @pytest.mark.parametrize("kind", ["digest", "escalation", "briefing", "issued"])
    def it_asks_heads_with_respect(self, kind: Kind) -> None:
        assert "Kính đề nghị đồng chí quan tâm, chỉ đạo" in render(a_mail(kind, "head", *LINES)).text

    @pytest.mark.parametrize("kind", ["escalation", "briefing", "proposal"])
    def it_submits_to_the_chair(self, kind: Kind) -> None:
        assert re.search(r"Kính trình đồng chí", render(a_mail(kind, "chair", *LINES)).text)

    def it_asks_a_unit_plainly_and_a_person_as_anh_chi(self) -> None:
        assert "Đề nghị đơn vị thực hiện" in render(a_mail("digest", "unit")).text
        assert "Đề nghị anh (chị) thực hiện" in render(a_mail("digest", "official")).text

    def it_says_what_a_deadline_that_does_not_bind_rests_on(self) -> None:
        line = a_line(basis=Basis.INTERNAL)
        assert "Cơ sở của hạn: nội bộ" in render(a_mail("digest", "unit", line)).text
        assert "Cơ sở của hạn" not in render(a_mail("digest", "unit")).text

    def it_greets_by_form_name_and_title(self) -> None:
        text = render(a_mail("digest", "chief")).text
        assert text.startswith("Kính gửi: Đồng chí Võ Thị Lan, Trưởng phòng Nội vụ\n")

    @pytest.mark.parametrize(
        ("title", "unit", "greeted"),
        [
            ("Chánh Văn phòng", "Văn phòng UBND", "Chánh Văn phòng UBND"),
            (
                "Phó Chủ tịch UBND phường, Giám đốc Trung tâm A",
                "UBND phường X",
                "Phó Chủ tịch UBND phường, Giám đốc Trung tâm A",
            ),
            ("Phó Chủ tịch UBND phường", "UBND phường X", "Phó Chủ tịch UBND phường X"),
            ("Giám đốc", "Trung tâm A", "Giám đốc Trung tâm A"),
        ],
    )
    def it_says_a_title_and_its_place_once(self, title: str, unit: str, greeted: str) -> None:
        person = Addressee("Lê An", "đồng chí", title, unit, "head")
        assert render(a_mail("digest", "head", addressee=person)).text.startswith(
            f"Kính gửi: Đồng chí Lê An, {greeted}\n"
        )

    def it_greets_a_mailbox_by_its_unit(self) -> None:
        assert render(a_mail("digest", "unit")).text.startswith("Kính gửi: UBND phường X\n")

    def it_says_that_reminders_stop_while_a_report_stands(self) -> None:
        line = a_line(result_on=date(2023, 3, 30), on_time=True)
        text = render(a_mail("received", "official", line, document="Báo cáo số 45/BC-UBND ngày 30/3/2023")).text
        assert "30/3/2023 (ghi nhận đúng hạn)" in text
        assert "03 ngày làm việc" in text
        assert "không gửi thư nhắc việc" in text
        assert "(còn" not in text

    def it_says_what_silence_does_to_a_release(self) -> None:
        veto = a_line(**LATE, to="đồng chí Chủ tịch UBND phường X", release="veto", release_on=date(2023, 3, 29))
        held = a_line(**LATE, to="đồng chí Chủ tịch UBND Quận 1", release="required")
        text = render(a_mail("release", "office", veto, held)).text
        assert "Nếu không có ý kiến: gửi ngày 29/3/2023" in text
        assert "không tự gửi; chuyển cấp phó" in text
        assert "hoãn 02 ngày" in text

    def it_groups_a_digest_by_day(self) -> None:
        text = render(a_mail("digest", "unit", *reversed(LINES))).text
        titles = re.findall(r"^(.+) \(01\)$", text, re.MULTILINE)
        assert titles == ["Quá hạn", "Đến hạn hôm nay", "Đến hạn trong tuần", "Sắp đến hạn", "Chưa xác định thời hạn"]


SENT_AT = datetime(2023, 3, 28, 0, 30, tzinfo=UTC)
SENDER = "Phòng Nội vụ Quận 1 <noivu@quan1.example>"


def a_message(rendered: Rendered, **facts: Any) -> Any:
    arguments: dict[str, Any] = {
        "sender": SENDER,
        "recipient": "ubnd.x@quan1.example",
        "message_id": "<step-1.0123@quan1.example>",
        "headers": {"X-Dondoc-Notice": "7,8", "References": "<a@quan1.example>"},
        "sent_at": SENT_AT,
    }
    return to_message(rendered, **{**arguments, **facts})


PLAIN = Rendered("Hạn 31/3", "Kính gửi\n", "<p>Kính gửi</p>")
NASTY = ["\r\nBcc: x@evil.example", "\nSubject: khác", "\r", "\x00", "\u2028Bcc: x@evil.example", "\x85Bcc: x"]


class DescribeTheMessage:
    def it_carries_its_headers(self) -> None:
        message = a_message(PLAIN, headers={"X-Dondoc-Notice": "7,8", "Reply-To": SENDER})
        assert message["From"] == "Phòng Nội vụ Quận 1 <noivu@quan1.example>"
        assert message["Date"].datetime == SENT_AT
        assert message["Message-ID"] == "<step-1.0123@quan1.example>"
        assert message["X-Dondoc-Notice"] == "7,8"
        assert message["Reply-To"].addresses[0].addr_spec == "noivu@quan1.example"

    def it_loses_no_blank_of_a_long_subject_or_name(self) -> None:
        # Folding by the standard library drops the blank between two encoded words in some places.
        for length in range(20, 160):
            subject = ("Kính báo cáo đồng chí, xin ý kiến chỉ đạo – " * 5)[:length].strip()
            sender = f"{subject.replace(',', '')} <noivu@quan1.example>"
            message = a_message(Rendered(subject, "x", "<p>x</p>"), sender=sender)
            parsed = message_from_bytes(message.as_bytes(), policy=policy.SMTP)
            assert parsed["Subject"] == subject
            # The library's newer parser puts blanks between the encoded words of a name; its older one reads them right.
            old = message_from_bytes(message.as_bytes(), policy=policy.compat32)
            name = str(make_header(decode_header(old["From"]))).partition(" <")[0]
            assert name == subject.replace(",", "")
            assert all(len(line) <= 78 for line in message.as_bytes().splitlines())

    def it_keeps_a_comma_within_a_name(self) -> None:
        parsed = message_from_bytes(
            a_message(PLAIN, sender="Ban A, B <a@quan1.example>").as_bytes(), policy=policy.SMTP
        )
        assert [one.display_name for one in parsed["From"].addresses] == ["Ban A, B"]

    def it_is_the_same_bytes_each_time(self) -> None:
        assert a_message(PLAIN).as_bytes() == a_message(PLAIN).as_bytes()

    def it_keeps_a_subject_on_one_line_whatever_is_in_it(self) -> None:
        for nasty in NASTY:
            rendered = render(a_mail("digest", "unit", a_line(text=f"Báo cáo{nasty}", directive=f"1/CV{nasty}")))
            assert rendered.subject.isprintable()
            assert _headers(a_message(rendered)) == _headers(a_message(PLAIN))

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["name", "unit", "contact", "reason", "subject", "code"])
    def it_lets_no_name_write_a_header(self, nasty: str, field: str) -> None:
        evil = f"A{nasty}"
        person = Addressee(evil, "chị", evil, evil if field == "unit" else UNIT, "official")
        mail = a_mail(
            "escalation",
            "official",
            addressee=person if field in {"name", "unit"} else PEOPLE["official"],
            contact=Contact(evil, evil) if field == "contact" else CONTACT,
            reason=evil if field == "reason" else "x",
            short_code=evil if field == "code" else "x",
        )
        rendered = render(mail) if field != "subject" else Rendered(evil, "x", "<p>x</p>")
        assert _headers(a_message(rendered)) == _headers(a_message(PLAIN))

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["sender", "recipient", "message_id"])
    def it_refuses_a_broken_address(self, nasty: str, field: str) -> None:
        with pytest.raises(Refusal) as refused:
            a_message(PLAIN, **{field: f"a{nasty} <a@quan1.example>"})
        assert refused.value.kind == "invalid"

    @pytest.mark.parametrize("address", ["", "a", "a@", "@b.example", "a b@c.example", "a@b.example, c@d.example"])
    def it_refuses_what_is_no_one_address(self, address: str) -> None:
        with pytest.raises(Refusal):
            a_message(PLAIN, recipient=address)

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-A": "1\r\nBcc: x@evil.example"},
            {"X-A\r\nBcc": "1"},
            {"Bcc": "x@evil.example"},
            {"subject": "khác"},
            {"To": "x@evil.example"},
            {"X A": "1"},
        ],
    )
    def it_refuses_a_header_that_is_not_its_own(self, headers: dict[str, str]) -> None:
        with pytest.raises(Refusal):
            a_message(PLAIN, headers=headers)

    def it_wants_an_instant_with_its_zone(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            a_message(PLAIN, sent_at=SENT_AT.replace(tzinfo=None))

    @given(st.text(min_size=1, max_size=80))
    def it_survives_any_words(self, words: str) -> None:
        rendered = render(a_mail("digest", "unit", a_line(text=words, note=words, at_stake=words)))
        parsed = message_from_bytes(a_message(rendered).as_bytes(), policy=policy.SMTP)
        assert parsed["Subject"] == rendered.subject
        assert _headers(parsed) == _headers(a_message(PLAIN))


def _headers(message: Any) -> list[str]:
    return sorted(name.lower() for name in message.keys())  # noqa: SIM118 - a message yields no headers by itself
