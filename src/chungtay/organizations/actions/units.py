"""Changes of the dated tree: units that come, are called otherwise, move, end, and what becomes of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note as audit_note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.organizations.actions.changes import Change, unit_known
from chungtay.organizations.models import ClusterMembership, ClusterOffice, Succession, TreeRevision, Unit, UnitVersion
from chungtay.organizations.rules import (
    SuccessionDraft,
    UnitDraft,
    UnitKind,
    VersionDraft,
    check_shares,
    check_unit,
    stands,
)

_NO_PARENT = gettext_noop("Không có đơn vị cấp trên mang mã %(code)s vào ngày %(day)s")
_NOT_STANDING = gettext_noop("Đơn vị %(code)s không hoạt động vào ngày %(day)s")
_SUCCESSION_TWICE = gettext_noop("Chuyển tiếp của đơn vị %(code)s vào ngày %(day)s đã được ghi")


@transaction.atomic
def add_unit(*, by: User | None, at: datetime, unit: UnitDraft, note: str = "") -> Unit:
    """Add one unit. Raises Refusal for a bad code, an unknown parent, a code in use, a parent that ends earlier."""
    text = note or f"Thêm đơn vị {unit.code}"
    row = _added(Change.begun(by=by, at=at, note=text), [unit])[0]
    audit_note(by=by, at=at, action="add_unit", object_type="unit", object_id=row.pk, text=text)
    return row


@transaction.atomic
def add_units(*, by: User | None, at: datetime, units: Sequence[UnitDraft], note: str) -> list[Unit]:
    """Add many units in one revision, in the order given; parents may be among them. Raises Refusal as `add_unit`."""
    change = Change.begun(by=by, at=at, note=note)
    rows = _added(change, units)
    number = change.revision.number
    audit_note(by=by, at=at, action="add_units", object_type="tree_revision", object_id=number, text=note)
    return rows


@transaction.atomic
def rename_unit(
    *,
    by: User | None,
    at: datetime,
    unit_id: int,
    on: date,
    name: str,
    short_name: str | None = None,
    kind: UnitKind | None = None,
    designation: str | None = None,
) -> TreeRevision:
    """From `on` until its next dated change the unit bears another name (short name, kind, designation).

    Raises Refusal if it does not stand on that day.
    """
    changes: dict[str, str] = {"name": nfc(name)}
    for field, value in (("short_name", short_name), ("kind", kind), ("designation", designation)):
        if value is not None:
            changes[field] = nfc(value)
    unit = unit_known(unit_id)
    revision = _changed(by=by, at=at, unit=unit, on=on, note=f"Đổi tên {unit.code}: {name}", changes=changes)
    audit_note(by=by, at=at, action="rename_unit", object_type="unit", object_id=unit_id, text=name)
    return revision


@transaction.atomic
def move_unit(*, by: User | None, at: datetime, unit_id: int, parent_id: int, on: date) -> TreeRevision:
    """From `on` until its next dated change the unit lies under another parent.

    Raises Refusal if either does not stand then, or if the unit would lie below itself.
    """
    unit, parent = unit_known(unit_id), unit_known(parent_id)
    text = f"Chuyển {unit.code} về trực thuộc {parent.code}"
    revision = _changed(by=by, at=at, unit=unit, on=on, note=text, changes={"parent_id": parent_id})
    audit_note(by=by, at=at, action="move_unit", object_type="unit", object_id=unit_id, text=text)
    return revision


@transaction.atomic
def end_unit(*, by: User | None, at: datetime, unit_id: int, on: date) -> TreeRevision:
    """The unit stands no more from `on`; its memberships and offices in clusters end with it.

    Raises Refusal if it does not stand on the day before, or if a unit below it goes on.
    """
    unit = unit_known(unit_id)
    change = Change.begun(by=by, at=at, note=f"Kết thúc {unit.code}")
    versions = _versions(unit_id)
    needed = (on - timedelta(days=1), on)
    if not all(any(stands(v.valid_from, v.valid_to, day) for v in versions) for day in needed):
        raise Refusal(_NOT_STANDING, code=unit.code, day=f"{on:%d/%m/%Y}")
    for version in versions:
        if version.valid_to is None or version.valid_to > on:
            change.supersede(version)
            if version.valid_from < on:
                change.add([_copy(version, valid_to=on)])
    revision = change.settle()
    _end_in_clusters(change, unit_id, on)
    audit_note(by=by, at=at, action="end_unit", object_type="unit", object_id=unit_id, text=f"{on:%d/%m/%Y}")
    return revision


@transaction.atomic
def record_succession(*, by: User | None, at: datetime, successions: Sequence[SuccessionDraft]) -> list[Succession]:
    """Record what became of units. Raises Refusal for shares above one, or an edge that is there already."""
    check_shares(successions)
    there: set[tuple[int, int | None, date]] = set(
        Succession.objects.filter(on__in={draft.on for draft in successions}).values_list("old", "new", "on")
    )
    for draft in successions:
        edge = (draft.old_id, draft.new_id, draft.on)
        if edge in there:
            raise Refusal(_SUCCESSION_TWICE, code=unit_known(draft.old_id).code, day=f"{draft.on:%d/%m/%Y}")
        there.add(edge)
    rows = Succession.objects.bulk_create(
        (
            Succession(
                old_id=draft.old_id,
                new_id=draft.new_id,
                on=draft.on,
                kind=draft.kind,
                basis=draft.basis,
                share_num=draft.share_num,
                share_den=draft.share_den,
            )
            for draft in successions
        ),
        batch_size=500,
    )
    audit_note(
        by=by,
        at=at,
        action="record_succession",
        object_type="succession",
        object_id=rows[0].pk if len(rows) == 1 else "",
        text=f"{len(rows)} chuyển tiếp",
    )
    return rows


def _added(change: Change, units: Sequence[UnitDraft]) -> list[Unit]:
    for draft in units:
        check_unit(draft)
    rows = Unit.objects.bulk_create([Unit(code=draft.code, area_id=draft.area_id) for draft in units], batch_size=500)
    parent_of = _Parents(units, rows)
    change.add(
        _version(row.pk, version, parent_of(version))
        for row, draft in zip(rows, units, strict=True)
        for version in draft.versions
    )
    change.settle()
    return rows


def _changed(
    *, by: User | None, at: datetime, unit: Unit, on: date, note: str, changes: dict[str, str] | dict[str, int]
) -> TreeRevision:
    """A revision in which the unit's version on a day is split there and its later part changed."""
    change = Change.begun(by=by, at=at, note=note)
    version = next((v for v in _versions(unit.pk) if stands(v.valid_from, v.valid_to, on)), None)
    if version is None:
        raise Refusal(_NOT_STANDING, code=unit.code, day=f"{on:%d/%m/%Y}")
    change.supersede(version)
    if version.valid_from < on:
        change.add([_copy(version, valid_to=on)])
    later = _copy(version, valid_from=on)
    for field, value in changes.items():
        setattr(later, field, value)
    change.add([later])
    return change.settle()


