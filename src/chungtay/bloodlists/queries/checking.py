"""A list judged against what is known: every wrong cell, who gave, what is there already, control totals."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count, Q

from chungtay.blood.models import Donation, Drive
from chungtay.blood.queries import facts_of, rules_for
from chungtay.blood.queries.drives import drives_of
from chungtay.blood.rules.states import DriveState
from chungtay.bloodlists.formats.sealed import person_of
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.rules.columns import ListField, column_problems
from chungtay.bloodlists.rules.linking import Link, group_fate
from chungtay.bloodlists.rules.rows import CellProblem, ListRow, read_rows, twice
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodlists.rules.states import GroupFate, ListedWhy, ListState, RowFate
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import too_near
from chungtay.bloodrules.rules.rulesets import DonorRules
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop

from .lists import told_in
from .matching import Register

OTHER_DAY: Final = gettext_noop("Mã “%(number)s” đã ghi cho lần hiến ngày %(day)s.")
OTHER_DONOR: Final = gettext_noop("Mã “%(number)s” đã ghi cho một người hiến khác.")


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals of a unit's donations on some days: bags by ml."""

    bags: Mapping[int, int] = field(default_factory=dict)

    @property
    def donations(self) -> int:
        """How many there are."""
        return sum(self.bags.values())

    @property
    def ml(self) -> int:
        """Their volume."""
        return sum(ml * bags for ml, bags in self.bags.items())

    def plus(self, other: "Totals") -> "Totals":
        """Both together."""
        return Totals(dict(Counter(self.bags) + Counter(other.bags)))


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with what becomes of it. `donation_id`: the donation that is there already; `fills`: which gets the number;
    `near_on`: another day inside the interval; `odd`: a volume that no bag has."""

    row: ListRow
    link: Link
    fate: RowFate
    donation_id: int | None = None
    fills: bool = False
    near_on: date | None = None
    group: GroupFate = GroupFate.SAME
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A list as it would be recorded: wrong columns, wrong cells, judged rows, totals before and what they change."""

    columns: Mapping[int | None, Refusal]
    problems: tuple[CellProblem, ...] = ()
    rows: tuple[JudgedRow, ...] = ()
    before: Totals = Totals()
    change: Totals = Totals()
    drives: Mapping[date, Drive] = field(default_factory=dict)

    @property
    def wrong_rows(self) -> list[int]:
        """The numbers of the rows with a wrong cell."""
        return sorted({problem.row for problem in self.problems})

    @property
    def ready(self) -> bool:
        """May the list be recorded?"""
        return bool(self.rows) and not self.columns and not self.problems

    @property
    def days(self) -> list[date]:
        """The days of the rows."""
        return sorted({judged.row.given_on for judged in self.rows})

    def count(self, fate: str) -> int:
        """How many rows have this fate."""
        return sum(judged.fate == fate for judged in self.rows)


def verdict(of: BloodList, staged: Staged, on: date, units: Collection[int]) -> Verdict:
    """What a list comes to when it is recorded on a day, with the donors of these units; nothing is written."""
    columns = column_problems(staged.headings, staged.meanings, staged.filled, day_said=staged.day is not None)
    if columns:
        return Verdict(columns)
    rules = rules_for(of.unit_id, on, of.centre)
    rows, problems = read_rows(staged, rules, on)
    register = Register(units, (row.person for row in rows))
    judge = _Judge(of, rows, register, rules, staged)
    judged = [judge.judged(row, link) for row, link in zip(rows, judge.links, strict=True)]
    whose = [link.donor_id or row.person.identity for row, link in zip(rows, judge.links, strict=True)]
    problems += judge.problems + twice(rows, whose, judge.name_at, judge.number_at)
    days = {row.given_on for row in rows}
    change = Totals(dict(Counter(one.row.ml for one in judged if one.fate == RowFate.NEW)))
    found = drives_of([of.unit_id]).exclude(state=DriveState.CANCELLED).filter(held_on__in=days)
    drives = {drive.held_on: drive for drive in found.annotate(told=Count("results")).order_by("-pk")}
    wrong = tuple(sorted(problems, key=lambda p: (p.row, p.column or 0)))
    return Verdict({}, wrong, tuple(judged), judge.before, change, drives)


