"""*Quản trị*: what the office sets for itself, a line each."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import Visitor
from api.language import marked
from api.pages.shell import ADMIN, page
from domain.rights import Act, may

router = APIRouter()


@dataclass(frozen=True)
class Matter:
    """Something that is set, and what it does."""

    path: str
    label: str
    about: str
    act: Act = Act.SET_RULES


MATTERS = (
    Matter(
        ADMIN + "/quy-trinh",
        marked("Quy trình đôn đốc"),
        marked(
            "Nhắc ai, trước hay sau hạn bao nhiêu ngày làm việc, mức nào phải chờ ý kiến; các phiên bản và ngày áp dụng."
        ),
    ),
    Matter(
        ADMIN + "/ban-giao",
        marked("Bàn giao đơn vị"),
        marked("Chuyển việc đang làm của một đơn vị sang đơn vị kế thừa theo quyết định; xem trước rồi mới bàn giao."),
        Act.ASSIGN,
    ),
    Matter(
        ADMIN + "/thong-bao",
        marked("Quy định về thông báo"),
        marked(
            "Ngày giờ gửi báo cáo phục vụ giao ban, số thư nhiều nhất một ngày, loại nào gửi SMS; loại thư nào đến ai, lúc nào."
        ),
    ),
    Matter("/vang-mat", marked("Vắng mặt, người làm thay"), marked("Ai vắng mặt những ngày nào, ai làm thay.")),
)


@router.get(ADMIN)
def show(request: Request, scope: Visitor) -> Response:
    """What this scope may set."""
    return page(request, "administration.html", matters=[one for one in MATTERS if may(scope, one.act)])
