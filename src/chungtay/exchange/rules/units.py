"""Units by code or exact name on a day, looked up without asking the database for each row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import spelled

CHAPTER: Final = ("hội chữ thập đỏ ", "hội ctđ ")
NEAR: Final = 3

UNKNOWN: Final = gettext_noop("Không có đơn vị “%(text)s”: ghi mã (ví dụ %(example)s) hoặc tên đầy đủ của đơn vị.")
UNKNOWN_NEAR: Final = gettext_noop("Không có đơn vị “%(text)s”; gần giống: %(near)s.")
NOT_THEN: Final = gettext_noop("“%(text)s” không tồn tại vào ngày %(day)s (chỉ %(lives)s).")
MANY: Final = gettext_noop("“%(text)s” là tên của nhiều đơn vị vào ngày %(day)s: ghi mã, một trong %(codes)s.")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit's name for some days (half-open)."""

    unit_id: int
    code: str
    name: str
    short_name: str
    valid_from: date
    valid_to: date | None

    def stands(self, day: date) -> bool:
        """Does the name hold on the day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class UnitIndex:
    """Every name of every unit. What a text may mean is remembered: a file asks the same a thousand times.

    Names are laid out when one is first asked for: a file that gives codes needs none of them.
    """

    def __init__(self, names: Iterable[Named]) -> None:
        self.names = list(names)
        self.by_code = _grouped(self.names, lambda named: named.code)
        self.days = {code: [(n.unit_id, n.valid_from, n.valid_to or date.max) for n in group]
                     for code, group in self.by_code.items()}  # fmt: skip
        self.meanings: dict[str, tuple[list[Named], ...]] = {}

    @cached_property
    def by_name(self) -> dict[str, list[Named]]:
        """Names without case and the words before them."""
        return _grouped(self.names, lambda named: _bare(named.name))

    @cached_property
    def by_short(self) -> dict[str, list[Named]]:
        """Short names likewise."""
        return _grouped(self.names, lambda named: _bare(named.short_name))

    def find(self, text: str, day: date) -> int | Refusal:
        """Id of the unit whose code or exact name is `text` on the day, or why there is none."""
        spans = self.days.get(text, ())
        standing = [unit for unit, first, until in spans if first <= day < until]
        if len(standing) == 1 or len(set(standing)) == 1:
            return standing[0]
        groups = self._meanings(text)
        for group in groups:
            codes = {named.unit_id: named.code for named in group if named.stands(day)}
            if len(codes) == 1:
                return next(iter(codes))
            if codes:
                return Refusal(MANY, text=text, day=_shown(day), codes=", ".join(sorted(codes.values())[:8]))
        if groups:
            known = groups[0][:4]
            return Refusal(NOT_THEN, text=text, day=_shown(day), lives="; ".join(map(_life, known)))
        return self._unknown(text)

    def _meanings(self, text: str) -> tuple[list[Named], ...]:
        """Units that the text names at any time: by code, by name, by short name."""
        found = self.meanings.get(text)
        if found is None:
            bare = _bare(text)
            groups = self.by_code.get(text), self.by_name.get(bare), self.by_short.get(bare)
            found = self.meanings[text] = tuple(group for group in groups if group)
        return found

    def ever(self, text: str) -> Refusal | None:
        """Why there was never such a unit; None when there was one on some day."""
        return None if self._meanings(text) else self._unknown(text)

    def _unknown(self, text: str) -> Refusal:
        near = get_close_matches(text, self.by_code, NEAR, 0.8) if any(map(str.isdigit, text)) else []
        names = near or get_close_matches(_bare(text), self.by_name, NEAR, 0.75)
        if names:
            shown = near or [f"{self.by_name[name][-1].name} ({self.by_name[name][-1].code})" for name in names]
            return Refusal(UNKNOWN_NEAR, text=text[:80], near=", ".join(shown))
        return Refusal(UNKNOWN, text=text[:80], example=min(self.by_code, key=len, default="22"))


def _grouped(names: Iterable[Named], key: Callable[[Named], str]) -> dict[str, list[Named]]:
    groups: dict[str, list[Named]] = {}
    for named in names:
        groups.setdefault(key(named), []).append(named)
    return groups


def _bare(name: str) -> str:
    """A name without case, double spaces and the words "Hội Chữ thập đỏ" before it."""
    bare = " ".join(spelled(name).casefold().split())
    for chapter in CHAPTER:
        bare = bare.removeprefix(chapter)
    return bare


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _life(named: Named) -> str:
    if named.valid_to is None:
        return f"{named.code} từ {_shown(named.valid_from)}"
    return f"{named.code} từ {_shown(named.valid_from)} đến {_shown(named.valid_to - timedelta(days=1))}"
