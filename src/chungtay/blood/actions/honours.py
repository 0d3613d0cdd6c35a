"""Honours: a province's tiers from a day on; who was handed one, with a record of the ledger for each unit; marks taken back."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import Donor, HonourGiven, HonourTable
from chungtay.blood.queries.honours import honour_book, times_given
from chungtay.bloodrules.rules.honours import HonourTier
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.rules import Amount, RecordDraft

from .enrolling import NO_REASON

MOST_TIERS, MOST_NAME = 30, 60
NO_SOURCE = gettext_noop("Cần ghi văn bản làm căn cứ.")
NO_TIERS = gettext_noop("Cần từ 1 đến %(most)s mức, số lần hiến tăng dần từ 1, mỗi mức một tên không dài quá 60 chữ.")
TABLE_THERE = gettext_noop("Đã có bảng mức áp dụng từ ngày %(day)s; bảng đã ghi không sửa, hãy chọn ngày khác.")
NOBODY = gettext_noop("Chưa chọn ai.")
NOT_YET = gettext_noop("Ngày trao %(day)s chưa tới.")
GONE = gettext_noop("Không ghi được cho hồ sơ %(who)s: hồ sơ không có, đã xóa hoặc đã gộp.")
TWICE = gettext_noop("Hồ sơ %(who)s đã được ghi là đã trao mức này hoặc mức cao hơn. Bỏ chọn rồi ghi lại.")
NOT_REACHED = gettext_noop("Hồ sơ %(who)s chưa đủ số lần hiến của mức đã chọn, tính đến ngày trao.")
NOT_GIVEN = gettext_noop("Ghi nhận này không có hoặc đã rút.")
TITLE, TAKEN_BACK = "Tôn vinh người hiến máu", "Rút ghi nhận đã trao"


@transaction.atomic
def record_honour_table(
    *, by: User | None, at: datetime, unit_id: int, first_on: date, tiers: Sequence[tuple[int, str]], source: str
) -> HonourTable:
    """The tiers of a province from a day on (least number of donations, name). Raises Refusal for tiers that do not rise or
    have no name, without the text that sets them, and where a table begins on that day already."""
    names, source = [name.strip() for _least, name in tiers], source.strip()
    if not source:
        raise Refusal(NO_SOURCE)
    rise = all(before < after for (before, _), (after, _) in zip([(0, ""), *tiers], tiers, strict=False))
    if not 0 < len(tiers) <= MOST_TIERS or not rise or not all(0 < len(name) <= MOST_NAME for name in names):
        raise Refusal(NO_TIERS, most=MOST_TIERS)
    kept = [[least, name] for (least, _), name in zip(tiers, names, strict=True)]
    row = HonourTable(unit_id=unit_id, first_on=first_on, tiers=kept, source=source, entered_at=at, entered_by=by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(TABLE_THERE, day=f"{first_on:%d/%m/%Y}") from None
    audit.note(by=by, at=at, action="record_honour_table", object_type="unit", object_id=unit_id, text=source)
    return row


@transaction.atomic
def record_honours(
    *, by: User | None, at: datetime, on: date, marks: Mapping[int, int], given_on: date, paper: str = ""
) -> int:
    """Put down that honours were handed over on a day: the tier's least number by donor. How many; one record a unit.

    All or none. Raises Refusal for nobody, for a day to come, for donors who are gone, who have that tier or a higher one
    already, or who had not given often enough by that day.
    """
    if not marks:
        raise Refusal(NOBODY)
    if given_on > on:
        raise Refusal(NOT_YET, day=f"{given_on:%d/%m/%Y}")
    locked = Donor.objects.select_for_update(of=("self",)).order_by("pk")
    donors = list(locked.filter(pk__in=marks, person__erased_at=None, person__merged_into=None))
    _refuse(GONE, marks.keys() - {row.pk for row in donors})
    there = HonourGiven.objects.filter(donor__in=donors, withdrawn_because="").values_list("donor", "least")
    _refuse(TWICE, {donor for donor, least in there if least >= marks[donor]})
    given, book = times_given(marks.keys(), given_on), honour_book(given_on)
    tiers: dict[int, HonourTier] = {}
    for row in donors:
        tier = next((one for one in book.scale(row.unit_id).tiers if one.least == marks[row.pk]), None)
        if tier and given.get(row.pk, 0) >= tier.least:
            tiers[row.pk] = tier
    _refuse(NOT_REACHED, marks.keys() - tiers.keys())
    key = f"honours:{secrets.token_hex(8)}"
    rows = [
        HonourGiven(
            donor=row, unit_id=row.unit_id, tier=tiers[row.pk].code, least=tiers[row.pk].least, donations=given[row.pk],
            given_on=given_on, paper=paper.strip(), record_key=key, entered_at=at, entered_by=by,
        )
        for row in donors
    ]  # fmt: skip
    HonourGiven.objects.bulk_create(rows)
    ledger.record(by=by, at=at, records=_records(rows))
    audit.note(by=by, at=at, action="record_honours", object_type="donor", object_id=len(rows), text=_numbers(marks))
    return len(rows)


@transaction.atomic
def withdraw_honour(*, by: User | None, at: datetime, honour_id: int, reason: str) -> None:
    """Take back a mark; the record of its handing-over counts one less, the last one takes it along. The tier may be marked
    again. Raises Refusal without a reason, and for what does not stand."""
    if not reason.strip():
        raise Refusal(NO_REASON)
    row = HonourGiven.objects.select_for_update().filter(pk=honour_id, withdrawn_because="").first()
    if row is None:
        raise Refusal(NOT_GIVEN)
    same = HonourGiven.objects.select_for_update().filter(unit=row.unit_id, record_key=row.record_key)
    left = [other for other in same.filter(withdrawn_because="").order_by("pk") if other.pk != row.pk]
    row.withdrawn_because = reason.strip()
    row.save(update_fields=["withdrawn_because"])
    stands = bool(standings([(row.unit_id, row.record_key)]))  # else somebody withdrew it in the book
    if stands and left:
        ledger.record(by=by, at=at, records=_records(left), reason=TAKEN_BACK)
    elif stands:
        ledger.withdraw(by=by, at=at, unit_id=row.unit_id, key=row.record_key, reason=TAKEN_BACK)
    audit.note(by=by, at=at, action="withdraw_honour", object_type="donor", object_id=row.donor_id, text=reason.strip())


def _records(rows: Iterable[HonourGiven]) -> list[RecordDraft]:
    """A record for each unit of one handing-over: how many, of nobody."""
    units: dict[int, list[HonourGiven]] = {}
    for row in rows:
        units.setdefault(row.unit_id, []).append(row)
    return [
        RecordDraft(unit, one[0].record_key, one[0].given_on, [Amount("blood.honoured", len(one))], title=TITLE)
        for unit, one in units.items()
    ]


def _refuse(why: str, donors: Collection[int]) -> None:
    if donors:
        raise Refusal(why, who=_numbers(donors))


def _numbers(donors: Iterable[int]) -> str:
    return " ".join(f"#{pk}" for pk in sorted(donors))
