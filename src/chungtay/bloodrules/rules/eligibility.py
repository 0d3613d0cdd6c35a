"""May this donor give on this day: a pure function of donor, rules and day.

The chapter never decides medical fitness: this says who need not be asked to come; the doctor on site decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .kinds import ORDER, ExclusionReason, Product, Sex
from .rulesets import IN_A_ROW, DonorRules

HAEMOGLOBIN_DAYS = 90  # so long a measured value is looked at, where the policy says nothing else


@dataclass(frozen=True, slots=True)
class Donation:
    """What was given on a day: component as the rules name it (WB, RBC_APH, PLASMA_APH, PLT_APH), ml."""

    on: date
    component: str
    ml: int = 0


@dataclass(frozen=True, slots=True)
class Deferral:
    """A cause from a day on (the event, or recovery)."""

    cause: str
    on: date


@dataclass(frozen=True, slots=True)
class Haemoglobin:
    """Last measured value, g/l, and its day."""

    value: float
    on: date


@dataclass(frozen=True, slots=True)
class DonorHealth:
    """What the rules look at; a missing weight, birthday or sex excludes or takes the stricter rule, never a guess.

    `never`: a centre has told the donor not to give again.
    """

    sex: Sex | None = None
    born_on: date | None = None
    kg: float | None = None
    pregnant: bool = False
    never: bool = False
    history: tuple[Donation, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    haemoglobin: Haemoglobin | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All reasons in their order, the first day free of intervals and deferrals (None: none is known), the largest bag.

    `most_bag_ml` is None where there is a reason, or no rule of volumes.
    """

    reasons: tuple[ExclusionReason, ...]
    from_on: date | None
    most_bag_ml: int | None

    @property
    def eligible(self) -> bool:
        """Does nothing stand against it?"""
        return not self.reasons


def eligibility(
    donor: DonorHealth, rules: DonorRules, on: date, product: Product = Product.RBC, hb_days: int = HAEMOGLOBIN_DAYS
) -> Eligibility:
    """Whether the donor may give the product on the day.

    Mixed intervals: the latest end of all donations counts, which is never earlier than the law's "by the component
    given last". A day of interval itself is free (day 84); of a deferral by the rules' `offset_days`.
    """
    waits = [_interval_end(donation, rules) for donation in donor.history] + _row_ends(donor, rules)
    known, endless = _deferral_ends(donor, rules)
    measured = donor.haemoglobin
    if measured is not None and not 0 <= (on - measured.on).days <= hb_days:
        measured = None
    found = set(_of_the_body(donor, rules, on, product))
    if donor.never or any(deferral.cause in rules.permanent for deferral in donor.deferrals):
        found.add(ExclusionReason.PERMANENT)
    if any(end > on for end in waits):
        found.add(ExclusionReason.INTERVAL)
    if endless or any(end > on for end in known):
        found.add(ExclusionReason.DEFERRED)
    if measured is not None and _is_low(measured, donor, rules):
        found.add(ExclusionReason.HB_LOW_LAST)
    never = endless or found & {ExclusionReason.PERMANENT, ExclusionReason.AGE_HIGH}
    return Eligibility(
        tuple(sorted(found, key=ORDER.__getitem__)),
        None if never else max([*waits, *known], default=None),
        None if found else _largest_bag(donor, rules, product, measured),
    )


def free_on(donor: DonorHealth, rules: DonorRules, product: Product, hb_days: int = HAEMOGLOBIN_DAYS) -> date | None:
    """The first day on which nothing of health stands against giving, as far as known today; None: no such day is known.

    What has no date (weight, pregnancy, an unknown cause) has to be changed by a person first.
    """
    waits = [_interval_end(donation, rules) for donation in donor.history] + _row_ends(donor, rules)
    known, endless = _deferral_ends(donor, rules)
    if donor.haemoglobin and _is_low(donor.haemoglobin, donor, rules):
        waits.append(donor.haemoglobin.on + timedelta(hb_days + 1))
    if rules.age_min is not None and donor.born_on:
        waits.append(_birthday(donor.born_on, rules.age_min))
    first = max([*waits, *known], default=date.min)
    undated = eligibility(donor, rules, first, product, hb_days).reasons
    return None if endless or undated else first