def _versions(unit_id: int) -> list[UnitVersion]:
    return list(UnitVersion.objects.filter(unit=unit_id, superseded_in__isnull=True).order_by("valid_from"))


def _copy(version: UnitVersion, *, valid_from: date | None = None, valid_to: date | None = None) -> UnitVersion:
    return UnitVersion(
        unit_id=version.unit_id,
        name=version.name,
        short_name=version.short_name,
        kind=version.kind,
        designation=version.designation,
        parent_id=version.parent_id,
        valid_from=valid_from or version.valid_from,
        valid_to=valid_to or version.valid_to,
    )


def _version(unit_id: int, draft: VersionDraft, parent_id: int | None) -> UnitVersion:
    return UnitVersion(
        unit_id=unit_id,
        name=nfc(draft.name),
        short_name=nfc(draft.short_name or draft.name),
        kind=draft.kind,
        designation=nfc(draft.designation),
        parent_id=parent_id,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )


class _Parents:
    """Finds the parent that a version names by its code: among the drafts first, else in the tree."""

    def __init__(self, units: Sequence[UnitDraft], rows: Iterable[Unit]) -> None:
        self._lives: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
        for draft, row in zip(units, rows, strict=True):
            self._lives[draft.code].append((draft.valid_from, draft.valid_to, row.pk))
        asked = {version.parent_code for draft in units for version in draft.versions} - {None}
        standing = UnitVersion.objects.filter(superseded_in__isnull=True)
        if len(asked) <= 500:
            standing = standing.filter(unit__code__in=asked)
        for code, start, end, unit_id in standing.values_list("unit__code", "valid_from", "valid_to", "unit"):
            self._lives[code].append((start, end, unit_id))

    def __call__(self, version: VersionDraft) -> int | None:
        if version.parent_code is None:
            return None
        for start, end, unit_id in self._lives.get(version.parent_code, ()):
            if stands(start, end, version.valid_from):
                return unit_id
        raise Refusal(_NO_PARENT, code=version.parent_code, day=f"{version.valid_from:%d/%m/%Y}")


def _end_in_clusters(change: Change, unit_id: int, on: date) -> None:
    for row in ClusterMembership.objects.filter(unit=unit_id, superseded_in__isnull=True):
        if row.valid_to is None or row.valid_to > on:
            change.supersede(row)
            if row.valid_from < on:
                change.add_membership(
                    ClusterMembership(cluster=row.cluster, unit_id=unit_id, valid_from=row.valid_from, valid_to=on)
                )
    offices = ClusterOffice.objects.filter(unit=unit_id)
    offices.filter(valid_from__gte=on).delete()
    offices.exclude(valid_to__lte=on).update(valid_to=on)
