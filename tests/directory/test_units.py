"""The tree on any day and the pages of units and clusters: for whom they are, and what they say before and after 1 July 2025."""

from datetime import date

import pytest

from chungtay.organizations.actions import assign_appointment, assign_office, record_succession, rename_unit
from chungtay.organizations.rules import ClusterRole, SuccessionDraft, SuccessionKind
from tests.directory.conftest import enter
from tests.factories.organizations import AT, REFORM, draft, plant
from tests.ledger.telling import recorded

BEFORE, AFTER = "31/10/2024", "2025-08-01"


@pytest.fixture
def read(client, people):
    """The page at an address as one of the cast reads it: status and text."""

    def reading(who, address):
        enter(client, people[who])
        answer = client.get(address)
        return answer.status_code, answer.content.decode()

    return reading


def test_the_tree_is_shown_as_it_stood_on_the_asked_day(read):
    _, before = read("approver", f"/don-vi/?on={BEFORE}")
    _, after = read("approver", f"/don-vi/?on={AFTER}")
    assert 'href="/don-vi/22.206/?on=2024-10-31"' in before and "/don-vi/22.07132/" not in before
    assert 'href="/don-vi/22.07132/?on=2025-08-01"' in after and "/don-vi/22.206/" not in after
    assert "Cấp huyện" in before and "Cấp xã" in after
    assert before.index("/don-vi/22.206/") < before.index("/don-vi/22.206.07132/")


def test_a_recorder_sees_the_own_unit_and_whom_it_stands_under_by_name_only(read):
    status, page = read("recorder", f"/don-vi/?on={BEFORE}")
    assert status == 200
    assert "Hội Chữ thập đỏ tỉnh Quảng Ninh ›" not in page and "Hội Chữ thập đỏ tỉnh Quảng Ninh" in page
    assert 'href="/don-vi/22/' not in page and "Cẩm Phả" not in page
    assert 'href="/don-vi/22.206.07132/' in page


def test_an_ended_unit_of_the_person_is_named_with_its_days(read):
    _, page = read("recorder", f"/don-vi/?on={AFTER}")
    assert "từ 01/01/2008 đến hết 30/06/2025" in page


DOORS = [
    ("recorder", "/don-vi/22.206/", 200),
    ("recorder", "/don-vi/22/", 403),
    ("recorder", "/don-vi/22.195/", 403),
    ("recorder", "/don-vi/?under=22.195", 403),
    ("outsider", "/don-vi/22.206/", 403),
    ("head", "/don-vi/22.206/", 200),
    ("head", "/don-vi/22/", 403),
    ("head", "/cum/22/cum-2/", 200),
    ("approver", "/cum/22/cum-2/", 200),
    ("recorder", "/cum/22/cum-2/", 403),
    ("visitor", "/don-vi/22.206/", 403),
    ("visitor", "/don-vi/", 200),
    ("approver", "/don-vi/khong-co/", 404),
    ("approver", "/cum/22/cum-9/", 404),
    ("approver", "/don-vi/?on=hom-qua", 400),
    ("approver", "/don-vi/?on=1900-01-01", 400),
]


def test_a_page_opens_for_whom_it_concerns(read):
    assert [(who, address, read(who, address)[0]) for who, address, _ in DOORS] == DOORS


def test_a_head_of_a_cluster_reads_the_members_figures_and_no_way_to_their_records(book, read):
    recorded(book, "22.206.07132", date(2024, 3, 1), gift_count=120)
    _, page = read("head", "/don-vi/22.206/?on=2024-10-31")
    assert ">120</span>" in page and "indicator=gift.count" in page
    assert "/so-ghi-chep/" not in page.partition("<aside")[0]


def test_units_are_found_without_accents_and_by_code_inside_the_scope(read):
    _, found = read("approver", f"/don-vi/?q=quang+yen&on={BEFORE}")
    assert "/don-vi/22.206/" in found and "/don-vi/22.206.07132/" in found and "/don-vi/22.195/" not in found
    assert "/don-vi/22.195/" in read("approver", f"/don-vi/?q=22.195&on={BEFORE}")[1]
    assert "/don-vi/22.195/" in read("head", f"/don-vi/?q=cam+pha&on={BEFORE}")[1]
    assert "/don-vi/22.195/" not in read("recorder", f"/don-vi/?q=cam+pha&on={BEFORE}")[1]


