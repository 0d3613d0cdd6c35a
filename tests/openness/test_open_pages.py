"""The open pages on a small book: numbers with their small cells left out, the archive, open data."""

from datetime import date
from hashlib import sha256

from django.urls import reverse

from chungtay.figures.rules.printed import kept
from chungtay.openness.models import PublicReport
from chungtay.openness.queries.asking import asking_of
from chungtay.openness.queries.freezing import frozen_now
from chungtay.openness.queries.work import WorkAsked, work
from chungtay.reports.models import Publication, PublicationFile
from tests.factories.organizations import AT, cast

from .conftest import ON, page


def test_work_tells_units_months_and_programmes_without_what_betrays_a_small_cell(client, told, assert_queries) -> None:
    found = work(WorkAsked(2024, indicator="social.cases"), ON)
    table = found.table
    assert table.cells["*", "*"].value == 110
    assert {cell for cell, number in table.cells.items() if number.hidden} == {
        ("22.195", "2024-03"), ("22.195", "2024-05"), ("22.193", "2024-03"), ("22.193", "2024-05")
    }  # fmt: skip
    assert [
        table.over("22.195", months).value for months in (("2024-05",), table.months, ("2024-03", "2024-04", "2024-05"))
    ] == [None, 15, 15]
    assert table.over("22.206", ("2024-05",)).value == 25 and table.over("22.205", table.months).state == "not_reported"
    assert [(name, number.value) for name, number in found.programmes] == [("tet_nhan_ai", 52), ("", 58)]
    part = work(WorkAsked(2024, 3, 4, "social.cases"), ON)
    assert part.programmes is None and part.table.over("*", part.months).value == 52

    asked = {"nam": 2024, "chi-tieu": "social.cases"}
    page(client, "open_work", **asked)  # tree and catalogue are read once by each process
    with assert_queries():
        answer = page(client, "open_work", **asked)
    text = answer.content.decode()
    assert "110" in text and "đơn vị chưa báo cáo" in text
    assert ">không nêu<" not in text and "sessionid" not in answer.cookies
    assert ">không nêu<" in page(client, "open_work", **asked, tu=5, den=5).content.decode()
    assert "2 suất quà" in page(client, "open_work", nam=2024, **{"chi-tieu": "gift.count"}).content.decode()
    for wrong in ({"nam": 1999}, {"nam": "x"}, {"tu": 5, "den": 3}, {"chi-tieu": "khong.co"}):
        assert page(client, "open_work", **wrong).status_code == 404


def test_a_report_enters_the_archive_by_who_may_publish_and_its_file_is_byte_for_byte(client, told) -> None:
    people, content = cast(told), b"%PDF minh hoa"
    few = kept(
        frozen_now(asking_of({"indicator": "social.cases", "unit": "22.195", "period": "tháng 5 năm 2024"})).whole
    )
    paper = Publication.objects.create(
        of="22/cum-2", first_on=date(2024, 1, 1), last_on=date(2024, 10, 31), title="Báo cáo mười tháng", published_at=AT,
        seq=1, hash="ab" * 32, figures=[few],
    )  # fmt: skip
    PublicationFile.objects.create(publication=paper, format="pdf", content=content, sha256=sha256(content).hexdigest())
    desk = reverse("public_report", args=[paper.pk])
    assert page(client, "open_report_file", paper.pk, "pdf").status_code == 404
    for who, status in (("outsider", 403), ("recorder", 403), ("approver", 302)):
        client.force_login(people[who])
        assert client.post(desk, {"do": "add"}).status_code == status
    assert "có 1 số đếm người dưới 5" in client.get(desk).content.decode()
    client.logout()
    shown = page(client, "open_reports").content.decode()
    assert sha256(content).hexdigest() in shown and "Báo cáo mười tháng" in shown and "sha256sum" in shown
    assert page(client, "open_report_file", paper.pk, "pdf").content == content
    for number, form in ((paper.pk, "exe"), (10**30, "pdf")):
        assert page(client, "open_report_file", number, form).status_code == 404
    client.force_login(people["approver"])
    assert client.post(desk, {"do": "withdraw"}).status_code == 302 and not PublicReport.objects.exists()


def test_who_and_how_are_told_in_both_languages_within_the_budget(client, told, assert_queries) -> None:
    for name, words in (
        ("open_who", "Cụm thi đua số 2"),
        ("open_counting", "Tổng lượt người được trợ giúp"),
        ("open_data", "CC BY 4.0"),
    ):
        page(client, name)
        with assert_queries():
            assert words in page(client, name).content.decode()
    assert ".md" not in page(client, "open_counting").content.decode()  # papers that a citizen can ask for
    english = client.get("/en/cong-khai/cach-tinh/?a=1").content.decode()
    assert "What we did" in english and 'href="/cong-khai/cach-tinh/?a=1" lang="vi"' in english
