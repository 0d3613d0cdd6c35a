"""What became of conclusions: every step, who has it now, and the figure where there is one to reach."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.reads import Reads, Statement
from chungtay.figures.queries.scope import obligations
from chungtay.figures.rules.figures import Figure, Question
from chungtay.figures.rules.printed import printed, reference_of
from chungtay.ledger.queries.catalogue import catalogue, statement_with, tags_of
from chungtay.ledger.rules import Catalogue, IndicatorView
from chungtay.ledger.rules.kinds import FigureState
from chungtay.meetings.models import Conclusion, ConclusionStep, Meeting
from chungtay.meetings.rules.following import Standing, Step, standing
from chungtay.meetings.rules.states import ConclusionKind, ConclusionState, MeetingState
from chungtay.organizations.models import Succession
from chungtay.organizations.queries import Structure, UnitOn, structure
from chungtay.organizations.rules import SuccessionKind
from chungtay.plans.rules import TargetProgress, progress

STEP = ("pk", "state", "reason", "owner", "due_on", "meeting", "taken_at", "by__name", "meeting__held_on")
COLUMNS = ("pk", "kind", "text", "owner", "due_on", "indicator__code", "tags", "value", "since_on", "is_of_all",
           "meeting", "meeting__of", "meeting__held_on", "meeting__title")  # fmt: skip


class Measured(NamedTuple):
    """The figure that tells how far a conclusion has come, and where it stands beside the days.

    `question`: of the unit or cluster whose figure it is, from the first day to the one asked about, not beyond the due day.
    """

    question: Question
    figure: Figure
    progress: TargetProgress


@dataclass(frozen=True, slots=True)
class Followed:
    """A conclusion on a day: its words, every step, how it stands.

    `owner` has it now; `heirs`: the units that follow it, where it has ended. `decided`: how its meeting left it, with
    `decided_owner`. `view`: what the value to reach is counted in; `measured`: None without one, and before the day from
    which it is counted. `now`: the figure as known now, where a closed meeting was told another.
    """

    id: int
    kind: ConclusionKind
    text: str
    meeting_id: int
    of: str
    concluded_on: date
    meeting_title: str
    indicator: str
    tags: frozenset[str]
    value: int | None
    since: date
    is_of_all: bool
    owner: UnitOn
    heirs: tuple[UnitOn, ...]
    stands: Standing
    steps: tuple[Step, ...]
    decided: Standing
    decided_owner: UnitOn
    on: date
    view: IndicatorView | None = None
    measured: Measured | None = None
    now: Figure | None = None

    @property
    def overdue(self) -> bool:
        """Has its day passed while it is open?"""
        return self.stands.overdue(self.on)

    @property
    def owner_ended(self) -> bool:
        """Does the unit that has it stand no more?"""
        return self.owner.valid_to is not None and self.owner.valid_to <= self.on

    @property
    def doers(self) -> set[int]:
        """Ids of the unit that has it and of those that follow it."""
        return {self.owner.id, *(heir.id for heir in self.heirs)}

    @property
    def below(self) -> bool:
        """Is there a value to reach that the figure has not?"""
        found = self.measured.figure.value if self.measured else None
        return self.value is not None and (found is None or found < self.value)

    def is_before(self, meeting: Meeting) -> bool:
        """Is it of an earlier meeting? Of two on one day the one that was called first."""
        return (self.concluded_on, self.meeting_id) < (meeting.held_on, meeting.pk)

    def said_after(self, meeting: Meeting) -> Step | None:
        """What a later meeting has said of it, where one has."""
        here = meeting.held_on, meeting.pk
        return next((s for s in self.steps if s.said_on and (s.said_on, s.meeting_id or 0) > here), None)

    def said_at(self, meeting_id: int) -> Step | None:
        """The last that was said of it at that meeting."""
        return next((step for step in reversed(self.steps) if step.meeting_id == meeting_id), None)


def open_among(
    codes: Collection[str], meetings: QuerySet[Meeting], units: Collection[int], on: date, known: Structure
) -> list[Followed]:
    """What was concluded up to a day and is open, however old, the most urgent first, without figures: of these scopes and
    meetings, and whatever these units have to do now, themselves or as heirs."""
    theirs = {*units, *(one.id for one in units_before(units, on, known))} if units else set()
    handed = ConclusionStep.objects.filter(owner__in=theirs).values("conclusion")
    read = set(meetings.values_list("pk", flat=True))
    which = Q(meeting__of__in=codes) | Q(meeting__in=read) | Q(owner__in=theirs) | Q(pk__in=handed)
    found = [one for one in _lines(which, on, known) if one.stands.is_open and one.concluded_on <= on]
    theirs_too = [one for one in found if one.of in codes or one.meeting_id in read or one.doers & set(units)]
    return sorted(theirs_too, key=lambda one: (one.stands.due, one.id))


def followed(
    of: str | Collection[str], on: date, known: Structure | None = None, heard: Meeting | None = None
) -> list[Followed]:
    """Every conclusion of these, in the order in which they were written, with all its steps; no figures yet.

    `heard`: of conclusions before this meeting only what was said until it was closed.
    """
    return _lines(Q(meeting__of__in=[of] if isinstance(of, str) else of), on, known or structure(), heard)


def unspoken(lines: Iterable[Followed], meeting: Meeting) -> list[Followed]:
    """Those of earlier meetings that are open, and of which neither this one nor a later one has said anything."""
    earlier = (one for one in lines if one.is_before(meeting) and not one.said_after(meeting))
    return [one for one in earlier if one.stands.is_open and one.said_at(meeting.pk) is None]


def one_followed(pk: int, on: date, known: Structure | None = None) -> Followed | None:
    """One conclusion, without its figure."""
    return next(iter(_lines(Q(pk=pk), on, known or structure())), None)


class Counting:
    """What conclusions have come to, whatever they are counted from and by whom: asked in one question, which `statements`
    begin and which another page's may be."""

    def __init__(self, lines: Sequence[Followed], meeting: Meeting | None = None) -> None:
        self.lines, self.meeting = lines, meeting
        self.asked = {one.id: _question(one) for one in lines if one.value is not None and one.since <= one.on}
        self.questions = list(dict.fromkeys(self.asked.values()))
        self.found: dict[Question, Figure] = {}
        self.views: Catalogue | None = None

    @property
    def statements(self) -> list[Statement]:
        """What is asked before all else."""
        named = (statement_with(question.tags) for question in self.questions)
        return [*map(obligations, self.questions), *filter(None, named)]

    def read(self, answer: Answer) -> None:
        """Ask for every figure, with what the answer knows."""
        self.views = answer.catalogue
        self.found = {question: answered(answer.asking(question))[0] for question in self.questions}

    def told(self) -> list[Followed]:
        """The same lines, each with the figure up to its day; of a meeting that is closed with what it was told, beside
        what is known now."""
        return [
            _counted(one, asked, self.found[asked], self.meeting) if (asked := self.asked.get(one.id)) else one
            for one in _viewed(self.lines, self.views or catalogue())
        ]


