"""What the papers of a meeting are written from: the review's material, and what lies on the meeting's table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from chungtay.documents.rules import Run
from chungtay.kernel.days import day_written
from chungtay.plans.rules import Pace, TargetProgress
from chungtay.reports.rules.heading import PARTS_OF_DAY
from chungtay.reports.rules.material import NO_FACTS, Fact, Facts, Material
from chungtay.reports.rules.targets import written
from chungtay.reports.rules.wording import exact

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Invited:
    """A unit or guest that was asked; `attended` None: nobody has said yet."""

    name: str
    delegates: str = ""
    note: str = ""
    attended: bool | None = None
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting itself. `host` as papers call it; `agenda`: each point with who presents it; `minutes` by part."""

    title: str
    on: date
    host: str
    part_of_day: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    invited: tuple[Invited, ...] = ()
    agenda: tuple[tuple[str, str], ...] = ()
    minutes: Mapping[str, str] = field(default_factory=dict)
    begins: time | None = None
    ends: time | None = None

    @property
    def moment(self) -> str:
        """ "sáng Thứ Hai, ngày 11/11/2024"."""
        day = f"{WEEKDAYS[self.on.weekday()]}, ngày {day_written(self.on)}"
        return f"{PARTS_OF_DAY.get(self.part_of_day, '')} {day}".strip()


@dataclass(frozen=True, slots=True)
class Aim:
    """A target with the figure of its days, up to the last day of the period."""

    fact: Fact
    value: int
    progress: TargetProgress

    @property
    def share(self) -> str:
        """ "62%", "gần 100%"; empty where no share is known."""
        return "" if self.progress.percent is None else written(self.progress.percent)

    @property
    def late(self) -> bool:
        """Is it behind its days, or missed?"""
        return self.progress.pace in (Pace.BEHIND, Pace.MISSED)


@dataclass(frozen=True, slots=True)
class ConclusionTold:
    """A conclusion and how it stands: `state` in words, `reason` what was last said.

    `to_reach` is the value in words, `aim` the figure beside it from the day that it is counted.
    """

    text: str
    owner: str
    due: date
    state: str
    is_open: bool
    is_direction: bool = False
    overdue_by: int = 0
    reason: str = ""
    meeting: str = ""
    to_reach: str = ""
    aim: Aim | None = None

    @property
    def state_words(self) -> str:
        """ "Đang làm, quá hạn 42 ngày"."""
        late = f", quá hạn {self.overdue_by} ngày" if self.overdue_by else ""
        return f"{self.state}{late}"

    def reached(self) -> Run | None:
        """ "1.234/1.500 đơn vị máu, đạt 82,3%"; the figure in words where it is no number."""
        if self.aim is None:
            return None
        share = f", đạt {self.aim.share}" if self.aim.share else ""
        return Run(f"{exact(self.aim.fact)}/{self.to_reach}{share}", self.aim.fact.reference)


@dataclass(frozen=True, slots=True)
class MemberText:
    """A member's own paper."""

    unit: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What a check said of a member's report, and how the member explained it."""

    text: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class MeetingMaterial:
    """Everything that the papers of a meeting say.

    `review` has the period of the meeting; `earlier` conclusions of meetings before, `own` what this one concludes; `aims`
    and `warnings` by unit code (`aims` of the scope too); `papers` of members.
    """

    occasion: Occasion
    review: Material
    earlier: tuple[ConclusionTold, ...] = ()
    own: tuple[ConclusionTold, ...] = ()
    aims: Mapping[str, tuple[Aim, ...]] = field(default_factory=dict)
    warnings: Mapping[str, tuple[Warned, ...]] = field(default_factory=dict)
    papers: tuple[MemberText, ...] = ()

    def facts_of(self, code: str) -> Facts:
        """The figures of a member in the period."""
        return next((row.facts for row in self.review.by_unit if row.key == code), NO_FACTS)

    def earlier_of(self, code: str) -> Facts:
        """The same of the equal period a year before; empty where it is not compared."""
        return next((row.facts for row in self.review.earlier_by_unit if row.key == code), NO_FACTS)

    def aim_of(self, code: str, indicator: str) -> Aim | None:
        """What the unit or the scope is to reach, whatever the tags excluded."""
        return next((aim for aim in self.aims.get(code, ()) if aim.fact.indicator == indicator), None)

    @property
    def carried(self) -> tuple[ConclusionTold, ...]:
        """Earlier conclusions that are open still."""
        return tuple(one for one in self.earlier if one.is_open)

    @property
    def overdue(self) -> tuple[ConclusionTold, ...]:
        """Those whose day has passed, the longest first."""
        return tuple(sorted((one for one in self.earlier if one.overdue_by), key=lambda one: one.due))
