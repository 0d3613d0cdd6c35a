"""A record of the book as it was handed in, to be corrected: with what `aid` keeps of it, or its bare numbers."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Subquery, Value

from chungtay.accounts.models import User
from chungtay.aid.models import Delivery
from chungtay.aid.rules import (
    GROUP_NAMES,
    VALUE_NAMES,
    Delivered,
    DeliveryDraft,
    Work,
    amounts,
    common_tags,
    left_over,
    partners_in,
    tags_of,
    whole_amounts,
)
from chungtay.disasters.queries import disasters
from chungtay.ledger.models import Entry, Fact, Standing
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.ledger.queries.catalogue import tags_of as split_tags
from chungtay.ledger.rules import Amount, Catalogue, EntryKind, RecordDraft
from chungtay.organizations.queries import units_of, units_visible_to
from chungtay.organizations.rules import Permission
from chungtay.places.models import Area
from chungtay.programmes.queries import programmes

from .standing import delivered_of_row


@dataclass(frozen=True, slots=True)
class Named:
    """A record of the book by name: its unit and key, the entry that stands under them (None: withdrawn)."""

    seq: int
    unit_id: int
    key: str
    title: str
    occurred_on: date
    stands: int | None
    may_record: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One version of a record. `bare`: numbers under their indicators alone, `aid` keeps nothing of it.

    `stands`: the entry that stands under its key now (None: withdrawn); `place`: the name of its place. `views`: the
    catalogue by which its numbers are read.
    """

    seq: int
    draft: DeliveryDraft
    views: Catalogue
    bare: bool
    stands: int | None
    by_id: int | None
    place: str = ""
    may_record: bool = False


def record_named(seq: int, user: User, on: date) -> Named | None:
    """The record of a ledger entry, and whether the person may record for its unit on that day."""
    entry = _entry(seq, user, on)
    if entry is None or entry.unit_id is None or entry.day is None:
        return None
    return Named(
        seq, entry.unit_id, entry.key, entry.title, entry.day, entry.stands, entry.may_record  # type: ignore[attr-defined]
    )  # fmt: skip


def handed_in(seq: int, user: User | None = None, on: date | None = None) -> HandedIn | None:
    """The record of a ledger entry as it was handed in; None where the entry is none.

    `may_record`: the person may record for its unit on that day.
    """
    entry = _entry(seq, user, on)
    if entry is None or entry.unit_id is None or entry.day is None:
        return None
    since = entry.since if entry.since != entry.day else None
    views = catalogue()
    whole = _posted(seq, views)
    record = RecordDraft(entry.unit_id, entry.key, entry.day, whole, since, entry.title, entry.note, entry.source)
    row = Delivery.objects.filter(entry_seq=seq).select_related("place").order_by("-pk").first()
    delivered = delivered_of_row(row, record, partners_in(entry.payload)) if row else Delivered(record)
    return HandedIn(
        seq=seq,
        draft=_draft(delivered, views),
        views=views,
        bare=row is None,
        stands=entry.stands,  # type: ignore[attr-defined]
        by_id=entry.by_id,
        place=row.place.name if row and row.place else "",
        may_record=entry.may_record,  # type: ignore[attr-defined]
    )


def _entry(seq: int, user: User | None, on: date | None) -> Entry | None:
    stands = Standing.objects.filter(unit_id=OuterRef("unit_id"), key=OuterRef("key"), kind=EntryKind.RECORD)
    rows = Entry.objects.filter(pk=seq, kind=EntryKind.RECORD).annotate(stands=Subquery(stands.values("seq")[:1]))
    if user is None or on is None:
        return rows.annotate(may_record=Value(False)).first()
    recording = units_visible_to(user, on, Permission.RECORD).filter(pk=OuterRef("unit_id"))
    return rows.annotate(may_record=Exists(recording)).first()


def standing_entry(unit_id: int, key: str) -> int | None:
    """The entry of the record that stands under a unit's key."""
    rows = Standing.objects.filter(unit_id=unit_id, key=key, kind=EntryKind.RECORD)
    return rows.values_list("seq", flat=True).first()


def _posted(seq: int, views: Catalogue) -> tuple[Amount, ...]:
    rows = Fact.objects.filter(pk__gte=seq << LINE_BITS, pk__lt=(seq + 1) << LINE_BITS).order_by("pk")
    values = rows.values_list("indicator__code", "value", "tagset__key")
    return whole_amounts([Amount(code, value, split_tags(key)) for code, value, key in values], views)


def _draft(delivered: Delivered, views: Catalogue) -> DeliveryDraft:
    """The draft: tags that all numbers share are the delivery's own, numbers that its work does not make are `also`."""
    record, whole = delivered.record, delivered.record.amounts
    bare = delivered.work == Work.OTHER and not delivered.lines
    draft = DeliveryDraft(
        unit_id=record.unit_id,
        key=record.key,
        occurred_on=record.occurred_on,
        title=record.title,
        work=delivered.work,
        lines=delivered.lines,
        since=record.since,
        turns=delivered.turns,
        households=delivered.households,
        count=delivered.count,
        groups=delivered.groups,
        programmes=common_tags(whole, "programme"),
        disasters=common_tags(whole, "disaster"),
        partners=delivered.partners,
        place_id=delivered.place_id,
        giver=delivered.giver,
        note=record.note,
        source=record.source,
    )
    explained = () if bare else amounts(draft, views)
    return replace(draft, also=left_over(whole, explained, tags_of(draft)))


def other_version(seq: int) -> tuple[HandedIn, str] | None:
    """The record of an entry, and the name of who entered it; None where there is none."""
    found = handed_in(seq)
    if found is None:
        return None
    return found, User.objects.filter(pk=found.by_id or 0).values_list("name", flat=True).first() or ""


def words_of(*drafts: DeliveryDraft) -> dict[str, str]:
    """Names of all that these deliveries name by code or key, as `rules.comparing` wants them."""
    day = drafts[0].occurred_on
    named = units_of({unit for draft in drafts for unit in draft.partners}, day)
    places = Area.objects.filter(pk__in={draft.place_id for draft in drafts if draft.place_id})
    return {
        **{f"unit:{unit.id}": unit.name for unit in named.values()},
        **{f"area:{area.pk}": area.name for area in places},
        **{f"programme:{programme.code}": programme.name for programme in programmes(day)},
        **{f"disaster:{disaster.code}": disaster.name_vi for disaster in disasters()},
        **{f"indicator:{code}": view.name_vi for code, view in catalogue().indicators.items()},
        **{f"group:{group}": name for group, name in GROUP_NAMES.items()},
        **{f"value:{kind}": name for kind, name in VALUE_NAMES.items()},
    }