def with_figures(
    lines: Sequence[Followed], known: Structure | None = None, meeting: Meeting | None = None
) -> list[Followed]:
    """The same, each with the figure up to its day, asked by themselves."""
    counting, reads = Counting(lines, meeting), Reads()
    if not counting.questions:
        return _viewed(lines, catalogue()) if any(one.value is not None for one in lines) else list(lines)
    reads.together([*counting.statements, *filter(None, [reads.books.statement])])
    first = Answer(counting.questions[0], known, reads)
    reads.ahead(lambda: counting.read(first.again()))
    counting.read(first)
    return counting.told()


def _viewed(lines: Iterable[Followed], views: Catalogue) -> list[Followed]:
    return [replace(one, view=views[one.indicator]) if one.value is not None else one for one in lines]


def _question(one: Followed) -> Question:
    scope, last = one.of if one.is_of_all else one.owner.code, min(max(one.since, one.stands.due), one.on)
    return Question((scope,), one.since, last, (one.indicator,), one.tags)


def _counted(one: Followed, asked: Question, now: Figure, meeting: Meeting | None) -> Followed:
    assert one.value is not None  # the question was asked because there is one
    told = now
    if meeting and str(one.id) in meeting.closed_figures:
        then = reference_of(meeting.closed_figures[str(one.id)])
        if printed(asked, now) == replace(then, name=now.name, state=now.state, value=now.value):
            told = replace(now, name=then.name, state=FigureState(then.state), value=then.value)
            asked = replace(asked, known_seq=meeting.closed_seq)
    come = progress(told.value, one.value, one.since, max(one.since, one.stands.due), one.on)
    return replace(one, measured=Measured(asked, told, come), now=now if told.value != now.value else None)


