"""What the demonstration's figures must be, added up by hand from its deliveries, recorded or not."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from chungtay.aid.rules import DeliveryDraft, Work, value_of
from chungtay.demonstration.formats import committed_plan
from chungtay.demonstration.queries import standing_units
from chungtay.demonstration.rules.deliveries import Made, Maker
from chungtay.demonstration.rules.occasions import occasions

VALUES: dict[Work, tuple[str, ...]] = {
    Work.GIFT: ("gift.value", "social.value"),
    Work.ADDRESS: ("address.value", "social.value"),
    Work.HOUSE: ("house.value", "social.value"),
    Work.LIVELIHOOD: ("live.value", "social.value"),
    Work.DISABILITY: ("dis.value", "social.value"),
    Work.SCHOOLING: ("edu.value", "social.value"),
    Work.SOCIAL: ("social.value",),
    Work.HEALTH: ("health.value",),
    Work.MEAL: ("meal.value", "health.value"),
    Work.DISASTER: ("disaster.value",),
    Work.FIRST_AID: (),
    Work.OTHER: (),
}
TURNS = {
    Work.GIFT: "social.turns", Work.ADDRESS: "address.turns", Work.LIVELIHOOD: "social.turns",
    Work.DISABILITY: "social.turns", Work.SCHOOLING: "social.turns", Work.SOCIAL: "social.turns",
    Work.FIRST_AID: "firstaid.trained",
}  # fmt: skip
HOUSEHOLDS = {Work.GIFT: "gift.households", Work.DISASTER: "disaster.households"}
COUNTS = {
    Work.GIFT: "gift.count", Work.ADDRESS: "address.assisted", Work.HOUSE: "house.built",
    Work.SCHOOLING: "edu.scholarships", Work.HEALTH: "health.cases", Work.MEAL: "meal.portions",
    Work.FIRST_AID: "firstaid.cases", Work.DISASTER: "disaster.gifts",
}  # fmt: skip


def all_made(seed: int, through: date) -> list[Made]:
    """Every delivery up to a day, on the loaded tree."""
    plan = committed_plan()
    maker = Maker(plan, seed, standing_units("22"))
    return [maker.of(occasion) for occasion in occasions(plan, seed) if occasion.day <= through]


def sums(found: Iterable[Made], members: set[str], first: date, last: date, programme: str = "") -> Counter[str]:
    """Figures by indicator for these members and days (a window counts on its last day)."""
    total: Counter[str] = Counter()
    for one in found:
        inside = one.occasion.member.code in members and first <= one.draft.occurred_on <= last
        if inside and (not programme or programme in one.draft.programmes):
            _add(total, one.draft)
    total["social.turns"] += total["address.turns"]
    total["blood.units"] += total["blood.emergency"]
    total["total.turns"] = total["social.turns"] + total["health.cases"]
    total["total.value"] = total["social.value"] + total["health.value"]
    return total


def _add(total: Counter[str], draft: DeliveryDraft) -> None:
    for code in VALUES[draft.work]:
        total[code] += value_of(draft.lines)
    for work, code, number in (
        (TURNS, "turns", draft.turns),
        (HOUSEHOLDS, "households", draft.households),
        (COUNTS, "count", draft.count),
    ):
        if number:
            assert draft.work in work, (draft.work, code)
            total[work[draft.work]] += number
    for amount in draft.also:
        total[amount.indicator] += amount.value
    for line in draft.lines:
        if line.counts_as:
            total[line.counts_as] += line.quantity
