"""The lexicon of the reader from the database: units, clusters, catalogue, programmes and disasters as known now."""

from datetime import date

from chungtay.disasters.queries import disaster_names
from chungtay.ledger.queries import catalogue
from chungtay.organizations.queries import Structure, structure
from chungtay.programmes.queries import ProgrammeLife, programme_lives
from chungtay.reading.rules.known import Known, KnownCause, KnownCluster, KnownIndicator, KnownUnit


def known(on: date) -> Known:
    """What the reader knows on a day: the whole tree with its past, the indicators that are still counted then.

    Kept as long as tree, catalogue and names are the same: the names of the nation's 14,000 units are put in order once.
    """
    tree = structure()
    found = _indicators(on), _causes()
    kept: Known | None = tree.derived.get(Known)
    if kept is None or (kept.indicators, kept.causes) != found:
        kept = tree.derived[Known] = Known(_units(tree), _clusters(tree), *found)
    return kept


def _units(tree: Structure) -> tuple[KnownUnit, ...]:
    return tuple(
        KnownUnit(
            version.code,
            version.name,
            version.short_name,
            version.kind,
            tree.code_of(version.parent_id) if version.parent_id is not None else None,
            version.valid_from,
            version.valid_to,
        )
        for life in tree.all_lives()
        for version in life
    )


def _clusters(tree: Structure) -> tuple[KnownCluster, ...]:
    return tuple(
        KnownCluster(
            cluster.code,
            cluster.name,
            tree.code_of(cluster.owner_id),
            tuple((tree.code_of(row.unit_id), row.valid_from, row.valid_to) for row in tree.memberships(cluster.code)),
        )
        for cluster in tree.clusters.values()
    )


def _indicators(on: date) -> tuple[KnownIndicator, ...]:
    return tuple(
        KnownIndicator(view.code, view.name_vi, view.measure, view.kind, view.field, view.part_of)
        for view in catalogue().indicators.values()
        if view.stands_on(on)
    )


def _causes() -> tuple[KnownCause, ...]:
    programmes = tuple(_of_programme(life) for life in programme_lives())
    disasters = tuple(
        KnownCause(f"disaster:{code}", tuple((name.text, name.valid_from, name.valid_to) for name in names))
        for code, names in disaster_names().items()
    )
    return programmes + disasters


def _of_programme(life: ProgrammeLife) -> KnownCause:
    return KnownCause(
        f"programme:{life.code}",
        tuple((name.text, name.valid_from, name.valid_to) for name in life.names),
        {year: (window.first, window.last) for year, window in life.windows},
        (life.season.first, life.season.last) if life.season else None,
    )