def _lines(which: Q, on: date, known: Structure, heard: Meeting | None = None) -> list[Followed]:
    rows = (
        Conclusion.objects.filter(which)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .order_by("pk", "steps__pk")
        .values_list(*COLUMNS, *(f"steps__{name}" for name in STEP))
    )
    told: dict[int, tuple[tuple[Any, ...], list[Step]]] = {}
    for row in rows:
        own, (step_id, state, *rest) = row[: len(COLUMNS)], row[len(COLUMNS) :]
        _own, steps = told.setdefault(own[0], (own, []))
        until = heard.heard_up_to if heard and heard.pk != own[10] else None
        if step_id is not None and (until is None or step_id <= until):
            steps.append(Step(step_id, ConclusionState(state), *rest))
    stands = {pk: standing(own[3], own[4], steps) for pk, (own, steps) in told.items()}
    owners = known.units_of({one.owner_id for one in stands.values()} | {own[3] for own, _ in told.values()}, on)
    heirs = heirs_of([unit for unit in owners.values() if unit.valid_to and unit.valid_to <= on], on, known)
    return [
        Followed(
            id=pk, kind=ConclusionKind(own[1]), text=own[2], indicator=own[5] or "", tags=tags_of(own[6]), value=own[7],
            since=own[8] or own[12], is_of_all=own[9], meeting_id=own[10], of=own[11], concluded_on=own[12],
            meeting_title=own[13], owner=owners[stands[pk].owner_id], heirs=heirs.get(stands[pk].owner_id, ()),
            stands=stands[pk], steps=tuple(steps), decided=standing(own[3], own[4], ()), decided_owner=owners[own[3]],
            on=on,
        )
        for pk, (own, steps) in told.items()
    ]  # fmt: skip


class _Successions:
    """Which unit follows which since when, read once for each state of the organization."""

    def __init__(self) -> None:
        self.after: dict[int, list[tuple[int, date]]] = {}
        self.before: dict[int, list[tuple[int, date]]] = {}
        edges = Succession.objects.exclude(new=None).exclude(kind=SuccessionKind.PART)  # who gives a part away stands
        for old, new, at in edges.order_by("pk").values_list("old", "new", "on"):
            self.after.setdefault(old, []).append((new, at))
            self.before.setdefault(new, []).append((old, at))


def _successions(known: Structure) -> _Successions:
    found: _Successions = known.derived.get(_Successions) or known.derived.setdefault(_Successions, _Successions())
    return found


def heirs_of(ended: Iterable[UnitOn], on: date, known: Structure) -> dict[int, tuple[UnitOn, ...]]:
    """By id of a unit that has ended: the units that follow it and stand on the day, through every change between."""
    waiting = {unit.id for unit in ended}
    wanted, edges, after = frozenset(waiting), dict[int, list[int]](), _successions(known).after if waiting else {}
    while waiting:
        found = {old: [new for new, at in after.get(old, ()) if at <= on and new not in edges] for old in waiting}
        edges |= found
        waiting = {new for news in found.values() for new in news} - edges.keys()
    units = known.units_of(set(edges) | {new for news in edges.values() for new in news}, on)

    def standing_below(unit: int) -> list[UnitOn]:
        if units[unit].stands_on(on) or not edges.get(unit):
            return [units[unit]] if units[unit].stands_on(on) else []
        return [heir for new in edges[unit] for heir in standing_below(new)]

    return {unit: tuple(dict.fromkeys(standing_below(unit))) for unit in wanted}


def scopes_before(of: str, day: date, known: Structure) -> list[str]:
    """Codes of the units that have ended and that the unit of a code follows, through every change between: what their
    meetings left open is its own to speak of now. A cluster follows none."""
    unit = None if "/" in of else known.unit_within(of, day, day)
    return sorted({one.code for one in units_before([unit.id], day, known)} - {of}) if unit else []


def units_before(ids: Iterable[int], day: date, known: Structure) -> list[UnitOn]:
    """The units that have ended by the day and that these follow, through every change between."""
    waiting, found, before = set(ids), set[int](), _successions(known).before
    while waiting:
        waiting = {old for new in waiting for old, at in before.get(new, ()) if at <= day} - found
        found |= waiting
    return [one for one in known.units_of(found, day).values() if not one.stands_on(day)]


def speaks_of(meeting: Meeting, one: Followed, known: Structure) -> bool:
    """Is the conclusion of an earlier meeting there, or of a unit that this one follows?"""
    here = one.of == meeting.of or one.of in scopes_before(meeting.of, meeting.held_on, known)
    return here and one.is_before(meeting)
