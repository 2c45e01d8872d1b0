"""`dondoc …`: one module a command, loaded when it is called, so that a short command stays quick."""

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.usage import Commands

if TYPE_CHECKING:
    from settings import Settings

REFUSED = 1

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Đôn Đốc: theo dõi, đôn đốc văn bản chỉ đạo.",
)


class Kind(StrEnum):
    """What a file of `dondoc import` holds."""

    UNITS = "units"
    SCORECARD = "scorecard"
    CALENDAR = "calendar"
    FIGURES = "figures"
    DIRECTIVE = "directive"
    LADDERS = "ladders"
    RUNNING = "running"


File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
UnitsFile = Annotated[
    Path | None, typer.Option("--units", exists=True, dir_okay=False, help="Tệp đơn vị để nhận ra tên.")
]
At = Annotated[str | None, typer.Option("--at", help="Thời điểm kiểm tra, dạng ISO 8601.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.command()
def score(card: File, facts: File, as_json: Json = False) -> None:
    """Chấm điểm các số liệu theo một bộ tiêu chí, nêu rõ từng điểm bị trừ."""
    from cli.score import score as run

    raise typer.Exit(run(card, facts, as_json))


@app.command()
def parse(file: File, units: UnitsFile = None, as_json: Json = False) -> None:
    """Đọc một văn bản chỉ đạo: ai phải làm gì, đến khi nào, và những chỗ cần xem lại."""
    from cli.parse import parse as run

    raise typer.Exit(run(file, as_json, units))


@app.command()
def verify(at: At = None, as_json: Json = False) -> None:
    """Kiểm tra các bất biến trên cơ sở dữ liệu; chỉ đọc."""
    from cli.verify import verify as run

    _with_settings(lambda settings: run(settings, at, as_json=as_json), clean=False)


@app.command("import")
def import_file(
    kind: Annotated[Kind, typer.Option("--kind", help="Tệp chứa gì.")],
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước bảng theo dõi, không ghi.")] = False,
) -> None:
    """Nhận một tệp của cơ quan: đơn vị, bộ tiêu chí, lịch, số liệu, văn bản chỉ đạo hoặc bảng theo dõi đang dùng."""
    from cli.imports import foresee_file
    from cli.imports import import_file as run

    if dry_run:
        _with_settings(lambda settings: foresee_file(settings, kind.value, file))
    else:
        _with_settings(lambda settings: run(settings, kind.value, file))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Kiểm tra việc cài đặt: chỗ nào chưa đúng và cần làm gì."""
    from cli.doctor import doctor as run

    _with_settings(lambda settings: run(settings, as_json=as_json))


@app.command()
def simulate(
    directive: Annotated[Path, typer.Argument(help="Văn bản chỉ đạo.")],
    units: Annotated[Path, typer.Option("--units", help="Tệp đơn vị và người.")],
    scorecard: Annotated[Path, typer.Option("--scorecard", help="Bộ tiêu chí.")],
    since: Annotated[str, typer.Option("--from", help="Ngày đầu, dạng 2023-01-03.")],
    until: Annotated[str, typer.Option("--to", help="Ngày cuối.")],
    out: Annotated[Path, typer.Option("--out", help="Thư mục kết quả, chưa có hoặc còn trống.")],
    annex: Annotated[Path | None, typer.Option("--annex", help="Phụ lục phân công: cơ sở của thời hạn.")] = None,
    behaviour: Annotated[Path | None, typer.Option("--behaviour", help="Mọi người hành động ra sao.")] = None,
    calendar: Annotated[Path | None, typer.Option("--calendar", help="Lịch làm việc của cơ quan.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Cùng số này thì mọi người hành động như nhau.")] = 1,
) -> None:
    """Chạy thử một văn bản qua nhiều ngày với các bộ phận thật, thời gian được tua nhanh."""
    from cli.leaving import leave
    from cli.simulate import simulate as run
    from proof.simulate.brief import Files

    leave(run(Files(directive, units, scorecard, annex, behaviour, calendar), since, until, out, seed))


@app.command()
def review(period: str, out: Annotated[Path, typer.Option("--out", help="Thư mục ghi tài liệu.")]) -> None:
    """Chốt số liệu một kỳ nếu chưa chốt, ghi các tài liệu của kỳ, in mã kiểm tra nội dung."""
    from cli.review import review as run

    _with_settings(lambda settings: run(settings, period, out))


@app.command()
def up(demo: Annotated[bool, typer.Option("--demo", help="Dựng cơ quan mẫu trong thư mục còn trống.")] = False) -> None:
    """Khởi động toàn bộ hệ thống trên máy này; in một dòng ready khi đã phục vụ."""
    from cli.up import up as run

    _with_settings(lambda settings: run(settings, demo=demo))


@app.command()
def api() -> None:
    """Chạy riêng phần tiếp nhận (API và các trang)."""
    from cli.api import api as run

    _with_settings(run)


@app.command()
def worker() -> None:
    """Chạy riêng phần đôn đốc: đồng hồ, chuyển tin và tuần tra."""
    from cli.worker import worker as run

    _with_settings(run, clean=False)


@app.command()
def receive() -> None:
    """Nhận một thư từ đầu vào chuẩn: thư bị trả lại, hoặc thư trả lời có báo cáo kèm theo."""
    from cli.receive import receive as run

    _with_settings(run)


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản này."""
    from cli.migrate import migrate as run

    _with_settings(run)


@app.command("import-journal")
def import_journal(
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help="Sổ; bỏ trống: DONDOC_JOURNAL.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Ghi vào cơ sở dữ liệu; không có thì chỉ xem trước.")] = False,
) -> None:
    """Sau khi khôi phục: lấy lại từ sổ cam kết những báo cáo đã tiếp nhận và thư đã gửi mà bản sao lưu không có."""
    from cli.import_journal import import_journal as run

    _with_settings(lambda settings: run(settings, file, apply=apply))


