"""What is searched: text without tags and accents."""

import re
from html import unescape

from chungtay.kernel.text import folded

_TAG = re.compile(r"<[^>]*>")


def searchable(*texts: str) -> str:
    """Texts, or HTML, as one line of lower case without accents or tags."""
    return folded(" ".join(unescape(_TAG.sub(" ", text)) for text in texts))
