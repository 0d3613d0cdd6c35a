"""A cluster with a few records and people, and its pages as each of them sees them."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from chungtay.accounts.models import User
from tests.factories.organizations import Chapter
from tests.ground import layer
from tests.ledger.telling import recorded


@layer
def told(book: Chapter, cast: dict[str, User]) -> Chapter:
    """A cluster with a few records, and people."""
    for month in (2, 5, 10):
        recorded(book, "22.206", date(2024, month, 5), gift_count=3_500, blood_units=70, social_turns=5_000)
        recorded(book, "22.195", date(2024, month, 7), gift_count=41, blood_units=30, social_turns=60)
    return book


@pytest.fixture
def opened(client: Client, told: Chapter) -> Callable[..., HttpResponse]:
    """`opened("head", "/bao-cao/", ...)` opens a page as that person."""

    def opening(who: str, path: str, asked: dict[str, object] | None = None) -> HttpResponse:
        client.force_login(told.people[who])
        return client.get(f"{path}?{urlencode(asked, doseq=True)}" if asked else path)

    return opening
