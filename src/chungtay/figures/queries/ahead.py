"""What a server reads before anybody waits for it."""

from contextlib import suppress

from django.db import DatabaseError

from chungtay.ledger.queries.tree import tree_now


def read_ahead() -> None:
    """Read the organization, and what pages of the whole of it ask for."""
    with suppress(DatabaseError):  # no book yet
        tree = tree_now()
        units = [life[0].unit_id for life in tree.structure.all_lives()]
        for top in {path.ancestor_id for unit in units for path in tree.structure.above(unit)[:1]}:
            tree.units_below(top)
