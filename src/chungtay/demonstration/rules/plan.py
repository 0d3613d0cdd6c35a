"""What the demonstration is made from: kinds of work with their wholes, who reports how, over which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.aid.rules import GroupHelped, ValueKind, Work

Season = tuple[date, date]
Span = tuple[int, int]  # first and last month of a year
RECORDED_WHOLLY = 1000


@dataclass(frozen=True, slots=True)
class Good:
    """What goes into each of what a stream counts: so many of a unit at a price."""

    kind: ValueKind
    item: str
    unit: str
    per: int
    price: int
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """One kind of work.

    `measures` are its wholes for the page's period; `counts` says what each place (a field of a delivery, or an
    indicator) takes of them and how often. The work falls into `months` by weight, or into the season of the year.
    `occasions`: into how many deliveries the page's period falls; every_month: one per member and month.
    """

    key: str
    work: Work
    title: str
    owner: str
    occasions: int
    measures: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    months: Mapping[int, int]
    seasons: Mapping[int, Season]
    programmes: tuple[str, ...]
    also_in: Mapping[int, str]
    disasters: tuple[str, ...]
    groups: tuple[GroupHelped, ...]
    givers: tuple[str, ...]
    goods: tuple[Good, ...]
    window: int
    every_month: bool
    partnered: int
    partner: str

    @property
    def leading(self) -> str:
        """The measure that the others follow."""
        return next(iter(self.measures))


@dataclass(frozen=True, slots=True)
class Style:
    """How a unit reports: spans of months that it declares, and of a thousand deliveries how many it records."""

    spans: tuple[Span, ...]
    recorded: Mapping[str, int]

    def recording(self, stream: str) -> int:
        """Of a thousand deliveries of a stream, how many are recorded in detail."""
        return self.recorded.get(stream, self.recorded["*"])


@dataclass(frozen=True, slots=True)
class Member:
    """A unit that reports, with its weight in each stream."""

    code: str
    style: Style
    weights: Mapping[str, int]

    def weight(self, stream: str) -> int:
        """Its weight in a stream."""
        return self.weights.get(stream, self.weights["*"])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole months of one year and their level, in thousandths of the page's; `spread`: how far the seed may move it.

    `fixed` are wholes that a source gives for the stretch.
    """

    first: date
    last: date
    level: int
    spread: int
    fixed: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """Units whose work is split from the same wholes."""

    name: str
    stretches: tuple[Stretch, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """What a unit has on a day, by unit and indicator; `moving` ones change with the level of the day."""

    days: Mapping[date, int]
    moving: frozenset[str]
    units: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Visit:
    """The households visited at the meeting."""

    unit: str
    place: str
    on: date
    households: int
    value: int
    title: str
    giver: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan of the work."""

    first: date
    last: date
    streams: tuple[Stream, ...]
    parts: tuple[Part, ...]
    readings: Readings
    visit: Visit
    group_words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit of the tree as the generator needs it: `place` is what titles call it, `area_id` where it lies."""

    id: int
    code: str
    place: str
    kind: str
    parent: str | None
    area_id: int | None
    valid_from: date
    valid_to: date | None

    def on(self, day: date) -> bool:
        """Does it stand on the day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