def totals_of(unit_id: int, days: Collection[date]) -> Totals:
    """What stands of a unit on these days."""
    rows = Donation.objects.filter(unit=unit_id, given_on__in=days, withdrawn_because="").order_by()
    return Totals(dict(rows.values_list("ml").annotate(bags=Count("pk"))))


class _Judge:
    """Rows against donations and groups that are known, and against the rows above them."""

    def __init__(
        self, of: BloodList, rows: Sequence[ListRow], register: Register, rules: DonorRules, staged: Staged
    ) -> None:
        self.centre, self.rules, self.problems = of.centre, rules, list[CellProblem]()
        fields = {meaning: index for index, meaning in staged.meanings.items()}
        self.name_at = fields.get(ListField.NAME)
        self.number_at = fields.get(ListField.NUMBER, fields.get(ListField.LOCAL_NUMBER))
        self.links = register.links()
        donors = {link.donor_id for link in self.links if link.donor_id}
        numbers, days = [row.number for row in rows if row.number], {row.given_on for row in rows}
        there = Q(number__in=numbers) | Q(donor__in=donors) | Q(unit=of.unit_id, given_on__in=days)
        standing = list(Donation.objects.filter(there, withdrawn_because=""))
        own = [one for one in standing if one.unit_id == of.unit_id and one.given_on in days]
        self.before = Totals(dict(Counter(one.ml for one in own)))
        self.by_number = {one.number: one for one in standing if one.number}
        self.history: dict[int, list[Given]] = defaultdict(list)
        self.on_day: dict[tuple[int, date], Donation] = {}
        for one in standing:
            if one.donor_id in donors:
                self.history[one.donor_id].append(Given(one.given_on, one.component, one.ml))
                self.on_day.setdefault((one.donor_id, one.given_on), one)
        nobodys = any(one.donor_id is None for one in own)
        self.unlinked = _unlinked(of.unit_id, days) if nobodys else {}
        self.typed = {pk: facts.typed for pk, facts in facts_of(register.donors[pk] for pk in donors).items()}

    def judged(self, row: ListRow, link: Link) -> JudgedRow:
        donor, group = link.donor_id, GroupFate.SAME
        if donor is not None:
            group, self.typed[donor] = group_fate(self.typed[donor], row.person.group, self.centre)
        if not row.ml:
            return JudgedRow(row, link, RowFate.DEFERRED, group=group)
        there = self._there(row, donor)
        if there is not None:
            fills = bool(row.number and not there.number)
            return JudgedRow(row, link, RowFate.ALREADY, there.pk, fills, group=group)
        near = None
        if donor is not None:
            given = Given(row.given_on, row.component, row.ml)
            near = too_near(self.history[donor], given, self.rules)
            self.history[donor].append(given)
        odd = row.component == "WB" and bool(self.rules.bags) and row.ml not in self.rules.bags
        return JudgedRow(row, link, RowFate.NEW, near_on=near, group=group, odd=odd)

    def _there(self, row: ListRow, donor: int | None) -> Donation | None:
        """The donation that this row tells again: by number, by donor and day, by who was listed without being found."""
        same = self.by_number.get(row.number) if row.number else None
        if same is not None:
            if same.given_on != row.given_on:
                self._wrong(row, Refusal(OTHER_DAY, number=row.number, day=day_written(same.given_on)))
            elif donor and same.donor_id and same.donor_id != donor:
                self._wrong(row, Refusal(OTHER_DONOR, number=row.number))
            return same
        found = self.on_day.get((donor, row.given_on)) if donor else None
        found = found or self.unlinked.get((row.person.identity, row.given_on))
        return None if found and found.number and row.number else found

    def _wrong(self, row: ListRow, refusal: Refusal) -> None:
        self.problems.append(CellProblem(row.row, self.number_at, refusal))


def _unlinked(unit_id: int, days: Collection[date]) -> dict[tuple[object, date], Donation]:
    """Donations of earlier lists of which nobody was found, by whom the list named and day."""
    waiting = ListedDonor.objects.filter(
        of__unit=unit_id, of__state=ListState.POSTED, why=ListedWhy.UNLINKED, donation__given_on__in=days,
        donation__withdrawn_because="",
    ).select_related("donation")  # fmt: skip
    found: dict[tuple[object, date], Donation] = {}
    for listed in waiting:
        told = told_in(listed)
        if told is not None and listed.donation is not None:
            found[(person_of(told).identity, listed.donation.given_on)] = listed.donation
    return found
