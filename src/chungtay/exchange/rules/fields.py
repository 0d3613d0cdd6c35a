"""The columns that a workbook may have besides its indicators."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.text import folded


class WorkbookField(StrEnum):
    """A column's meaning; the value is its plain heading."""

    KEY = "key"
    UNIT = "unit"
    TITLE = "title"
    PROGRAMMES = "programmes"
    DISASTER = "disaster"
    PARTNERS = "partners"
    NOTE = "note"
    DATE = "date"
    FROM = "from"
    TO = "to"
    COVERS = "covers"
    ESTIMATE = "estimate"


LABELS: Final[dict[WorkbookField, tuple[str, ...]]] = {
    WorkbookField.KEY: ("Mã bản ghi", "Mã", "Mã số", "Khóa", "Số hiệu", "Record key"),
    WorkbookField.UNIT: (
        "Đơn vị",
        "Mã đơn vị",
        "Tên đơn vị",
        "Đơn vị thực hiện",
        "Địa phương, đơn vị",
        "Địa phương",
        "Unit code",
    ),
    WorkbookField.TITLE: ("Nội dung", "Tên hoạt động", "Hoạt động", "Tiêu đề", "Nội dung hoạt động"),
    WorkbookField.PROGRAMMES: ("Chương trình", "Phong trào", "Chương trình, phong trào", "Cuộc vận động", "Programme"),
    WorkbookField.DISASTER: ("Thiên tai", "Sự kiện thiên tai", "Bão, lũ", "Đợt thiên tai", "Disasters"),
    WorkbookField.PARTNERS: ("Đơn vị phối hợp", "Phối hợp", "Partner"),
    WorkbookField.NOTE: ("Ghi chú", "Notes"),
    WorkbookField.DATE: ("Ngày", "Ngày thực hiện", "Thời gian", "Ngày tháng", "Day"),
    WorkbookField.FROM: ("Từ ngày", "Từ", "Từ tháng"),
    WorkbookField.TO: ("Đến ngày", "Đến", "Đến tháng", "Đến hết ngày", "Đến hết tháng"),
    WorkbookField.COVERS: ("Phạm vi", "Phạm vi khai", "Phạm vi số liệu"),
    WorkbookField.ESTIMATE: ("Ước", "Số ước", "Ước tính", "Số liệu ước"),
}
IGNORED: Final = frozenset({"stt", "tt", "so thu tu", "no", "no.", "#"})
BY_LABEL: Final[dict[str, WorkbookField]] = {
    **{folded(label): field for field, labels in LABELS.items() for label in labels},
    **{field.value: field for field in WorkbookField},
}

COVERS_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("own", "rieng", "rieng don vi", "viec cua don vi", "cua don vi", "cap minh", "rieng cap minh"), "own"
    ),
    **dict.fromkeys(
        ("all", "toan don vi", "ca cap duoi", "tat ca", "gom ca cap duoi", "toan bo", "ca truc thuoc"), "all"
    ),
}
YES: Final = frozenset({"x", "1", "1.0", "co", "true", "yes", "uoc", "so uoc", "dung"})
NO: Final = frozenset({"", "0", "0.0", "khong", "false", "no", "chot", "so chot", "chinh thuc"})
