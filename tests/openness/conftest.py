"""Cluster no. 2 with a year of gifts and cases, and a portal of the chapter with one section."""

from datetime import date

import pytest

from chungtay.portal import actions
from chungtay.portal.models import SectionPage
from tests.ledger.conftest import book
from tests.ledger.telling import AT, recorded

__all__ = ["book"]
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
