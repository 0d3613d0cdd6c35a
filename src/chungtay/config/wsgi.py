"""The WSGI application that granian serves."""

import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import reverse


def read_ahead() -> None:
    """Read the organization, and what pages of the whole of it ask for, before anybody waits for it."""
    from chungtay.ledger.queries.tree import tree_now
    from chungtay.organizations.queries import structure

    with suppress(DatabaseError):  # no book yet
        known = structure()
        tree, units = tree_now(known), [life[0].unit_id for life in known.all_lives()]
        for top in {path.ancestor_id for unit in units for path in known.above(unit)[:1]}:
            tree.units_below(top)
    connection.close()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
application = get_wsgi_application()
reverse("home")  # every address and all that it needs, before the first reader asks: more than a second's work
read_ahead()  # half a second's work of the first page, and of each thread that is asked meanwhile
# What is loaded stays: the collector need not look at it again. It walks the organization in memory (decision 0018) for
# 60 to 100 ms, in some page: the later the better (decision 0025).
gc.freeze()
gc.set_threshold(10_000, 50, 50)
