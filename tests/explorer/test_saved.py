"""Questions that people keep: under a name, shared with the unit or not, nobody else's to change."""

import pytest

from chungtay.accounts.models import User
from chungtay.explorer.models import SavedQuestion
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT, BEGINS

ADDRESS = "of=22.206&indicator=gift.count&from=2024-01-01&to=2024-10-31&by=unit"


@pytest.fixture
def keep(client, people):
    """Save a question as somebody does."""

    def saving(who, name, **said):
        client.force_login(people[who])
        return client.post("/so-lieu/hoi/luu/", {"name": name, "address": ADDRESS, **said})

    return saving


def listed(client, user):
    client.force_login(user)
    answer = client.get("/so-lieu/hoi/da-luu/")
    return [one.name for one in answer.context["own"]], [one.name for one in answer.context["shared"]]


def test_a_question_is_kept_opened_renamed_and_let_go(client, people, keep):
    answer = keep("recorder", "Quà mười tháng")
    assert answer.status_code == 302 and answer["Location"] == f"/so-lieu/hoi/?{ADDRESS}"
    assert client.get(answer["Location"]).status_code == 200
    assert keep("recorder", "Quà mười tháng").status_code == 400
    kept = SavedQuestion.objects.get()
    assert client.post(f"/so-lieu/hoi/da-luu/{kept.pk}/ten/", {"name": "Quà"}).status_code == 302
    assert listed(client, people["recorder"]) == (["Quà"], [])
    assert client.post(f"/so-lieu/hoi/da-luu/{kept.pk}/xoa/").status_code == 302
    assert listed(client, people["recorder"]) == ([], [])


def test_only_the_ticked_one_is_seen_and_only_by_the_same_unit(client, people, keep):
    keep("recorder", "Riêng")
    keep("recorder", "Chung", shared="on")
    colleague = User.objects.create_user("0912000070", "mật khẩu dài", name="colleague")
    unit = SavedQuestion.objects.get(name="Chung").shared_with_id
    assign_role(by=None, at=AT, user=colleague, role=Role.RECORDER, unit_id=unit, valid_from=BEGINS)
    assert listed(client, colleague) == ([], ["Chung"])
    assert listed(client, people["outsider"]) == ([], []) and listed(client, people["head"]) == ([], [])


@pytest.mark.parametrize("what", ["ten", "xoa"])
def test_another_s_question_is_not_found(client, people, keep, what):
    keep("recorder", "Chung", shared="on")
    kept = SavedQuestion.objects.get()
    client.force_login(people["approver"])
    assert client.post(f"/so-lieu/hoi/da-luu/{kept.pk}/{what}/", {"name": "Khác"}).status_code == 404
    assert SavedQuestion.objects.get().name == "Chung"


def test_only_a_question_of_this_page_is_kept(keep):
    assert keep("recorder", "Lạ", address="https://example.org/").status_code == 400
    assert keep("recorder", " ").status_code == 400
    assert not SavedQuestion.objects.exists()
