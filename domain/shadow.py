"""The shadow start (domain.md §0.10): for its first weeks an office alone reads what others would be told."""

from dataclasses import dataclass
from datetime import date

MARK = "[Chạy thử]"
"""How the subject of a mail begins that went to the office instead of whom it was meant for."""
BEFORE_GO_LIVE = "Hạn trước ngày vận hành chính thức"
LONGEST_DAYS = 186


@dataclass(frozen=True)
class Shadow:
    """The office's word: all mail goes to it alone up to and including `until`; from the next day the house is live."""

    since: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether mails of that day go to the office."""
        return self.since <= day <= self.until

    def excuses(self, deadline: date | None) -> bool:
        """Whether a deadline is from before the house was live: nobody above is told that it was missed."""
        return deadline is not None and deadline <= self.until


def marked(subject: str, meant_for: str) -> str:
    """The subject of a mail that went to the office, with whom it was meant for."""
    return f"{MARK} gửi {meant_for}: {subject}"
