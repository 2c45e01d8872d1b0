"""How often something may be tried or asked for, and the answer when it was too often (ASVS 5.0 §2.4, §6.3)."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from domain.errors import Refusal

MINUTES, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)
GIGABYTE = 2**30


@dataclass(frozen=True)
class Limit:
    """At most so many within a span, which begins with the first; `said` is what there was too much of."""

    most: int
    span: timedelta
    said: str = "Đã thử quá nhiều lần"


PER_LOGIN, PER_LOGIN_ANYWHERE = Limit(10, MINUTES), Limit(100, MINUTES)
PER_ADDRESS, ALTOGETHER = Limit(100, MINUTES), Limit(1000, MINUTES)
"""Offices share one address, so an address may try ten times as often as a login from it."""
PER_CODE = (Limit(5, MINUTES), Limit(20, HOUR), Limit(50, DAY))
"""A million codes must not be tried out."""
INVITATIONS = Limit(5, DAY)
"""Ways to set a password anew that one account is given in a day."""
EXPORTS, DOCUMENTS = Limit(30, HOUR, "Đã xuất quá nhiều tệp"), Limit(1000, HOUR, "Đã tải quá nhiều tài liệu")
"""Whole lists as files, and documents drawn up for one period or one unit, of one person."""
UPLOADS = Limit(600, HOUR, "Đã gửi quá nhiều tệp")
UPLOADED = Limit(2 * GIGABYTE, DAY, "Đơn vị đã gửi quá nhiều dữ liệu trong ngày")
"""Files of one person, and bytes of one unit: who records for two hundred units sends hundreds on the day of a report."""
REFUSED = Limit(300, MINUTES)
"""Lines about things asked for without the right to them: a person errs, a program that goes through all of them must not fill the log."""


class TooOften(Refusal):
    """Too many tries; `retry_after` seconds from now there is room again."""

    def __init__(self, retry_after: int, said: str = "Hệ thống đang bận") -> None:
        minutes = ceil(retry_after / 60)
        super().__init__("conflict", "too-often", f"{said}. Đề nghị chờ khoảng {minutes} phút rồi thử lại.")
        self.retry_after = retry_after
