"""Whole numbers in Vietnamese words, as vouchers want them, both ways."""

import re
from collections.abc import Sequence
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

LIMIT: Final = 10**18
DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư"}
_GROUPS: Final = ("", "nghìn", "triệu")
_TOO_LARGE: Final = gettext_noop("Số %(number)s quá lớn: chỉ đọc, viết được đến một tỷ tỷ")


def in_words(number: int, joint: str = "lẻ") -> str:
    """The number in words, up to 10^18: 2.025.000 is "hai triệu không trăm hai mươi lăm nghìn".

    `joint` is the word before a lone unit digit: "lẻ" (105 is "một trăm lẻ năm") or "linh". Raises Refusal beyond.
    """
    if abs(number) > LIMIT:
        raise Refusal(_TOO_LARGE, number=number)
    if number < 0:
        return f"âm {in_words(-number, joint)}"
    if number == 0:
        return DIGITS[0]
    return " ".join(_words(number, joint, inside=False))


def _words(number: int, joint: str, *, inside: bool) -> list[str]:
    """Words of a positive number; `inside` a longer one, where hundreds are always said."""
    billions, rest = divmod(number, 10**9)
    words = [*_words(billions, joint, inside=inside), "tỷ"] if billions else []
    for place in (2, 1, 0):
        if group := rest // 1000**place % 1000:
            words += _group(group, joint, inside=inside or bool(words))
            words += _GROUPS[place].split()
    return words


def _group(group: int, joint: str, *, inside: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or inside else []
    return words + _tens(rest, joint, after_hundreds=bool(words))


def _tens(number: int, joint: str, *, after_hundreds: bool) -> list[str]:
    tens, units = divmod(number, 10)
    if tens == 0:
        lone = [DIGITS[units]] if units else []
        return [joint, *lone] if lone and after_hundreds else lone
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units:
        words.append("lăm" if units == 5 else _AFTER_TENS.get(units, DIGITS[units]) if tens > 1 else DIGITS[units])
    return words


# Other spellings of the same words, anywhere and after a certain word.
_SAME: Final = {"linh": "lẻ", "ngàn": "nghìn", "tỉ": "tỷ", "bẩy": "bảy", "nhăm": "lăm"}
_AFTER: Final = {
    ("mươi", "một"): "mốt",
    ("mươi", "bốn"): "tư",
    ("mười", "tư"): "bốn",
    ("lẻ", "tư"): "bốn",
}
_SAID_OR_NOT: Final = re.compile(r"\bkhông (?:trăm|nghìn|triệu)(?: |$)")
_VALUES: Final = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
_HALVES: Final = {"trăm": 50, "nghìn": 500, "triệu": 500_000, "tỷ": 500_000_000}
NUMBER_WORDS: Final = frozenset({*_VALUES, *_SAME, *_HALVES, "mười", "mươi", "lẻ", "rưỡi"})


def from_words(words: Sequence[str]) -> int | None:
    """The number that Vietnamese words name ("hai", "triệu", "rưỡi"), None where they name none or two.

    Read is what `in_words` writes, with linh, ngàn, tỉ, bẩy and an unsaid "không trăm". Colloquial short forms are
    two numbers and so none: "một trăm năm" is 105 or 150, "hai triệu hai" is 2.000.002 or 2.200.000.
    """
    plain = _normalized(words)
    if len(plain) > 1 and plain[-1] == "rưỡi" and (half := _HALVES.get(plain[-2])):
        whole = from_words(plain[:-1])
        return None if whole is None else whole + half
    value = _value(plain)
    if value is None or value > LIMIT:
        return None
    return value if _said(" ".join(plain)) == _said(in_words(value)) else None


def _normalized(words: Sequence[str]) -> list[str]:
    plain: list[str] = []
    for word in words:
        same = _SAME.get(word, word)
        before = plain[-1] if plain else ""
        if same == "mười" and before in _VALUES:  # typed without accents, mười and mươi are one word
            same = "mươi"
        plain.append(_AFTER.get((before, same), same))
    return plain


def _said(words: str) -> str:
    """The words without what may be left unsaid; a number that is all zero stays."""
    return _SAID_OR_NOT.sub("", words).strip() or words


def _value(words: Sequence[str]) -> int | None:
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100)):
        if name in words:
            last = len(words) - 1 - list(reversed(words)).index(name)
            before, after = _value(words[:last]), _value(words[last + 1 :]) if words[last + 1 :] else 0
            return None if before is None or after is None else before * size + after
    return _value_below_hundred([word for word in words if word != "lẻ"])


def _value_below_hundred(words: Sequence[str]) -> int | None:
    match words:
        case [unit] if unit in _VALUES:
            return _VALUES[unit]
        case ["mười"]:
            return 10
        case ["mười", unit] if unit in _VALUES:
            return 10 + _VALUES[unit]
        case [tens, "mươi"] if tens in _VALUES:
            return 10 * _VALUES[tens]
        case [tens, "mươi", unit] if tens in _VALUES and unit in _VALUES:
            return 10 * _VALUES[tens] + _VALUES[unit]
        case _:
            return None
