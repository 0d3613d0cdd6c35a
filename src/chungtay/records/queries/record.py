"""Everything about one record or declared total: what stands, its versions, what leaders said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind
from chungtay.organizations.queries import UnitOn, units_of
from chungtay.organizations.rules import Permission
from chungtay.records.rules import Amount, ApprovalState, Line

from .amounts import amounts_of
from .given import Given, given_of
from .lines import LISTED, line_of
from .tags import DISASTER, PROGRAMME, names_of_tags
from .versions import life_of

MOST_VERSIONS = 20  # whose numbers are read


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, and the one `before` it.

    `replaced`: the entry that reversed it (None: it stands), with its reason in `why`.
    """

    line: Line
    note: str
    hash: str
    given: Given | None
    replaced: int | None
    why: str
    said: tuple["Said", ...]
    before: "Version | None"


@dataclass(frozen=True, slots=True)
class Said:
    """A leader's word about a version."""

    state: ApprovalState
    at: datetime
    by_name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record as its page shows it; `versions` from the newest on, `shown` the one that was asked for.

    `names` of programmes and disasters by tag, `units` by id on the record's day. `allowed`: what the person may do.
    """

    shown: Version
    versions: Sequence[Version]
    units: Mapping[int, UnitOn]
    names: Mapping[str, str]
    allowed: frozenset[Permission]

    @property
    def current(self) -> Version | None:
        """The version that stands; None when the record was withdrawn."""
        return self.versions[0] if self.versions[0].replaced is None else None

    @property
    def unit(self) -> UnitOn:
        """The owner unit."""
        return self.units[self.shown.line.unit_id]

    @property
    def partners(self) -> list[str]:
        """Names of the partner units."""
        given = self.shown.given
        return [self.units[unit].name for unit in given.partners if unit in self.units] if given else []

    def named(self, kind: str) -> list[str]:
        """Names of the shown version's programmes (`programme:`) or disasters (`disaster:`)."""
        tags = {tag for amount in self.shown.line.amounts for tag in amount.tags if tag.startswith(kind)}
        return sorted(self.names.get(tag, tag.removeprefix(kind)) for tag in tags)

    @property
    def programmes(self) -> list[str]:
        """Names of its programmes."""
        return self.named(PROGRAMME)

    @property
    def disasters(self) -> list[str]:
        """Names of its disasters."""
        return self.named(DISASTER)


def shown_entry(seq: int) -> int | None:
    """The record or declaration that an entry speaks of: itself, what it reverses, what it is the remainder of."""
    entry = Entry.objects.filter(pk=seq).only("kind", "reverses", "payload").first()
    if entry is None or entry.kind in LISTED:
        return seq if entry else None
    if entry.kind == EntryKind.REVERSAL and entry.reverses:
        return shown_entry(entry.reverses)
    if entry.kind == EntryKind.REMAINDER and entry.payload.startswith("declared:"):
        return int(entry.payload.partition(":")[2]) >> LINE_BITS
    return None


def record_page(seq: int, allowed: frozenset[Permission]) -> RecordPage:
    """The page of a record; `allowed` as `allowed.allowed_for` tells."""
    entries, reversals = life_of(seq)
    read = {entry.pk for entry in entries[:MOST_VERSIONS]} | {seq}
    amounts, given = amounts_of(read), given_of(read)
    versions: list[Version] = []
    for entry in reversed(entries):
        if entry.pk in read:
            before = versions[0] if versions else None
            versions.insert(0, _version(entry, amounts, given, reversals, before))
    shown = next(version for version in versions if version.line.seq == seq)
    tags = {tag for amount in shown.line.amounts for tag in amount.tags}
    partners = {unit for one in given.values() for unit in one.partners}
    return RecordPage(
        shown=shown,
        versions=versions,
        units=units_of({shown.line.unit_id} | partners, shown.line.day),
        names=names_of_tags(tags, shown.line.day),
        allowed=allowed,
    )


def _version(
    entry: Entry, amounts: Mapping[int, tuple[Amount, ...]], given: Mapping[int, Given],
    reversals: Mapping[int, Entry], before: Version | None,
) -> Version:  # fmt: skip
    by = reversals.get(entry.pk)
    return Version(
        line=line_of(entry, amounts.get(entry.pk, ())),
        note=entry.note,
        hash=bytes(entry.hash).hex(),
        given=given.get(entry.pk),
        replaced=by.pk if by else None,
        why=by.note if by else "",
        said=tuple(_said(entry)),
        before=before,
    )


def _said(entry: Entry) -> Iterator[Said]:
    """The latest word first."""
    if at := getattr(entry, "approved_at", None):
        yield Said(ApprovalState.APPROVED, at, getattr(entry, "approver", "") or "")
    if at := getattr(entry, "returned_at", None):
        yield Said(
            ApprovalState.RETURNED, at, getattr(entry, "returner", "") or "", getattr(entry, "return_reason", "")
        )
