"""add-person: who installs a chapter can let people in without the demonstration."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from chungtay.accounts.models import User
from chungtay.organizations.models import Role
from tests.factories.organizations import Chapter

WHO = ("0912345678", "--name", "Nguyễn Thị Hoa")


def added(*words: str) -> tuple[int, dict[str, str]]:
    out, code = StringIO(), 0
    try:
        call_command("add-person", *words, "--json", stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(out.getvalue())


def test_a_person_who_was_added_signs_in_and_has_the_role(chapter: Chapter, client: Client) -> None:
    code, told = added(*WHO, "--of", "22.cdyt", "--role", "recorder")
    assert code == 0 and (told["role"], told["unit"]) == ("recorder", "22.cdyt")
    assert client.login(username=told["login"], password=told["password"])
    (role,) = Role.objects.filter(user__login=told["login"])
    assert (role.role, role.unit.code if role.unit else None) == ("recorder", "22.cdyt")


def test_a_head_is_added_to_a_cluster(chapter: Chapter) -> None:
    assert added(*WHO, "--of", "22/cum-2", "--role", "cluster_head")[0] == 0
    assert Role.objects.get(user__name="Nguyễn Thị Hoa").cluster is not None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*WHO, "--of", "99", "--role", "recorder"), "99"),
        ((*WHO, "--of", "22.cdyt", "--role", "cluster_head"), "cụm"),
        (("not a login", "--name", "x", "--of", "22.cdyt", "--role", "recorder"), ""),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_no_account(
    chapter: Chapter, words: tuple[str, ...], told: str
) -> None:
    code, answer = added(*words)
    assert code == 1 and told in answer["error"]["message"] and not User.objects.exists()


def test_a_login_is_given_once(chapter: Chapter) -> None:
    assert added(*WHO, "--of", "22.cdyt", "--role", "recorder")[0] == 0
    assert added(*WHO, "--of", "22", "--role", "approver")[0] == 1
    assert User.objects.count() == 1
