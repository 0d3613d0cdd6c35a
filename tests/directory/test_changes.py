"""Changes of units and clusters from their pages: tried first, done in one transaction with the book, refused where days clash."""

from datetime import date, timedelta

import pytest

from chungtay.accounts.rules import SignInLimit
from chungtay.audit.models import AuditLine
from chungtay.directory.views import changes
from chungtay.ledger.models import Entry
from chungtay.ledger.queries.verification import verification
from chungtay.organizations.models import Appointment, Cluster, ClusterOffice, IssuingBody, Succession, TreeRevision
from chungtay.organizations.queries import members_on, unit_on
from chungtay.submissions.actions import open_report_type, open_rounds
from chungtay.submissions.queries.owing import obliged
from chungtay.submissions.rules.calendar import ReportTypeDraft
from chungtay.submissions.rules.states import Cadence, OwedBy
from tests.directory.conftest import enter
from tests.factories.organizations import AT, REFORM
from tests.ledger.telling import declared, recorded, value

DAY = date(2025, 8, 1)
AUGUST = (DAY, date(2025, 8, 31))


@pytest.fixture
def change(client, people):
    """POST of a change: by the administrator unless told, as a trial first or done."""

    def posting(address, *, step="do", who="administrator", **said):
        enter(client, people[who])
        return client.post(f"{address}/", {"step": step, **said})

    return posting


def of_unit(code, slug):
    return f"/don-vi/{code}/thay-doi/{slug}"


def of_cluster(slug):
    return f"/cum/22/cum-2/thay-doi/{slug}"


def agrees():
    found = verification()
    assert found.ok, found.mismatches


def text(answer):
    return answer.content.decode()


def test_a_trial_says_what_a_move_touches_and_leaves_everything_as_it_was(book, change):
    recorded(book, "22.206.07132", date(2024, 3, 1), gift_count=70)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 12, 31), gift_count=100)
    before = (TreeRevision.objects.count(), Entry.objects.count(), AuditLine.objects.count())
    said = {"parent": "22.195", "on": "01/06/2024"}
    answer = change(of_unit("22.206.07132", "chuyen"), step="preview", **said)
    assert "Những gì sẽ thay đổi" in text(answer) and "Hội Chữ thập đỏ thành phố Cẩm Phả (22.195)" in text(answer)
    assert answer.context["changed"].units == 1 and answer.context["changed"].records == 1
    assert before == (TreeRevision.objects.count(), Entry.objects.count(), AuditLine.objects.count())
    agrees()


def test_a_move_takes_what_comes_after_its_day_and_the_book_still_agrees(book, change):
    recorded(book, "22.206.07132", date(2024, 3, 1), gift_count=70)
    recorded(book, "22.206.07132", date(2024, 9, 1), gift_count=30)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 12, 31), gift_count=120)
    assert value("22.206", "gift.count") == 120
    tried = change(of_unit("22.206.07132", "chuyen"), step="preview", parent="22.195", on="01/06/2024")
    done = change(of_unit("22.206.07132", "chuyen"), parent="22.195", on="01/06/2024")
    assert done.status_code == 302 and tried.context["changed"].remainders == 1
    assert [value(code, "gift.count") for code in ("22.206", "22.195", "22")] == [120, 30, 150]
    line = AuditLine.objects.order_by("-pk").filter(action="move_unit").first()
    assert line and line.by_name == "administrator"
    agrees()


