"""Units with a number each, copied out of a spreadsheet, laid onto the form that shares a total out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded
from chungtay.organizations.rules import written_out

SUMS: Final = frozenset({"cong", "tong", "tong cong", "tong so", "toan tinh", "total", "sum"})
UNKNOWN: Final = gettext_noop("không có đơn vị trực thuộc tên như vậy")
TWICE: Final = gettext_noop("đơn vị này đã có ở dòng trên")
NOTHING: Final = gettext_noop("Khối dán chưa có số nào; hãy chép cột tên đơn vị và cột số.")
MANY_COLUMNS: Final = gettext_noop("Khối dán có %(count)s cột bên phải tên đơn vị; hãy chỉ chép cột tên và một cột số.")
NO_NAMES: Final = gettext_noop(
    "Khối dán không có tên đơn vị và có %(rows)s dòng, bảng có %(units)s đơn vị; hãy chép cả cột tên."
)


@dataclass(frozen=True, slots=True)
class PastedShares:
    """What a pasted block says: texts by unit code; rows that found no unit, each with the reason; the units it does
    not name; the sum that it states itself (empty: none)."""

    cells: dict[str, str] = field(default_factory=dict)
    lost: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    stated: str = ""


def unit_labels(units: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Codes by what a spreadsheet may call their units (given by code: full and short names); what two share names none."""
    found = {(label, code) for code, names in units.items() for label in (code, *map(_plain, names))}
    often = Counter(label for label, _ in found)
    return {label: code for label, code in found if label and often[label] == 1}


def _plain(name: str) -> str:
    return folded(written_out(name)).removeprefix("hoi ").removeprefix("chu thap do ")


def pasted_shares(block: Sequence[Sequence[str]], order: Sequence[str], labels: Mapping[str, str]) -> PastedShares:
    """Lay a block (rows of equal length) onto units, shown in this order.

    By the column that names most of them and the only one right of it that says anything; without names one bare column
    of as many rows as there are units. What stands above the first name is its heading. Raises Refusal for neither.
    """
    columns = [column for column in zip(*block, strict=True) if any(column)]
    if not columns:
        raise Refusal(NOTHING)
    named = [sum(_code(text, labels) is not None for text in column) for column in columns]
    side = named.index(max(named))
    if not named[side]:
        return _bare(columns, order)
    rows = list(zip(*columns[side:], strict=True))
    first = next(place for place, row in enumerate(rows) if _code(row[0], labels))
    told = [column for column in list(zip(*rows[first:], strict=True))[1:] if any(column)]
    if not told:
        raise Refusal(NOTHING)
    if len(told) > 1:
        raise Refusal(MANY_COLUMNS, count=len(told))
    return _named(list(zip((row[0] for row in rows[first:]), told[0], strict=True)), order, labels)


def _bare(columns: Sequence[Sequence[str]], order: Sequence[str]) -> PastedShares:
    if len(columns) > 1 or len(columns[0]) != len(order):
        raise Refusal(NO_NAMES, rows=len(columns[0]), units=len(order))
    return PastedShares(dict(zip(order, columns[0], strict=True)))


def _named(rows: Sequence[tuple[str, str]], order: Sequence[str], labels: Mapping[str, str]) -> PastedShares:
    cells: dict[str, str] = {}
    lost: list[tuple[str, str]] = []
    stated = ""
    for name, text in rows:
        code = _code(name, labels)
        if code and code not in cells:
            cells[code] = text
        elif code is None and folded(name).strip(" :") in SUMS:
            stated = text
        elif text:
            lost.append((f"{name}: {text}".removeprefix(": "), TWICE if code else UNKNOWN))
    return PastedShares(cells, tuple(lost), tuple(code for code in order if code not in cells), stated)


def _code(text: str, labels: Mapping[str, str]) -> str | None:
    return labels.get(text.strip()) or labels.get(_plain(text))
