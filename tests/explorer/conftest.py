"""Cluster no. 2 with a year of gifts and the year before, and the standing cast that may see it or may not."""

from datetime import date

import pytest

from chungtay.ledger.actions import attest
from tests.factories.organizations import AT
from tests.ground import layer
from tests.ledger.telling import TET, recorded

SIZES = {"22.193": 60, "22.195": 25, "22.205": 15}  # gifts of March; a tenth more than the year before


@layer
def gifts(book):
    """Three members gave in March of two years, one attests that nothing happened, one is silent; some under Tết."""
    for unit, size in SIZES.items():
        recorded(book, unit, date(2024, 3, 5), gift_count=size)
        recorded(book, unit, date(2023, 3, 5), gift_count=size - 5)
    recorded(book, "22.193", date(2024, 1, 20), tags=TET, gift_count=40)
    attest(by=None, at=AT, unit_id=book.id("22.206"), first=date(2024, 1, 1), last=date(2024, 12, 31))
    return book


@pytest.fixture
def people(gifts, cast):
    return cast


@pytest.fixture
def asking(client, people):
    """`asking("head", indicator="gift.count")` is the page as that person gets it, for cluster no. 2 in ten months of 2024."""

    def get(who, address="/so-lieu/hoi/", **said):
        client.force_login(people[who])
        given = {"of": "22/cum-2", "from": "2024-01-01", "to": "2024-10-31", **said}
        return client.get(address, {name: value for name, value in given.items() if value is not None})

    return get