def test_a_new_unit_stands_from_its_day_and_can_be_renamed_for_a_day_to_come(book, change):
    teams = ReportTypeDraft(book.id("22"), "Báo cáo tháng", Cadence.MONTH, DAY, owed_by=OwedBy.BELOW, kinds=("team",))
    asked = open_report_type(by=None, at=AT, draft=teams)
    open_rounds(by=None, at=AT, type_id=asked.pk, year=2025)
    answer = change(
        of_unit("22.07132", "them-don-vi"),
        code="22.07132.doi-1", name="Đội xung kích phường Quảng Yên", kind="team", on="01/08/2025",
    )  # fmt: skip
    assert answer.status_code == 302 and answer["Location"] == "/don-vi/22.07132/"
    assert unit_on("22.07132.doi-1", DAY).parent_id == book.id("22.07132")
    assert obliged([AUGUST])[AUGUST].keys() == {unit_on("22.07132.doi-1", DAY).id}, (
        "it was asked for before the unit was there"
    )
    assert unit_on("22.07132.doi-1", date(2025, 7, 31)) is None
    later = {"name": "Đội Chữ thập đỏ xung kích", "short_name": "Đội", "kind": "team", "on": "01/01/2030"}
    assert change(of_unit("22.07132.doi-1", "doi-ten"), **later).status_code == 302
    assert unit_on("22.07132.doi-1", date(2029, 12, 31)).name == "Đội xung kích phường Quảng Yên"
    assert unit_on("22.07132.doi-1", date(2030, 1, 1)).name == "Đội Chữ thập đỏ xung kích"
    agrees()


def test_a_merger_ends_the_unit_names_the_heir_and_keeps_the_work_of_before(book, change):
    recorded(book, "22.cdyt", date(2024, 3, 1), gift_count=9)
    said = {"heir": "22.07132", "on": "01/08/2025", "basis": "Quyết định 12/QĐ-CTĐ"}
    assert change(of_unit("22.cdyt", "sap-nhap"), **said).status_code == 302
    edge = Succession.objects.get()
    assert (edge.old_id, edge.new_id, edge.on, edge.kind) == (book.id("22.cdyt"), book.id("22.07132"), DAY, "merge")
    assert unit_on("22.cdyt", DAY) is None and members_on("22/cum-2", DAY) == []
    assert value("22", "gift.count") == 9
    agrees()


def test_a_split_names_the_heirs_with_the_parts_that_a_paper_tells_and_equal_ones_where_none_does(book, change):
    address, said = of_unit("22.cdyt", "chia-tach"), {"on": "01/08/2025", "basis": "Quyết định 13/QĐ-CTĐ"}
    for heirs, why in (
        ("22.07132", "ít nhất hai đơn vị"),
        ("22.07132\n22.cdyt", "không phải một đơn vị khác"),
        ("22.07132 = 2/3\n22", "cộng lại bằng 1"),
        ("22.07132 = 2/3\n22 = 2/3", "cộng lại bằng 1"),
        ("22.07132 = hai\n22", "viết như 2/3"),
    ):
        assert why in text(change(address, heirs=heirs, **said)) and not Succession.objects.exists()
    tried = text(change(address, heirs="22.07132 = 2/3\n22 = 1/3", step="preview", **said))
    assert "(22.07132) = 2/3" in tried and not Succession.objects.exists()
    assert change(address, heirs="22.07132\n22", **said).status_code == 302
    edges = Succession.objects.values_list("old", "new", "kind", "share_num")
    heirs = (book.id("22.07132"), book.id("22"))
    assert set(edges) == {(book.id("22.cdyt"), heir, "split", None) for heir in heirs}
    assert unit_on("22.cdyt", DAY) is None
    agrees()


def test_a_part_given_away_leaves_the_unit_standing_with_all_it_has_recorded(book, client, people, change):
    recorded(book, "22.cdyt", date(2024, 3, 1), gift_count=9)
    address, said = of_unit("22.cdyt", "giao-mot-phan"), {"on": "01/08/2025", "basis": "Quyết định 14/QĐ-CTĐ"}
    for heirs, on, why in (
        ("22.07132 = 1", "01/08/2025", "cộng lại nhỏ hơn 1"),
        ("22.07132 = 1/4\n22", "01/08/2025", "cộng lại nhỏ hơn 1"),
        ("22.cdyt", "01/08/2025", "không phải một đơn vị khác"),
        ("22", "01/08/1999", "không hoạt động vào ngày này"),
    ):
        assert why in text(change(address, heirs=heirs, **said | {"on": on})) and not Succession.objects.exists()
    tried = text(change(address, heirs="22.07132 = 1/4", step="preview", **said))
    assert "(22.07132) = 1/4" in tried and "Không có số liệu nào thay đổi" in tried and not Succession.objects.exists()
    revision = TreeRevision.objects.count()
    assert change(address, heirs="22.07132 = 1/4", **said).status_code == 302
    edge = Succession.objects.get()
    assert (edge.kind, edge.share_num, edge.share_den, edge.new_id) == ("part", 1, 4, book.id("22.07132"))
    assert unit_on("22.cdyt", DAY) is not None and TreeRevision.objects.count() == revision
    assert value("22.cdyt", "gift.count") == 9 and value("22.07132", "gift.count") is None
    enter(client, people["administrator"])
    pages = [text(client.get(f"/don-vi/{code}/")) for code in ("22.cdyt", "22.07132")]
    assert all("giao một phần" in page and "phần 1/4" in page for page in pages)
    agrees()


