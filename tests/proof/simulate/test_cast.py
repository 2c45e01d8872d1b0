"""Every deed finds somebody who may do it, and nobody judges the work of their own unit."""

from datetime import date

import pytest

from domain.office import Grant, Official, Role, Validity
from domain.rights import SYSTEM, Act, may
from proof.simulate.cast import Cast
from proof.simulate.remarks import Remarks

DAY = date(2023, 1, 3)
PEOPLE = (
    Official("an", "An", grants=(Grant(Role.OFFICIAL, "kt"),)),
    Official("binh", "Bình", grants=(Grant(Role.HEAD, "kt"), Grant(Role.CHIEF, "kt"))),
    Official("chi", "Chi", grants=(Grant(Role.CHIEF, "vp"),)),
    Official("dung", "Dung", grants=(Grant(Role.DEPUTY_CHAIR),)),
    Official("em", "Em", grants=(Grant(Role.SPECIALIST, "vp", Validity(until=date(2022, 12, 31))),)),
)


def a_cast(*people: Official) -> tuple[Cast, Remarks]:
    remarks = Remarks()
    return Cast(people, {one.login: one.login for one in people}, remarks), remarks


def actor(
    cast: Cast, act: Act, unit: str | None = None, lead: str | None = None, home: str | None = None
) -> str | None:
    found = cast.who(act, DAY, unit=unit, lead=lead, home=home)
    return found.actor if found else None


def it_asks_the_official_before_the_head_and_only_of_the_unit() -> None:
    cast, _ = a_cast(*PEOPLE)
    assert actor(cast, Act.REPORT, unit="kt") == "an"
    assert actor(cast, Act.REPORT, unit="vh") is None


@pytest.mark.parametrize(("lead", "home", "who"), [("kt", "vp", "chi"), ("vp", "kt", "binh"), ("kt", "kt", "chi")])
def it_lets_nobody_judge_their_own_unit(lead: str, home: str, who: str) -> None:
    cast, _ = a_cast(*PEOPLE)
    assert actor(cast, Act.ANSWER, unit=lead, lead=lead, home=home) == who


def it_asks_nobody_whose_role_has_ended() -> None:
    cast, _ = a_cast(*PEOPLE)
    assert actor(cast, Act.RECORD) == "binh"


@pytest.mark.parametrize("act", Act)
def it_only_names_who_may(act: Act) -> None:
    cast, _ = a_cast(*PEOPLE)
    found = cast.who(act, DAY, unit="kt", lead="vp")
    assert found is None or may(found, act, "kt", lead="vp")


def it_falls_back_on_the_house_and_says_so_once() -> None:
    cast, remarks = a_cast()
    assert cast.or_system(Act.FREEZE, DAY, "Chốt số liệu") is SYSTEM
    cast.or_system(Act.FREEZE, DAY, "Chốt số liệu")
    (told,) = remarks.plain()
    assert (told["code"], told["times"]) == ("no-official", 2)
