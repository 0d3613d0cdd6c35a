"""A chapter with its catalogue and people, and texts as they bring them."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.accounts.models import User
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.transcription.models import Transcript
from tests.factories.organizations import AT, Chapter

Bring = Callable[..., Transcript]


@pytest.fixture
def where(house: Chapter, cast: dict[str, User]) -> Chapter:
    """Quảng Ninh with the committed catalogue and the standing cast; a second recorder of Quảng Yên, an auditor."""
    for number, (who, role) in enumerate([("colleague", Role.RECORDER), ("auditor", Role.AUDITOR)], start=60):
        user = User.objects.create_user(f"09120000{number}", "mật khẩu dài", name=who)
        assign_role(by=None, at=AT, user=user, role=role, valid_from=AT.date(), unit_id=house.id("22.206"))
        cast[who] = user
    return house


@pytest.fixture
def bring(client: Client, where: Chapter) -> Bring:
    """`bring(text)` pastes a text as somebody and returns the document that it became."""

    def bringing(text: str, who: str = "recorder", unit: str = "22.206") -> Transcript:
        client.force_login(where.people[who])
        answer = client.post("/doc-van-ban/", {"unit": where.id(unit), "pasted": text})
        assert answer.status_code == 302, answer.content.decode()
        return Transcript.objects.get(pk=answer["Location"].split("/")[2])

    return bringing
