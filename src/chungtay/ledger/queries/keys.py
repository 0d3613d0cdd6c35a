"""What stands under the units' keys."""

from collections.abc import Iterable

from chungtay.ledger.models import Standing

Standings = dict[tuple[int, str], tuple[int, bytes, str]]  # (unit id, key) -> (entry, digest, kind)
CHUNK = 400


def standings(places: Iterable[tuple[int, str]]) -> Standings:
    """Entries that stand under these keys."""
    wanted = set(places)
    if not wanted:
        return {}
    units = {unit for unit, _ in wanted}
    keys = sorted({key for _, key in wanted})
    found: Standings = {}
    for start in range(0, len(keys), CHUNK):
        rows = Standing.objects.filter(key__in=keys[start : start + CHUNK])
        if len(units) <= CHUNK:
            rows = rows.filter(unit_id__in=units)
        for unit, key, seq, digest, kind in rows.values_list("unit_id", "key", "seq", "digest", "kind"):
            if (unit, key) in wanted:
                found[unit, key] = (seq, bytes(digest), kind)
    return found
