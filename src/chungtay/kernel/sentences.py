"""Where sentences end: full stops that are not in numbers, abbreviations or initials; bullets; blank lines."""

from collections.abc import Iterator, Sequence
from typing import Final

from chungtay.kernel.tokens import Shape, Token

_LONGEST: Final = 300  # tokens; what is longer is no sentence, and its parts are read alone
_ENDS: Final = frozenset({".", "!", "?", "…"})
_CLOSERS: Final = frozenset({'"', "”", "’", ")", "»", "'"})
_SHORT_FORMS: Final = frozenset({
    "tp", "tx", "tt", "p", "q", "h", "x", "ths", "ts", "bs", "pgs", "gs", "ks", "cn", "cb", "đc", "st", "stt",
    "no", "mr", "mrs", "ms", "dr", "tr", "v", "vv", "vd", "tphcm", "kt", "tm", "tl", "ub", "bch", "tnhh",
})  # fmt: skip
_BULLETS: Final = frozenset({"-", "–", "+", "•", "*", "●", "▪", "◦", "\uf0b7"})


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) token of each sentence."""
    first = 0
    lined = len(tokens) > _LONGEST or (bool(tokens) and "\n" in text[tokens[0].start : tokens[-1].end])
    for place in range(len(tokens)) if lined else [n for n, one in enumerate(tokens) if one.shape is Shape.MARK]:
        token = tokens[place]
        apart = place > first and token.start > tokens[place - 1].end + 1  # more than a space before it
        listed = place > first and token.text in _BULLETS
        if ((apart or listed) and _begins_line(text, tokens, place)) or place - first >= _LONGEST:
            yield first, place
            first = place
        elif token.shape is Shape.MARK and _ends(text, tokens, place):
            end = place + 1
            while end < len(tokens) and tokens[end].text in _CLOSERS and tokens[end].start == tokens[end - 1].end:
                end += 1
            if end > first:
                yield first, end
                first = end
    if first < len(tokens):
        yield first, len(tokens)


def _ends(text: str, tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.text not in _ENDS and token.text[:2] != "..":
        return False
    after = place + 1
    while after < len(tokens) and tokens[after].text in _CLOSERS and tokens[after].start == tokens[after - 1].end:
        after += 1
    if after == len(tokens):
        return True
    following = text[tokens[after].start]
    spaced = tokens[after].start > tokens[after - 1].end
    if token.text != ".":
        return spaced and not following.islower()
    if following.islower() or not (spaced or following.isupper()):
        return False
    return place == 0 or not _abbreviated(text, tokens[place - 1], token, spaced=spaced)


def _abbreviated(text: str, before: Token, stop: Token, *, spaced: bool) -> bool:
    """Whether the stop belongs to a short form: TP. Hạ Long, Q.1, P. Bãi Cháy, an initial."""
    if before.end != stop.start or before.shape is not Shape.WORD:
        return False
    initial = len(before.text) == 1 and text[before.start].isupper()
    return initial or before.text in _SHORT_FORMS or (not spaced and len(before.text) <= 3)


def _begins_line(text: str, tokens: Sequence[Token], place: int) -> bool:
    gap = text[tokens[place - 1].end : tokens[place].start]
    if "\n" not in gap:
        return False
    return gap.count("\n") > 1 or tokens[place].text in _BULLETS