@pytest.mark.parametrize(
    ("code", "slug", "said", "why"),
    [
        ("22.cdyt", "ket-thuc", {"on": "01/02/2024", "basis": "QĐ 1"}, "còn 1 bản ghi hoặc số tổng hợp có ngày từ 01/02/2024"),
        ("22", "ket-thuc", {"on": "01/08/2025", "basis": "QĐ 1"}, "không còn (hoặc chưa) hoạt động"),
        ("22.206", "doi-ten", {"name": "Tên mới", "short_name": "Tên", "kind": "district", "on": "01/07/2025"},
         "không hoạt động vào ngày 01/07/2025"),
        ("22", "them-don-vi", {"code": "22.cdyt", "name": "Trường", "kind": "school", "on": "01/08/2025"},
         "bị hai đơn vị dùng cùng lúc"),
        ("22", "them-don-vi", {"code": "Đội 1", "name": "Đội", "kind": "team", "on": "01/08/2025"}, "không đúng mẫu"),
        ("22.206.07132", "chuyen", {"parent": "22.07132", "on": "01/06/2024"}, "không có đơn vị nào mang tên"),
        ("22.206", "chuyen", {"parent": "22.206", "on": "01/06/2024"}, "phải là một đơn vị khác"),
        ("22.206", "chuyen", {"parent": "22.206.07132", "on": "01/06/2024"}, "không thể thuộc chính mình"),
        ("22.206", "chuyen", {"parent": "vn", "on": "01/06/2024"}, "trong phạm vi quản trị"),
        ("22.cdyt", "ket-thuc", {"on": "31/02/2024", "basis": "QĐ 1"}, "không phải là ngày"),
    ],
)  # fmt: skip
def test_days_that_clash_are_refused_before_and_when_it_is_done(book, change, code, slug, said, why):
    recorded(book, "22.cdyt", date(2024, 3, 1), gift_count=9)
    before = (TreeRevision.objects.count(), Entry.objects.count(), AuditLine.objects.count())
    for step in ("preview", "do"):
        answer = change(of_unit(code, slug), step=step, **said)
        assert answer.status_code == 200 and why in text(answer) and "Chưa thay đổi được" in text(answer)
    assert before == (TreeRevision.objects.count(), Entry.objects.count(), AuditLine.objects.count())


def test_a_name_that_several_units_bear_is_asked_back_with_their_codes(book, change):
    said = {"heir": "Hội Chữ thập đỏ phường Quảng Yên", "on": "01/06/2024", "basis": "QĐ 1"}
    change(of_unit("22", "them-don-vi"), code="22.qy", name=said["heir"], kind="commune", on="01/01/2024")
    assert "là tên của nhiều đơn vị" in text(change(of_unit("22.cdyt", "sap-nhap"), **said))


