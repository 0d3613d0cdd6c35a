"""Programmes and disasters by code or name, several in a cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeVar

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded

Found = TypeVar("Found")
NEAR: Final = 3
UNKNOWN: Final = {
    "programme": gettext_noop("Không có chương trình “%(text)s”; ghi mã hoặc tên, ví dụ: %(near)s."),
    "disaster": gettext_noop("Không có sự kiện thiên tai “%(text)s”; ghi mã hoặc tên, ví dụ: %(near)s."),
}
MANY: Final = gettext_noop("“%(text)s” là tên của nhiều mục: ghi mã, một trong %(codes)s.")


@dataclass(frozen=True, slots=True)
class TagIndex:
    """Codes and names of one namespace of tags."""

    namespace: str
    codes: frozenset[str]
    by_name: Mapping[str, frozenset[str]]  # folded name to codes

    @classmethod
    def of(cls, namespace: str, names: Mapping[str, tuple[str, ...]]) -> "TagIndex":
        """The index over code -> names."""
        by_name: dict[str, frozenset[str]] = {}
        for code, called in names.items():
            for name in called:
                by_name[folded(name)] = by_name.get(folded(name), frozenset()) | {code}
        return cls(namespace, frozenset(names), by_name)

    def tag(self, text: str) -> str | Refusal:
        """The tag of a code or name, or why there is none."""
        if text in self.codes:
            return f"{self.namespace}:{text}"
        codes = self.by_name.get(folded(text), frozenset())
        if len(codes) == 1:
            return f"{self.namespace}:{next(iter(codes))}"
        if codes:
            return Refusal(MANY, text=text, codes=", ".join(sorted(codes)))
        known = [*self.codes, *self.by_name]
        near = get_close_matches(folded(text), known, NEAR, 0.6) or sorted(self.codes)[:NEAR]
        return Refusal(UNKNOWN[self.namespace], text=text[:80], near=", ".join(near))


def each(text: str, find: Callable[[str], Found | Refusal]) -> list[Found] | Refusal:
    """What a cell names: the whole text if that is known (a name may hold a comma), else its parts."""
    if text == "":
        return []
    whole = find(text)
    if not isinstance(whole, Refusal):
        return [whole]
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    found: list[Found] = []
    for part in parts:
        one = find(part)
        if isinstance(one, Refusal):
            pieces = [find(piece.strip()) for piece in part.split(",") if piece.strip()]
            wrong = next((piece for piece in pieces if isinstance(piece, Refusal)), None)
            if wrong is not None:
                return wrong if len(pieces) > 1 else one
            found += [piece for piece in pieces if not isinstance(piece, Refusal)]
        else:
            found.append(one)
    return found
