"""A chapter with its catalogue and people, and files as they bring them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.intake.models import ImportDraft
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT, Chapter

HEADING = "Mã bản ghi;Đơn vị;Ngày;Nội dung;gift.count;gift.value"


@pytest.fixture
def where(house: Chapter, cast: dict[str, User]) -> Chapter:
    """Quảng Ninh with the committed catalogue and the standing cast; a recorder of the whole province."""
    province = User.objects.create_user("0912000055", "mật khẩu dài", name="province")
    assign_role(by=None, at=AT, user=province, role=Role.RECORDER, valid_from=AT.date(), unit_id=house.id("22"))
    cast["province"] = province
    return house


@pytest.fixture
def bring(client: Client, where: Chapter) -> Callable[..., ImportDraft]:
    """`bring(lines)` uploads a file as its owner, has it checked as it is understood, and returns where it stands."""

    def bringing(*lines: str, who: str = "recorder", unit: str = "22.206", check: bool = True) -> ImportDraft:
        client.force_login(where.people[who])
        data = "\n".join(lines).encode()
        given: dict[str, Any] = {"unit": where.id(unit), "file": SimpleUploadedFile("quý 3.csv", data)}
        answer = client.post("/nhap-tep/", given)
        assert answer.status_code == 302, answer.content.decode()
        draft = ImportDraft.objects.latest("pk")
        if check:
            client.post(f"/nhap-tep/{draft.pk}/cot/", {"sheet": "0", "check": "1"})
            draft.refresh_from_db()
        return draft

    return bringing


def today() -> Any:
    """Today in Viet Nam."""
    return timezone.localdate()