def test_posts_headings_and_offices_change_without_an_entry_in_the_book(book, change):
    seq = Entry.objects.count()
    post = {"person": "Bùi Minh Họa", "title": "Chủ tịch", "signs_as": "TM. BAN THƯỜNG VỤ", "on": "01/01/2024"}
    tried = change(of_unit("22.cdyt", "phan-cong"), step="preview", **post)
    assert "Không có số liệu nào thay đổi" in text(tried) and not Appointment.objects.exists()
    change(of_unit("22.cdyt", "phan-cong"), **post)
    held = Appointment.objects.get()
    change(of_unit("22.cdyt", "thoi-giu-chuc"), chosen=str(held.pk), on="01/01/2025")
    heading = {"name": "BAN CHẤP HÀNH", "place": "Hạ Long", "symbol": "BC-CTĐ", "on": "01/01/2024"}
    change(of_unit("22.cdyt", "co-quan-ban-hanh"), **heading)
    change(of_cluster("cum-truong-pho"), chosen=str(book.id("22.cdyt")), role="head", on="01/01/2024")
    office = ClusterOffice.objects.get()
    change(of_cluster("thoi-cum-truong-pho"), chosen=str(office.pk), on="01/01/2025")
    held.refresh_from_db()
    office.refresh_from_db()
    assert held.valid_to == office.valid_to == date(2025, 1, 1) and IssuingBody.objects.get().symbol == "BC-CTĐ"
    assert Entry.objects.count() == seq
    done = {"assign_appointment", "end_appointment", "assign_issuing_body", "assign_office", "end_office"}
    assert done <= set(AuditLine.objects.values_list("action", flat=True))


def test_members_come_and_go_and_the_cluster_s_figures_with_them(book, change):
    recorded(book, "22.cdyt", date(2024, 9, 1), gift_count=12)
    months = (date(2024, 7, 1), date(2024, 10, 31))
    assert value("22/cum-2", "gift.count", *months) == 12
    assert change(of_cluster("roi-cum"), chosen=str(book.id("22.cdyt")), on="01/06/2024").status_code == 302
    assert value("22/cum-2", "gift.count", *months) is None
    assert change(of_cluster("them-thanh-vien"), unit="22.cdyt", on="01/10/2024").status_code == 302
    assert value("22/cum-2", "gift.count", *months) == 12
    assert "22.cdyt" not in {member.code for member in members_on("22/cum-2", date(2024, 9, 30))}
    assert change(of_unit("22", "lap-cum"), code="22/cum-3", name="Cụm thi đua số 3").status_code == 302
    assert Cluster.objects.filter(code="22/cum-3").exists()
    agrees()


def test_nobody_but_an_administrator_changes_the_tree(client, people, change):
    for who in ("recorder", "approver", "head", "outsider", "visitor"):
        for address in (of_unit("22.206", "doi-ten"), of_cluster("them-thanh-vien")):
            enter(client, people[who])
            assert client.get(f"{address}/").status_code == 403
            assert change(address, who=who, name="Tên", on="01/01/2024").status_code == 403
        assert "Thay đổi tổ chức" not in text(client.get("/don-vi/22.206/?on=2024-10-31"))


def test_the_page_of_a_unit_offers_its_changes_and_each_opens(client, people, assert_queries):
    enter(client, people["administrator"])
    page = text(client.get("/don-vi/22.cdyt/"))
    slugs = [part.split("/")[0] for part in page.split("/don-vi/22.cdyt/thay-doi/")[1:]]
    assert len(slugs) == 11
    for slug in slugs:
        with assert_queries():
            assert client.get(f"{of_unit('22.cdyt', slug)}/").status_code == 200
    assert client.get(f"{of_unit('22.cdyt', 'xoa')}/").status_code == 404


def test_going_back_from_the_trial_keeps_what_was_typed(change):
    said = {"name": "Tên mới", "short_name": "Tên", "kind": "school", "on": "01/08/2025"}
    answer = change(of_unit("22.cdyt", "doi-ten"), step="edit", **said)
    assert (
        'value="Tên mới"' in text(answer)
        and 'value="01/08/2025"' in text(answer)
        and 'role="alert"' not in text(answer)
    )
    assert unit_on("22.cdyt", REFORM).name != "Tên mới"


def test_whoever_tries_too_often_waits(book, change, monkeypatch):
    monkeypatch.setattr(changes, "TRIES", SignInLimit(most=2, window=timedelta(minutes=10)))
    said = {"parent": "22.195", "on": "01/06/2024"}
    answers = [text(change(of_unit("22.206.07132", "chuyen"), step="preview", **said)) for _ in range(3)]
    assert ["Đã thử nhiều lần liên tiếp" in answer for answer in answers] == [False, False, True]
