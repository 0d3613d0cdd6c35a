"""What the reader knows before it reads: units, clusters, indicators, programmes and disasters, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chungtay.kernel.lexicon import Lexicon, Phrase


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it is called and placed for some days (half-open)."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str | None  # its parent's code
    first: date
    end: date | None


@dataclass(frozen=True, slots=True)
class KnownCluster:
    """A cluster with the codes of its members and their days (half-open)."""

    code: str
    name: str
    owner: str
    members: tuple[tuple[str, date, date | None], ...]


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the catalogue."""

    code: str
    name: str
    measure: str
    kind: str
    field: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class KnownCause:
    """A programme or a disaster by its tag: names with their days (half-open), windows by the year they are called after.

    `season` is the month and day a programme opens and closes in every year without a window of its own.
    """

    tag: str
    names: tuple[tuple[str, date | None, date | None], ...]
    windows: Mapping[int, tuple[date, date]] = field(default_factory=dict)
    season: tuple[str, str] | None = None


@dataclass(frozen=True, eq=False)
class Known:
    """The lexicon. The indexes by name are built at their first use and kept with it."""

    units: tuple[KnownUnit, ...] = ()
    clusters: tuple[KnownCluster, ...] = ()
    indicators: tuple[KnownIndicator, ...] = ()
    causes: tuple[KnownCause, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, list[KnownUnit]]:
        """Versions of units by code, in the order of time."""
        found: dict[str, list[KnownUnit]] = {}
        for unit in self.units:
            found.setdefault(unit.code, []).append(unit)
        return found

    @cached_property
    def tops(self) -> frozenset[str]:
        """Codes of the national association."""
        return frozenset(unit.code for unit in self.units if unit.kind == "nation")

    @cached_property
    def cluster_of(self) -> dict[str, KnownCluster]:
        """Clusters by code."""
        return {cluster.code: cluster for cluster in self.clusters}

    @cached_property
    def measures(self) -> dict[str, str]:
        """The measure of every indicator; a code that stands not here is not counted any more."""
        return {indicator.code: indicator.measure for indicator in self.indicators}

    @cached_property
    def indicator_names(self) -> Lexicon[str]:
        """Codes of indicators by their names in the catalogue."""
        return Lexicon(Phrase(indicator.name, indicator.code) for indicator in self.indicators)

    @cached_property
    def cause_names(self) -> Lexicon[KnownCause]:
        """Programmes and disasters by every name they ever had."""
        return Lexicon(Phrase(name, cause) for cause in self.causes for name, _, _ in cause.names)
