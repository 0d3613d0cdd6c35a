"""Who may open what of administration, within how many questions to the database."""

import sys

import pytest

from chungtay.administration.urls import _pages
from chungtay.audit.rules import ACTION_NAMES

OWN = {"administration", "people", "person", "invite_person", "change_account", "give_role", "end_persons_role",
       "audit_log", "audit_file"}  # fmt: skip


def pages(user_id: int) -> dict[str, str]:
    """Name and address of every page, with things that stand in the place of its parameters."""
    there = {"<int:user_id>": str(user_id), "<int:role_id>": "0"}
    found = {}
    for page in _pages:
        route = str(page.pattern)
        code = "yagi_2024" if "thien-tai" in route else "tet_nhan_ai" if "chuong-trinh" in route else "total.turns"
        for sign, value in (there | {"<str:code>": code, "<slug:code>": code}).items():
            route = route.replace(sign, value)
        found[page.name] = f"/quan-tri/{route}"
    return found


@pytest.mark.parametrize("who", ["recorder", "approver", "head", "auditor", "visitor"])
def test_whoever_is_no_administrator_is_refused_everywhere(client, staff, who):
    client.force_login(staff[who])
    assert {client.get(path).status_code for path in pages(staff[who].pk).values()} == {403}


def test_a_district_s_administrator_is_refused_what_is_the_chapter_s(at_the_college, staff):
    answers = {name: at_the_college.get(path).status_code for name, path in pages(staff["college"].pk).items()}
    assert {name for name, status in answers.items() if status == 403} == answers.keys() - OWN


def test_every_page_opens_for_the_chapter_s_administrator_within_its_budget(at_the_province, staff, assert_queries):
    wrong = {}
    for name, path in pages(staff["recorder"].pk).items():
        with assert_queries():
            answer = at_the_province.get(path)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != {"change_account": 302, "end_persons_role": 404}.get(name, 200):
            wrong[name] = answer.status_code
    assert not wrong


def test_monitoring_is_told_no_more_than_yes(client, db):
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_monitoring_is_told_no_while_the_database_is_of_another_version(client, db, monkeypatch):
    written = frozenset({("ledger", "9999_to_come")})
    monkeypatch.setattr(sys.modules["chungtay.administration.queries.health"], "_written", lambda: written)
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.content) == (503, b"no\n")


def test_actions_in_words_are_sentences_without_codes():
    assert all(words[0].isupper() and "_" not in words for words in ACTION_NAMES.values())
