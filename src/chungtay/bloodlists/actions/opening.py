"""A list comes in, is understood and mended, or goes without having been recorded."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.bloodlists.formats.files import read_list
from chungtay.bloodlists.models import BloodList
from chungtay.bloodlists.queries.lists import expired, staged_in
from chungtay.bloodlists.rules.columns import IGNORED, ListField, heading_rows, marked_ml, signature
from chungtay.bloodlists.rules.states import ListState
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, one_line

from .keeping import check_reach, open_one, seal_staged

NO_CENTRE: Final = gettext_noop("Cần ghi tên nơi tiếp nhận máu.")
TO_COME: Final = gettext_noop("Ngày %(day)s chưa tới.")
LONGEST: Final = 200  # of a corrected cell


@transaction.atomic
def open_list(
    *, by: User | None, at: datetime, on: date, unit_id: int, centre: str, name: str, data: bytes,
    day: date | None = None,
) -> BloodList:  # fmt: skip
    """Take a list in, sealed, for a unit; `day`: of giving, for rows that say none. Nothing of it is recorded.

    The same bytes again: the list that was recorded, or that its owner has here. Raises Refusal for a unit of others, without
    the centre's name, for what cannot be read.
    """
    check_reach(by, unit_id, on)
    if not one_line(centre):
        raise Refusal(NO_CENTRE)
    if day and day > on:
        raise Refusal(TO_COME, day=day_written(day))
    close_expired_lists(by=by, at=at)
    digest = sha256(data + (day.isoformat() if day else "").encode()).hexdigest()
    same = BloodList.objects.filter(unit=unit_id, digest=digest)
    there = same.filter(state=ListState.POSTED).first() or same.filter(state=ListState.OPEN, opened_by=by).first()
    if there is not None:
        return there
    staged = read_list(data, name, day)
    sign = signature(staged.headings)
    like = BloodList.objects.filter(unit=unit_id, signature=sign).exclude(columns={}).first()
    staged = replace(staged, columns={int(index): meaning for index, meaning in like.columns.items()} if like else {})
    row = BloodList.objects.create(
        unit_id=unit_id, centre=nfc(one_line(centre))[:200], file_name=one_line(name)[-255:], digest=digest,
        signature=sign, columns=_kept(staged.columns), rows=len(list(staged.below())), opened_at=at, opened_by=by,
    )  # fmt: skip
    seal_staged(row, staged)
    audit.note(by=by, at=at, action="open_list", object_type="blood_list", object_id=row.pk)
    return row


@transaction.atomic
def note_columns(
    *, by: User | None, at: datetime, on: date, list_id: int, given: Mapping[int, str], heading_row: int = 0,
    day: date | None = None,
) -> None:  # fmt: skip
    """Keep what columns mean where said by hand ("": as the heading says), in which row the headings stand, the day.

    Raises Refusal for a day to come, and for a list that is not here.
    """
    row = open_one(by, list_id)
    if day and day > on:
        raise Refusal(TO_COME, day=day_written(day))
    staged = replace(staged_in(row), day=day)
    if 0 < heading_row < len(staged.rows) and heading_row != staged.heading[0]:
        height = heading_rows(staged.rows[heading_row - 1 :])
        last = heading_row + (height[1] - height[0] if height[0] == 1 else 0)
        staged = replace(staged, heading=(heading_row, last), columns={})
    else:
        allowed = {IGNORED, *ListField}
        columns = {**staged.columns, **{i: m for i, m in given.items() if m in allowed or marked_ml(m)}}
        staged = replace(staged, columns={i: m for i, m in columns.items() if given.get(i, m) != ""})
    seal_staged(row, staged)
    row.columns, row.signature = _kept(staged.columns), signature(staged.headings)
    row.rows = len(list(staged.below()))
    row.save(update_fields=["columns", "signature", "rows"])


@transaction.atomic
def correct_list(
    *, by: User | None, at: datetime, list_id: int, edits: Mapping[int, Mapping[int, str]],
    left_out: Collection[int] = (), taken_back: Collection[int] = (),
) -> None:  # fmt: skip
    """Keep corrected cells (row to column to text), rows left out, and rows taken in again; the file stays as it came."""
    row = open_one(by, list_id)
    staged = staged_in(row)
    corrected = {number: dict(cells) for number, cells in staged.edits.items()}
    width = len(staged.headings)
    for number, cells in edits.items():
        if staged.heading[1] < number <= len(staged.rows):
            kept = {i: nfc(one_line(text))[:LONGEST] for i, text in cells.items() if 0 <= i < width}
            corrected.setdefault(number, {}).update(kept)
    left = (staged.left_out | set(left_out)) - set(taken_back)
    seal_staged(row, replace(staged, edits=corrected, left_out=frozenset(left)))


@transaction.atomic
def close_list(*, by: User | None, at: datetime, list_id: int) -> None:
    """Put a list away that is not recorded; nothing of it is left. Raises Refusal where it is not here."""
    row = open_one(by, list_id)
    audit.note(by=by, at=at, action="close_list", object_type="blood_list", object_id=row.pk)
    row.delete()


@transaction.atomic
def close_expired_lists(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Throw away lists that nobody recorded, and what is sealed of people on recorded ones, after so many days as the
    setting says, and of donors who were erased. Returns how many of each."""
    left, told = expired(at)
    lists, people = left.count(), told.update(told=None)
    left.delete()
    if lists or people:
        audit.note(
            by=by, at=at, action="close_expired_lists", object_type="blood_list", object_id=lists, text=str(people)
        )
    return lists, people


def _kept(columns: Mapping[int, str]) -> dict[str, str]:
    return {str(index): meaning for index, meaning in columns.items()}
