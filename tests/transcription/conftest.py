"""A chapter with its catalogue and people, and texts as they bring them."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.accounts.models import User
from chungtay.disasters.actions import load_disasters
from chungtay.ledger.actions import load_core, post_tree
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.programmes.actions import load_programmes
from chungtay.transcription.models import Transcript
from tests.factories.organizations import AT, Chapter, cast, chapter

Bring = Callable[..., Transcript]


@pytest.fixture
def where(db: None) -> Chapter:
    """Quảng Ninh with the committed catalogue and the standing cast; a second recorder of Quảng Yên, an auditor."""
    planted = chapter()
    cast(planted)
    load_core(by=None, at=AT)
    load_programmes(by=None, at=AT)
    load_disasters(by=None, at=AT)
    post_tree(by=None, at=AT)
    for number, (who, role) in enumerate([("colleague", Role.RECORDER), ("auditor", Role.AUDITOR)], start=60):
        user = User.objects.create_user(f"09120000{number}", "mật khẩu dài", name=who)
        assign_role(by=None, at=AT, user=user, role=role, valid_from=AT.date(), unit_id=planted.id("22.206"))
        planted.people[who] = user
    return planted


@pytest.fixture
def bring(client: Client, where: Chapter) -> Bring:
    """`bring(text)` pastes a text as somebody and returns the document that it became."""

    def bringing(text: str, who: str = "recorder", unit: str = "22.206") -> Transcript:
        client.force_login(where.people[who])
        answer = client.post("/doc-van-ban/", {"unit": where.id(unit), "pasted": text})
        assert answer.status_code == 302, answer.content.decode()
        return Transcript.objects.get(pk=answer["Location"].split("/")[2])

    return bringing
