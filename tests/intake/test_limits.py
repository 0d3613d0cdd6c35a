"""What is not taken in: too large, not a workbook, one too many."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.intake.models import ImportDraft
from tests.factories.organizations import Chapter

from .conftest import HEADING

ROW = "k1;22.206;05/03/2024;Trao quà;10;1"


def refused(client: Client, where: Chapter, data: bytes, name: str = "a.csv") -> str:
    """What the page says when a file is not taken in."""
    client.force_login(where.people["recorder"])
    answer = client.post("/nhap-tep/", {"unit": where.id("22.206"), "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200 and not ImportDraft.objects.exists()
    return answer.content.decode()


def test_a_file_above_the_limits_is_not_taken_in(client: Client, where: Chapter, settings: Any) -> None:
    data = "\n".join([HEADING, *[ROW] * 20]).encode()
    settings.CHUNGTAY_IMPORT_ROWS = 10
    assert "21 dòng" in refused(client, where, data)
    settings.CHUNGTAY_IMPORT_ROWS, settings.CHUNGTAY_IMPORT_CELLS = 100, 50
    assert "quá nhiều ô" in refused(client, where, data)
    settings.CHUNGTAY_IMPORT_BYTES = 100
    assert "quá lớn" in refused(client, where, data)


def test_a_workbook_that_swells_is_not_opened(client: Client, where: Chapter, settings: Any) -> None:
    settings.CHUNGTAY_IMPORT_UNPACKED = 1 << 20
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (4 << 20))
    assert "quá lớn" in refused(client, where, packed.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "chỉ nhận tệp"),
        ("a.xlsx", b"PK\x03\x04 broken", "Không mở được tệp"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "lưu lại dạng .xlsx"),
        ("a.csv", "Đơn vị".encode("utf-16"), "UTF-8"),
    ],
)
def test_what_is_no_readable_sheet_is_told_what_to_do_instead(
    client: Client, where: Chapter, name: str, data: bytes, said: str
) -> None:
    assert said in refused(client, where, data, name)


def test_nobody_fills_the_site_with_half_done_files(
    client: Client, where: Chapter, settings: Any, bring: Callable[..., ImportDraft]
) -> None:
    settings.CHUNGTAY_IMPORT_DRAFTS = 1
    bring(HEADING, ROW)
    answer = client.post("/nhap-tep/", {"unit": where.id("22.206"), "pasted": f"{HEADING}\n{ROW}"})
    assert "hãy ghi hoặc bỏ bớt" in answer.content.decode() and ImportDraft.objects.count() == 1
