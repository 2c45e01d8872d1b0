"""What an operator does from the shell before anybody signs in: files in, accounts, and whether all is well."""

import json
from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from acts.passwords import Passwords
from acts.tokens import token_digest
from cli import user
from cli.desk import at_desk
from cli.doctor import examine
from cli.imports import import_file
from cli.migrate import upgraded
from cli.sign_ins import FILE, complete_sign_ins, read_sign_ins
from domain.calendar import ZONE
from domain.errors import Refusal
from domain.office import Role
from domain.rights import Act, may
from settings import Settings
from storage.views import measurements, people

SECOND = timedelta(seconds=1)
SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of tests need no protection against guessing."""
    for module in ("cli.sign_ins", "cli.user"):
        monkeypatch.setattr(f"{module}.Passwords", lambda: Passwords(8, 1))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(data=tmp_path)
    upgraded(found)
    return found


def first_start(settings: Settings) -> None:
    with at_desk(settings) as desk:
        complete_sign_ins(desk, settings.data)


def works(settings: Settings, login: str, password: str) -> bool:
    with at_desk(settings) as desk, desk.memory.reading() as session:
        known = people.credentials(session, login)
    return known is not None and Passwords(8, 1).holds(password, known[1])


def test_the_first_start_gives_each_role_one_sign_in_that_its_owner_alone_can_read(settings: Settings) -> None:
    first_start(settings)
    assert (settings.data / FILE).stat().st_mode & 0o777 == 0o600
    told = json.loads((settings.data / FILE).read_text("utf-8"))
    assert Counter(one["role"] for one in told) == Counter(role.value for role in Role)
    assert set(told[0]) == {"role", "unit", "login", "password", "token"}
    assert all(works(settings, one["login"], one["password"]) for one in told)


def test_a_second_start_changes_nothing(settings: Settings) -> None:
    first_start(settings)
    before = (settings.data / FILE).read_bytes()
    first_start(settings)
    assert (settings.data / FILE).read_bytes() == before


def test_units_taken_in_later_get_their_officials_and_heads_a_sign_in(settings: Settings) -> None:
    first_start(settings)
    assert import_file(settings, "units", SAMPLE / "units.yaml") == 0
    told = read_sign_ins(settings.data)
    official = next(one for one in told if (one.role, one.unit) == ("official", "p-ben-nghe"))
    assert official.login == "p-ben-nghe.dau-moi"
    assert works(settings, official.login, official.password)
    assert max(Counter((one.role, one.unit) for one in told).values()) == 1


def test_who_holds_several_roles_signs_in_with_one_password(settings: Settings) -> None:
    import_file(settings, "units", SAMPLE.parent / "phuong-2026" / "units.yaml")
    told = read_sign_ins(settings.data)
    assert max(Counter(one.login for one in told).values()) > 1
    assert len({(one.login, one.password, one.token) for one in told}) == len({one.login for one in told})
    assert all(works(settings, one.login, one.password) for one in told)
    assert [one.unit for one in told if one.role == "chief"] == ["vp"]


def test_a_password_its_owner_has_is_never_set_anew(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    import_file(settings, "units", SAMPLE / "units.yaml")
    capsys.readouterr()
    user.password(settings, "p-ben-nghe.dau-moi")
    chosen = capsys.readouterr().out.strip()
    (settings.data / FILE).unlink()
    import_file(settings, "units", SAMPLE / "units.yaml")
    assert works(settings, "p-ben-nghe.dau-moi", chosen)
    assert "p-ben-nghe.dau-moi" not in {one.login for one in read_sign_ins(settings.data)}


def test_every_kind_of_file_of_the_sample_is_taken_in(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, name in (
        ("units", "units.yaml"),
        ("calendar", "calendar.yaml"),
        ("scorecard", "scorecard.yaml"),
        ("figures", "facts.yaml"),
        ("directive", "directive.txt"),
    ):
        assert import_file(settings, kind, SAMPLE / name) == 0, kind
    said = capsys.readouterr().out
    assert "Đã nhận bộ tiêu chí" in said
    assert "Đã đọc văn bản thành dự thảo" in said
    with at_desk(settings) as desk, desk.memory.reading() as session:
        assert len(measurements.scorecards(session)) == 1


def test_hours_of_the_calendar_hold_from_the_next_start_on(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "lich.yaml"
    file.write_text('sessions: [{start: "08:00", end: "12:00"}]\nweekdays: [mon, tue, sat]\n', "utf-8")
    import_file(settings, "calendar", file)
    with at_desk(settings) as desk:
        assert [session.start.hour for session in desk.calendar.sessions] == [8]
        assert desk.calendar.weekdays == {0, 1, 5}


def test_a_file_that_does_not_fit_is_refused_whole(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "don-vi.yaml"
    file.write_text("authority: a\nunits:\n  - {code: a, name: A, kind: nothing}\n", "utf-8")
    with pytest.raises(Refusal, match="kind"):
        import_file(settings, "units", file)
    assert import_file(settings, "units", tmp_path / "khong-co.yaml") == 1


def test_an_account_is_made_given_a_token_and_ended(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    import_file(settings, "units", SAMPLE / "units.yaml")
    user.add(settings, "moi", "Nguyễn Mới", "Chuyên viên", None, ["specialist", "official:pnv"])
    capsys.readouterr()
    user.token(settings, "moi", user.Asked(1))
    assert len(capsys.readouterr().out.strip()) > 30
    user.show(settings)
    assert [line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.startswith("moi ")] == [
        ["official", "pnv"],
        ["specialist"],
    ]
    user.end(settings, "moi")
    capsys.readouterr()
    user.show(settings)
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("moi ")] == []
    with pytest.raises(Refusal, match="vai trò"):
        user.add(settings, "moi", "Nguyễn Mới", "", None, ["vua"])


def test_the_doctor_names_what_is_missing_and_how_to_mend_it(settings: Settings) -> None:
    found = {one.name: one for one in examine(settings)}
    assert found["Cơ sở dữ liệu"].ok
    assert (found["Temporal"].ok, found["Đơn vị"].ok) == (False, False)
    assert "import --kind units" in found["Đơn vị"].remedy
    import_file(settings, "units", SAMPLE / "units.yaml")
    (settings.data / FILE).chmod(0o644)
    found = {one.name: one for one in examine(settings)}
    assert found["Đơn vị"].ok
    assert found["Vai trò chief"].ok
    assert not found[f"Tệp {FILE}"].ok


def test_the_doctor_of_a_folder_that_was_never_started_says_so(tmp_path: Path) -> None:
    found = list(examine(Settings(data=tmp_path / "moi")))
    assert [one.ok for one in found] == [False, False]


def test_a_token_from_the_shell_is_narrowed_named_and_ends_on_a_day(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    import_file(settings, "units", SAMPLE / "units.yaml")
    user.add(settings, "moi", "Nguyễn Mới", "Chuyên viên", None, ["specialist"])
    with at_desk(settings) as desk:
        today = desk.today()
    last = today + timedelta(days=3)
    capsys.readouterr()
    user.token(settings, "moi", user.Asked(until=last.isoformat(), may=("read",), name="Đồng bộ"))
    secret = capsys.readouterr().out.strip()
    with at_desk(settings) as desk, desk.memory.reading() as session:
        end = datetime.combine(last + timedelta(days=1), time.min, ZONE)
        scopes = [people.who(session, token_digest(secret), end + late, today) for late in (-SECOND, SECOND)]
    assert scopes[0] is not None
    assert (may(scopes[0], Act.READ), may(scopes[0], Act.RECORD), scopes[1]) == (True, False, None)
    for wrong in (
        user.Asked(until="31/12/2026"),
        user.Asked(until=today.replace(year=today.year + 2).isoformat()),
        user.Asked(hours=1, until=last.isoformat()),
        user.Asked(may=("everything",)),
    ):
        with pytest.raises(Refusal):
            user.token(settings, "moi", wrong)
