"""The first page: what waits for a person, and the figures of where the person works."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from chungtay.accounts.models import SignInLink, User
from chungtay.accounts.rules import LinkKind
from chungtay.callboard.queries.home import blood_asked, blood_rows
from chungtay.desk.rules import Scope, Silence, SilenceBelow, Step, headline_codes
from chungtay.exchange.models import Import
from chungtay.exchange.rules.outcomes import ImportState
from chungtay.figures.queries.reads import Reads
from chungtay.intake.models import ImportDraft
from chungtay.intake.rules.states import OPEN
from chungtay.ledger.models import Entry
from chungtay.meetings.queries.home import MeetingsWaiting, meeting_rows, meetings_waiting
from chungtay.opinions.queries import opinion_rows, opinions_asked
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission, Role, roles_with
from chungtay.records.models import Approval
from chungtay.records.queries.silence import entered_by
from chungtay.records.queries.waiting import WaitingLine, WaitingList, marks, returned_among, waiting_list
from chungtay.records.queries.written import asked_rows
from chungtay.records.rules import ApprovalState
from chungtay.submissions.queries.home import DueSoon, due_soon, home_rows, padded, receiving_units, to_accept

from .headlines import Headlines, headlines
from .scopes import scopes_within
from .silence import silence_asked

MOST_RETURNED = 300  # so many are looked through
LAPSES_WITHIN = timedelta(days=3)  # an invitation that soon is good no more
LAPSED_SINCE = timedelta(days=14)
_DRAFT, _IMPORT, _INVITATION = "draft", "import", "invitation"


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that was sent back: what it is called, and why."""

    seq: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person; `more`: there is more than was counted; `to_accept`: periodic reports that were sent."""

    returned: tuple[Returned, ...] = ()
    to_approve: int = 0
    more: bool = False
    silences: tuple[Silence, ...] = ()
    below: tuple[SilenceBelow, ...] = ()
    reports: tuple[DueSoon, ...] = ()
    to_accept: int = 0
    imports: tuple[int, ...] = ()
    lapsing: int = 0
    lapsed: int = 0
    meetings: MeetingsWaiting | None = None
    blood: tuple[tuple[int, datetime], ...] = ()  # requests for blood that are open, and by when it is needed
    opinions: int = 0  # of readers, to be read

    def __bool__(self) -> bool:
        """Is there anything?"""
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page of one person; `steps` of a newcomer, until they are put away."""

    may_record: bool
    waiting: Waiting
    headlines: Headlines | None
    scopes: tuple[Scope, ...]
    steps: tuple[Step, ...]


def home_page(user: User, seen: Sight, at: datetime) -> HomePage:
    """The first page by roles that `frame_roles` gave, at most eleven questions."""
    if not seen.roles:
        return HomePage(False, Waiting(), None, (), ())
    first_role: Any = seen.roles[0]
    codes, reads, on = {Role(role.role) for role in seen.roles}, Reads(), seen.on
    may_record, is_new = bool(codes & roles_with(Permission.RECORD)), bool(first_role.newcomer)
    scopes = tuple(scopes_within(seen))
    asked = silence_asked(seen)
    first_steps = [entered_by(user.pk, asked.own_ids)] if is_new and may_record else []
    beside = [*asked.statements(), *first_steps]
    first = next((scope for scope in scopes if not scope.has_ended), scopes[0])
    told = headlines(first.code, first.name, on, seen.structure, headline_codes(codes), reads, beside)
    own = asked.own_ids
    found = _for_leaders(user, seen, own)
    rows = _waiting_rows(user, seen, own)
    imports, lapsing, lapsed = _unfinished(rows, at)
    waiting = Waiting(
        returned=_with_reasons(user, own, found.returned), to_approve=len(found.fresh), more=found.more, silences=tuple(asked.own(reads)), below=tuple(asked.below(reads)),
        reports=tuple(due_soon(rows, seen.structure)), to_accept=to_accept(rows, seen.structure), imports=imports, lapsing=lapsing, lapsed=lapsed,
        meetings=meetings_waiting(rows, on), blood=blood_asked(rows), opinions=opinions_asked(rows),
    )  # fmt: skip
    entered = {kind for statement in first_steps for (kind,) in reads.rows(*statement)}
    return HomePage(may_record, waiting, told, scopes, _steps(codes, entered) if is_new else ())


