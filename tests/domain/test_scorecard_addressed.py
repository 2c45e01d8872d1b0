"""Whom figures are addressed to: criteria of any card, codes of items judged by figures; strangers hear what there is."""

from domain.scorecard import Addressees, Criterion, Proportional, YesNo
from tests.domain.scorecards import a_card, a_criterion, num

PARTED = Criterion("1.3", "Có phần", num(2), parts=(a_criterion(YesNo(), 2, id="1.3.1"),))
KNOWN = Addressees([a_card(a_criterion(YesNo(), id="1.1")), a_card(PARTED)], {"1022"})


def test_figures_for_a_criterion_of_any_card_or_the_code_of_an_item_are_at_home() -> None:
    assert [KNOWN.stranger(id_, not_applicable=False) for id_ in ("1.1", "1.3.1", "1022")] == [None] * 3


def test_of_a_group_it_can_only_be_said_that_it_does_not_apply() -> None:
    assert KNOWN.stranger("1.3", not_applicable=True) is None
    said = KNOWN.stranger("1.3", not_applicable=False)
    assert said is not None
    assert said.endswith("số liệu ghi cho: 1.3.1")
    assert KNOWN.stranger("9", not_applicable=True) is not None


def test_who_is_near_is_named_first_and_never_more_than_can_be_read() -> None:
    many = Addressees([a_card(*(a_criterion(YesNo(), id=f"2.{number}") for number in range(1, 20)))], ())
    assert many.stranger("2.100", not_applicable=False) == (
        "không có tiêu chí hay chỉ tiêu mã “2.100”; đang có: 2.10, 2.1, 2.19, 2.18, 2.17, 2.16"
    )
    said = many.stranger("z", not_applicable=False)
    assert said is not None
    assert said.endswith("2.11, 2.12 và 7 mã khác")


def test_before_the_first_card_figures_wait_for_it() -> None:
    assert Addressees([], {"1022"}).stranger("1.1", not_applicable=False) is None


def test_figures_under_a_name_that_no_rule_reads_are_told_what_is_read() -> None:
    share = Addressees([a_card(a_criterion(Proportional("on_time", "total"), id="2.1"))], {"1022"})
    assert share.unread("2.1", ("on_time", "total")) is None
    assert share.unread("2.1", ("rate",)) is None
    assert share.unread("1022", ("anything",)) is None, "an item names its own"
    assert share.unread("9", ("anything",)) is None, "said of the criterion already"
    assert share.unread("2.1", ("on_tme", "total")) == (
        "tiêu chí “2.1” không dùng số liệu “on_tme”; dùng: on_time, rate, total"
    )
