"""Drafts laid out as rows of a workbook, so that reading them again changes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from chungtay.ledger.rules import Amount, Catalogue, DeclarationDraft, RecordDraft
from chungtay.ledger.rules.keys import cell_key

from .fields import WorkbookField

ROW_TAGS: Final = ("programme:", "disaster:")
FIELDS: Final = tuple(WorkbookField)
NumberPlace = tuple[str, frozenset[str]]  # indicator code and the tags of its column
Value = str | int | float | date | None


@dataclass(slots=True)
class SheetRow:
    """One row: its fields, and its numbers by column."""

    fields: dict[WorkbookField, Value]
    numbers: dict[NumberPlace, int]


def rows_of(
    drafts: Iterable[tuple[RecordDraft | DeclarationDraft, tuple[int, ...]]], codes: Mapping[int, str]
) -> list[SheetRow]:
    """Rows in order of unit, day and key; declared cells without a key of their own share a row where they can.

    `drafts`: with the ids of their partner units; `codes`: of all units.
    """
    rows: list[SheetRow] = []
    shared: dict[tuple[object, ...], SheetRow] = {}
    for draft, partners in sorted(drafts, key=lambda pair: _order(pair[0], codes)):
        tags = _row_tags(draft.amounts)
        fields = _fields(draft, tags, codes) | {
            WorkbookField.PARTNERS: "; ".join(sorted(codes[unit] for unit in partners))
        }
        numbers = {(a.indicator, a.tags - tags): a.value for a in draft.amounts}
        if isinstance(draft, DeclarationDraft) and fields[WorkbookField.KEY] == "":
            row = shared.setdefault(tuple(fields.values()), SheetRow(fields, {}))
            if not row.numbers:
                rows.append(row)
            row.numbers.update(numbers)
        else:
            rows.append(SheetRow(fields, numbers))
    return rows


def _order(draft: RecordDraft | DeclarationDraft, codes: Mapping[int, str]) -> tuple[object, ...]:
    if isinstance(draft, RecordDraft):
        return (codes[draft.unit_id], 0, draft.occurred_on, draft.key)
    return (codes[draft.unit_id], 1, draft.first, draft.key)


def _row_tags(amounts: Sequence[Amount]) -> frozenset[str]:
    """Programmes and disasters that every number of the row carries."""
    shared = frozenset.intersection(*(amount.tags for amount in amounts)) if amounts else frozenset()
    return frozenset(tag for tag in shared if tag.startswith(ROW_TAGS))


def _fields(
    draft: RecordDraft | DeclarationDraft, tags: frozenset[str], codes: Mapping[int, str]
) -> dict[WorkbookField, Value]:
    fields: dict[WorkbookField, Value] = {
        WorkbookField.KEY: draft.key,
        WorkbookField.UNIT: codes[draft.unit_id],
        WorkbookField.TITLE: draft.title,
        WorkbookField.PROGRAMMES: _codes(tags, "programme:"),
        WorkbookField.DISASTER: _codes(tags, "disaster:"),
        WorkbookField.NOTE: draft.note,
    }
    if isinstance(draft, RecordDraft):
        window = draft.since is not None and draft.since != draft.occurred_on
        fields[WorkbookField.DATE] = (
            f"{draft.since:%d/%m/%Y} - {draft.occurred_on:%d/%m/%Y}" if window else draft.occurred_on
        )
        return fields
    if len(draft.amounts) == 1 and draft.key == cell_key(draft, draft.amounts[0]):
        fields[WorkbookField.KEY] = ""
    fields |= {
        WorkbookField.FROM: draft.first,
        WorkbookField.TO: draft.last,
        WorkbookField.COVERS: draft.covers,
        WorkbookField.ESTIMATE: "x" if draft.estimate else "",
    }
    return fields


def _codes(tags: frozenset[str], prefix: str) -> str:
    return "; ".join(sorted(tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)))


def number_places(rows: Iterable[SheetRow], catalogue: Catalogue) -> list[NumberPlace]:
    """The number columns that the rows need, in catalogue order, plain ones before tagged ones."""
    order = {code: index for index, code in enumerate(catalogue.indicators)}
    places = {place for row in rows for place in row.numbers}
    return sorted(places, key=lambda place: (order[place[0]], sorted(place[1])))


def heading_of(place: NumberPlace) -> str:
    """A number column's heading: the code, and its tags in brackets."""
    code, tags = place
    return f"{code} [{'; '.join(sorted(tags))}]" if tags else code


def cells_of(
    row: SheetRow, places: Sequence[NumberPlace], catalogue: Catalogue, number: Callable[[int, int], Value]
) -> list[Value]:
    """The row's cells: fields first, then numbers, each made by `number(value, scale)`."""
    cells: list[Value] = [row.fields.get(field, "") for field in FIELDS]
    for place in places:
        value = row.numbers.get(place)
        cells.append(None if value is None else number(value, catalogue[place[0]].scale))
    return cells


def plain_number(value: int, scale: int) -> Value:
    """As a spreadsheet holds it."""
    return value if scale == 0 else float(Fraction(value, 10**scale))


def written_number(value: int, scale: int) -> Value:
    """As text that reads one way only: a decimal comma, never three places behind it (1,125 could be thousands)."""
    if scale == 0:
        return value
    one: int = 10**scale
    whole, rest = divmod(value, one)
    places = f"{rest:0{scale}}".rstrip("0")
    if not places:
        return whole
    return f"{whole},{places}0" if len(places) == 3 else f"{whole},{places}"
