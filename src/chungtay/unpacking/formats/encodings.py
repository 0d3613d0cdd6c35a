"""Bytes to text: Unicode in its forms, else the old Vietnamese encodings, by evidence."""

import codecs
import re
from typing import Final

from .legacy import from_tcvn3, from_vni, vietnamese_words

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LOOKED_AT: Final = 4096
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decoded(data: bytes) -> str | None:
    """The text of a file, None where it is no text."""
    text = _unicode(data)
    if text is None:
        text = _western(data)
    sample = text[:_LOOKED_AT]
    return None if len(_CONTROL.findall(sample)) > len(sample) // 200 else _CONTROL.sub(" ", text)


def _unicode(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    sample = data[:_LOOKED_AT]
    if sample.count(0) > len(sample) // 5:  # UTF-16 without mark: spaces and digits have a zero byte
        little = sample[1::2].count(0) > sample[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 or (error.start > 200 and not data[: error.start].isascii()):
            return data.decode("utf-8", "replace")  # cut off, or one wrong byte in what is UTF-8 otherwise
        return None


def _western(data: bytes) -> str:
    """One of the encodings of a byte a letter: that under which most words are Vietnamese."""
    plain = data.decode("latin-1")
    windows = data.decode("cp1252", "replace")
    readings = (windows, data.decode("cp1258", "replace"), from_tcvn3(plain), from_vni(windows))
    return max(readings, key=lambda text: vietnamese_words(text)[0])
