"""What a file's cells are looked up in, read once for a whole import."""

from datetime import date

from chungtay.disasters.queries import names_by_code as disaster_names
from chungtay.exchange.rules.lookups import Lookups
from chungtay.exchange.rules.names import TagIndex
from chungtay.exchange.rules.units import Named, UnitIndex
from chungtay.ledger.queries import catalogue
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.programmes.queries import names_by_code as programme_names


def lookups(today: date) -> Lookups:
    """Units under every dated name, programmes, disasters and the catalogue as they stand; `today` in Viet Nam."""
    known: dict[tuple[int, date], bool] = {}

    def below(unit_id: int, day: date) -> bool:
        asked = (unit_id, day)
        if asked not in known:
            known[asked] = has_below(unit_id, day)
        return known[asked]

    return Lookups(
        catalogue=catalogue(),
        units=unit_index(),
        programmes=TagIndex.of("programme", programme_names()),
        disasters=TagIndex.of("disaster", disaster_names()),
        today=today,
        below=below,
    )


def unit_index() -> UnitIndex:
    """Every unit under its codes and dated names, as known now."""
    rows = UnitVersion.objects.filter(superseded_in=None).values_list(
        "unit_id", "unit__code", "name", "short_name", "valid_from", "valid_to"
    )
    return UnitIndex.of(Named(*row) for row in rows.iterator(chunk_size=5000))


def has_below(unit_id: int, day: date) -> bool:
    """Does the unit have units below it on the day?"""
    rows = UnitPath.objects.filter(ancestor_id=unit_id, depth=1, valid_from__lte=day)
    return rows.exclude(valid_to__lte=day).exists()
