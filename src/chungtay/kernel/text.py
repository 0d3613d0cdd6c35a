"""Vietnamese text: one form of Unicode, accent-free search keys, dictionary order, placement of tone marks."""

import re
import unicodedata
from typing import Final

# Characters that people paste along without seeing them: zero-width ones, the soft hyphen, the byte order mark.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HIDDEN: Final = re.compile(f"[{''.join(map(chr, _UNSEEN))}]")
# Control characters, C1 too: nobody types them, spreadsheets and XML choke on them. Ends of lines and tabs stay.
_CONTROLS: Final = dict.fromkeys(code for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r")
_CONTROL: Final = re.compile(r"[^\t\n\r -~\xa0-\U0010ffff]")
_MARKS_AND_UNSEEN: Final = re.compile(f"[\u0300-\u036f{''.join(map(chr, _UNSEEN))}]+")

_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
# The letter after its base letter: "{" and "|" follow "z", so "ăn" (a{n) comes after "az" and before "b".
_LETTERS: Final = {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}
_TOKENS: Final = re.compile(r"\d+|[^\W\d_]+")


def is_english(lang: str) -> bool:
    """Whether a language code asks for English; every other code is answered in Vietnamese."""
    return lang[:2].lower() == "en"


def nfc(text: str) -> str:
    """The text in composed Unicode (NFC), the only form that is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def printable(text: str) -> str:
    """The text without control characters, as it is let in by every form and every file; its lines and tabs stay."""
    return text.translate(_CONTROLS) if _CONTROL.search(text) else text


def one_line(text: str) -> str:
    """What stands on one line, a title or a name: printable, every run of spaces, tabs and line ends one space."""
    return " ".join(printable(text).split())


def visible(text: str) -> str:
    """The text without the invisible characters that are pasted along with it."""
    return text.translate(_UNSEEN) if _HIDDEN.search(text) else text


def folded(text: str) -> str:
    """Search key: no accents, đ as d, no case, single spaces, none at the ends; composed and decomposed are equal.

    It forgets tones, so two different words may share it: find candidates with it, never prove identity.
    """
    if not text.isascii():
        plain = _MARKS_AND_UNSEEN.sub("", unicodedata.normalize("NFD", text))
        text = plain.replace("đ", "d").replace("Đ", "d")
    return " ".join(text.casefold().split())


def sort_key(text: str) -> str:
    """Key whose code point order is Vietnamese dictionary order; printable, to be stored in a column.

    Syllable by syllable: letters first (a ă â b c d đ e ê ...), then the tone (ngang huyền hỏi ngã sắc nặng), so that
    *tuân thủ* comes before *tuần chay*. Numbers compare by value (*Cụm 2* before *Cụm 10*) and come before letters;
    case, punctuation and the place of the tone mark do not count.
    """
    tokens = _TOKENS.findall(unicodedata.normalize("NFC", visible(text)).lower())
    return " ".join(_number_key(token) if token.isdecimal() else _syllable_key(token) for token in tokens)


def _number_key(digits: str) -> str:
    plain = digits.lstrip("0")
    return f"{len(plain):02}{plain}"


def _syllable_key(syllable: str) -> str:
    letters, tones = "", ""
    for character in syllable:
        if character.isascii():
            letters += character
            continue
        rest = ""
        for part in unicodedata.normalize("NFD", character):
            if part in _TONES:
                tones += _TONES[part]
            else:
                rest += part
        letter = unicodedata.normalize("NFC", rest)
        # A foreign accent (ü) sorts with its base letter; a foreign script keeps its own code points.
        letters += letter if letter.isascii() else _LETTERS.get(letter, rest[:1])
    return letters + (tones or "0")


def _open_endings() -> dict[str, str]:
    """oà -> òa, uỷ -> ủy ... in lower, upper and title case."""
    endings: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in _TONES:
            newer = unicodedata.normalize("NFC", first + second + mark)
            older = unicodedata.normalize("NFC", first + mark + second)
            for case in (str.lower, str.upper, str.title):
                endings[case(newer)] = case(older)
    return endings


_NEWER_TO_OLDER: Final = _open_endings()
# Not after q: in "quý" the u belongs to the consonant and the mark has one place only.
_OPEN_ENDING: Final = re.compile(rf"(?<![qQ])(?:{'|'.join(_NEWER_TO_OLDER)})(?!\w)")


def spelled(text: str) -> str:
    """The text in NFC with tone marks where official names have them (hòa, khỏe, thủy), never hoà, khoẻ, thuỷ; đ for ð."""
    if text.isascii():
        return text
    # Icelandic letters that old converters and some newspapers put for Vietnamese ones
    composed = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    return _OPEN_ENDING.sub(lambda found: _NEWER_TO_OLDER[found[0]], composed)


def lowered(text: str) -> str:
    """Composed text in lower case with official tone marks, every character still in its place: spans stay true."""
    same = spelled(text)
    if len(same) != len(text):
        same = text
    lower = same.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in same)


def same_spelling(one: str, other: str) -> bool:
    """Whether two texts are the same words: Unicode form, place of the tone mark, case and spaces do not count."""
    return _compared_form(one) == _compared_form(other)


def _compared_form(text: str) -> str:
    return " ".join(spelled(visible(text)).casefold().split())
