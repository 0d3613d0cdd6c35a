"""Programmes and disasters by code or name, several in a cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final, TypeVar

from chungtay.disasters.rules import Name as DisasterName
from chungtay.disasters.rules import code_named
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded

Found = TypeVar("Found")
Known = tuple[str, date, list[DisasterName]]  # code, first day, names
NEAR: Final = 3
QUOTES: Final = "“”\"'‘’«» "
UNKNOWN_PROGRAMME: Final = gettext_noop("Không có chương trình “%(text)s”; ghi mã hoặc tên, ví dụ: %(near)s.")
UNKNOWN_DISASTER: Final = gettext_noop(
    "Không có sự kiện thiên tai “%(text)s” vào ngày %(day)s; ghi mã hoặc tên, ví dụ: %(near)s."
)
MANY: Final = gettext_noop("“%(text)s” là tên của nhiều mục: ghi mã, một trong %(codes)s.")


@dataclass(frozen=True, slots=True)
class ProgrammeIndex:
    """Programmes by code and by any of their names of any time."""

    codes: frozenset[str]
    by_name: Mapping[str, frozenset[str]]  # folded name to codes

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]]) -> "ProgrammeIndex":
        """The index over code -> names."""
        by_name: dict[str, frozenset[str]] = {}
        for code, called in names.items():
            for name in called:
                by_name[folded(name)] = by_name.get(folded(name), frozenset()) | {code}
        return cls(frozenset(names), by_name)

    def find(self, text: str) -> str | Refusal:
        """The tag of a code or name, or why there is none."""
        bare = text.strip(QUOTES)
        codes = frozenset([bare]) if bare in self.codes else self.by_name.get(folded(bare), frozenset())
        if len(codes) == 1:
            return f"programme:{next(iter(codes))}"
        if codes:
            return Refusal(MANY, text=text, codes=", ".join(sorted(codes)))
        near = get_close_matches(folded(bare), [*self.codes, *self.by_name], NEAR, 0.6) or sorted(self.codes)[:NEAR]
        return Refusal(UNKNOWN_PROGRAMME, text=text[:80], near=", ".join(near) or "—")


@dataclass(frozen=True, slots=True)
class DisasterIndex:
    """Disasters by code and name on a day: "bão số 3" is another one every year."""

    known: tuple[Known, ...]

    def find(self, text: str, day: date) -> str | Refusal:
        """The tag of what the text means on the day, or why there is none."""
        try:
            code = code_named(text, day, self.known)
        except Refusal as refusal:
            return refusal
        if code is not None:
            return f"disaster:{code}"
        codes = sorted(code for code, _, _ in self.known)
        near = get_close_matches(text, codes, NEAR, 0.5) or codes[-NEAR:]
        return Refusal(UNKNOWN_DISASTER, text=text[:80], day=f"{day:%d/%m/%Y}", near=", ".join(near) or "—")


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
