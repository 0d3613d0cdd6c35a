"""A naive recount: the laws written out day by day and record by record, to hold the ledger against."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """A record or a declaration as the naive book keeps it. Months are running numbers."""

    key: str
    unit: str
    first: int
    last: int
    day: int
    tags: frozenset
    value: int
    covers: str | None = None  # None: a record
    order: int = 0


@dataclass
class NaiveBook:
    """Records, declarations and a dated tree: parents[unit] = [(from day, parent)]."""

    parents: dict[str, list[tuple[int, str | None]]]
    month_of: object
    last_day: object
    known: dict[tuple[str, str], Known] = field(default_factory=dict)
    order: int = 0

    def put(self, item: Known) -> None:
        """A record or declaration under its unit's key, in the order of arrival."""
        self.order += 1
        self.known[item.unit, item.key] = Known(**{**item.__dict__, "order": self.order})

    def line(self, unit: str, day: int) -> list[str]:
        """The unit and its ancestors on a day."""
        found = [unit]
        while True:
            parent = None
            for start, above in self.parents[found[-1]]:
                if start <= day:
                    parent = above
            if parent is None:
                return found
            found.append(parent)

    def within(self, inner: Known, outer: Known) -> bool:
        """Does `inner` lie beneath the declaration `outer`?"""
        if not (outer.first <= inner.first and inner.last <= outer.last and inner.tags >= outer.tags):
            return False
        if outer.covers == "own":
            return inner.unit == outer.unit and inner.covers in (None, "own")
        return outer.unit in self.line(inner.unit, inner.day)

    @staticmethod
    def place(item: Known) -> tuple:
        return (item.unit, item.covers, item.first, item.last, item.tags)

    def crosses(self, a: Known, b: Known) -> bool:
        """Do two declarations share a unit and a month without nesting?"""
        if a.first > b.last or b.first > a.last or not (a.tags <= b.tags or b.tags <= a.tags):
            return False
        if self.within(a, b) or self.within(b, a):
            return False
        if a.unit == b.unit:
            return a.covers == b.covers or "all" in (a.covers, b.covers)
        months = (max(a.first, b.first), min(a.last, b.last))
        for outer, inner in ((a, b), (b, a)):
            if outer.covers == "all" and any(outer.unit in self.line(inner.unit, self.last_day(m)) for m in months):
                return True
        return False

    def remainders(self) -> dict[tuple, tuple[Known, int]]:
        """Every declaration's remainder, by the law; crossing ones keep none."""
        declared = sorted((k for k in self.known.values() if k.covers), key=lambda k: k.order)
        live: list[Known] = []
        for item in declared:
            if not any(self.crosses(item, other) for other in live):
                live.append(item)
        rest: dict[tuple, tuple[Known, int]] = {}
        pending = list(live)
        while pending:
            for item in pending:
                beneath = [
                    o for o in live if o is not item and self.within(o, item) and self.place(o) != self.place(item)
                ]
                if all(self.place(o) in rest for o in beneath):
                    details = [k.value for k in self.known.values() if not k.covers and self.within(k, item)]
                    inside = sum(details) + sum(rest[self.place(o)][1] for o in beneath)
                    rest[self.place(item)] = (item, max(0, item.value - inside))
                    pending.remove(item)
                    break
        return rest

    def facts(self) -> list[tuple[Known, int]]:
        """Everything that adds up: records and remainders."""
        return [(k, k.value) for k in self.known.values() if not k.covers] + list(self.remainders().values())

    def figure(self, units: Iterable[str], first: int, last: int, tags: frozenset = frozenset()) -> tuple[int, int]:
        """(value, unplaced) over days first..last of some units with all below them; each fact once."""
        scope, value, unplaced = set(units), 0, 0
        for item, amount in self.facts():
            if not scope & set(self.line(item.unit, item.day)) or not item.tags >= tags:
                continue
            since = self.first_day(item) if item.covers else item.day
            if first <= since and item.day <= last:
                value += amount
            elif item.covers and since <= last and item.day >= first:
                unplaced += amount
        return value, unplaced

    def first_day(self, item: Known) -> int:
        """First day of a declaration's span."""
        return self.last_day(item.first - 1) + 1