def _for_leaders(user: User, seen: Sight, own: frozenset[int]) -> WaitingList:
    """What waits for the person's word; and what was sent back to them or to a unit in which they work themselves."""
    approved = seen.units(Permission.APPROVE)
    if approved:
        found = waiting_list(approved, marks(user))
        if own <= approved:
            return found
        sent_back = [*found.returned, *returned_among(user, own).returned]
        return WaitingList((*found.fresh, *dict.fromkeys(sent_back)), more=found.more)
    return returned_among(user, own) if own else WaitingList((), more=False)


def _with_reasons(user: User, own: frozenset[int], lines: Sequence[WaitingLine]) -> tuple[Returned, ...]:
    """Those of the returned records that concern the person: of a unit in which they work, or entered by them."""
    units = {line.seq: line.unit_id for line in lines[:MOST_RETURNED]}
    if not units:
        return ()
    entry = Entry.objects.filter(pk=OuterRef("entry_seq"))
    rows = Approval.objects.filter(entry_seq__in=units, state=ApprovalState.RETURNED).annotate(
        title=Subquery(entry.values("title")[:1]), author=Subquery(entry.values("by_id")[:1])
    )
    told = rows.order_by("entry_seq").values_list("entry_seq", "title", "reason", "author")
    return tuple(Returned(seq, title, reason) for seq, title, reason, by in told if by == user.pk or units[seq] in own)


def _waiting_rows(user: User, seen: Sight, own: frozenset[int]) -> list[tuple[Any, ...]]:
    """Own files that are half done, own invitations that lapse or have lapsed about now, and what of periodic reports,
    meetings, blood and opinions waits; one question, written once a day for the same person and roles."""
    key = (user.pk, seen.on, frozenset((role.role, role.unit_id, role.cluster_id) for role in seen.roles))
    return asked_rows(key, seen.structure, lambda: _asking(user, seen, own))


def _asking(user: User, seen: Sight, own: frozenset[int]) -> QuerySet[Any, Any]:
    begins = timezone.make_aware(datetime.combine(seen.on, time.min))
    links = SignInLink.objects.filter(
        opened_by=user, kind=LinkKind.INVITATION, used_at__isnull=True, withdrawn_at__isnull=True, user__is_active=True,
        expires_at__gt=begins - LAPSED_SINCE, expires_at__lte=begins + timedelta(1) + LAPSES_WITHIN,
    )  # fmt: skip
    imports = Import.objects.filter(by=user, state=ImportState.OPEN)
    drafts = ImportDraft.objects.filter(owner=user, state__in=OPEN)
    kinds = (imports, _IMPORT, "started_at"), (links, _INVITATION, "expires_at"), (drafts, _DRAFT, "opened_at")
    told = (rows.annotate(what=Value(what), number=F("pk"), moment=F(at), whose=Value(0)) for rows, what, at in kinds)
    first, *rest = map(padded, told)
    reports = home_rows(own, receiving_units(seen), seen.on, seen.structure)
    return first.union(*rest, *reports, *meeting_rows(seen), *blood_rows(seen), *opinion_rows(seen), all=True)


def _unfinished(rows: Sequence[tuple[Any, ...]], at: datetime) -> tuple[tuple[int, ...], int, int]:
    """Own files that are half done; how many own invitations lapse soon, and how many have lapsed lately."""
    files = [[pk for what, pk, *_ in rows if what == kind] for kind in (_DRAFT, _IMPORT)]
    given = [moment for what, _, moment, *_ in rows if what == _INVITATION]
    ends = [moment for moment in given if at - LAPSED_SINCE < moment <= at + LAPSES_WITHIN]
    lapsed = sum(moment <= at for moment in ends)
    return tuple(sorted(files[0] or files[1])), len(ends) - lapsed, lapsed  # an unfinished import is its draft's


def _steps(codes: set[Role], entered: set[int]) -> tuple[Step, ...]:
    """What a newcomer does first, by what the role is for."""
    if codes & roles_with(Permission.RECORD):
        return Step("record_delivery", 1 in entered), Step("declare_totals", 2 in entered), Step("help")
    if codes & roles_with(Permission.ADMINISTER):
        return Step("administration"), Step("figures"), Step("help")
    return Step("figures"), Step("review"), Step("help")
