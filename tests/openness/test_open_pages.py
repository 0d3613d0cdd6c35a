"""The open pages on a small book: numbers with their small cells left out, the archive, open data."""

import csv
import io
import json
from datetime import date
from hashlib import sha256
from itertools import count

import pytest
from django.urls import reverse

from chungtay.openness.models import PublicReport
from chungtay.openness.queries.data import figure_data
from chungtay.openness.queries.work import WorkAsked, work
from chungtay.reports.models import Publication, PublicationFile
from tests.factories.organizations import AT, cast
from tests.ledger.telling import TET, recorded

ON = date(2024, 11, 20)
fresh = count()


@pytest.fixture
def told(book):
    """Cases of three members: one of them three in May, which nobody may read; gifts as they are."""
    for unit, march, may in (("22.193", 40, 30), ("22.195", 12, 3), ("22.206", 0, 25)):
        for month, number in ((3, march), (5, may)):
            if number:
                recorded(book, unit, date(2024, month, 5), social_cases=number, tags=TET if month == 3 else frozenset())
    recorded(book, "22.193", date(2024, 3, 6), gift_count=2)
    return book


def page(client, name, *args, **asked):
    """As a reader gets it now, whatever a process keeps."""
    return client.get(reverse(name, args=args), {**asked, "moi": next(fresh)})


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
    assert "110" in text and "chưa báo cáo" in text and ">không nêu<" not in text and "sessionid" not in answer.cookies
    assert ">không nêu<" in page(client, "open_work", **asked, tu=5, den=5).content.decode()
    assert "2 suất quà" in page(client, "open_work", nam=2024, **{"chi-tieu": "gift.count"}).content.decode()
    for wrong in ({"nam": 1999}, {"nam": "x"}, {"tu": 5, "den": 3}, {"chi-tieu": "khong.co"}):
        assert page(client, "open_work", **wrong).status_code == 404


def test_open_data_hides_the_same_cells_in_csv_and_json(client, told) -> None:
    rows = figure_data("social.cases", 2024, ON).rows
    hidden = {(row[4], row[2]) for row in rows if row[7] == "hidden"}
    assert hidden == {(unit, month) for unit in ("22.193", "22.195") for month in (3, 5)}
    assert all(row[6] == "" for row in rows if row[7] == "hidden")
    asked = {"year": 2024, "indicator": "social.cases"}
    answer = page(client, "open_figures", "csv", **asked)
    read = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    plain = json.loads(page(client, "open_figures", "json", **asked).content)
    assert [row["state"] for row in read] == [row["state"] for row in plain["rows"]]
    assert plain["licence"] == "CC BY 4.0" and plain["last_changed"] and answer["ETag"]
    assert plain["columns"].keys() == read[0].keys() == plain["rows"][0].keys() and plain["columns"]["scope"]
    assert answer["Content-Disposition"] == 'attachment; filename="social.cases-2024.csv"'
    assert answer["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Origin" not in page(
        client, "open_data"
    )
    same = "/cong-khai/du-lieu/figures.csv?year=2024&indicator=social.cases"  # a promise
    tag = client.get(same)["ETag"]
    assert client.get(same, headers={"If-None-Match": tag}).status_code == 304
    assert page(client, "open_figures", "csv").status_code == 400

    for unit, month, people in (
        ("22.206", 6, {"health_cases": 3, "social_turns": 20}), ("22.193", 7, {"health_cases": 30, "social_turns": 40}),
        ("22.193", 8, {"health_cases": 20, "health_eye_surgeries": 17}), ("22.195", 8, {"health_cases": 90, "health_eye_surgeries": 40}),
    ):  # fmt: skip
        recorded(told, unit, date(2024, month, 9), **people)
    cases, turns, eyes = (
        {(row[4], row[2]) for row in figure_data(code, 2024, ON).rows if row[7] == "hidden"}
        for code in ("health.cases", "total.turns", "health.eye_surgeries")
    )
    assert ("22.206", 6) in cases <= turns  # 20 of 23 would say 3
    assert ("22.193", 8) in eyes and len(eyes) == 4  # 17 of 20 would say 3, whatever stands beside them
    codes = {
        row["code"]
        for row in csv.DictReader(io.StringIO(page(client, "open_units", "csv").content.decode("utf-8-sig")))
    }
    assert {"22", "22.206", "22.07132"} <= codes and "vn" not in codes
    assert "social.cases" in page(client, "open_indicators", "csv").content.decode()


def test_a_report_enters_the_archive_by_who_may_publish_and_its_file_is_byte_for_byte(client, told) -> None:
    people, content = cast(told), b"%PDF minh hoa"
    paper = Publication.objects.create(
        of="22/cum-2", first_on=date(2024, 1, 1), last_on=date(2024, 10, 31), title="Báo cáo mười tháng", published_at=AT,
        seq=1, hash="ab" * 32, figures=[],
    )  # fmt: skip
    PublicationFile.objects.create(publication=paper, format="pdf", content=content, sha256=sha256(content).hexdigest())
    desk = reverse("public_report", args=[paper.pk])
    assert page(client, "open_report_file", paper.pk, "pdf").status_code == 404
    for who, status in (("outsider", 403), ("recorder", 403), ("approver", 302)):
        client.force_login(people[who])
        assert client.post(desk, {"do": "add"}).status_code == status
    client.logout()
    shown = page(client, "open_reports").content.decode()
    assert sha256(content).hexdigest() in shown and "Báo cáo mười tháng" in shown and "sha256sum" in shown
    assert page(client, "open_report_file", paper.pk, "pdf").content == content
    assert page(client, "open_report_file", paper.pk, "exe").status_code == 404
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
    english = client.get("/en/cong-khai/cach-tinh/?a=1").content.decode()
    assert "What we did" in english and 'href="/cong-khai/cach-tinh/?a=1" lang="vi"' in english
