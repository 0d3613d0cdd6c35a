"""The demonstration, loaded once for the tests of a module and rolled back after them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from chungtay.demonstration.formats import committed

AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def passwords() -> dict[str, str]:
    return {person["login"]: f"thử nghiệm {person['login']}" for person in committed("chapter.json")["people"]}


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The demonstration of the default seed, in a transaction around the module's tests."""
    from chungtay.demonstration.actions import load_demonstration

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load_demonstration(by=None, at=AT, passwords=passwords())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded_once: None, db: None) -> None:
    """The loaded demonstration; what a test changes is rolled back."""
