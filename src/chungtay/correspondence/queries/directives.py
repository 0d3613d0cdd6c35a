"""Reads of directives: those that units issued and received, and one of them with what came back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from chungtay.correspondence.models import (
    Directive,
    DirectiveFile,
    DirectiveReceipt,
    DirectiveReceiver,
    OutgoingDocument,
)
from chungtay.correspondence.rules import ReceiptKind, ReceiverState
from chungtay.correspondence.rules.directives import is_near, receiver_state
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import PERMISSIONS, Permission, Role, stands

SHOWN = 100  # of one list; a period finds what is older
ISSUING = (Permission.PUBLISH, Permission.APPROVE)
WORKING = frozenset({Permission.RECORD, *ISSUING})


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose directives and proposals are looked at: a unit, or a cluster's members; `unit` None for a cluster."""

    code: str
    name: str
    unit_ids: tuple[int, ...]
    unit: UnitOn | None


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A directive in its sender's list: how many receiving units stand or have answered, have read it, have done it."""

    directive: Directive
    sender: UnitOn
    asked: int
    read: int
    done: int


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """A directive in the list of a unit that received it."""

    directive: Directive
    sender: UnitOn
    receiver: UnitOn
    state: ReceiverState
    near: bool


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiving unit of a directive and what it did with it."""

    id: int
    unit: UnitOn
    stands: bool
    opened: DirectiveReceipt | None = None
    done: DirectiveReceipt | None = None
    reminded_at: datetime | None = None

    @property
    def state(self) -> ReceiverState:
        """Where it is with the directive."""
        return receiver_state(stands=self.stands, opened=self.opened is not None, done=self.done is not None)


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """A directive as one person sees it: all receiving units for the sender's side, else the person's own ones.

    Whoever may take it back answers (`answering`) for no unit that received it.
    """

    directive: Directive
    sender: UnitOn
    files: tuple[DirectiveFile, ...]
    receivers: tuple[Receiver, ...]
    is_senders: bool
    may_withdraw: bool
    answering: tuple[Receiver, ...]
    opening: tuple[Receiver, ...]
    works_in: frozenset[int]

    @property
    def silent(self) -> bool:
        """Has one of those for which the person answers not said yet what it did?"""
        return any(receiver.done is None for receiver in self.answering)

    @property
    def behalf(self) -> bool:
        """Does the person write down what another unit told, above which the person works?"""
        return any(receiver.unit.id not in self.works_in for receiver in self.answering)

    def in_state(self, state: ReceiverState) -> tuple[Receiver, ...]:
        """The receiving units that are so far with it."""
        return tuple(receiver for receiver in self.receivers if receiver.state == state)


def scope_of(seen: Sight, code: str, first: date, last: date) -> Scope | None:
    """Whose papers are asked for, without a code the person's first unit's or cluster's; None where none may be seen."""
    known = seen.structure
    code = code or ("" if seen.own_units() else _first_cluster(seen))
    if "/" in code:
        cluster = known.cluster(code)
        if cluster is None or not seen.may_in_cluster(Permission.SEE_FIGURES, cluster):
            return None
        members = tuple(member.unit_id for member in known.members_within(code, first, last))
        return Scope(code, cluster.name, members, None)
    own = sorted(seen.own_units().values(), key=lambda unit: (not unit.stands_on(seen.on), unit.code))
    unit = known.unit_within(code, date.min, max(last, seen.on)) if code else next(iter(own), None)
    if unit is None or not seen.may(Permission.SEE_FIGURES, unit.id):
        return None
    return Scope(unit.code, unit.name, (unit.id,), unit)


def _first_cluster(seen: Sight) -> str:
    led = {role.cluster_id for role in seen.roles}
    return min((cluster.code for cluster in seen.structure.clusters.values() if cluster.id in led), default="")


def may_issue(seen: Sight, unit_id: int) -> bool:
    """May the person issue directives and submit proposals in the unit's name?"""
    return any(seen.may(permission, unit_id) for permission in ISSUING)


def is_standing(directive: Directive) -> bool:
    """Is it neither withdrawn nor replaced?"""
    return not (hasattr(directive, "withdrawal") or hasattr(directive, "replaced_by"))


def directives() -> QuerySet[Directive]:
    """Directives with what tells whether they stand."""
    return Directive.objects.select_related("paper", "withdrawal", "replaced_by", "replaces__paper")


def issued_by(unit_ids: Collection[int], first: date, last: date, seen: Sight) -> list[IssuedLine]:
    """The directives of these units in a period, the newest first."""
    rows = directives().filter(unit__in=unit_ids, issued_on__range=(first, last)).order_by("-issued_on", "-pk")[:SHOWN]
    found = list(rows)
    came: dict[int, list[ReceiverState]] = {}
    for directive, unit, opened, done in _receiver_rows(directive__in=[row.pk for row in found]):
        state = receiver_state(stands=_stands(seen.structure, unit, seen.on), opened=opened, done=done)
        came.setdefault(directive, []).append(state)
    return [_issued(row, came.get(row.pk, []), seen) for row in found]


def _issued(row: Directive, states: list[ReceiverState], seen: Sight) -> IssuedLine:
    done = states.count(ReceiverState.DONE)
    asked = len(states) - states.count(ReceiverState.ENDED)
    read = done + states.count(ReceiverState.OPENED)
    return IssuedLine(row, _called(seen.structure, row.unit_id, row.issued_on), asked, read, done)


