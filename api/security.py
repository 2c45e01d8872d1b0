"""The authorisation table: every route and the act it asks for. A route that is not here fails a test and does not serve."""

from collections.abc import Mapping
from enum import Enum, auto

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from domain.rights import Act


class Open(Enum):
    """Needs that are no act."""

    EVERYBODY = auto()  # before sign-in
    SIGNED_IN = auto()  # any official; the page or the view narrows by itself


Need = Act | Open

TABLE: Mapping[str, Need] = {
    "GET /api/health": Open.EVERYBODY,
    "GET /api/openapi.json": Open.EVERYBODY,
    "GET /api/absences": Open.SIGNED_IN,
    "POST /api/absences": Open.SIGNED_IN,  # one's own; of others SUBSTITUTE: the act itself asks
    "POST /api/absences/{absence}/end": Open.SIGNED_IN,  # as above
    "GET /api/assignments": Act.READ,
    "GET /api/assignments/{assignment}": Act.READ,
    "POST /api/assignments/acknowledgements": Act.ACKNOWLEDGE,
    "POST /api/assignments/{assignment}/acknowledgement": Act.ACKNOWLEDGE,
    "POST /api/assignments/{assignment}/comments": Act.COMMENT,
    "POST /api/assignments/{assignment}/delegation": Act.DELEGATE,
    "POST /api/assignments/{assignment}/escalation": Act.ESCALATE,
    "POST /api/assignments/{assignment}/extensions": Act.ASK_EXTENSION,
    "POST /api/assignments/{assignment}/progress": Act.PROGRESS,
    "POST /api/assignments/{assignment}/registration": Act.ASK_EXTENSION,
    "POST /api/assignments/{assignment}/reassignment": Act.ASSIGN,
    "POST /api/assignments/{assignment}/reopening": Act.READ,  # ANSWER, or the head of the unit named to answer
    "POST /api/assignments/{assignment}/resumption": Act.ASSIGN,
    "POST /api/assignments/{assignment}/children": Act.ASSIGN,
    "POST /api/assignments/{assignment}/suspension": Act.STOP,
    "POST /api/completions": Act.READ,  # REPORT for one's own unit, else RECORD: the act itself asks
    "POST /api/completions/acceptances": Act.READ,  # each row as its acceptance
    "POST /api/completions/{completion}/acceptance": Act.READ,  # ANSWER, or the head of the unit named to answer
    "POST /api/completions/{completion}/objection": Act.REPORT,
    "POST /api/completions/{completion}/return": Act.READ,  # as acceptance
    "GET /api/directives": Act.READ_DIRECTIVES,
    "POST /api/directives": Act.INTAKE,
    "GET /api/directives/{directive}": Act.READ_DIRECTIVES,
    "PATCH /api/directives/{directive}/items/{item}": Act.INTAKE,
    "PATCH /api/directives/{directive}/items": Act.INTAKE,
    "POST /api/directives/{directive}/items/{item}/split": Act.INTAKE,
    "POST /api/directives/{directive}/items/{item}/merge": Act.INTAKE,
    "GET /api/directives/{directive}/links": Act.INTAKE,
    "POST /api/directives/{directive}/items/{item}/links": Act.INTAKE,
    "POST /api/directives/{directive}/names": Act.INTAKE,
    "GET /api/templates/items.xlsx": Act.INTAKE,
    "POST /api/running-work": Act.ISSUE,
    "POST /api/directives/workbook": Act.INTAKE,
    "POST /api/directives/{directive}/items/workbook": Act.INTAKE,
    "GET /api/directives/{directive}/items.xlsx": Act.READ_DIRECTIVES,
    "POST /api/directives/{directive}/originals": Act.REGISTER,
    "POST /api/directives/{directive}/origin": Act.INTAKE,
    "POST /api/directives/{directive}/mover": Act.INTAKE,  # issued: DECIDE_EXTENSION, the act itself asks
    "POST /api/directives/{directive}/annex": Act.INTAKE,
    "GET /api/directives/{directive}/annex/{document}": Act.INTAKE,
    "POST /api/directives/{directive}/annex/signature": Act.ISSUE,
    "POST /api/drafts/check": Act.INTAKE,  # nothing is kept
    "POST /api/directives/{directive}/issue": Act.ISSUE,
    "GET /api/directives/{directive}/archive": Act.READ_LOG,
    "GET /api/directives/{directive}/archive.xlsx": Act.READ_LOG,
    "GET /api/directives/{directive}/archive.zip": Act.READ_LOG,
    "GET /van-ban/{directive}/ho-so": Act.READ_LOG,
    "POST /api/directives/{directive}/forms": Act.ASSIGN,
    "PUT /api/directives/{directive}/forms/rhythm": Act.ASSIGN,
    "GET /api/directives/{directive}/forms/{unit}/file.xlsx": Act.READ,
    "POST /api/directives/{directive}/forms/{unit}/file": Act.READ,  # REPORT, else RECORD: as POST /api/completions
    "GET /api/audit": Act.READ_AUDIT,
    "GET /api/assignments/{assignment}/zalo": Act.ESCALATE,
    "POST /api/assignments/{assignment}/zalo": Act.ESCALATE,
    "GET /api/calendar/deadlines.ics": Open.EVERYBODY,  # with a token for calendars in the address
    "GET /api/units/{unit}/reminder-slip.{form}": Act.READ,
    "GET /api/calendar": Open.SIGNED_IN,
    "POST /api/calendar/decisions": Act.SET_RULES,
    "GET /api/calendar/reports": Open.SIGNED_IN,
    "PUT /api/calendar/reports": Act.SET_RULES,
    "GET /api/calendar/file": Open.SIGNED_IN,
    "PUT /api/calendar/file": Act.SET_RULES,
    "GET /api/calendar/units": Open.SIGNED_IN,
    "PUT /api/calendar/units/{unit}": Act.SET_RULES,
    "GET /api/calendar/decisions/{year}/file.{form}": Open.SIGNED_IN,
    "POST /api/calendar/decisions/file": Act.SET_RULES,
    "GET /api/events": Act.READ_EVENTS,
    "POST /api/evidence": Act.ATTACH,
    "GET /api/evidence/{evidence_id}": Open.SIGNED_IN,  # the view asks who sees what it is attached to
    "GET /api/extensions": Act.READ,
    "POST /api/extensions/{extension}/decision": Act.DECIDE_EXTENSION,
    "POST /api/extensions/{extension}/document": Act.RECORD,
    "GET /api/holds": Act.READ_OPERATIONS,
    "POST /api/holds": Act.HOLD,
    "GET /api/shadow": Open.SIGNED_IN,
    "POST /api/shadow": Act.HOLD,
    "POST /api/shadow/end": Act.HOLD,
    "GET /api/outage-credits": Act.ANSWER,
    "POST /api/outage-credits": Act.ANSWER,
    "GET /api/operations": Act.READ_OPERATIONS,
    "PUT /api/operations/storm-guard": Act.HOLD,
    "POST /api/holds/{hold_id}/keep": Act.HOLD,
    "POST /api/holds/{hold_id}/release": Act.HOLD,
    "GET /api/items": Act.READ_DIRECTIVES,
    "POST /api/items": Act.ASSIGN,
    "GET /api/items/{item}": Act.READ_DIRECTIVES,
    "POST /api/items/{item}/amendments": Act.ASSIGN,
    "POST /api/items/{item}/contributions": Act.CONTRIBUTE,
    "POST /api/items/{item}/document": Act.ISSUE,
    "POST /api/items/{item}/mover": Act.INTAKE,  # issued: DECIDE_EXTENSION, the act itself asks
    "POST /api/items/{item}/fulfilment": Act.ASSIGN,
    "POST /api/items/{item}/fulfilment/retraction": Act.ASSIGN,
    "POST /api/items/{item}/withdrawal": Act.STOP,
    "GET /api/assignments/{assignment}/effect": Act.READ_INDEX,
    "GET /api/classification": Act.READ_INDEX,
    "GET /api/assignments/{assignment}/ladder": Act.READ,
    "GET /api/ladders": Open.SIGNED_IN,
    "POST /api/ladders": Act.SET_RULES,
    "GET /api/ladders/{ladder}/{version}/file.yaml": Open.SIGNED_IN,
    "POST /api/items/{item}/ladder": Act.ASSIGN,
    "POST /api/directives/{directive}/ladder": Act.ASSIGN,
    "GET /api/indicators": Act.READ,
    "POST /api/items/{item}/indicator": Act.INTAKE,  # an issued item: ASSIGN, the act itself asks
    "POST /api/sources/{source}/figures": Act.MEASURE,
    "GET /api/lost-points": Act.READ_REVIEW,
    "GET /api/measurements": Act.READ_INDEX,
    "POST /api/measurements": Act.MEASURE,
    "GET /api/measurements/{measurement}": Act.READ_INDEX,
    "GET /api/inbound": Act.READ_LOG,
    "POST /api/inbound/{inbound_id}/confirmation": Act.RECORD,
    "POST /api/inbound/{inbound_id}/dismissal": Act.RECORD,
    "GET /api/messages": Act.READ_LOG,
    "GET /api/messages/{message}": Act.READ_LOG,
    "POST /api/messages/{message}/resend": Act.SEND,
    "GET /api/metrics": Open.EVERYBODY,  # sums only; the proxy decides who reaches it
    "GET /api/notices": Open.SIGNED_IN,  # one's own
    "POST /api/notices/read": Open.SIGNED_IN,
    "GET /api/notices/rules": Open.SIGNED_IN,
    "PUT /api/notices/rules": Act.SET_RULES,
    "GET /api/preferences": Open.SIGNED_IN,  # one's own
    "PUT /api/preferences": Open.SIGNED_IN,
    "GET /api/officials": Open.SIGNED_IN,
    "POST /api/officials/{login}/identities": Act.ADMINISTER,
    "DELETE /api/officials/{login}/identities": Act.ADMINISTER,
    "GET /api/reviews": Act.READ_REVIEW,
    "GET /api/word-templates": Act.READ_REVIEW,
    "GET /api/word-templates/{kind}.docx": Act.READ_REVIEW,
    "PUT /api/word-templates/{kind}": Act.SET_RULES,
    "DELETE /api/word-templates/{kind}": Act.SET_RULES,
    "GET /bao-cao/mau-word": Act.SET_RULES,
    "POST /bao-cao/mau-word/{kind}": Act.SET_RULES,
    "POST /api/reviews/{period}": Act.FREEZE,
    "GET /api/reviews/{period}": Act.READ_REVIEW,
    "GET /api/reviews/outline": Act.READ_REVIEW,
    "PUT /api/reviews/outline": Act.SET_RULES,
    "GET /api/reviews/enclosures": Act.READ_REVIEW,
    "PUT /api/reviews/enclosures": Act.SET_RULES,
    "GET /api/reviews/letterhead": Act.READ_REVIEW,
    "PUT /api/reviews/letterhead": Act.SET_RULES,
    "GET /api/reviews/{period}/preview": Act.READ_REVIEW,
    "GET /api/reviews/{period}/preview/{document}": Act.READ_REVIEW,
    "GET /api/reviews/{period}/revisions": Act.READ_REVIEW,
    "GET /api/reviews/{period}/sections": Act.READ_REVIEW,
    "POST /api/reviews/{period}/requests": Act.FREEZE,
    "POST /api/reviews/{period}/approval-request": Act.FREEZE,
    "PUT /api/reviews/{period}/sections/{section}": Act.READ_REVIEW,  # the unit that owes it, or the office
    "POST /api/reviews/{period}/receipt": Act.READ_REVIEW,
    "GET /api/reviews/{period}/recipients": Act.READ_REVIEW,
    "POST /api/reviews/{period}/approval": Act.APPROVE_REVIEW,
    "POST /api/reviews/{period}/approval/withdrawal": Act.APPROVE_REVIEW,
    "POST /api/reviews/{period}/publication": Act.PUBLISH_REVIEW,
    "GET /api/reviews/{period}/{document}": Act.READ_REVIEW,
    "GET /api/rounds": Act.READ_INDEX,
    "POST /api/rounds": Act.RUN_ROUND,
    "GET /api/rounds/{round_id}": Act.READ_INDEX,
    "POST /api/rounds/{round_id}/sessions": Act.READ_INDEX,  # RUN_ROUND or APPRAISE: the act itself asks
    "PUT /api/rounds/{round_id}/windows": Act.RUN_ROUND,
    "GET /api/rounds/{round_id}/sheets/{unit}": Act.READ_INDEX,
    "GET /api/rounds/{round_id}/sheets/{unit}/file.{form}": Act.READ_INDEX,
    "POST /api/rounds/{round_id}/sheets/{unit}/file": Act.READ_INDEX,  # as marks
    "POST /api/rounds/{round_id}/sheets/{unit}/marks": Act.READ_INDEX,  # the act of the step the sheet is in
    "POST /api/rounds/{round_id}/sheets/{unit}/moves": Act.READ_INDEX,  # the act of the move
    "GET /api/scorecards": Act.READ_INDEX,
    "POST /api/scorecards": Act.SET_RULES,
    "GET /api/scorecards/{scorecard}": Act.READ_INDEX,
    "GET /api/scorecards/{scorecard}/comparison": Act.READ_INDEX,
    "GET /api/scorecards/{scorecard}/estimate": Act.READ_INDEX,
    "GET /api/scorecards/{scorecard}/file.{form}": Act.READ_INDEX,
    "POST /api/scorecards/{scorecard}/publication": Act.SET_RULES,
    "GET /api/scorecards/{scorecard}/ranking": Act.READ_INDEX,
    "GET /api/scorecards/{scorecard}/stakes": Act.READ_INDEX,
    "GET /api/scorecards/{scorecard}/trend": Act.READ_INDEX,
    "POST /api/scorecards/{scorecard}/what-if": Act.READ_INDEX,
    "GET /api/scenarios": Act.READ_INDEX,
    "GET /api/scenarios/{scenario}": Act.READ_INDEX,
    "GET /api/sources": Open.SIGNED_IN,
    "POST /api/sources": Act.SET_RULES,
    "GET /api/steps": Act.READ,
    "POST /api/steps/releases": Act.RELEASE,
    "POST /api/steps/{step}/release": Act.RELEASE,
    "POST /api/steps/{step}/postponement": Act.RELEASE,
    "POST /api/steps/{step}/decline": Act.RELEASE,
    "GET /api/tokens": Open.SIGNED_IN,  # one's own; for who administers everybody's
    "POST /api/tokens": Open.SIGNED_IN,
    "DELETE /api/tokens/{token}": Open.SIGNED_IN,
    "GET /api/units": Open.SIGNED_IN,
    "POST /api/units/{unit}/hand-over": Act.ASSIGN,
    "GET /api/units/{unit}/letters/{document}": Act.ESCALATE,
    "GET /api/units/{unit}/letters": Act.REGISTER,
    "POST /api/units/{unit}/letters": Act.REGISTER,
    # Pages. They show what the views give, and ask the same acts as the calls above.
    "GET /": Open.SIGNED_IN,
    "GET /dang-nhap": Open.EVERYBODY,
    "POST /dang-nhap": Open.EVERYBODY,
    "POST /ngon-ngu": Open.EVERYBODY,  # the language of this browser; nothing is kept here
    "GET /dat-mat-khau": Open.EVERYBODY,  # with the word of an invitation
    "POST /dat-mat-khau": Open.EVERYBODY,
    "GET /dang-nhap/ma": Open.EVERYBODY,  # these four ask for the half session after the password
    "POST /dang-nhap/ma": Open.EVERYBODY,
    "GET /dang-nhap/thiet-lap": Open.EVERYBODY,
    "POST /dang-nhap/thiet-lap": Open.EVERYBODY,
    "GET /dang-nhap/mot-lan": Open.EVERYBODY,
    "GET /dang-nhap/mot-lan/tro-ve": Open.EVERYBODY,  # what the provider says is checked there
    "GET /xac-nhan": Open.EVERYBODY,  # with the word of a mail's link; nothing is changed
    "POST /xac-nhan": Open.EVERYBODY,  # the act itself asks what its reader may
    "POST /dang-xuat": Open.SIGNED_IN,
    "GET /tai-khoan": Open.SIGNED_IN,
    "POST /tai-khoan/mat-khau": Open.SIGNED_IN,
    "GET /tai-khoan/ma-truy-cap": Open.SIGNED_IN,
    "POST /tai-khoan/ma-truy-cap": Open.SIGNED_IN,
    "POST /tai-khoan/ma-truy-cap/{token}/thu-hoi": Open.SIGNED_IN,
    "GET /nhan-tin": Act.ADMINISTER,
    "POST /nhan-tin": Act.ADMINISTER,
    "GET /nhan-tin/{webhook}": Act.ADMINISTER,
    "POST /nhan-tin/{webhook}/ngung": Act.ADMINISTER,
    "POST /nhan-tin/{webhook}/tin/{delivery}/gui-lai": Act.ADMINISTER,
    "GET /tai-khoan/lien-ket": Open.SIGNED_IN,
    "POST /tai-khoan/lien-ket/bo": Open.SIGNED_IN,
    "GET /tai-khoan/xac-thuc": Open.SIGNED_IN,
    "POST /tai-khoan/xac-thuc": Open.SIGNED_IN,
    "POST /tai-khoan/xac-thuc/tat": Open.SIGNED_IN,
    "POST /tai-khoan/phien/{session}/ket-thuc": Open.SIGNED_IN,
    "POST /tai-khoan/phien-khac/ket-thuc": Open.SIGNED_IN,
    "GET /viec-cua-toi": Act.REPORT,
    "GET /bao-cao-ket-qua": Act.READ,
    "POST /bao-cao-ket-qua": Act.READ,  # as POST /api/completions
    "GET /nhiem-vu/{assignment}": Act.READ,
    "POST /nhiem-vu/{assignment}/tiep-nhan": Act.ACKNOWLEDGE,
    "POST /nhiem-vu/{assignment}/gia-han": Act.ASK_EXTENSION,
    "POST /nhiem-vu/{assignment}/don-doc": Act.ESCALATE,
    "POST /nhiem-vu/{assignment}/zalo": Act.ESCALATE,
    "POST /nhiem-vu/{assignment}/tien-do": Act.PROGRESS,
    "POST /nhiem-vu/{assignment}/y-kien": Act.COMMENT,
    "POST /nhiem-vu/{assignment}/chuyen": Act.ASSIGN,
    "POST /nhiem-vu/{assignment}/viec-con": Act.ASSIGN,
    "POST /nhiem-vu/{assignment}/phan-cong": Act.DELEGATE,
    "POST /nhiem-vu/{assignment}/dang-ky-han": Act.ASK_EXTENSION,
    "POST /nhiem-vu/{assignment}/lui-han": Act.DECIDE_EXTENSION,
    "POST /nhiem-vu/{assignment}/lui-han/{extension}/van-ban": Act.RECORD,
    "POST /nhiem-vu/{assignment}/ghi-nhan-thay/{completion}/y-kien": Act.REPORT,
    "POST /nhiem-vu/{assignment}/tam-dung": Act.STOP,
    "POST /nhiem-vu/{assignment}/tiep-tuc": Act.ASSIGN,
    "POST /nhiem-vu/{assignment}/mo-lai": Act.READ,  # as POST /api/assignments/{assignment}/reopening
    "GET /nhiem-vu/{assignment}/quy-trinh": Act.READ,
    "POST /nhiem-vu/{assignment}/quy-trinh/chon": Act.ASSIGN,
    "GET /van-ban/{directive}/phieu": Act.READ,
    "POST /van-ban/{directive}/gui-phieu": Act.ASSIGN,
    "POST /van-ban/{directive}/phieu-dinh-ky": Act.ASSIGN,
    "POST /van-ban/{directive}/phieu/{unit}": Act.READ,  # as POST /api/completions
    "POST /van-ban/{directive}/phieu/{unit}/tep": Act.READ,
    "GET /vang-mat": Open.SIGNED_IN,
    "POST /vang-mat": Open.SIGNED_IN,  # as POST /api/absences
    "POST /vang-mat/{absence}/ket-thuc": Open.SIGNED_IN,
    "GET /quan-tri/ban-giao": Act.ASSIGN,
    "POST /quan-tri/ban-giao": Act.ASSIGN,
    "POST /quan-tri/ban-giao/xem-truoc": Act.ASSIGN,
    "GET /lich": Open.SIGNED_IN,
    "POST /lich": Act.SET_RULES,
    "POST /lich/xem-truoc": Act.SET_RULES,
    "GET /lich/don-vi": Act.SET_RULES,
    "POST /lich/don-vi": Act.SET_RULES,
    "POST /lich/don-vi/xem-truoc": Act.SET_RULES,
    "GET /lich/{year}/tep.{form}": Open.SIGNED_IN,
    "GET /so-lieu": Open.SIGNED_IN,  # the views narrow to what is seen
    "POST /so-lieu/nguon": Act.SET_RULES,
    "POST /so-lieu/{source}/xem-truoc": Act.MEASURE,
    "POST /so-lieu/{source}/nhap": Act.MEASURE,
    "GET /so-lieu/chi-tieu/{item}": Act.INTAKE,
    "POST /so-lieu/chi-tieu/{item}": Act.INTAKE,
    "GET /quan-tri": Act.SET_RULES,
    "GET /quan-tri/quy-trinh": Act.SET_RULES,
    "POST /quan-tri/quy-trinh": Act.SET_RULES,
    "POST /quan-tri/quy-trinh/xem-truoc": Act.SET_RULES,
    "GET /quan-tri/quy-trinh/{ladder}/{version}/tep.yaml": Act.SET_RULES,
    "GET /theo-doi": Act.READ,
    "POST /theo-doi/bao-cao/{completion}/xac-nhan": Act.READ,  # as POST /api/completions/{completion}/acceptance
    "POST /theo-doi/bao-cao/{completion}/bo-sung": Act.READ,  # as above
    "POST /theo-doi/bao-cao-da-chon": Act.READ,  # each row as its acceptance
    "POST /theo-doi/moc-da-chon": Act.RELEASE,
    "POST /theo-doi/gia-han/{extension}": Act.DECIDE_EXTENSION,
    "POST /theo-doi/moc/{step}/gui": Act.RELEASE,
    "POST /theo-doi/moc/{step}/hoan": Act.RELEASE,
    "POST /theo-doi/moc/{step}/khong-gui": Act.RELEASE,
    "GET /gui-thu": Act.READ_LOG,
    "GET /gui-thu/{message}": Act.READ_LOG,
    "POST /gui-thu/{message}/gui-lai": Act.SEND,
    "GET /thong-bao": Open.SIGNED_IN,
    "POST /thong-bao/da-doc": Open.SIGNED_IN,
    "GET /tai-khoan/thong-bao": Open.SIGNED_IN,
    "POST /tai-khoan/thong-bao": Open.SIGNED_IN,
    "GET /van-ban-don-doc": Act.ESCALATE,
    "POST /van-ban-don-doc/{unit}": Act.ESCALATE,
    "GET /thu-den": Act.READ_LOG,
    "POST /thu-den/{inbound_id}/ghi-nhan": Act.RECORD,
    "POST /thu-den/{inbound_id}/bo-qua": Act.RECORD,
    "GET /lanh-dao": Act.READ_LOG,
    "POST /lanh-dao/y-kien/{assignment}": Act.COMMENT,
    "POST /lanh-dao/trinh/{step}": Act.RELEASE,
    "GET /bao-cao": Act.READ_REVIEW,
    "POST /bao-cao": Act.FREEZE,
    "GET /bao-cao/xem-truoc/{period}/{document}": Act.READ_REVIEW,
    "GET /bao-cao/{period}": Act.READ_REVIEW,
    "GET /bao-cao/{period}/thay-doi": Act.READ_REVIEW,
    "GET /bao-cao/{period}/muc/{section}": Act.READ_REVIEW,
    "POST /bao-cao/{period}/muc/{section}": Act.READ_REVIEW,  # as PUT /api/reviews/{period}/sections/{section}
    "POST /bao-cao/{period}/muc/{section}/tra-lai": Act.ANSWER,
    "POST /bao-cao/{period}/muc/{section}/xac-nhan": Act.ANSWER,
    "POST /bao-cao/{period}/chot": Act.FREEZE,
    "POST /bao-cao/{period}/de-nghi": Act.FREEZE,
    "POST /bao-cao/{period}/trinh-duyet": Act.FREEZE,
    "POST /bao-cao/{period}/duyet": Act.APPROVE_REVIEW,
    "POST /bao-cao/{period}/bo-duyet": Act.APPROVE_REVIEW,
    "POST /bao-cao/{period}/ban-hanh": Act.PUBLISH_REVIEW,
    "POST /bao-cao/{period}/da-nhan": Act.READ_REVIEW,
    "GET /bao-cao/{period}/{document}": Act.READ_REVIEW,
    "GET /chi-so": Act.READ_INDEX,
    "GET /chi-so/so-lieu/{measurement}": Act.READ_INDEX,
    "GET /chi-so/thu-phuong-an": Act.READ_INDEX,
    "POST /chi-so/thu-phuong-an": Act.READ_INDEX,  # as POST /api/scorecards/{scorecard}/what-if
    "GET /chi-so/phuong-an": Act.READ_INDEX,
    "GET /chi-so/phuong-an/{scenario}": Act.READ_INDEX,
    "GET /chi-so/du-kien-xep-loai": Act.READ_INDEX,  # as GET /api/classification
    "GET /chi-so/bo-tieu-chi": Act.READ_INDEX,
    "POST /chi-so/bo-tieu-chi": Act.SET_RULES,
    "GET /chi-so/bo-tieu-chi/so-sanh": Act.READ_INDEX,
    "GET /chi-so/bo-tieu-chi/{card}": Act.READ_INDEX,
    "GET /chi-so/dot": Act.READ_INDEX,
    "POST /chi-so/dot": Act.RUN_ROUND,
    "GET /chi-so/dot/{round_id}": Act.READ_INDEX,
    "POST /chi-so/dot/{round_id}/thoi-gian": Act.RUN_ROUND,
    "POST /chi-so/dot/{round_id}/phien-hop": Act.READ_INDEX,  # RUN_ROUND or APPRAISE: the act itself asks
    "POST /chi-so/dot/{round_id}/cong-bo": Act.SET_RULES,
    "GET /chi-so/dot/{round_id}/{unit}": Act.READ_INDEX,
    "POST /chi-so/dot/{round_id}/{unit}/diem": Act.READ_INDEX,  # the step decides who: the act itself asks
    "POST /chi-so/dot/{round_id}/{unit}/buoc": Act.READ_INDEX,  # as above
    "POST /chi-so/dot/{round_id}/{unit}/tep": Act.READ_INDEX,  # as above
    "GET /van-ban": Act.READ_DIRECTIVES,
    "GET /van-ban/kiem-tra": Act.INTAKE,
    "POST /van-ban/kiem-tra": Act.INTAKE,
    "GET /van-ban/{directive}/phu-luc/{document}": Act.INTAKE,
    "POST /van-ban/{directive}/phu-luc/ky": Act.ISSUE,
    "GET /van-ban/{directive}/dieu-chinh-phu-luc": Act.ISSUE,
    "POST /van-ban/{directive}/dieu-chinh-phu-luc/xem-truoc": Act.ISSUE,
    "POST /van-ban/{directive}/dieu-chinh-phu-luc": Act.ISSUE,
    "POST /van-ban/{directive}/muc/{item}/van-ban": Act.ISSUE,
    "POST /van-ban/{directive}/noi-giao": Act.INTAKE,
    "POST /van-ban/{directive}/ban-da-ky": Act.REGISTER,
    "POST /van-ban/{directive}/lui-han": Act.INTAKE,  # issued: DECIDE_EXTENSION, the act itself asks
    "POST /van-ban/{directive}/muc/{item}/dieu-chinh": Act.ASSIGN,
    "POST /van-ban/{directive}/muc/{item}/thoi-theo-doi": Act.STOP,
    "POST /van-ban/{directive}/muc/{item}/phoi-hop": Act.CONTRIBUTE,
    "POST /van-ban/{directive}/muc/{item}/dieu-kien": Act.ASSIGN,
    "POST /van-ban/{directive}/muc/{item}/huy-dieu-kien": Act.ASSIGN,
    "GET /van-ban/mau-nhiem-vu.xlsx": Act.INTAKE,
    "GET /van-ban/bang-theo-doi": Act.ISSUE,
    "POST /van-ban/bang-theo-doi": Act.ISSUE,
    "GET /van-ban/bang-tinh": Act.INTAKE,
    "POST /van-ban/bang-tinh": Act.INTAKE,
    "GET /van-ban/{directive}/bang-tinh": Act.INTAKE,
    "POST /van-ban/{directive}/bang-tinh": Act.INTAKE,
    "GET /van-ban/{directive}/nhiem-vu.xlsx": Act.READ_DIRECTIVES,
    "GET /van-ban/moi": Act.INTAKE,
    "POST /van-ban/moi": Act.INTAKE,
    "GET /giao-viec": Act.ASSIGN,
    "POST /giao-viec": Act.ASSIGN,
    "GET /van-ban/{directive}": Act.READ_DIRECTIVES,
    "POST /van-ban/{directive}/phu-luc": Act.INTAKE,
    "GET /van-ban/{directive}/muc/{item}": Act.INTAKE,
    "POST /van-ban/{directive}/muc/{item}": Act.INTAKE,
    "GET /van-ban/{directive}/ra-soat": Act.INTAKE,
    "POST /van-ban/{directive}/ra-soat": Act.INTAKE,
    "POST /van-ban/{directive}/ten-don-vi": Act.INTAKE,
    "GET /van-ban/{directive}/muc/{item}/tach-gop": Act.INTAKE,
    "POST /van-ban/{directive}/muc/{item}/tach": Act.INTAKE,
    "POST /van-ban/{directive}/muc/{item}/gop": Act.INTAKE,
    "GET /van-ban/{directive}/phat-hanh": Act.READ_DIRECTIVES,
    "POST /van-ban/{directive}/phat-hanh": Act.ISSUE,
    "GET /quan-tri/thong-bao": Act.SET_RULES,
    "POST /quan-tri/thong-bao": Act.SET_RULES,
    "GET /van-hanh": Act.READ_OPERATIONS,
    "POST /van-hanh/giu-thu": Act.HOLD,
    "POST /van-hanh/chay-thu": Act.HOLD,
    "POST /van-hanh/chay-thu/ket-thuc": Act.HOLD,
    "POST /van-hanh/gian-doan/{outage}/{assignment}": Act.ANSWER,
    "POST /van-hanh/nguong": Act.HOLD,
    "POST /van-hanh/giu-thu/{hold_id}/tiep-tuc": Act.HOLD,
    "POST /van-hanh/giu-thu/{hold_id}/mo": Act.HOLD,
    "GET /inbox": Open.SIGNED_IN,
    "GET /inbox/{name}": Open.SIGNED_IN,
    "GET /inbox/{name}/html": Open.SIGNED_IN,
    "GET /api/webhooks": Act.ADMINISTER,
    "POST /api/webhooks": Act.ADMINISTER,
    "DELETE /api/webhooks/{webhook}": Act.ADMINISTER,
    "GET /api/webhooks/{webhook}/deliveries": Act.ADMINISTER,
    "POST /api/webhooks/{webhook}/deliveries/{delivery}/resend": Act.ADMINISTER,
}


def called(method: str, path: str) -> str:
    """A call as the table names it."""
    return f"{'GET' if method == 'HEAD' else method} {path}"


def served(app: FastAPI) -> set[str]:
    """Every method and path the application answers to; what is mounted (files) asks for nothing."""
    return {
        f"{method} {route.path}"
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
        if method != "HEAD"
    }


def methods_of(app: FastAPI, path: str) -> list[str]:
    """The methods that a path answers to."""
    found = {
        method
        for route in iter_route_contexts(app.routes)
        if route.path is not None and compile_path(route.path)[0].match(path)
        for method in route.methods or ()
    }
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def unlisted(app: FastAPI) -> set[str]:
    """Routes that nobody has put into the table."""
    return served(app) - TABLE.keys()
