"""How many random examples a test makes up."""

import os

from django.db import connection

MORE = int(os.environ.get("CHUNGTAY_EXAMPLES", "1"))


def examples(number: int) -> int:
    """So many on SQLite and half as many on PostgreSQL; CHUNGTAY_EXAMPLES=10 asks for ten times that."""
    return MORE * number // (1 if connection.vendor == "sqlite" else 2)
