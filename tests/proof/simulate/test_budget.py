"""The budget of a simulation: how many mails an address gets on a day, by the office's own days."""

from datetime import UTC, datetime

from proof.simulate.result import budget
from storage.tables import MessageRow


def a_mail(address: str | None, hour: int, day: int = 2, state: str = "sent") -> MessageRow:
    return MessageRow(address=address, sent_at=datetime(2026, 3, day, hour, tzinfo=UTC), state=state)


def test_mails_are_counted_by_address_and_local_day() -> None:
    told = budget(
        [
            a_mail("a@mau.example", 1),
            a_mail("a@mau.example", 9),
            a_mail("a@mau.example", 18),  # already the third of March in Hà Nội
            a_mail("b@mau.example", 1),
            a_mail("b@mau.example", 2, state="failed"),
            a_mail(None, 3),
        ]
    )
    assert told == {
        "days": {"1": 2, "2": 1},
        "most": {"messages": 2, "address": "a@mau.example", "day": "2026-03-02"},
    }


def test_of_equal_days_the_earliest_is_told_and_nothing_of_none() -> None:
    assert budget([a_mail("b@mau.example", 1, 3), a_mail("a@mau.example", 1, 4)])["most"]["day"] == "2026-03-03"
    assert budget([]) == {"days": {}, "most": None}
