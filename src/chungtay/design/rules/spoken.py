"""Vietnamese names inside an English page, marked so that they are read aloud as Vietnamese (WCAG 2.2, 3.1.2)."""

import re
from functools import lru_cache
from typing import Final

from chungtay.kernel.text import folded

_TAGS: Final = (
    "a|b|button|caption|dd|div|dt|em|figcaption|h[1-6]|label|legend|li|option|p|small|span|strong|summary|td|text|th"
)
# What was read is never given back (`*+`): a long paragraph with a link in it would be read once for each of its letters.
_WITHIN: Final = re.compile(rf"<({_TAGS})((?:\s[^<>]*)?)>([\x00-;=?-\x7f]*+[^\x00-\x7f][^<>]*+)(?=</\1>)")
_LANG: Final = re.compile(r"\slang=")
_ENTITY: Final = re.compile(r"&#?\w+;")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN_LETTER: Final = re.compile(r"[ăâđêôơưạ-ỹàáãèéìíòóõùúýĩũ]", re.IGNORECASE)
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_SHORT: Final = 5  # letters of what an office writes in capitals: TX, TP, CTĐ, BCHTW


@lru_cache(maxsize=4096)  # the same names stand on every page
def is_vietnamese(text: str) -> bool:
    """Is every word a Vietnamese syllable, or an office's abbreviation, and one of them written with its own letters?"""
    words = _WORD.findall(_ENTITY.sub(" ", text))
    return bool(_OWN_LETTER.search(text)) and all(
        (word.isupper() and len(word) <= _SHORT) or _SYLLABLE.fullmatch(folded(word)) for word in words
    )


def marked(page: str) -> str:
    """The page; an element that holds a Vietnamese text and nothing else says that it is Vietnamese. What is mixed, a
    name within an English sentence, stays as it is."""
    return _WITHIN.sub(lambda found: _said(*found.groups()) or found[0], page)


def _said(tag: str, given: str, text: str) -> str:
    return "" if _LANG.search(given) or not is_vietnamese(text) else f'<{tag} lang="vi"{given}>{text}'
