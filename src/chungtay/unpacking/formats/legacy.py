"""Vietnamese written before Unicode: TCVN3 (fonts .VnTime) and VNI (fonts VNI-Times), known by evidence and converted.

Both put Vietnamese letters in the places of Western ones, so that their text opens as "Héi Ch÷ thËp ®á" (TCVN3) or
"Hoäi Chöõ thaäp ñoû" (VNI). Evidence are syllables: the reading under which the words are Vietnamese is the right one.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

_TONES: Final = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}  # huyền hỏi ngã sắc nặng
# TCVN3: each vowel with its five tones, in the order huyền hỏi ngã sắc nặng.
_TCVN3_ROWS: Final = {
    "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ", "o": "ßáâãä", "ô": "åæçèé",
    "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
}  # fmt: skip
_TCVN3_PLAIN: Final = dict(zip("¨©ª«¬\u00ad®¡¢£¤¥¦§", "ăâêôơưđĂÂÊÔƠƯĐ", strict=True))
# VNI: a vowel and, behind it, a mark that carries the tone, or circumflex or breve with the tone.
_VNI_TONES: Final = dict(zip("øûõùï", "frxsj", strict=True))
_VNI_MARKS: Final = {
    **{mark: _TONES[tone] for mark, tone in _VNI_TONES.items()},
    "â": "\u0302",
    **{mark: "\u0302" + _TONES[tone] for mark, tone in zip("àåãáä", "frxsj", strict=True)},
    "ê": "\u0306",
    **{mark: "\u0306" + _TONES[tone] for mark, tone in zip("èúüéë", "frxsj", strict=True)},
}
_VNI_ALONE: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI_PAIR: Final = re.compile(r"([aeouyôö])([øûõùïâàåãáäêèúüéë])|([ôöñîíìæóò])", re.IGNORECASE)

_ONSET: Final = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_NUCLEUS: Final = r"(?:oa|oă|oe|uâ|uê|uơ|uy|uyê|uya|iê|yê|ia|ươ|ưa|uô|ua|[aăâeêioôơuưy])"
_CODA: Final = r"(?:ch|ng|nh|[cmnptiouy])?"
_SYLLABLE: Final = re.compile(_ONSET + _NUCLEUS + _CODA)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u00a1-\u00bf\u00d7\u00f7]+[^\W\d_]*)*|[\u00a1-\u00bf\u00d7\u00f7][^\s\d]*")
_VIETNAMESE: Final = re.compile(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")  # letters that neither of the old encodings shows
_LOOKED_AT: Final = 20_000  # characters that are enough evidence
_PIECES: Final = 2_000
_ENOUGH: Final = 3  # words with accents that must be Vietnamese
_MOST: Final = 0.8  # of the words with accents, for a reading to be believed


def _tcvn3_table() -> dict[int, str]:
    table = {ord(old): new for old, new in _TCVN3_PLAIN.items()}
    for vowel, row in _TCVN3_ROWS.items():
        for old, tone in zip(row, "frxsj", strict=True):
            table[ord(old)] = unicodedata.normalize("NFC", vowel + _TONES[tone])
    return table


_TCVN3: Final = _tcvn3_table()


def from_tcvn3(text: str) -> str:
    """TCVN3 text, opened as Western, in Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI text, opened as Western, in Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base = found[1] or found[3]
    plain = _VNI_ALONE.get(base.lower(), base.lower())
    letter = unicodedata.normalize("NFC", plain + (_VNI_MARKS[found[2].lower()] if found[2] else ""))
    return letter.upper() if base.isupper() else letter


def from_font(font: str, text: str) -> str:
    """Text set in a font of the old encodings (".VnTime", ".VnTimeH" of capitals, "VNI-Times"); other fonts as it is."""
    name = font.strip("'\" ").lower()
    if name.startswith(".vn"):
        converted = from_tcvn3(text)
        return converted.upper() if name.endswith("h") else converted
    return from_vni(text) if name.startswith("vni") else text


Converter = Callable[[str], str]


def converter(text: str) -> Converter | None:
    """What turns the text into Unicode, None where it is no old Vietnamese."""
    sample = text[:_LOOKED_AT]
    if sample.isascii():
        return None
    as_it_is = _vietnamese_share(sample)
    best, most = None, max(as_it_is, _MOST)
    for reading in (from_tcvn3, from_vni):
        share = _vietnamese_share(reading(sample))
        if share > most:
            best, most = reading, share
    return best


def modern(texts: Sequence[str]) -> list[str]:
    """The pieces of a document in Unicode; those that are Unicode already stay as they are."""
    old = [text for text in texts if not text.isascii() and not _VIETNAMESE.search(text)]
    sample = " ".join(old[:_PIECES])
    reading = converter(sample) if old else None
    if reading is None:
        return list(texts)
    return [text if text.isascii() or _VIETNAMESE.search(text) else reading(text) for text in texts]


def vietnamese_words(text: str) -> tuple[int, int]:
    """How many words with accents are Vietnamese syllables, and how many there are."""
    words = [word for word in _WORD.findall(text[:_LOOKED_AT]) if not word.isascii()]
    return sum(_is_syllable(word) for word in words), len(words)


def _vietnamese_share(text: str) -> float:
    right, of = vietnamese_words(text)
    return right / of if right >= _ENOUGH else 0.0


def _is_syllable(word: str) -> bool:
    lower = word.lower()
    if word != lower and not word.isupper() and word[1:] != lower[1:]:
        return False  # HéI: capitals inside
    tones = 0
    plain = ""
    for part in unicodedata.normalize("NFD", lower):
        if part in _TONES.values():
            tones += 1
        else:
            plain += part
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None
