"""Rules of giving blood as data: each with its source and how sure it is, in layers, and compiled for use.

National rules lie below those of a province, and those below a collecting site's; a higher layer says a rule anew.
Source: Thông tư 26/2013/TT-BYT, articles 4 to 6, as far as `data/rules.json` marks them so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chungtay.kernel.errors import Refusal, gettext_noop

from .counting import UnitConvention
from .kinds import Sex

NO_RULE = gettext_noop("Bộ quy tắc “%(name)s” không đọc được ở mục “%(rule)s”: %(value)s.")


@dataclass(frozen=True, slots=True)
class BloodRule:
    """One rule: its value, how sure it is (confirmed, secondary, assumption, memory), where it stands, whose layer."""

    value: Any
    status: str = ""
    source: str = ""
    note: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules of one layer, or of several laid over each other; `version` names every layer in it."""

    name: str
    version: str
    rules: Mapping[str, BloodRule]

    def under(self, *layers: "RuleSet") -> "RuleSet":
        """This set with others laid over it, the last on top: rules by name, periods of deferral by cause."""
        found = self
        for layer in layers:
            merged = dict(found.rules)
            for name, rule in layer.rules.items():
                below = merged.get(name)
                if below and isinstance(below.value, Mapping) and isinstance(rule.value, Mapping):
                    rule = replace(rule, value={**below.value, **rule.value})
                merged[name] = rule
            found = RuleSet(layer.name, f"{found.version}+{layer.version}", merged)
        return found


@dataclass(frozen=True, slots=True)
class DeferralLength:
    """A length of time: calendar months, or days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day on which it is over; a month too short for the day ends on its last (Civil Code 2015, article 148)."""
        index = day.year * 12 + day.month - 1 + self.months
        first = date(index // 12, index % 12 + 1, 1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        return first.replace(day=min(day.day, last.day)) + timedelta(self.days)


@dataclass(frozen=True, slots=True)
class VolumeRule:
    """From a weight on (below another, where given): at most so many ml, and so many for each kg."""

    kg_from: float
    most_ml: int
    kg_below: float | None = None
    ml_per_kg: int | None = None

    def holds(self, kg: float) -> bool:
        """Is this the rule of the weight?"""
        return self.kg_from <= kg and (self.kg_below is None or kg < self.kg_below)

    def most(self, kg: float) -> float:
        """The largest volume in ml."""
        return min(self.most_ml, kg * self.ml_per_kg) if self.ml_per_kg else self.most_ml


@dataclass(frozen=True, slots=True)
class DonorRules:
    """A rule set read for use. Weights in kg, haemoglobin in g/l, intervals in days; None or empty: not ruled."""

    version: str
    age_min: int | None
    age_max: int | None
    weights: Mapping[Sex, float]
    volumes: tuple[VolumeRule, ...]
    apheresis: tuple[VolumeRule, ...]
    bags: tuple[int, ...]
    haemoglobin: Mapping[Sex, float]
    large_from_ml: int | None
    large_haemoglobin: float
    intervals: Mapping[str, int]
    in_a_row: tuple[int, int] | None
    periods: Mapping[str, DeferralLength]
    permanent: frozenset[str]
    offset_days: int
    counts_as: UnitConvention


IN_A_ROW = frozenset({"GRANULOCYTE", "GRAN_APH", "STEM_CELL", "STEMCELL"})  # of which so many within so many days


def donor_rules(rules: RuleSet) -> DonorRules:
    """The rules read for use. Raises Refusal naming the first that cannot be read."""
    read = _Reader(rules)
    large = read("hb_min_g_l_large", dict, {})
    row = read("granulocyte_stemcell", lambda v: (int(v["max"]), int(v["per_days"])), None)
    return DonorRules(
        version=rules.version,
        age_min=read("age_min", int, None),
        age_max=read("age_max_completed_years", int, None),
        weights=read("weight_min_kg", _by_sex, {}),
        volumes=read("wb_volume", _volumes, ()),
        apheresis=read("apheresis", _volumes, ()),
        bags=read("bag_ml", lambda v: tuple(sorted(map(int, v))), ()),
        haemoglobin=read("hb_min_g_l", _by_sex, {}),
        large_from_ml=int(large["from_ml"]) if large else None,
        large_haemoglobin=float(large["min"]) if large else 0,
        intervals=read("interval_days", lambda v: {str(k): int(d) for k, d in v.items()}, {}),
        in_a_row=row,
        periods=read("deferrals", lambda v: {str(cause): length_of(text) for cause, text in v.items()}, {}),
        permanent=read("permanent", frozenset, frozenset()),
        offset_days=read("deferral_offset_days", int, 1),
        counts_as=read("blood_unit", UnitConvention, UnitConvention.BAG),
    )


class _Reader:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def __call__(self, name: str, reads: Any, default: Any) -> Any:
        rule = self.rules.rules.get(name)
        if rule is None:
            return default
        try:
            return reads(rule.value)
        except (TypeError, ValueError, KeyError, AttributeError):
            raise Refusal(NO_RULE, name=self.rules.name, rule=name, value=rule.value) from None


def length_of(text: str) -> DeferralLength:
    """ "12m", "4w", "7d" as a length of time. Raises ValueError."""
    number, unit = int(text[:-1]), text[-1:]
    match unit:
        case "m":
            return DeferralLength(months=number)
        case "w":
            return DeferralLength(days=7 * number)
        case "d":
            return DeferralLength(days=number)
    raise ValueError(text)


def _by_sex(value: Any) -> dict[Sex, float]:
    if isinstance(value, Mapping):
        return {sex: float(value[sex.value.upper()]) for sex in Sex}
    return dict.fromkeys(Sex, float(value))


def _volumes(rows: Iterable[Mapping[str, Any]]) -> tuple[VolumeRule, ...]:
    found = [VolumeRule(r["kg_from"], r["max_ml"], r.get("kg_below"), r.get("max_ml_per_kg")) for r in rows]
    return tuple(sorted(found, key=lambda rule: rule.kg_from, reverse=True))