@app.command()
def reconcile() -> None:
    """Đối chiếu và khởi động lại đồng hồ của mọi nhiệm vụ đang mở; chạy lúc nào cũng được."""
    from cli.reconcile import reconcile as run

    _with_settings(run, clean=False)


user = typer.Typer(no_args_is_help=True, help="Tài khoản và mã truy cập.")
app.add_typer(user, name="user")
Login = Annotated[str, typer.Argument(help="Tên đăng nhập.")]


@user.command("token")
def user_token(
    login: Login,
    hours: Annotated[int | None, typer.Option(min=1, help="Số giờ còn hiệu lực.")] = None,
    until: Annotated[str | None, typer.Option(help="Ngày cuối còn hiệu lực, dạng 2026-12-31.")] = None,
    may: Annotated[
        list[str] | None, typer.Option(help="Chỉ được: read, report, measure, directives; ghi được nhiều lần.")
    ] = None,
    name: Annotated[str, typer.Option(help="Dùng cho phần mềm nào.")] = "",
) -> None:
    """Cấp một mã truy cập mới; chỉ hiện một lần."""
    from cli.user import Asked
    from cli.user import token as run

    asked = Asked(hours, until, tuple(may or ()), name)
    _with_settings(lambda settings: run(settings, login, asked))


@user.command("invite")
def user_invite(login: Login) -> None:
    """Cấp đường dẫn để tự đặt mật khẩu; dùng một lần, trong một giờ."""
    from cli.user import send_invitation as run

    _with_settings(lambda settings: run(settings, login))


@user.command("no-factor")
def user_no_factor(login: Login) -> None:
    """Bỏ xác thực hai bước của người mất điện thoại; các phiên đăng nhập kết thúc."""
    from cli.user import no_factor as run

    _with_settings(lambda settings: run(settings, login))


@user.command("require-factor")
def user_require_factor(
    roles: Annotated[list[str] | None, typer.Argument(help="Vai trò; bỏ trống: không vai trò nào.")] = None,
) -> None:
    """Những vai trò bắt buộc dùng xác thực hai bước, thay cho lần đặt trước."""
    from cli.user import require_factor as run

    _with_settings(lambda settings: run(settings, roles or []))


@user.command("link")
def user_link(
    login: Login,
    subject: Annotated[str, typer.Argument(help="Mã định danh (sub) của người đó ở hệ thống đăng nhập của cơ quan.")],
    issuer: Annotated[str | None, typer.Option(help="Hệ thống đăng nhập; bỏ trống: DONDOC_OIDC_ISSUER.")] = None,
) -> None:
    """Liên kết một tài khoản với tài khoản cơ quan, để đăng nhập bằng tài khoản đó."""
    from cli.user import link as run

    _with_settings(lambda settings: run(settings, login, subject, issuer))


@user.command("unlink")
def user_unlink(login: Login) -> None:
    """Bỏ liên kết với tài khoản cơ quan; các phiên đăng nhập kết thúc."""
    from cli.user import unlink as run

    _with_settings(lambda settings: run(settings, login))


@user.command("password")
def user_password(login: Login) -> None:
    """Đặt mật khẩu mới ngẫu nhiên; chỉ hiện một lần."""
    from cli.user import password as run

    _with_settings(lambda settings: run(settings, login))


@user.command("add")
def user_add(
    login: Login,
    name: Annotated[str, typer.Option(help="Họ và tên.")],
    role: Annotated[list[str], typer.Option(help="Vai trò, hoặc vai trò:mã đơn vị; ghi được nhiều lần.")],
    title: Annotated[str, typer.Option(help="Chức danh.")] = "",
    email: Annotated[str | None, typer.Option(help="Địa chỉ thư.")] = None,
) -> None:
    """Thêm hoặc sửa một tài khoản; vai trò ghi ở đây thay các vai trò cũ."""
    from cli.user import add as run

    _with_settings(lambda settings: run(settings, login, name, title, email, role))


