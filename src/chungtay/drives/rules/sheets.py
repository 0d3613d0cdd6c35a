"""The sheet of a drive's day: who signed up by slot, with blank columns to fill in by hand. Vietnamese, as it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chungtay.documents.rules import Cell, Column, Head, Paragraph, Review, Run, Section, Table
from chungtay.kernel.days import day_written

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
WALK_INS: Final = 10  # blank lines for who comes without having signed up
DOTS: Final = "…" * 4
HIGH: Final = "\u00a0\n\u00a0"  # a blank line as high as handwriting


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One person: number of the sign-up, name, year of birth ("": not known). Nothing else of anybody stands on paper."""

    number: int
    name: str
    born: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What the sheet says; `slots` by hour ("" without one), `places` of each, `bags` the sizes in ml."""

    issuer: str
    drive: str
    place: str
    day: date
    slots: Mapping[str, Sequence[SheetLine]]
    places: Mapping[str, int]
    bags: Sequence[int]


def day_sheet(of: DaySheet) -> Review:
    """The paper, on a small sheet for the own desk."""
    first = 1
    sections = []
    for slot, lines in of.slots.items():
        sections.append((_heading(slot, len(lines), of.places.get(slot)), _lines(lines, first)))
        first += len(lines)
    sections.append(("Người đến chưa đăng ký", _lines([None] * WALK_INS, first)))
    sections.append(("Cộng", _sums(sum(map(len, of.slots.values())), of.bags)))
    title = f"Danh sách ngày hiến máu: {of.drive}"
    head = Head(
        superior="", issuer=of.issuer, symbol="", number="", place_and_date="", kind="DANH SÁCH NGÀY HIẾN MÁU",
        subject=(of.drive, f"{day_written(of.day)}, {of.place}"),
    )  # fmt: skip
    told = tuple(Section(_roman(number), words, blocks) for number, (words, blocks) in enumerate(sections))
    return Review(title=title, head=head, sections=told, as_of=of.day, scope=of.issuer, sheet=True)


def _roman(number: int) -> str:
    return ROMAN[number] if number < len(ROMAN) else str(number + 1)


def _heading(slot: str, people: int, places: int | None) -> str:
    hour = f"Khung giờ {slot}" if slot else "Không theo khung giờ"
    return f"{hour}: {people} người" + (f" / {places} chỗ" if places is not None else "")


def _lines(lines: Sequence[SheetLine | None], first: int) -> tuple[Table | Paragraph, ...]:
    if not lines:
        return (Paragraph((Run("Chưa có ai đăng ký."),)),)
    columns = (
        Column("TT", width=7), Column("Mã", width=9), Column("Họ và tên", width=36, number=False),
        Column("Năm sinh", width=11), *(Column(word, width=10) for word in ("Đến", "Đủ ĐK", "Hoãn", "Hiến (ml)")),
    )  # fmt: skip
    blank = [Cell("")] * 4
    rows = tuple(
        (
            Cell(str(number)), Cell(str(one.number) if one else ""), Cell(one.name if one else ""),
            Cell(one.born if one else HIGH), *blank,
        )
        for number, one in enumerate(lines, start=first)
    )  # fmt: skip
    return (Table("", columns, rows),)


def _sums(signed: int, bags: Sequence[int]) -> tuple[Table, ...]:
    words = ["Đến", "Đủ điều kiện", "Tạm hoãn", "Hiến", *(f"Túi {ml} ml" for ml in bags), "Không đến"]
    columns = (Column("Nội dung", width=40, number=False), Column("Số người, số túi", width=30))
    rows = [("Đăng ký trước", str(signed)), *((word, DOTS) for word in words)]
    return (Table("", columns, tuple((Cell(word), Cell(value)) for word, value in rows)),)
