"""The first page: where the person works, with the ways that lead on."""

import pytest

WAYS = {
    "recorder": ["/bao-cao/?of=22.206", "/so-lieu/?of=22.206"],
    "approver": ["/bao-cao/?of=22", "/bao-cao/?of=22%2Fcum-2", "/so-lieu/?of=22%2Fcum-2"],
    "head": ["/bao-cao/?of=22%2Fcum-2", "/so-lieu/?of=22%2Fcum-2"],
    "outsider": ["/so-lieu/?of=22.195"],
    "visitor": [],
}


@pytest.mark.parametrize("who", WAYS)
def test_the_first_page_leads_to_the_person_s_own_scopes_and_no_other(client, cast, who):
    client.force_login(cast[who])
    page = client.get("/").content.decode()
    for way in WAYS[who]:
        assert f'href="{way}"' in page
        assert client.get(way).status_code == 200
    assert page.count('href="/so-lieu/?of=') == len({way for way in WAYS[who] if "so-lieu" in way} | _own(who))


def _own(who):
    return {"/so-lieu/?of=22"} if who == "approver" else set()


def test_a_chapter_s_leader_finds_the_clusters_that_it_formed(client, cast):
    client.force_login(cast["approver"])
    page = client.get("/").content.decode()
    assert page.index("Hội Chữ thập đỏ tỉnh Quảng Ninh") < page.index("Cụm thi đua số 2")
