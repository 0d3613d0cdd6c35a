"""Donors of two clubs who gave so and so often."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count

import pytest

from chungtay.accounts.models import User
from chungtay.blood import actions
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donation, Donor
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import Profile
from tests.factories.organizations import AT, Chapter

ON = date(2024, 6, 15)
Gave = Callable[..., Donor]


@pytest.fixture
def gave(chapter: Chapter) -> Iterator[Gave]:
    """Enrols somebody of the college (or `unit`) who gave `times`, the last time on a day, each 90 days before."""
    number = count(1)

    def enrolled(
        times: int, last: date, *, named: bool = True, unit: str = "22.cdyt", emergency: bool = False
    ) -> Donor:
        n = next(number)
        consents = {ConsentPurpose.KEEP: "Lưu", **({ConsentPurpose.HONOURS: "Nêu tên"} if named else {})}
        profile = Profile(f"Trần Minh Họa {n}", f"09123450{n:02}", date(1980, 1, n))
        told = actions.Registration(profile, chapter.id(unit), consents, ConsentProof.PAPER, HealthFacts())
        donor, _new = actions.record_registration(by=None, at=AT, on=ON, told=told)
        assert donor is not None
        for back in range(times):
            Donation.objects.create(
                donor=donor, unit_id=donor.unit_id, given_on=last - timedelta(90 * back), component="WB", ml=350,
                emergency=emergency and not back, entered_at=AT,
            )  # fmt: skip
        return donor

    yield enrolled


@pytest.fixture
def coordinator(chapter: Chapter, cast: dict[str, User]) -> User:
    """Coordinates the blood of the province."""
    user = User.objects.create_user("0912000051", "mật khẩu dài", name="điều phối", is_illustrative=True)
    scope = {"unit_id": chapter.id("22")}
    assign_role(by=None, at=AT, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), **scope)
    return user
