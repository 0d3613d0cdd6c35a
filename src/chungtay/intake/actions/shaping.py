"""What the owner says of a file: meanings of its columns, corrected cells, rows left out."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.exchange.rules.fields import LABELS
from chungtay.intake.models import ColumnMapping, ImportDraft
from chungtay.intake.queries.contents import FileShape, SheetHead, shape_of
from chungtay.intake.queries.sheets import with_unit
from chungtay.intake.rules.meanings import choosable, heading_for, signature
from chungtay.intake.rules.shapes import IGNORED, SheetShape
from chungtay.intake.rules.states import DraftState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.ledger.queries import catalogue

from .keeping import keep_shape, move, own_draft

NO_SHEET: Final = gettext_noop("Chọn ít nhất một trang tính.")
RESTING: Final = (DraftState.COLUMNS, DraftState.CHECKED)


def note_columns(
    *, by: User, at: datetime, draft_id: int, chosen: Collection[str], rows: Mapping[str, int],
    given: Mapping[str, Mapping[int, str]],
) -> ImportDraft:  # fmt: skip
    """Keep which sheets are meant, in which row their headings stand, what columns mean where said by hand.

    `given`: sheet to column to a field, an indicator's code, IGNORED, or "" (as the heading says). What was said is
    remembered for the unit's next file with the same headings. Raises Refusal for no sheet.
    """
    draft = own_draft(by, draft_id)
    shape = shape_of(draft.pk)
    names = tuple(name for name in shape.heads if name in chosen)
    if not names:
        raise Refusal(NO_SHEET)
    sheets = dict(shape.sheets)
    for name in names:
        head = shape.heads[name]
        sheets[name] = _said(sheets[name], head, rows.get(name, 0), given.get(name, {}))
        sheets[name] = with_unit(sheets[name], head, draft.unit.code)
    with transaction.atomic():
        height = sum(shape.heads[name].height for name in names)
        move(draft, RESTING, DraftState.COLUMNS, rows=height)
        keep_shape(draft.pk, FileShape(shape.heads, names, sheets))
        for name in names:
            _remember(by, at, draft, shape.heads[name], sheets[name])
    return draft


def _said(shape: SheetShape, head: SheetHead, row: int, given: Mapping[int, str]) -> SheetShape:
    if 0 < row <= len(head.rows) and row != shape.heading_row:
        return SheetShape(row)
    written = head.rows[shape.heading_row - 1] if len(head.rows) >= shape.heading_row else ()
    views = catalogue()
    allowed = {IGNORED, *(field.value for field in LABELS), *choosable(views)}
    columns = dict(shape.columns)
    for index, value in given.items():
        if not value:
            columns.pop(index, None)
        elif value in allowed and index < len(written):
            columns[index] = heading_for(value, nfc(written[index]).strip(), views)
    return replace(shape, columns=columns)


def _remember(by: User, at: datetime, draft: ImportDraft, head: SheetHead, shape: SheetShape) -> None:
    if len(head.rows) < shape.heading_row:
        return
    sign = signature(head.rows[shape.heading_row - 1])
    if shape.columns:
        columns = {str(index): heading for index, heading in shape.columns.items()}
        kept = {"columns": columns, "by": by, "at": at}
        ColumnMapping.objects.update_or_create(unit_id=draft.unit_id, signature=sign, defaults=kept)
    else:
        ColumnMapping.objects.filter(unit=draft.unit_id, signature=sign).delete()


def correct_rows(
    *, by: User, at: datetime, draft_id: int, edits: Mapping[str, Mapping[int, Mapping[int, str]]],
    left_out: Mapping[str, Collection[int]], taken_back: Mapping[str, Collection[int]],
) -> ImportDraft:  # fmt: skip
    """Keep corrected cells (sheet to row to column to text), rows left out, and rows taken in again."""
    draft = own_draft(by, draft_id)
    shape = shape_of(draft.pk)
    sheets = dict(shape.sheets)
    for name in shape.chosen:
        sheet = sheets[name]
        corrected = {row: dict(cells) for row, cells in sheet.edits.items()}
        for row, cells in edits.get(name, {}).items():
            corrected.setdefault(row, {}).update(cells)
        left = (sheet.left_out | set(left_out.get(name, ()))) - set(taken_back.get(name, ()))
        sheets[name] = replace(sheet, edits=corrected, left_out=frozenset(left))
    with transaction.atomic():
        move(draft, (DraftState.CHECKED,), DraftState.CHECKED)
        keep_shape(draft.pk, replace(shape, sheets=sheets))
    return draft
