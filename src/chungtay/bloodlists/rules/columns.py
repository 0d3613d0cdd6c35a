"""Which column of a list means what: by its heading without accents, by hand where that says nothing."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, nfc

LOOKED_AT: Final = 30  # rows in which the heading is sought
IGNORED: Final = "#"


class ListField(StrEnum):
    """What a column of a list may hold; `local_number`: a code of the centre's own, not verified."""

    NAME = "name"
    BORN = "born_on"
    SEX = "sex"
    PHONE = "phone"
    GROUP = "group"
    ABO = "abo"
    RHD = "rhd"
    GIVEN = "given_on"
    ML = "ml"
    COMPONENT = "component"
    NUMBER = "number"
    LOCAL_NUMBER = "local_number"
    DEFERRAL = "deferral"


FIELD_NAMES: Final[dict[ListField, str]] = {
    ListField.NAME: gettext_noop("Họ và tên"),
    ListField.BORN: gettext_noop("Ngày sinh hoặc năm sinh"),
    ListField.SEX: gettext_noop("Giới"),
    ListField.PHONE: gettext_noop("Số điện thoại"),
    ListField.GROUP: gettext_noop("Nhóm máu (ABO và Rh)"),
    ListField.ABO: gettext_noop("Nhóm máu ABO"),
    ListField.RHD: gettext_noop("Nhóm máu Rh(D)"),
    ListField.GIVEN: gettext_noop("Ngày hiến"),
    ListField.ML: gettext_noop("Thể tích (ml)"),
    ListField.COMPONENT: gettext_noop("Thành phần hiến"),
    ListField.NUMBER: gettext_noop("Mã đơn vị máu"),
    ListField.LOCAL_NUMBER: gettext_noop("Mã riêng của cơ sở máu (không kiểm tra)"),
    ListField.DEFERRAL: gettext_noop("Lý do hoãn"),
}
_WORDS: Final[dict[ListField, str]] = {
    ListField.NAME: "ho va ten|ho ten|ho va ten nguoi hien|ho ten nguoi hien|ho va ten nguoi hien mau|ten|ten nguoi hien"
    "|nguoi hien mau|name|full name",
    ListField.BORN: "ngay sinh|nam sinh|sinh ngay|ngay thang nam sinh|ngay sinh nam sinh|ns|date of birth|dob|birthday",
    ListField.SEX: "gioi|gioi tinh|nam nu|phai|sex|gender",
    ListField.PHONE: "dien thoai|so dien thoai|sdt|so dt|dt|dtdd|dien thoai di dong|phone|mobile",
    ListField.GROUP: "nhom mau|nm|nhom mau abo rh|abo rh|ket qua nhom mau|blood group|blood type",
    ListField.ABO: "abo|nhom abo|nhom mau abo|he abo",
    ListField.RHD: "rh|rhd|nhom rh|he rh|nhom mau rh|nhom mau rhd|rhesus",
    ListField.GIVEN: "ngay hien|ngay hien mau|ngay lay mau|ngay tiep nhan|ngay|ngay thu thap|donation date|date",
    ListField.ML: "the tich|the tich mau|luong mau|so ml|ml|the tich hien|dung tich|luong mau hien|volume",
    ListField.COMPONENT: "thanh phan|loai hien|loai che pham|thanh phan mau|hinh thuc hien|loai mau|component",
    ListField.NUMBER: "ma don vi mau|ma tui mau|ma so tui mau|so tui mau|ma tui|ma vach|ma so don vi mau|ma mau|din"
    "|ma hien mau|donation number",
    ListField.LOCAL_NUMBER: "local_number",
    ListField.DEFERRAL: "ly do hoan|ly do tam hoan|tam hoan|hoan hien|ly do khong hien|ly do tri hoan|ly do loai"
    "|khong dat|deferral",
}
BY_WORDS: Final[dict[str, ListField]] = {
    **{word: field for field, words in _WORDS.items() for word in words.split("|")},
    **{field.value: field for field in ListField},
}
PASSED_OVER: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#"})
_MARKED: Final = re.compile(r"(?:tui )?(\d{3}) ?(?:ml)?")

