"""Text in the letters of the old fonts: VNI and TCVN3 (.VnTime) print Vietnamese with the codes of other letters."""

import re
from collections.abc import Iterable

from reading.directives import refusals
from reading.directives.blocks import Block

# Letters of Unicode Vietnamese that neither code can hold.
_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# VNI puts the mark behind the vowel as a letter of its own; đ is ñ, ư is ö.
_VNI = re.compile(r"[aeoAEO][âêùøûõïáàåãäéèëúüÂÊÙØÛÕÏÁÀÅÃÄÉÈËÚÜ]|[öôyuÖÔYU][ùøûõïÙØÛÕÏ]|[ñÑ](?=\w)|ö")
# TCVN3 puts small letters with marks where Latin-1 has signs and capitals: in the middle of words.
_TCVN3 = re.compile(
    r"[¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00ad\u00f8õö÷ùýúûüþ](?=[a-z])"
    r"|(?<=[a-z])[¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞ«¬]"
)  # fmt: skip
_WORD = re.compile(r"\S+")
_LOOKED_AT = 20_000  # characters
_LEAST = 8  # words in old letters: fewer may be a name or a slip
_SHARE = 0.12  # of the words; every second word of the language carries a mark


def refuse_legacy(blocks: Iterable[Block]) -> None:
    """Refuse a text most of whose words are in old letters: read as they stand they would be nonsense."""
    text = " ".join(block.text for block in blocks)[:_LOOKED_AT]
    words = _WORD.findall(text)
    if sum(bool(_UNICODE.search(word)) for word in words) > _SHARE * len(words):
        return
    for pattern in (_VNI, _TCVN3):
        if sum(bool(pattern.search(word)) for word in words) > max(_LEAST, _SHARE * len(words)):
            raise refusals.legacy_font()
