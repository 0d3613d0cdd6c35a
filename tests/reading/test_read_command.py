"""The commands: figures of files, refused files named, a report held against the ledger."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories.organizations import Chapter

PAGE = "Cụm thi đua số 2 giao ban\nTrong 10 tháng năm 2024, Cụm thi đua số 2 đã trợ giúp trên 22.200 lượt người.\n"
FIELDS = {
    "as_written", "value", "value_to", "unit", "precision", "kind", "indicator", "tags", "counted", "organization",
    "organization_name", "period", "comparison", "part_of", "sentence", "span", "confidence", "why",
}  # fmt: skip


def told(*arguments: str) -> tuple[str, int]:
    """What a command prints and the code it ends with."""
    out, code = StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue(), code


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "trang.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_read_answers_in_the_form_of_the_issue(chapter: Chapter, page: Path) -> None:
    answer, code = told("read", str(page), "--of", "22/cum-2", "--json")
    (document,) = json.loads(answer)["documents"]
    (figure,) = document["figures"]
    assert code == 0
    assert set(document) == {"file", "title", "organization", "period", "figures", "checks"}
    assert set(figure) == FIELDS
    assert (figure["value"], figure["unit"], figure["precision"]) == (22200, "lượt người", "more_than")
    assert (figure["indicator"], figure["organization"]) == ("total.turns", "22/cum-2")
    assert figure["period"] == {"from": "2024-01-01", "to": "2024-10-31", "inferred": "sentence"}
    assert PAGE[slice(*figure["span"])] == figure["as_written"] == "trên 22.200"


def test_read_works_without_a_tree(db: None, page: Path) -> None:
    answer, code = told("read", str(page), "--json")
    (figure,) = json.loads(answer)["documents"][0]["figures"]
    assert (code, figure["organization"], figure["organization_name"]) == (0, None, "Cụm thi đua số 2")


def test_a_refused_file_is_named_and_the_others_are_read(db: None, page: Path, tmp_path: Path) -> None:
    scan = tmp_path / "quet.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    answer, code = told("read", str(scan), str(tmp_path / "khong-co.txt"), str(page), "--json")
    first, second, third = json.loads(answer)["documents"]
    assert code == 1
    assert first["error"]["message"] and second["error"]["message"] and third["figures"]
    prose, code = told("read", str(scan), str(page))
    assert code == 1
    assert "trên 22.200 lượt người" in prose
    table = tmp_path / "bang.csv"
    table.write_text("Đơn vị;Trị giá quà (nghìn đồng)\nHạ Long;600\nCẩm Phả;400\n", encoding="utf-8")
    assert "600.000 đồng" in told("read", str(table))[0], "a scale that stands elsewhere is counted in"


def test_an_unknown_unit_is_refused(db: None, page: Path) -> None:
    answer, code = told("read", str(page), "--of", "99", "--json")
    assert code == 1
    assert "99" in json.loads(answer)["error"]["message"]