def received_by(unit_ids: Collection[int], first: date, last: date, seen: Sight) -> list[ReceivedLine]:
    """The directives that these units received in a period: what waits for them first, the nearest due day first."""
    rows = _receiver_rows(unit__in=unit_ids, directive__issued_on__range=(first, last))
    kept = sorted(rows, key=lambda row: row[0])[-SHOWN:]
    found = {row.pk: row for row in directives().filter(pk__in={row[0] for row in kept})}
    known, lines = seen.structure, []
    for pk, unit, opened, done in kept:
        row, receiver = found[pk], _called(known, unit, found[pk].issued_on)
        state = receiver_state(stands=_stands(known, unit, seen.on), opened=opened, done=done)
        near = is_standing(row) and state != ReceiverState.DONE and is_near(row.due_on, seen.on)
        lines.append(ReceivedLine(row, _called(known, row.unit_id, row.issued_on), receiver, state, near))
    order = list(ReceiverState)
    return sorted(lines, key=lambda line: (
        not is_standing(line.directive), order.index(line.state), line.directive.due_on or date.max,
        -line.directive.issued_on.toordinal(), -line.directive.pk,
    ))  # fmt: skip


def _receiver_rows(**match: object) -> Iterable[tuple[int, int, bool, bool]]:
    """Directive, unit, whether it was opened there, whether it was carried out."""
    receipts = DirectiveReceipt.objects.filter(receiver=OuterRef("pk"))
    return (
        DirectiveReceiver.objects.filter(**match)
        .annotate(
            opened=Exists(receipts.filter(kind=ReceiptKind.OPENED)), done=Exists(receipts.filter(kind=ReceiptKind.DONE))
        )
        .values_list("directive", "unit", "opened", "done")
    )


def directive_page(pk: int, seen: Sight) -> DirectivePage | None:
    """One directive for a person; None where there is none, or the person sees neither its sender nor a receiver."""
    directive = directives().filter(pk=pk).first()
    if directive is None:
        return None
    every = receivers_of(directive, seen.structure, seen.on)
    ids = [receiver.unit.id for receiver in every]
    is_senders = seen.may(Permission.SEE_FIGURES, directive.unit_id)
    sees = seen.units(Permission.SEE_FIGURES, ids)
    if not (is_senders or sees):
        return None
    records, works = seen.units(Permission.RECORD, ids), works_in(seen)
    standing = is_standing(directive)
    withdraws = standing and may_issue(seen, directive.unit_id)
    return DirectivePage(
        directive,
        _called(seen.structure, directive.unit_id, directive.issued_on),
        tuple(DirectiveFile.objects.filter(directive=directive).defer("content").order_by("pk")),
        every if is_senders else tuple(receiver for receiver in every if receiver.unit.id in sees),
        is_senders,
        withdraws,
        tuple(r for r in every if standing and r.stands and r.unit.id in records and not withdraws),
        tuple(r for r in every if r.stands and r.opened is None and r.unit.id in works),
        works,
    )


def receivers_of(directive: Directive, known: Structure, on: date) -> tuple[Receiver, ...]:
    """The receiving units by code, each with what it did; `on`: whether it stands then."""
    receipts: dict[int, dict[str, DirectiveReceipt]] = {}
    for row in DirectiveReceipt.objects.filter(receiver__directive=directive).select_related("by").order_by("pk"):
        receipts.setdefault(row.receiver_id, {})[row.kind] = row  # the latest of a kind says
    found = []
    for pk, unit_id in DirectiveReceiver.objects.filter(directive=directive).values_list("pk", "unit"):
        kinds = receipts.get(pk, {})
        reminded = kinds.get(ReceiptKind.REMINDED)
        found.append(Receiver(
            pk, _called(known, unit_id, directive.issued_on), _stands(known, unit_id, on),
            kinds.get(ReceiptKind.OPENED), kinds.get(ReceiptKind.DONE), reminded.at if reminded else None,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda receiver: receiver.unit.code))


def file_of(directive_id: int, file_id: int) -> DirectiveFile | None:
    """A file of a directive, with its bytes."""
    return DirectiveFile.objects.filter(directive=directive_id, pk=file_id).first()


def works_in(seen: Sight) -> frozenset[int]:
    """The units in which the person records, decides or keeps the papers: their reading is the unit's own."""
    return frozenset(role.unit_id for role in seen.roles if role.unit_id and WORKING & PERMISSIONS[Role(role.role)])


def _called(known: Structure, unit_id: int, day: date) -> UnitOn:
    unit = known.unit_by_id(unit_id, day)
    assert unit is not None  # a row of the tree
    return unit


def _stands(known: Structure, unit_id: int, day: date) -> bool:
    life = known.life(unit_id)
    return bool(life) and stands(life[0].valid_from, life[-1].valid_to, day)


def is_below(known: Structure, unit_id: int, top_id: int, day: date) -> bool:
    """Does the unit stand somewhere below the other on the day?"""
    paths = known.above(unit_id)
    return any(p.ancestor_id == top_id and p.depth > 0 and stands(p.valid_from, p.valid_to, day) for p in paths)


def free_papers(unit_id: int, kinds: Collection[str]) -> list[OutgoingDocument]:
    """Papers of the unit's register that may be what is sent: of these kinds, not withdrawn, tied to nothing yet."""
    rows = OutgoingDocument.objects.filter(
        unit=unit_id, kind__in=kinds, withdrawn_because="", directive=None, proposal=None, source=""
    )
    return list(rows.order_by("-pk")[:SHOWN])
