"""Cluster no. 2 with a year of gifts and cases, and a portal of the chapter with one section."""

from datetime import date
from itertools import count

import pytest
from django.urls import reverse

from chungtay.portal import actions
from chungtay.portal.models import SectionPage
from tests.ledger.telling import AT, TET, recorded

ON = date(2024, 11, 20)
fresh = count()
GIFTS = {"22.193": 60, "22.195": 25, "22.205": 15}
CASES = {"22.193": 40, "22.195": 12, "22.205": 3}


@pytest.fixture
def section(book):
    """A section of the Vietnamese portal; three members gave in March, cared for cases in May."""
    for unit, number in GIFTS.items():
        recorded(book, unit, date(2024, 3, 5), gift_count=number)
        recorded(book, unit, date(2024, 5, 5), social_cases=CASES[unit])
    front = actions.open_portal(by=None, at=AT, unit_code="22", titles={"vi": "Hội Quảng Ninh", "en": "Quang Ninh"})
    page = SectionPage(title="Công tác xã hội", slug="xa-hoi")
    front.add_child(instance=page)
    page.save_revision().publish()
    page.book = book
    return page


@pytest.fixture
def told(book):
    """Cases of three members: one of them three in May, which nobody may read; gifts as they are."""
    for unit, march, may in (("22.193", 40, 30), ("22.195", 12, 3), ("22.206", 0, 25)):
        for month, number in ((3, march), (5, may)):
            if number:
                recorded(book, unit, date(2024, month, 5), social_cases=number, tags=TET if month == 3 else frozenset())
    recorded(book, "22.193", date(2024, 3, 6), gift_count=2)
    return book


def page(client, name, *args, **asked):
    """As a reader gets it now, whatever a process keeps."""
    return client.get(reverse(name, args=args), {**asked, "moi": next(fresh)})
