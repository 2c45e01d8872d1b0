"""The kinds of documents an office issues, as they stand in capitals above a title."""

import re

KINDS = (
    "thông báo kết luận",
    "kết luận",
    "chỉ thị",
    "công điện",
    "kế hoạch",
    "thông báo",
    "quyết định",
    "nghị quyết",
    "chương trình hành động",
    "chương trình",
    "hướng dẫn",
    "công văn",
    "báo cáo",
    "tờ trình",
    "phương án",
    "đề án",
    "giấy mời",
    "thông tri",
    "quy chế",
    "quy định",
)
KIND = re.compile(rf"^\W*(?P<kind>{'|'.join(KINDS)})(?=\W|$)\W*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)


def names_kind(text: str) -> bool:
    """Whether a line is the kind of a document in capitals."""
    match = KIND.match(text)
    return match is not None and match["kind"].isupper()
