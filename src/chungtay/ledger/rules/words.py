"""What a list of records is searched by."""

from functools import lru_cache

from chungtay.kernel.text import folded

MOST = 300  # characters kept
_title = lru_cache(maxsize=4096)(folded)  # a workbook repeats its titles


def search_words(key: str, title: str) -> str:
    """Key and title without accents and case; a long title is cut, never the key."""
    return f"{folded(key)} {_title(title)}".strip()[:MOST]
