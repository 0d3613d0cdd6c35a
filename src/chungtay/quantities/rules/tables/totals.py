"""Totals and their parts: rows that sum those above, columns that sum those beside, lines inside a line (trong đó)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from chungtay.kernel.text import folded
from chungtay.quantities.rules.figures import Value

_TOTAL: Final = re.compile(
    r"(?:tong(?: cong| so| chung)?|cong(?: chung| don)?|toan (?:tinh|huyen|cum|thanh pho|hoi)|luy ke|ca nam)(?:\s*(?:\(.*\)|:|[\d+].*))?"
)
_SUBTOTAL: Final = re.compile(
    r"(?:(?:cong|tong(?: cong| so)?)\s+(?:cum|khoi|phan|muc|nhom|bieu|[ivx]+\b|[a-d]\b|\d)|(?:tong )?cong (?:khu vuc|vung|mien|dia ban|huyen)\b).*"
)
_INSIDE: Final = re.compile(r"[-+•–]\s*\w|trong do\b|o trong do\b|bao gom\b")


@dataclass(slots=True)
class Line:
    """A quantity in its column: its place in the list, its row's label, whether a rank (I, A) leads the row."""

    place: int
    label: str
    value: Value
    leads: bool = False
    part_of: int | None = None


@lru_cache(maxsize=4096)
def is_total(label: str) -> bool:
    """Is it a row or a column that sums others?"""
    plain = folded(label[:80])
    return _TOTAL.fullmatch(plain) is not None or _SUBTOTAL.fullmatch(plain) is not None


def tie_rows(lines: Sequence[Line]) -> None:
    """Tell in each line of a column of which other it is a part."""
    totals: list[Line] = []
    parts: list[Line] = []
    for line in lines:
        if not is_total(line.label):
            parts.append(line)
            continue
        _inside(parts, line)
        totals.append(line)
        parts = []
    leading = totals[0] if totals and totals[0] is lines[0] else None
    _inside(parts, leading if leading is not None and len(totals) == 1 else None)
    if len(totals) > 1:
        whole = leading or totals[-1]
        for total in totals:
            total.part_of = None if total is whole else whole.place


def _inside(parts: Iterable[Line], total: Line | None) -> None:
    """Lines between two totals: those led by "trong đó" or a dash are inside the line before them, ranks hold theirs."""
    whole: Line | None = None
    rank: Line | None = None
    held = 0
    kept: list[Line] = []
    for line in parts:
        plain = folded(line.label[:40])
        if whole is not None and _INSIDE.match(plain) and line.value <= whole.value:
            line.part_of = whole.place
            continue
        if line.leads:
            rank, held = line, 0
        elif rank is not None and kept and line.value <= rank.value:
            line.part_of, held = rank.place, held + 1
        whole = line
        kept.append(line)
    for line in kept:
        if total is not None and line.part_of is None:
            line.part_of = total.place
