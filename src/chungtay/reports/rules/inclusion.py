"""Inside or outside the total: *trong đó* for what a counting rule includes, *ngoài ra* for what stands besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.documents.rules import Run

from .material import Fact, Included, Material
from .telling import merged
from .wording import lowered, number, unit_of

# Money that is given to people; money raised or in a fund is not yet given, so it never stands beside the total.
NOT_GIVEN = frozenset({"fund", "total", "context"})
FIELD_NAMES = {
    "social": "công tác xã hội",
    "health": "chăm sóc sức khỏe",
    "blood": "hiến máu tình nguyện",
    "disaster": "cứu trợ thiên tai",
    "first_aid": "sơ cấp cứu",
    "communication": "truyền thông",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an indicator's figure stands towards a total."""

    fact: Fact
    included: Included | None


def counted(material: Material, total: str) -> list[Standing]:
    """What the total's counting rule includes and has a number."""
    return [
        Standing(fact, item)
        for item in material.inclusion.get(total, ())
        if (fact := material.fact(item.indicator)) and fact.positive
    ]


def besides(material: Material, total: str = "total.value", measure: str = "dong") -> list[Fact]:
    """Top figures of the measure that were given to people and that the total does not include."""
    rule = material.inclusion.get(total)
    if rule is None:
        return []
    inside = {item.indicator for item in rule}
    return [
        fact
        for code, fact in material.facts.items()
        if fact.measure == measure
        and fact.kind == "flow"
        and fact.positive
        and fact.field not in NOT_GIVEN
        and not any(_is_part(material, code, whole) for whole in inside)
        and not _has_parent_figure(material, code)
    ]


def stands_besides(material: Material, indicator: str) -> bool:
    """Whether the total of value leaves this figure out by its counting rule (False where no one rule holds)."""
    return any(fact.indicator == indicator for fact in besides(material))


def _is_part(material: Material, code: str, whole: str) -> bool:
    return code == whole or whole in material.wholes.get(code, ())


def _has_parent_figure(material: Material, code: str) -> bool:
    return any((fact := material.fact(whole)) and fact.positive for whole in material.wholes.get(code, ()))


def inside_sentence(material: Material) -> tuple[Run, ...]:
    """ "Trong đó: công tác xã hội ...; chăm sóc sức khỏe ... (mỗi trường hợp tính là một lượt người)."."""
    by_field: dict[str, list[Standing]] = {}
    for total in ("total.turns", "total.value"):
        for standing in counted(material, total):
            by_field.setdefault(standing.fact.field, []).append(standing)
    clauses = [list(_field_clause(material, field, standings)) for field, standings in by_field.items()]
    return _sentence("Trong đó: ", clauses)


def _field_clause(material: Material, field: str, standings: list[Standing]) -> Iterator[Run]:
    yield Run(FIELD_NAMES.get(field, lowered(standings[0].fact.name)))
    for index, standing in enumerate(standings):
        yield Run(", " if index else " ")
        if standing.fact.measure == "dong":
            yield Run("trị giá ")
        yield number(standing.fact)
        yield Run(_conversion(material, standing))


def _conversion(material: Material, standing: Standing) -> str:
    if standing.included is None:
        return ""
    total = material.fact("total.value" if standing.fact.measure == "dong" else "total.turns")
    if total is None or total.measure == standing.fact.measure:
        return ""
    factor = standing.included.factor
    times = "một" if factor == 1 else str(factor)
    return f" (mỗi {unit_of(standing.fact)} tính là {times} {unit_of(total)})"


def parts_sentence(material: Material, whole: str) -> tuple[Run, ...]:
    """What a figure's value is made of: "Trong trị giá công tác xã hội có: trị giá quà trên 5,1 tỷ đồng; ..."."""
    fact = material.fact(whole)
    parts = [
        part
        for code, part in material.facts.items()
        if part.positive and part.measure == "dong" and material.wholes.get(code, ())[:1] == (whole,)
    ]
    if fact is None or not fact.positive:
        return ()
    clauses = [[Run(f"{lowered(part.name)} "), number(part)] for part in parts]
    return _sentence(f"Trong {lowered(fact.name)} có: ", clauses)


def besides_sentence(material: Material) -> tuple[Run, ...]:
    """ "Ngoài ra, không tính vào tổng trị giá trên: ..."."""
    clauses = [[Run(f"{lowered(fact.name)} "), number(fact)] for fact in besides(material)]
    return _sentence("Ngoài ra, không tính vào tổng trị giá trên: ", clauses)


def _sentence(lead: str, clauses: list[list[Run]]) -> tuple[Run, ...]:
    if not clauses:
        return ()
    runs = [Run(lead)]
    for index, clause in enumerate(clauses):
        runs += ([Run("; ")] if index else []) + clause
    return merged([*runs, Run(".")])
