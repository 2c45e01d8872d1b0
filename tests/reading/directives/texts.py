"""Texts as offices might write them, drawn by Hypothesis from pieces; and as vandals might."""

from hypothesis import strategies as st

_MARKS = [
    "",
    "1. ",
    "2. ",
    "I. ",
    "II. ",
    "a) ",
    "đ) ",
    "- ",
    "+ ",
    "• ",
    "1.1. ",
    "Điều 1. ",
    "Điều 2: ",
    "(i) ",
    "Thứ nhất, ",
    "* ",
    "1/ ",
    "A. ",
]
_UNITS = [
    "Phòng Nội vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "các cơ quan, đơn vị",
    "UBND các phường: An, Bình",
    "Chủ tịch Ủy ban nhân dân 10 phường",
    "đồng chí Trần Văn Mẫu",
    "Công an",
    "",
]
_VERBS = [
    " chủ trì, phối hợp với Sở Y tế rà soát",
    " báo cáo",
    " đã hoàn thành",
    ": triển khai",
    " nghiêm túc rút kinh nghiệm",
    "",
    " còn chậm",
    " phải đạt 100%",
]
_TIMES = [
    " trước ngày 15/4/2024",
    " hàng quý",
    " trong năm 2023",
    " trước ngày 31/02",
    " trong 10 ngày làm việc kể từ ngày ký",
    " thường xuyên",
    "",
    " theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2020",
]
_ENDS = [".", ";", ":", "", "./.", " (nếu có).", ": bị trừ 0,5 điểm do A; B"]
_HEADS = [
    "CHỈ THỊ",
    "KẾ HOẠCH",
    "Số: 07/CT-UBND",
    "Hà Sơn, ngày 12 tháng 3 năm 2024",
    "Kính gửi: Sở Y tế",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "Căn cứ Luật A;",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
    "STT\tNhiệm vụ\tĐơn vị\tThời hạn",
    "1\tRà soát\tSở Y tế\t30/6/2024",
    "",
    "Các tin đã đưa",
]

lines = st.one_of(
    st.tuples(
        *(
            st.sampled_from(pieces)
            for pieces in (_MARKS, ["", "Giao ", "Đề nghị ", "Đối với "], _UNITS, _VERBS, _TIMES, _ENDS)
        )
    ).map("".join),
    st.sampled_from(_HEADS),
    st.text(max_size=40),
)
directives = st.lists(lines, max_size=25).map("\n".join)