def _birthday(born_on: date, years: int) -> date:
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def _is_low(measured: Haemoglobin, donor: DonorHealth, rules: DonorRules) -> bool:
    return bool(rules.haemoglobin) and measured.value < _strictest(rules.haemoglobin, donor.sex)


def completed_years(born_on: date, on: date) -> int:
    """Age in completed years; who was born on 29 February is older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _of_the_body(donor: DonorHealth, rules: DonorRules, on: date, product: Product) -> Iterator[ExclusionReason]:
    age = completed_years(donor.born_on, on) if donor.born_on else None
    if rules.age_min is not None and (age is None or age < rules.age_min):
        yield ExclusionReason.AGE_LOW
    if rules.age_max is not None and age is not None and age > rules.age_max:
        yield ExclusionReason.AGE_HIGH
    least = _strictest(rules.weights, donor.sex) if rules.weights else 0
    if product in (Product.PLASMA, Product.PLATELETS) and rules.apheresis:
        least = max(least, min(rule.kg_from for rule in rules.apheresis))
    if least and (donor.kg is None or donor.kg < least):
        yield ExclusionReason.WEIGHT_LOW
    if donor.pregnant:
        yield ExclusionReason.PREGNANT


def _strictest(by_sex: Mapping[Sex, float], sex: Sex | None) -> float:
    return by_sex[sex] if sex is not None else max(by_sex.values())


def _interval_end(donation: Donation, rules: DonorRules) -> date:
    """A component without an interval of its own waits as long as the longest."""
    if donation.component in IN_A_ROW and rules.in_a_row:
        return donation.on
    days = rules.intervals.get(donation.component, max(rules.intervals.values(), default=0))
    return donation.on + timedelta(days)


def too_near(history: Iterable[Donation], given: Donation, rules: DonorRules) -> date | None:
    """The day of another donation, before or after, between which and this one the interval was not kept; the nearest."""
    near = [
        other.on
        for other in history
        if (other.on <= given.on < _interval_end(other, rules)) or (given.on < other.on < _interval_end(given, rules))
    ]
    return min(near, key=lambda day: abs((day - given.on).days), default=None)


def _row_ends(donor: DonorHealth, rules: DonorRules) -> list[date]:
    """Granulocytes and stem cells: at most so many within so many days, so the next when the first of them is so old."""
    if rules.in_a_row is None:
        return []
    most, days = rules.in_a_row
    given = sorted(donation.on for donation in donor.history if donation.component in IN_A_ROW)
    return [
        first + timedelta(days)
        for first, last in zip(given, given[most - 1 :], strict=False)
        if (last - first).days < days
    ]


def _deferral_ends(donor: DonorHealth, rules: DonorRules) -> tuple[list[date], bool]:
    """First free days, and whether there is a cause that the rules do not know: it has no end until a person looks."""
    waiting = [deferral for deferral in donor.deferrals if deferral.cause not in rules.permanent]
    known = [deferral for deferral in waiting if deferral.cause in rules.periods]
    offset = timedelta(rules.offset_days)
    return [rules.periods[d.cause].after(d.on) + offset for d in known], len(known) < len(waiting)


def _largest_bag(
    donor: DonorHealth, rules: DonorRules, product: Product, measured: Haemoglobin | None
) -> int | None:  # fmt: skip
    volumes = rules.apheresis if product in (Product.PLASMA, Product.PLATELETS) else rules.volumes
    rule = next((rule for rule in volumes if donor.kg is not None and rule.holds(donor.kg)), None)
    if rule is None or donor.kg is None:
        return None
    most = rule.most(donor.kg)
    small = measured is not None and measured.value < rules.large_haemoglobin and rules.large_from_ml is not None
    bags = [bag for bag in rules.bags if bag <= most and not (small and bag >= (rules.large_from_ml or 0))]
    return max(bags, default=None)