def test_a_unit_s_page_tells_names_leaders_cluster_and_what_became_of_it(book, read):
    unit = book.id("22.206")
    city = "Hội Chữ thập đỏ thành phố Quảng Yên"
    rename_unit(by=None, at=AT, unit_id=unit, on=date(2025, 1, 1), name=city)
    assign_appointment(
        by=None, at=AT, unit_id=unit, person="Bùi Minh Họa", title="Chủ tịch", valid_from=date(2022, 1, 1)
    )
    assign_office(
        by=None, at=AT, cluster_id=book.cluster.pk, unit_id=unit, role=ClusterRole.HEAD, valid_from=date(2024, 1, 1)
    )
    heir = SuccessionDraft(unit, book.id("22.07132"), REFORM, SuccessionKind.MERGE, "Nghị quyết 1679/NQ-UBTVQH15")
    record_succession(by=None, at=AT, successions=[heir])
    _, page = read("approver", "/don-vi/22.206/?on=2024-10-31")
    assert "<h1>Hội Chữ thập đỏ thị xã Quảng Yên</h1>" in page and city in page
    assert "từ 01/01/2008 đến hết 31/12/2024" in page and "từ 01/01/2025 đến hết 30/06/2025" in page
    assert "<b>Bùi Minh Họa</b>, Chủ tịch" in page and "cụm trưởng: Quảng Yên" in page
    assert 'href="/don-vi/22.07132/"' in page and "sáp nhập 01/07/2025" in page and "Nghị quyết 1679" in page
    _, later = read("approver", "/don-vi/22.206/")
    assert f"<h1>{city}</h1>" in later and "Không hoạt động vào ngày này" in later
    _, heirs = read("approver", "/don-vi/22.07132/?on=2025-08-01")
    assert "Tiền thân" in heirs and 'href="/don-vi/22.206/"' in heirs


def test_a_code_that_was_borne_twice_means_the_unit_of_the_day(book, read):
    plant(draft("22.206", "22", first=REFORM, name="Đội cơ động Quảng Yên"))
    assert "<h1>Hội Chữ thập đỏ thị xã Quảng Yên</h1>" in read("approver", "/don-vi/22.206/?on=2024-10-31")[1]
    assert "<h1>Đội cơ động Quảng Yên</h1>" in read("approver", "/don-vi/22.206/")[1]


def test_a_cluster_s_page_tells_members_over_time_and_who_leads_it(book, read):
    role = {"cluster_id": book.cluster.pk, "role": ClusterRole.HEAD}
    assign_office(by=None, at=AT, unit_id=book.id("22.195"), valid_from=date(2023, 1, 1), **role)
    assign_office(by=None, at=AT, unit_id=book.id("22.cdyt"), valid_from=date(2024, 1, 1), **role)
    _, page = read("approver", "/cum/22/cum-2/")
    assert "1 đơn vị hiện nay" in page and page.count("từ 01/01/2022 đến hết 30/06/2025") == 5
    assert page.index("từ 01/01/2024") < page.index("từ 01/01/2023 đến hết 31/12/2023")


PAGES = ["/don-vi/22/", "/don-vi/22.206/?on=2024-10-31", "/don-vi/22.07132/", "/cum/22/cum-2/"]
LISTS = ["/don-vi/", "/don-vi/?on=2024-10-31", "/don-vi/?q=quang", "/don-vi/?under=22", "/chuong-trinh/"]


def test_pages_keep_the_query_budget(book, client, people, assert_queries):
    recorded(book, "22.206.07132", date(2024, 3, 1), gift_count=120)
    enter(client, people["approver"])
    for address in PAGES:
        client.get(address)  # the tree and the catalogue are in memory from now on
    for address in [*LISTS, *PAGES]:
        with assert_queries():
            client.get(address)
