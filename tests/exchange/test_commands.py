"""template, import, undo-import, export as an operator types them: one object, exit codes 0, 1, 2, 3."""

import json
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chungtay.exchange.actions import posting
from chungtay.exchange.formats import CellMark, ahead, sheets_of
from tests.factories.organizations import Chapter

from .conftest import figure, rows_of_all_tables
from .sheets import csv_file, xlsx_file

HEAD = "key|unit|date|social.value|gift.value (triệu đồng)"
GOOD = csv_file(HEAD, "a|22.206|01/10/2024|5.000.000|3")
BAD = csv_file(HEAD, "a|22.206|01/10/2024|5.000.000|3", "b|22.999|01/10/2024|1|")
KEYS = {"id", "rows", "accepted", "corrected", "already", "refused", "posted", "totals", "errors"}


def said(*command: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(*command, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def answered(*command: str) -> tuple[int, dict[str, Any]]:
    code, out = said(*command, "--json")
    return code, json.loads(out)


@pytest.fixture
def files(tmp_path: Path, where: Chapter) -> Path:
    (tmp_path / "good.csv").write_bytes(GOOD)
    (tmp_path / "bad.csv").write_bytes(BAD)
    return tmp_path


def test_import_answers_with_one_object_and_undo_takes_it_back(files: Path) -> None:
    code, told = answered("import", str(files / "good.csv"))
    assert code == 0 and told.keys() == KEYS
    assert (told["rows"], told["accepted"], told["posted"], told["errors"]) == (1, 1, True, [])
    assert told["totals"]["gift.value"] == {"before": 0, "delta": 3_000_000, "after": 3_000_000}
    code, undone = answered("undo-import", str(told["id"]))
    assert (code, undone) == (0, {"id": told["id"], "withdrawn": 1, "restored": 0, "conflicts": []})
    assert figure("22", "gift.value") is None
    code, again = answered("undo-import", str(told["id"]))
    assert code == 1 and "hoàn tác" in again["error"]["message"]


def test_a_refused_import_answers_with_the_same_shape_and_ends_with_1(files: Path) -> None:
    before = rows_of_all_tables()
    code, told = answered("import", str(files / "bad.csv"), "--errors", str(files / "out.xlsx"))
    assert code == 1 and told.keys() == KEYS
    assert (told["posted"], told["id"], told["accepted"], told["refused"]) == (False, None, 1, 1)
    ((error,)) = told["errors"]
    assert (error["row"], error["column"]) == (3, "unit") and "22.999" in error["message"]
    rows = list(sheets_of((files / "out.xlsx").read_bytes(), "out.xlsx")[0].rows())
    assert [row[0] for row in rows] == ["key", "b"]
    assert rows_of_all_tables() == before


@pytest.mark.parametrize(("errors", "words"), [("none/x.xlsx", "không có"), ("bad.csv", "đuôi"), ("", "thư mục")])
def test_an_errors_file_that_cannot_be_written_is_refused_before_anything_is_posted(
    files: Path, errors: str, words: str
) -> None:
    (files / "folder.xlsx").mkdir()
    before = rows_of_all_tables()
    out = str(files / (errors or "folder.xlsx"))
    code, told = answered("import", str(files / "bad.csv"), "--partial", "--errors", out)
    assert (code, told["id"], told["posted"]) == (1, None, False) and told.keys() == KEYS
    assert words in told["errors"][0]["message"]
    assert rows_of_all_tables() == before


def test_the_errors_file_is_never_the_file_itself(files: Path) -> None:
    data = xlsx_file(*(line.split(",") for line in BAD.decode().split("\r\n")))
    (files / "bad.xlsx").write_bytes(data)
    code, told = answered("import", str(files / "bad.xlsx"), "--errors", str(files / "." / "bad.xlsx"))
    assert code == 1 and "trùng" in told["errors"][0]["message"]
    assert (files / "bad.xlsx").read_bytes() == data


def test_files_are_written_under_an_ending_that_tells_the_truth(files: Path) -> None:
    assert said("template", str(files / "t.csv"))[0] == 1
    assert said("export", str(files / "x.txt"), "--of", "22", "--from", "2024-01-01", "--to", "2024-12-31")[0] == 1
    assert not (files / "t.csv").exists() and not (files / "x.txt").exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_export_read_again_is_no_row(files: Path, ending: str) -> None:
    out = str(files / f"empty.{ending}")
    assert answered("export", out, "--of", "22", "--from", "2023-01-01", "--to", "2023-12-31")[1]["rows"] == 0
    code, told = answered("import", out)
    assert (code, told["rows"], told["refused"], told["errors"]) == (0, 0, 0, [])


def test_partial_posts_and_ends_with_0(files: Path) -> None:
    code, told = answered("import", str(files / "bad.csv"), "--partial")
    assert (code, told["posted"], told["accepted"], told["refused"]) == (0, True, 1, 1)


def test_a_dry_run_ends_as_the_import_would_and_writes_nothing(files: Path) -> None:
    before = rows_of_all_tables()
    assert answered("import", str(files / "good.csv"), "--dry-run")[0] == 0
    assert answered("import", str(files / "bad.csv"), "--dry-run")[0] == 1
    assert rows_of_all_tables() == before


def test_a_missing_file_is_refused_in_the_same_shape(files: Path) -> None:
    code, told = answered("import", str(files / "none.csv"))
    assert code == 1 and told.keys() >= KEYS
    assert told["errors"][0]["message"].endswith("none.csv: không có tệp hoặc thư mục này")
    assert "thư mục, không phải tệp" in answered("import", str(files))[1]["errors"][0]["message"]


def test_disagreeing_control_totals_end_with_3(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting.Controls, "delta", lambda self, first, last: dict.fromkeys(self.codes, 1))
    code, told = answered("import", str(files / "good.csv"))
    assert code == 3 and told["posted"] is False


@pytest.mark.parametrize("command", [("import",), ("undo-import", "x"), ("export", "o.csv"), ("template",)])
def test_wrong_usage_is_told_apart(command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command(*command)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_export_and_import_of_it_change_nothing(files: Path, ending: str) -> None:
    said("import", str(files / "good.csv"))
    out = str(files / f"out.{ending}")
    code, told = answered("export", out, "--of", "22", "--from", "2024-01-01", "--to", "2024-12-31")
    assert (code, told["rows"]) == (0, 1)
    before = rows_of_all_tables()
    assert answered("import", out)[1]["already"] == 1
    assert rows_of_all_tables() == before


def test_templates_are_written(files: Path) -> None:
    for options in ((), ("--declaration",), ("--unit", "22.206"), ("--unit", "22.206", "--declaration")):
        code, told = answered("template", str(files / "t.xlsx"), *options)
        assert code == 0 and told["sheets"][0] == "Số liệu"
    assert answered("template", str(files / "t.xlsx"), "--unit", "99")[0] == 1
    assert said("template", str(files / "no" / "t.xlsx"))[0] == 1


def test_people_are_told_which_row_crosses_what_and_where_detail_is_above(files: Path) -> None:
    head = "key|unit|date|from|to|covers|gift.count"
    lines = [
        "k1|22.206||01/2024|06/2024|all|600",
        "k2|22.206||03/2024|09/2024|all|900",
        "k3|22.205||01/2024|01/2024|all|5",
    ]
    (files / "d.csv").write_bytes(csv_file(head, *lines))
    told = said("import", str(files / "d.csv"))[1]
    assert (
        "Dòng 3: gift.count của 22.206 (03/2024 - 09/2024) chéo với số đã khai của 22.206 (01/2024 - 06/2024)" in told
    )
    assert "Dòng 4" not in told
    (files / "r.csv").write_bytes(csv_file(head, "k4|22.205|05/01/2024||||8"))
    told = said("import", str(files / "r.csv"))[1]
    assert "Số đã khai trước: gift.count của 22.205 (01/2024 - 01/2024) khai 5, số chi tiết đã là 8" in told
    assert "Dòng" not in said("import", str(files / "good.csv"))[1]


def test_people_are_told_in_vietnamese(files: Path) -> None:
    code, out = said("import", str(files / "bad.csv"))
    assert code == 1 and "Chưa ghi gì" in out and "Dòng 3, cột unit" in out
    (files / "sum.xlsx").write_bytes(
        xlsx_file(["key", "unit", "date", "social.value"], ["a", "22.206", "01/10/2024", 1])
    )
    assert "social.value: 0 → 1 (+1)" in said("import", str(files / "sum.xlsx"))[1]
    assert "gift.value: tính theo triệu đồng" in said("import", str(files / "good.csv"))[1]


def test_a_workbook_begun_before_the_command_is_taken_by_it_and_a_broken_one_refused(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = files / "good.xlsx", files / "bad.xlsx"
    good.write_bytes(xlsx_file(HEAD.split("|"), ["a", "22.206", "01/10/2024", 5_000_000, 3]))
    bad.write_bytes(b"PK and no archive")
    monkeypatch.setattr(ahead, "LARGE", 1)
    ahead.begin(["--json", str(good)])
    ahead.begin([str(bad), "--dry-run"])
    ahead.begin([str(files / "none.xlsx")])
    with monkeypatch.context() as unread:
        unread.setattr("chungtay.exchange.actions.importing.sheets_of", None)
        code, told = answered("import", str(good))
    assert (code, told["accepted"], told["posted"]) == (0, 1, True) and ahead.taken(str(good)) is None
    code, told = answered("import", str(bad))
    assert code == 1 and told.keys() == KEYS and "XLSX" in told["errors"][0]["message"]


def test_a_command_that_ends_early_waits_for_no_look_into_a_large_archive(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files / "slow.xlsx"
    path.write_bytes(xlsx_file(HEAD.split("|"), ["a", "22.206", "01/10/2024", 5_000_000, 3]))
    monkeypatch.setattr(ahead, "LARGE", 1)
    monkeypatch.setattr(ahead, "scanned", lambda _: time.sleep(60))
    ahead.begin([str(path)])
    begun, since = ahead.taken(str(path)), time.monotonic()
    assert begun is not None
    begun.stop()
    assert begun.sheets() is not None and time.monotonic() - since < 30  # looked through by the thread itself


def test_what_is_read_ahead_hides_no_formula(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files / "sums.xlsx"
    path.write_bytes(xlsx_file(HEAD.split("|"), ["a", "22.206", "01/10/2024", 0, 3], formulas={(1, 3): "=2+3"}))
    monkeypatch.setattr(ahead, "LARGE", 1)
    ahead.begin([str(path)])
    begun = ahead.taken(str(path))
    assert begun is not None and [sheet.marks for sheet in begun.sheets() or []] == [{(2, 3): CellMark.FORMULA}]
    ahead.begin([str(path)])
    code, told = answered("import", str(path))
    assert (code, told["errors"][0]["row"], told["errors"][0]["column"]) == (1, 2, "social.value")
    assert "công thức" in told["errors"][0]["message"]
