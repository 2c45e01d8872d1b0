from domain.directive import DraftItem
from reading.directives.criteria import propose_criteria
from reading.directives.open_items import OpenItem, repeated

_ITEMS = (
    DraftItem("1", "Gửi thư xin lỗi đối với 100% hồ sơ giải quyết trễ hạn.", lead=("Văn phòng",)),
    DraftItem("2", "Rà soát, đơn giản hóa thủ tục hành chính nội bộ.", lead=("Văn phòng",)),
    DraftItem("3", "Treo cờ, trang trí trụ sở dịp lễ.", lead=("Văn phòng",)),
)
_CRITERIA = {
    "3.1": "Thực hiện thư xin lỗi khi hồ sơ trễ hạn",
    "3.2": "Rà soát, đơn giản hóa thủ tục hành chính",
    "1.1": "Hoàn thành nhiệm vụ được giao",
}


def it_links_items_to_criteria_and_says_by_which_words() -> None:
    links = propose_criteria(_ITEMS, _CRITERIA)
    assert {(link.item, link.passage) for link in links} == {("1", "3.1"), ("2", "3.2")}
    assert "thư xin lỗi" in next(link.words for link in links if link.item == "1")


def it_links_nothing_to_a_criterion_that_says_nothing_telling() -> None:
    assert propose_criteria(_ITEMS, {"1.1": _CRITERIA["1.1"]}) == ()


def it_finds_what_is_already_followed_and_whether_the_lead_is_the_same() -> None:
    following = (
        OpenItem("i-7", "Gửi thư xin lỗi đối với tất cả hồ sơ giải quyết trễ hạn.", ("Văn phòng",)),
        OpenItem("i-8", "Rà soát, đơn giản hóa thủ tục hành chính nội bộ", ("Phòng Tư pháp",)),
        OpenItem("i-9", "Kiểm tra công tác phòng cháy tại các chợ.", ("Văn phòng",)),
    )
    found = repeated(_ITEMS, following)
    assert [(one.item, one.open_item, one.same_lead) for one in found] == [("1", "i-7", True), ("2", "i-8", False)]


def it_compares_a_draft_with_thousands_of_open_items_by_what_they_share() -> None:
    following = tuple(OpenItem(f"i-{n}", f"Kiểm tra việc số {n} tại khu vực {n * 7}.") for n in range(3000))
    assert repeated(_ITEMS, (*following, OpenItem("same", _ITEMS[1].text)))[0].open_item == "same"