MISSING: Final = gettext_noop("Thiếu cột “%(field)s”.")
TWICE: Final = gettext_noop("Có hai cột cùng nghĩa với “%(heading)s”: giữ một, bỏ qua cột kia.")
UNSURE: Final = gettext_noop("Chưa rõ cột “%(heading)s” là gì: chọn ý nghĩa hoặc bỏ qua.")


def meaning_of(heading: str) -> str:
    """A field, "ml:350" for a column of marks under a volume, IGNORED for running numbers, "" for what is not known."""
    words = folded(nfc(heading)).replace("(d)", "d")
    words = " ".join(re.sub(r"\([^)]*\)|[.:*,/]", " ", words).split())
    if words in PASSED_OVER:
        return IGNORED
    if words in BY_WORDS:
        return BY_WORDS[words]
    found = _MARKED.fullmatch(words)
    return f"ml:{found[1]}" if found else ""


def marked_ml(meaning: str) -> int | None:
    """The volume of a column of marks."""
    return int(meaning[3:]) if meaning.startswith("ml:") else None


def heading_rows(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """First and last row of the headings, from 1: the row of most meanings, and one below it that only names volumes."""
    scores = [len({meaning_of(cell) for cell in row if cell} - {"", IGNORED}) for row in rows[:LOOKED_AT]]
    most = max(scores, default=0)
    if most < 2:
        first = next((n for n, row in enumerate(rows[:LOOKED_AT], 1) if sum(map(bool, row)) > 1), 1)
        return first, first
    first = scores.index(most) + 1
    below = [meaning_of(cell) for cell in (rows[first] if len(rows) > first else ()) if cell]
    return first, first + (bool(below) and all(map(marked_ml, below)))


def headings_in(rows: Sequence[Sequence[str]], first: int, last: int) -> tuple[str, ...]:
    """The headings, those of the lower row over those of the upper one."""
    upper = rows[first - 1] if len(rows) >= first else ()
    lower = rows[last - 1] if last > first and len(rows) >= last else ()
    width = max(map(len, rows), default=0)
    cells = ([*line, *[""] * (width - len(line))] for line in (lower, upper))
    return tuple(one or other for one, other in zip(*cells, strict=True))


def meanings(headings: Sequence[str], given: Mapping[int, str]) -> dict[int, str]:
    """Column to meaning: what was said by hand, else what the heading says."""
    return {index: given.get(index) or meaning_of(heading) for index, heading in enumerate(headings)}


def column_problems(
    headings: Sequence[str], found: Mapping[int, str], filled: frozenset[int], *, day_said: bool
) -> dict[int | None, Refusal]:
    """What is wrong with the columns, by place (None: of the list): unknown ones that hold something, two of a kind,
    none of those without which a row says nothing. `day_said`: the day of giving was told for the whole list."""
    problems: dict[int | None, Refusal] = {}
    taken: set[str] = set()
    for index, meaning in found.items():
        if not meaning and index in filled:
            problems[index] = Refusal(UNSURE, heading=headings[index] or f"{index + 1}")
        elif meaning not in ("", IGNORED) and meaning in taken:
            problems[index] = Refusal(TWICE, heading=headings[index])
        taken.add(meaning)
    volumes = ListField.ML in taken or any(map(marked_ml, taken)) or ListField.DEFERRAL in taken
    needed = {ListField.NAME: ListField.NAME in taken, ListField.GIVEN: day_said or ListField.GIVEN in taken}
    missing = [field for field, there in {**needed, ListField.ML: volumes}.items() if not there]
    if missing:
        problems[None] = Refusal(MISSING, field=Refusal(FIELD_NAMES[missing[0]]))
    return problems


def signature(headings: Sequence[str]) -> str:
    """What tells lists with the same headings."""
    return sha256("\n".join(folded(nfc(text)) for text in headings).encode()).hexdigest()
