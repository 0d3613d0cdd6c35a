"""An occasion as a delivery: owner, place, title, lines, what it counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.aid.rules import DeliveryDraft, GroupHelped, Line, ValueKind, Work
from chungtay.kernel.months import month_first, month_index
from chungtay.ledger.rules import Amount

from .chance import Chance
from .occasions import Occasion
from .plan import RECORDED_WHOLLY, Good, Plan, Standing, Stream

PRICE_SOURCE = "Giá thị trường tại địa phương"
SOURCE = "demonstration"
IN_KIND_AT_MOST = 90  # of a hundred; the rest is handed over in cash


@dataclass(frozen=True, slots=True)
class Made:
    """An occasion with its delivery; not recorded, it is known only to those who declare its total."""

    occasion: Occasion
    draft: DeliveryDraft
    recorded: bool


def source_of(seed: int) -> str:
    """What stands as the source of every entry that is made from a seed."""
    return f"{SOURCE}:{seed}"


class Maker:
    """Makes deliveries of the units that stand on the day."""

    def __init__(self, plan: Plan, seed: int, standing: Iterable[Standing]) -> None:
        self.plan, self.seed = plan, seed
        self.by_code: dict[str, list[Standing]] = {}
        self.below: dict[str, list[Standing]] = {}
        for unit in sorted(standing, key=lambda u: (u.code, u.valid_from)):
            self.by_code.setdefault(unit.code, []).append(unit)
            if unit.parent:
                self.below.setdefault(unit.parent, []).append(unit)

    def of(self, occasion: Occasion) -> Made:
        """The delivery of an occasion."""
        stream, day = occasion.stream, occasion.day
        chance = Chance(self.seed, "delivery", occasion.part, str(occasion.stretch.first), stream.key).of(
            occasion.number
        )
        member = self.unit(occasion.member.code, day)
        owner = self._owner(stream, member, day, chance)
        group = chance.one_of(stream.groups) if stream.groups else None
        taken = {slot: _sum(takes, occasion.measures) for slot, takes in stream.counts.items()}
        draft = DeliveryDraft(
            unit_id=owner.id,
            key=f"MH-{occasion.stretch.first:%Y%m}-{stream.key}-{occasion.number + 1:03}",
            occurred_on=day,
            since=_since(stream, day),
            title=stream.title.format(group=self.plan.group_words.get(group or "", ""), place=owner.place),
            work=stream.work,
            lines=tuple(_lines(stream, occasion.measures, taken.get("value", 0))),
            turns=taken.get("turns"),
            households=taken.get("households"),
            count=taken.get("count"),
            groups=(group,) if group else (),
            programmes=_programmes(stream, day),
            disasters=stream.disasters,
            also=tuple(Amount(code, value) for code, value in taken.items() if "." in code),
            partners=tuple(self._partners(stream, owner, member, chance)),
            place_id=owner.area_id,
            giver=chance.one_of(stream.givers) if stream.givers else "",
            source=source_of(self.seed),
        )
        detailed = chance.below(RECORDED_WHOLLY) < occasion.member.style.recording(stream.key)
        return Made(occasion, draft, detailed or occasion.span is None)

    def visit(self) -> DeliveryDraft:
        """The visit at the meeting."""
        visit = self.plan.visit
        return DeliveryDraft(
            unit_id=self.unit(visit.unit, visit.on).id,
            key="MH-hoi-nghi",
            occurred_on=visit.on,
            title=visit.title,
            work=Work.VISIT,
            lines=(Line(ValueKind.CASH, amount=visit.value),),
            households=visit.households,
            groups=(GroupHelped.POOR,),
            place_id=self.unit(visit.place, visit.on).area_id,
            giver=visit.giver,
            source=source_of(self.seed),
        )

    def unit(self, code: str, day: date) -> Standing:
        """The unit that bears the code on the day."""
        return next(unit for unit in self.by_code[code] if unit.on(day))

    def stands(self, code: str, day: date) -> bool:
        """Does a unit bear the code on the day?"""
        return any(unit.on(day) for unit in self.by_code[code])

    def _owner(self, stream: Stream, member: Standing, day: date, chance: Chance) -> Standing:
        communes = [unit for unit in self.below.get(member.code, ()) if unit.on(day)]
        return chance.one_of(communes) if stream.owner == "commune" and communes else member

    def _partners(self, stream: Stream, owner: Standing, member: Standing, chance: Chance) -> Iterator[int]:
        if chance.below(1000) >= stream.partnered:
            return
        with_whom = self.by_code[stream.partner][0] if stream.partner else member
        if with_whom.id != owner.id:
            yield with_whom.id


def _sum(takes: Mapping[str, int], measures: Mapping[str, int]) -> int:
    return sum(factor * (1 if measure == "one" else measures[measure]) for measure, factor in takes.items())


def _programmes(stream: Stream, day: date) -> tuple[str, ...]:
    more = stream.also_in.get(day.month)
    return (*stream.programmes, more) if more else stream.programmes


def _since(stream: Stream, day: date) -> date | None:
    """The first day of the window: of so many months, this one included."""
    return month_first(month_index(day) - stream.window + 1) if stream.window else None


def _lines(stream: Stream, measures: Mapping[str, int], value: int) -> Iterator[Line]:
    """Goods, services and labour as far as the value holds them, and the rest in cash."""
    left = value
    for good in stream.goods:
        number = good.per * measures[stream.leading]
        price = _price(good, number, value, left)
        if price:
            left -= number * price
            yield Line(
                kind=good.kind,
                item=good.item,
                quantity=number,
                unit_word=good.unit,
                unit_price=price,
                price_source=PRICE_SOURCE if good.kind == ValueKind.GOODS else "",
                counts_as=good.counts_as,
            )
    if left:
        yield Line(ValueKind.CASH, amount=left)


def _price(good: Good, number: int, value: int, left: int) -> int:
    """The price of the plan; a good that is counted is cheaper where the value is short, another is left out."""
    if number * good.price <= left - value * (100 - IN_KIND_AT_MOST) // 100:
        return good.price
    return left // number // 1000 * 1000 if good.counts_as else 0


def recorded(made: Sequence[Made]) -> list[DeliveryDraft]:
    """The recorded deliveries in the order in which they happened."""
    return [one.draft for one in sorted(made, key=lambda m: (m.draft.occurred_on, m.draft.key)) if one.recorded]
