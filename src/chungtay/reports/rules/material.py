"""What a review is written from: figures and names as plain data, gathered by `reports.queries.review`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chungtay.correspondence.rules import Directed
from chungtay.documents.rules import FigureReference, TargetReference
from chungtay.kernel.periods import Period
from chungtay.plans.rules import StandingTarget, TargetProgress


@dataclass(unsafe_hash=True, slots=True)  # as `Figure`
class Fact:
    """One answered figure; nobody changes it.

    `value` is in the indicator's smallest unit (times 10**scale), None where the state is no number; `missing` are
    short names of those who owed a report and gave none; `estimated` and `unplaced` are values too.
    """

    indicator: str
    name: str
    measure: str
    field: str
    reference: FigureReference
    state: str = "value"
    value: int | None = None
    scale: int = 0
    kind: str = "flow"
    reported: int = 0
    expected: int = 0
    missing: tuple[str, ...] = ()
    unplaced: int = 0
    estimated: int = 0
    overlapping: bool = False

    @property
    def given(self) -> int:
        """The number, 0 where there is none: for sums, never for print."""
        return self.value or 0

    @property
    def positive(self) -> bool:
        """Whether there is something to tell: a number above zero."""
        return self.given > 0


Facts = Mapping[str, Fact]
NO_FACTS: Facts = {}
NOTHING_DIRECTED = Directed()


@dataclass(frozen=True, slots=True)
class FactsOf:
    """One row of a broken-down question: a unit, a month, a programme or a disaster; key None is the rest."""

    key: str | None
    label: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Body:
    """Whom the report is about: full name, the short word for it later on, the kind of its members.

    `name` opens a sentence ("Cụm thi đua số 2", "Hội Chữ thập đỏ tỉnh Quảng Ninh"); `short` follows ("Cụm", "Hội").
    """

    code: str
    name: str
    short: str
    is_cluster: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of the body as a report names it; `local` where it is a territory and not a school or an agency."""

    code: str
    name: str
    short_name: str
    local: bool = True
    kind: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """The meeting at which the review is given, and the visits made on its occasion (outside the period)."""

    on: date | None = None
    part_of_day: str = ""
    place: str = ""
    host: str = ""
    visits_place: str = ""

    @property
    def stamp(self) -> str:
        """What tells this state of the meeting from any other."""
        day = self.on.isoformat() if self.on else ""
        told = (day, self.part_of_day, self.place, self.host, self.visits_place)
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Heading:
    """Settings of the head and the signature; empty ones print as blanks to fill in by hand."""

    superior: str = ""
    issuer: str = ""
    symbol: str = "BC-CTĐ"
    place: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature_lines: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Included:
    """An indicator that a total counts, by how much, and why."""

    indicator: str
    factor: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A declaration that does not fit: `crossed` says which earlier one it crosses, "" where its detail is above it."""

    indicator: str
    unit: str
    first: date
    last: date
    value: int
    beneath: int
    crossed: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A target that holds the period, the figure of its own days so far, and how far that is; names of its tags."""

    told: StandingTarget
    fact: Fact
    progress: TargetProgress
    reference: TargetReference
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a review says.

    `facts` answer the whole period, `earlier` the equal period a year before (empty where it cannot be compared;
    `not_compared` then says with what and why); `earlier_by_unit` and `targets_of_units` only where they were asked for; `inclusion` lists by total what it counts, empty where one rule does not hold for the whole period; `order` are
    the catalogue's codes in their order, `wholes` by code the figures that include it, nearest first; `words` the own
    words by slot; `unfinished_import` says that figures may still move,
    `every_slot` that optional slots are to be seen too.
    """

    body: Body
    period: Period
    cut_off_on: date
    facts: Facts
    heading: Heading = Heading()
    gathering: Gathering = Gathering()
    members: tuple[Member, ...] = ()
    earlier: Facts = field(default_factory=dict)
    earlier_period: Period | None = None
    not_compared: str = ""
    by_unit: tuple[FactsOf, ...] = ()
    earlier_by_unit: tuple[FactsOf, ...] = ()
    by_month: tuple[FactsOf, ...] = ()
    by_programme: tuple[FactsOf, ...] = ()
    by_disaster: tuple[FactsOf, ...] = ()
    visits: Fact | None = None
    targets: tuple[Planned, ...] = ()
    targets_of_units: Mapping[str, tuple[Planned, ...]] = field(default_factory=dict)
    directed: Directed = NOTHING_DIRECTED
    inclusion: Mapping[str, tuple[Included, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    flagged: tuple[Flagged, ...] = ()
    wholes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    illustrative: bool = False
    unfinished_import: bool = False
    every_slot: bool = False

    def fact(self, code: str) -> Fact | None:
        """The figure of the whole period, if it was asked and has something to say."""
        return self.facts.get(code)
