"""A question that is written down once and asked often: to write it takes the ORM longer than the database to answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from chungtay.organizations.queries import Structure

KEPT: Final = 100  # questions, of 6 kB each


def asked_rows(key: object, known: Structure, written: Callable[[], QuerySet[Any, Any]]) -> list[tuple[Any, ...]]:
    """Its rows, whose third column is a moment; written once for each key, as long as the tree is the same."""
    kept: dict[object, tuple[str, Any]] = known.derived.setdefault(QuerySet, {})
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = written().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*kept[key])
        return [(what, number, _moment(moment), *more) for what, number, moment, *more in cursor.fetchall()]


def _moment(told: datetime | str | None) -> datetime | None:
    """As the database gives it: SQLite as words or without a zone, in UTC."""
    moment = datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
