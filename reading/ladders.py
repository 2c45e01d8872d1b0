"""A file → versions of ladders: read strictly, refused with the line of everything that would let a promise be broken."""

from collections.abc import Iterator

from domain.ladder import ACCEPTOR_PHASES, Phase
from domain.ladders import CLASSES, Version, releases_of
from reading.ladder_shapes import RELEASES, Audience, LaddersFile, LadderShape, RungShape
from reading.refuse import Finding, read_model, refusal_of

WORDS = {release: word for word, release in RELEASES.items()}
REPEATING = frozenset({Phase.OVERDUE, Phase.HEAD, Phase.PROPOSAL, Phase.CHAIR})
"""What may come again: before and on the day once is enough, and an acceptor's head follows anyway."""


def read_ladders(data: bytes, name: str) -> tuple[Version, ...]:
    """The versions in a file (YAML or JSON); raises Refusal with the line of each fault and what would be right."""
    file = read_model(data, name, LaddersFile)
    findings = [*_versions(file), *(found for place, one in enumerate(file.ladders) for found in _of(one, place))]
    if findings:
        raise refusal_of(findings, name, data)
    return tuple(one.ladder() for one in file.ladders)


def _versions(file: LaddersFile) -> Iterator[Finding]:
    if not file.ladders:
        yield Finding(("ladders",), "Cần ít nhất một quy trình.")
    seen: dict[tuple[str, int], int] = {}
    for place, one in enumerate(file.ladders):
        first = seen.setdefault((one.code, one.version), place)
        if first != place:
            yield Finding(
                ("ladders", place, "version"), f"Phiên bản {one.version} của “{one.code}” đã có ở mục thứ {first + 1}."
            )


def _of(one: LadderShape, place: int) -> Iterator[Finding]:
    at = ("ladders", place, "rungs")
    if not one.rungs:
        yield Finding(at, "Cần ít nhất một mức.")
        return
    yield from _twice(one, place)
    for index, rung in enumerate(one.rungs):
        yield from _rung(rung, (*at, index))
    yield from _whole(one, place)


def _twice(one: LadderShape, place: int) -> Iterator[Finding]:
    codes: dict[str, int] = {}
    days: dict[tuple[Audience, int], int] = {}
    for index, rung in enumerate(one.rungs):
        at = ("ladders", place, "rungs", index)
        if codes.setdefault(rung.code, index) != index:
            yield Finding((*at, "code"), f"Mã “{rung.code}” đã dùng ở mức thứ {codes[rung.code] + 1}.")
        if days.setdefault((rung.audience, rung.offset), index) != index:
            yield Finding((*at, "offset"), "Cùng một nơi nhận không nhắc hai lần trong một ngày; gộp thành một mức.")


def _rung(rung: RungShape, at: tuple[str | int, ...]) -> Iterator[Finding]:
    phase = rung.rung().phase
    if rung.class_ is not None and rung.class_ != CLASSES[rung.audience]:
        yield Finding((*at, "class"), f"Nơi nhận “{rung.audience}” chỉ nhận loại “{CLASSES[rung.audience]}”.")
    if rung.audience is not Audience.UNIT and rung.offset < 1:
        what = "ngày báo cáo" if phase in ACCEPTOR_PHASES else "hạn"
        yield Finding((*at, "offset"), f"Chỉ đơn vị chủ trì được nhắc trước và trong ngày; mức này phải sau {what}.")
    allowed = releases_of(phase)
    if RELEASES[rung.release] not in allowed:
        words = " hoặc ".join(sorted(WORDS[one] for one in allowed))
        yield Finding((*at, "release"), f"{_why(phase)}: ghi {words}.")
    if rung.repeat_days is not None and phase not in REPEATING:
        yield Finding((*at, "repeat_days"), "Chỉ nhắc lại những mức sau hạn; bỏ mục này.")


def _why(phase: Phase) -> str:
    match phase:
        case Phase.HEAD:
            return "Báo cáo thủ trưởng phải để cơ quan theo dõi xem trước"
        case Phase.CHAIR:
            return "Trình lãnh đạo chỉ gửi khi có người đồng ý"
        case _:
            return "Mức này gửi thẳng, không chờ ý kiến"


def _whole(one: LadderShape, place: int) -> Iterator[Finding]:
    """A head hears only after the unit itself, and no report may lie without an answer."""
    phases = [(rung.rung().phase, rung.offset, index) for index, rung in enumerate(one.rungs)]
    told = min((offset for phase, offset, _ in phases if phase is Phase.OVERDUE), default=None)
    for phase, offset, index in phases:
        if phase in {Phase.HEAD, Phase.CHAIR} and (told is None or offset < told):
            yield Finding(
                ("ladders", place, "rungs", index, "offset"),
                "Đơn vị phải được nhắc quá hạn trước (hoặc cùng ngày) khi báo cáo cấp trên; thêm mức audience: unit sau hạn.",
            )
    if not any(phase is Phase.ACCEPT for phase, _, _ in phases):
        yield Finding(
            ("ladders", place, "rungs"),
            "Cần ít nhất một mức audience: acceptor, để báo cáo không nằm chờ mà không ai trả lời.",
        )
