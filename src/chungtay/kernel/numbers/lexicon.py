"""The words around numbers in reports: how exact, how large, how much of what."""

import re
from enum import StrEnum
from typing import Final

from chungtay.kernel.numbers.words import NUMBER_WORDS
from chungtay.kernel.text import folded


class Precision(StrEnum):
    """How exact a written number says it is."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


_HEDGES: Final = {
    Precision.MORE_THAN: ("trên", "hơn", "nhiều hơn", "lớn hơn", ">"),
    Precision.NEARLY: ("gần", "ngót", "ngót nghét"),
    Precision.ABOUT: ("khoảng", "khoảng chừng", "chừng", "ước", "ước đạt", "ước tính", "xấp xỉ", "trên dưới", "~", "≈"),
    Precision.AT_LEAST: ("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "từ", ">=", "≥"),
    Precision.AT_MOST: ("tối đa", "nhiều nhất", "không quá", "không vượt quá", "dưới", "đến", "tới", "<", "<=", "≤"),
}
BEFORE: Final = {word: precision for precision, words in _HEDGES.items() for word in words}
AFTER: Final = {
    "trở lên": Precision.AT_LEAST,
    "tro len": Precision.AT_LEAST,
    "trở xuống": Precision.AT_MOST,
    "tro xuong": Precision.AT_MOST,
}

SCALES: Final = {
    "trăm": 10**2,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "k": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
DONG: Final = frozenset({"đồng", "đ", "₫", "vnđ", "vnd"})
# Decimals are usual with these, so that a comma before three digits is a decimal comma.
CONTINUOUS: Final = frozenset(
    {"%", "tấn", "tạ", "yến", "kg", "g", "km", "m", "ha", "lít", "ml", "m2", "m3", "m²", "m³"}
)
# What may follow a number in words beside the words of measures.
COUNTED_TOO: Final = frozenset(
    {"đơn vị", "lần", "năm", "tháng", "tuần", "giờ", "thôn", "khu phố", "khu", "bản", "nước", "mẹ con", "vụ", "nhóm"}
)


_WORD: Final = re.compile(r"[a-z]+", re.IGNORECASE)
_PHRASES: Final = {folded(word): word for word in BEFORE if word[0].isalpha()}
_PHRASE: Final = re.compile(rf"(?:{'|'.join(sorted(_PHRASES, key=len, reverse=True))})(?![a-z])", re.IGNORECASE)
# Where two words share a spelling without accents, the reading of words in `from_words` tells them apart.
_WORDS: Final = {folded(word): word for word in (*DONG, *SCALES, *sorted(NUMBER_WORDS), "một", "mười", "đến", "tới")}


def restored(text: str) -> str:
    """A figure typed wholly without accents ("tren 1,5 ty dong"), its own words accented; the unit stays as typed."""
    if not text.isascii():
        return text
    start, position = "", 0
    if found := _PHRASE.match(text):
        start, position = _PHRASES[found[0].lower()], found.end()
    for word in _WORD.finditer(text, position):
        accented = _WORDS.get(word[0].lower())
        if accented is None:
            break
        start += text[position : word.start()] + accented
        position = word.end()
    return start + text[position:]