@user.command("end")
def user_end(login: Login) -> None:
    """Ngừng một tài khoản: mã truy cập và phiên đăng nhập hết hiệu lực ngay."""
    from cli.user import end as run

    _with_settings(lambda settings: run(settings, login))


@user.command("list")
def user_list() -> None:
    """Ai đang giữ vai trò nào."""
    from cli.user import show as run

    _with_settings(run)


instance = typer.Typer(no_args_is_help=True, help="Bản cài đặt này là bản nào, và bản sao của nó.")
app.add_typer(instance, name="instance")
Why = Annotated[str, typer.Option("--reason", help="Lý do, ghi vào sổ.")]


@instance.command("show")
def instance_show() -> None:
    """Máy này và cơ sở dữ liệu thuộc bản cài đặt nào; có gì đang chặn thư."""
    from cli.instance import show as run

    _with_settings(run)


@instance.command("adopt")
def instance_adopt(reason: Why) -> None:
    """Vận hành tiếp cơ sở dữ liệu này trên máy này; thư còn được giữ đến khi mở."""
    from cli.instance import adopt as run

    _with_settings(lambda settings: run(settings, reason))


@instance.command("fork")
def instance_fork(mail_to: Annotated[str, typer.Option("--mail-to", help="Địa chỉ nhận mọi thư.")]) -> None:
    """Biến bản sao thành bản thử nghiệm riêng: mọi địa chỉ thư dẫn về một nơi."""
    from cli.instance import fork as run

    _with_settings(lambda settings: run(settings, mail_to))


hold = typer.Typer(no_args_is_help=True, help="Tạm giữ và mở lại toàn bộ thư.")
app.add_typer(hold, name="hold")


@hold.command("show")
def hold_show() -> None:
    """Đang giữ vì sao, và những thư sẽ đi khi mở lại."""
    from cli.hold import show as run

    _with_settings(run)


@hold.command("begin")
def hold_begin(reason: Why) -> None:
    """Tạm giữ toàn bộ thư."""
    from cli.hold import begin as run

    _with_settings(lambda settings: run(settings, reason))


@hold.command("keep")
def hold_keep(reason: Why) -> None:
    """Ghi nhận đã xem và tiếp tục giữ."""
    from cli.hold import keep as run

    _with_settings(lambda settings: run(settings, reason))


@hold.command("release")
def hold_release(
    reason: Why,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Mã thư không gửi; ghi được nhiều lần.")
    ] = None,
) -> None:
    """Mở lại thư; thư nêu ở --without thì không gửi nữa."""
    from cli.hold import release as run

    _with_settings(lambda settings: run(settings, reason, without or []))


shadow = typer.Typer(no_args_is_help=True, help="Chạy thử song song: thư chỉ gửi đến cơ quan phụ trách.")
app.add_typer(shadow, name="shadow")


@shadow.command("show")
def shadow_show() -> None:
    """Có đang chạy thử không, đến ngày nào."""
    from cli.shadow import show as run

    _with_settings(run)


@shadow.command("begin")
def shadow_begin(until: Annotated[str, typer.Option("--until", help="Ngày cuối cùng, dạng 2026-03-31.")]) -> None:
    """Bắt đầu chạy thử, hoặc đổi ngày cuối cùng."""
    from cli.shadow import begin as run

    _with_settings(lambda settings: run(settings, until))


@shadow.command("end")
def shadow_end() -> None:
    """Vận hành chính thức từ hôm nay."""
    from cli.shadow import end as run

    _with_settings(run)


def _with_settings(run: "Callable[[Settings], int]", *, clean: bool = True) -> None:
    """Run a command of an installation. Those that spoke to Temporal leave without clearing up (`clean` False)."""
    from cli.environment import settled
    from cli.leaving import leave
    from cli.places import database_said, said
    from domain.errors import Refusal
    from storage.database import OWN_MISTAKES, DatabaseFault, UnsafeDatabase

    try:
        status = run(settled())
    except (Refusal, UnsafeDatabase) as refused:
        print(refused, file=sys.stderr)
        status = REFUSED
    except OSError as fault:
        print(f"Không mở hoặc không ghi được {said(fault)}.", file=sys.stderr)
        status = REFUSED
    except OWN_MISTAKES:
        raise
    except DatabaseFault as fault:
        print(f"Không đọc hoặc ghi được cơ sở dữ liệu: {database_said(fault)}.", file=sys.stderr)
        status = REFUSED
    if clean:
        raise typer.Exit(status)
    leave(status)


def main() -> None:
    """Run the command line."""
    app()
