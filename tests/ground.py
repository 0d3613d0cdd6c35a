"""What many tests stand on: planted once per process in a transaction around them, and there until a test stands elsewhere.

A test stands on the layers that it asks for by their fixtures, on bare tables when it asks for none; what it changes is
rolled back. So tests may run alone and in any order; many one after another on the same layers are quick.
"""

import copy
import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

if TYPE_CHECKING:  # Django may only load once the home is named
    from chungtay.accounts.models import User
    from tests.factories.organizations import Chapter

LAYERS: dict[str, Callable[..., Any]] = {}  # those below before those above


class Ground:
    """The layers that are planted, the lowest first, each in a transaction of its own."""

    def __init__(self) -> None:
        self._planted: list[tuple[str, Any, transaction.Atomic]] = []

    def stand_on(self, *names: str) -> Any:
        """Roll back what is not asked for, plant what is missing; what is known of the uppermost layer, as one's own."""
        if not connection.in_atomic_block:
            self._planted.clear()
        while tuple(name for name, *_ in self._planted) != names[: len(self._planted)]:
            *_, around = self._planted.pop()
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
        for name in names[len(self._planted) :]:
            below, around = self._known(), transaction.atomic()
            around.__enter__()
            self._planted.append((name, None, around))
            asked = [below.people if asked == "cast" else below for asked in inspect.signature(LAYERS[name]).parameters]
            self._planted[-1] = (name, LAYERS[name](*asked), around)
        return self._known()

    def _known(self) -> Any:
        return copy.deepcopy(self._planted[-1][1]) if self._planted else None


def layer(plant: Callable[..., Any]) -> Any:
    """A fixture that plants something on the layers that it asks for, and gives back the chapter that it stands in."""
    name = f"{plant.__module__}.{plant.__name__}"
    LAYERS[name] = plant

    def fixture(db: None, standing: Any, **_: Any) -> Any:
        return standing.people if plant.__name__ == "cast" else standing

    ours = [p for p in inspect.signature(fixture).parameters.values() if p.kind != p.VAR_KEYWORD]
    theirs = inspect.signature(plant).parameters.values()
    fixture.__signature__ = inspect.Signature([*ours, *theirs])  # type: ignore[attr-defined]
    fixture.__doc__, fixture.layer = plant.__doc__, name  # type: ignore[attr-defined]
    return pytest.fixture(name=plant.__name__)(fixture)


@pytest.fixture(scope="session")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    here = Ground()
    yield here
    with django_db_blocker.unblock():
        here.stand_on()


@pytest.fixture
def standing(request: pytest.FixtureRequest, ground: Ground, django_db_blocker: Any) -> Any:
    """What is known of the layers that the test asks for."""
    fixtures = request.node._fixtureinfo.name2fixturedefs.values()
    asked = {getattr(definitions[-1].func, "layer", "") for definitions in fixtures}
    with django_db_blocker.unblock():
        return ground.stand_on(*[name for name in LAYERS if name in asked])


@pytest.fixture
def _django_db_helper(standing: Any, _django_db_helper: None) -> None:
    """pytest-django's transaction around a test, inside those of the ground."""


@layer
def demonstration() -> None:
    """The demonstration of the default seed."""
    from chungtay.demonstration.actions import load_demonstration
    from tests.demonstration.conftest import AT, passwords

    load_demonstration(by=None, at=AT, passwords=passwords())


@layer
def chapter() -> "Chapter":
    """Quảng Ninh with cluster no. 2 and its six members (tests/factories/organizations.py)."""
    from tests.factories import organizations

    return organizations.chapter()


@layer
def book(chapter: "Chapter") -> "Chapter":
    """The chapter with the committed catalogue, its tree in the book."""
    from chungtay.ledger.actions import load_core, post_tree
    from tests.ledger.telling import AT

    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    return chapter


@layer
def house(book: "Chapter") -> "Chapter":
    """The book, and beside it programmes and disasters."""
    from chungtay.disasters.actions import load_disasters
    from chungtay.programmes.actions import load_programmes
    from tests.ledger.telling import AT

    load_programmes(by=None, at=AT)
    load_disasters(by=None, at=AT)
    return book


@layer
def cast(chapter: "Chapter") -> "dict[str, User] | Chapter":
    """The standing cast: recorder, approver above, head of the cluster, outsider of another unit, visitor without role."""
    from tests.factories import organizations

    organizations.cast(chapter)
    return chapter
