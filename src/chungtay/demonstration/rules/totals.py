"""What units declare instead of, or beside, their detail: totals of months, and readings of what they have."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from chungtay.aid.rules import amounts
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import Amount, Catalogue, Covers, DeclarationDraft

from .chance import Chance
from .deliveries import Made, Maker, source_of
from .plan import Member, Part

UNTAGGED: frozenset[str] = frozenset()
WHOLE = 1000  # a level in thousandths: as much as the plan says


def declarations(maker: Maker, works: Iterable[Made], catalogue: Catalogue, through: date) -> list[DeclarationDraft]:
    """The declared totals of every member that declares spans, as far as they ended by the day."""
    by_span: dict[tuple[str, int, int], list[Made]] = {}
    for work in works:
        if span := work.occasion.span:
            by_span.setdefault((work.occasion.member.code, *span), []).append(work)
    return [
        _declaration(maker, code, Period.of_months(first, last), held, catalogue)
        for (code, first, last), held in sorted(by_span.items())
        if month_last(last) <= through
    ]


def _declaration(
    maker: Maker, code: str, period: Period, works: Iterable[Made], catalogue: Catalogue
) -> DeclarationDraft:
    return DeclarationDraft(
        unit_id=maker.unit(code, period.last).id,
        key=f"TH-{period.first:%Y%m}-{period.last:%Y%m}",
        covers=Covers.ALL,
        first=period.first,
        last=period.last,
        amounts=tuple(_totals(works, catalogue)),
        title=f"Số liệu tổng hợp {period.wording()}",
        source=source_of(maker.seed),
    )


def _totals(works: Iterable[Made], catalogue: Catalogue) -> Iterator[Amount]:
    """One total per indicator, and under each set of programmes and disasters that its work carries.

    A whole is told with its parts in it; a total under fewer tags holds those under more.
    """
    sums: dict[str, dict[frozenset[str], int]] = {}
    for work in works:
        for amount in amounts(work.draft, catalogue):
            tags = frozenset(t for t in amount.tags if t.startswith(("programme:", "disaster:")))
            for whole in catalogue.lineage(catalogue[amount.indicator].id):
                at = sums.setdefault(catalogue.by_id[whole].code, {UNTAGGED: 0})
                at[tags] = at.get(tags, 0) + amount.value
    for indicator, by_tags in sorted(sums.items()):
        if len(by_tags) == 2 and not by_tags[UNTAGGED]:
            del by_tags[UNTAGGED]  # one set of tags carries it all
        for tags in sorted(by_tags, key=sorted):
            total = sum(value for more, value in by_tags.items() if tags <= more)
            if total:
                yield Amount(indicator, total, tags)


def readings(maker: Maker, through: date) -> list[DeclarationDraft]:
    """What each unit has on those days of the count on which it stands."""
    plan = maker.plan.readings
    return [
        DeclarationDraft(
            unit_id=maker.unit(code, day).id,
            key=f"TC-{day:%Y%m}",
            covers=Covers.ALL,
            first=day.replace(day=1),
            last=day,
            amounts=tuple(_had(maker, code, day)),
            title=f"Tổ chức, lực lượng đến ngày {day:%d/%m/%Y}",
            source=source_of(maker.seed),
        )
        for code in plan.units
        for day in plan.days
        if day <= through and maker.stands(code, day)
    ]


def _had(maker: Maker, code: str, day: date) -> Iterator[Amount]:
    plan = maker.plan.readings
    level = plan.days[day]
    if level != WHOLE:
        level += Chance(maker.seed, "reading", code, str(day)).within(-3, 3)
    for indicator, value in plan.units[code].items():
        yield Amount(indicator, value * level // WHOLE if indicator in plan.moving else value)


def attested(part: Part, through: date) -> Iterator[tuple[Member, date, date]]:
    """The quarters of which each member gives its word, inside the stretches, as (member, first day, last day)."""
    for stretch in part.stretches:
        months = range(month_index(stretch.first), month_index(stretch.last) + 1)
        for _, held in groupby(months, key=lambda month: month // 3):
            quarter = [month for month in held if month_last(month) <= through]
            if quarter:
                first, last = month_first(quarter[0]), month_last(quarter[-1])
                yield from ((member, first, last) for member in part.members)
