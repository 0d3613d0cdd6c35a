"""Amounts as they were handed in, read back from what was posted of them."""

from collections.abc import Collection, Iterable, Mapping

from chungtay.ledger.rules import Amount, Catalogue

Column = tuple[str, frozenset[str]]  # an indicator's code under tags


def whole_amounts(posted: Collection[Amount], catalogue: Catalogue) -> tuple[Amount, ...]:
    """The numbers as a row holds them: each whole with the parts that stand beside it under the same tags."""
    by_tags: dict[frozenset[str], dict[str, int]] = {}
    for amount in posted:
        by_tags.setdefault(amount.tags, {})[amount.indicator] = amount.value
    return tuple(
        Amount(code, _whole(code, values, catalogue), tags) for tags, values in by_tags.items() for code in values
    )


def _whole(code: str, values: Mapping[str, int], catalogue: Catalogue) -> int:
    parts = [other for other in values if other != code and _nearest(other, values, catalogue) == code]
    return values[code] + sum(_whole(part, values, catalogue) for part in parts)


def _nearest(code: str, values: Mapping[str, int], catalogue: Catalogue) -> str | None:
    view = catalogue[code]
    if view.kind != "flow":
        return None
    while view.part_of and catalogue[view.part_of].measure == view.measure:
        view = catalogue[view.part_of]
        if view.code in values:
            return view.code
    return None


def common_tags(amounts: Iterable[Amount], prefix: str) -> tuple[str, ...]:
    """Codes of a kind of tag (`programme`) that every amount carries, in order."""
    sets = [amount.tags for amount in amounts]
    shared = frozenset.intersection(*sets) if sets else frozenset()
    return tuple(sorted(tag.removeprefix(f"{prefix}:") for tag in shared if tag.startswith(f"{prefix}:")))


def left_over(whole: Iterable[Amount], explained: Iterable[Amount], shared: frozenset[str]) -> tuple[Amount, ...]:
    """What the explained amounts do not hold, without the tags that all of it shares."""
    held: dict[Column, int] = {}
    for amount in explained:
        held[amount.indicator, amount.tags] = held.get((amount.indicator, amount.tags), 0) + amount.value
    rest = ((amount, amount.value - held.get((amount.indicator, amount.tags), 0)) for amount in whole)
    return tuple(
        Amount(amount.indicator, value, amount.tags - shared)
        for amount, value in rest
        if value or (amount.indicator, amount.tags) not in held
    )
