"""The list of who is honoured, as a paper and as rows. Vietnamese, as it is used; its head follows Decree 30/2020/NĐ-CP."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from chungtay.documents.rules import (
    ORDINAL,
    Cell,
    Column,
    Head,
    Paragraph,
    ParagraphStyle,
    Review,
    Run,
    Section,
    Signature,
    Table,
)
from chungtay.kernel.days import day_written

DOTS = "……"
GAP = "\u00a0" * 6
Value = str | int | date


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose paper it is: heading, place, symbol after a number, who signs."""

    superior: str
    name: str
    place: str
    symbol: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class HonouredDonor:
    """A line of the list; `number` and `born` stand on the internal one alone."""

    unit: str
    name: str
    tier: str
    least: int
    times: int
    reached_on: date
    urgent: int
    named: bool
    given_on: date | None
    number: int
    born: int | None


@dataclass(frozen=True, slots=True)
class HonourList:
    """Who reached a tier in a span, by unit; `internal`: everybody by name, for the office alone."""

    issuer: Issuer
    first: date
    last: date
    donors: tuple[HonouredDonor, ...]
    source: str
    internal: bool = False

    @property
    def title(self) -> str:
        """What the file is called."""
        kind = "nội bộ" if self.internal else "công bố"
        return f"Danh sách tôn vinh người hiến máu ({kind}) {day_written(self.first)} - {day_written(self.last)}"

    def by_unit(self) -> Iterator[tuple[str, list[HonouredDonor]]]:
        """The lines of each unit, in the order given."""
        return ((unit, list(rows)) for unit, rows in groupby(self.donors, key=lambda one: one.unit))


def compose_list(of: HonourList) -> Review:
    """Danh sách: how many by tier, then each unit's donors; who did not agree to be named is counted."""
    subject = (
        "Người hiến máu tình nguyện được tôn vinh",
        f"từ ngày {day_written(of.first)} đến ngày {day_written(of.last)}",
    )
    issuer = of.issuer
    head = Head(
        superior=issuer.superior.upper(), issuer=issuer.name.upper(), symbol="", number="",
        place_and_date=f"{issuer.place or DOTS}, ngày {DOTS} tháng {DOTS} năm {DOTS}", kind="DANH SÁCH", subject=subject,
        signature=issuer.signature,
    )  # fmt: skip
    sections = [
        Section(
            "1",
            "Tổng hợp",
            (_with(f"Kèm theo Quyết định số{GAP}/QĐ-{issuer.symbol or DOTS} ngày {DOTS}"), _summary(of), _note(of)),
        )
    ]
    sections += [
        Section(str(number), unit, tuple(_of_unit(of, rows)))
        for number, (unit, rows) in enumerate(of.by_unit(), start=2)
    ]
    return Review(title=of.title, head=head, sections=tuple(sections), as_of=of.last, scope=issuer.name)


def _with(text: str) -> Paragraph:
    return Paragraph((Run(f"({text})", italic=True),))


def _note(of: HonourList) -> Paragraph:
    about = f"Các mức theo {of.source}. Số lần hiến là số lần đã ghi trong sổ của Hội đến ngày {day_written(of.last)}."
    inside = (
        " Danh sách có họ tên người chưa đồng ý nêu tên: chỉ dùng trong nội bộ, không công bố." if of.internal else ""
    )
    return Paragraph((Run(about + inside),), ParagraphStyle.NOTE)


def _summary(of: HonourList) -> Table:
    columns = (_words("Mức", 40), Column("Số người", width=20), Column("Trong đó không nêu tên", width=20))
    tiers = sorted({(one.least, one.tier) for one in of.donors}, reverse=True)
    rows = []
    for _least, tier in tiers:
        mine = [one for one in of.donors if one.tier == tier]
        rows.append((Cell(tier), _number(len(mine)), _number(sum(not one.named for one in mine))))
    total = (Cell("Cộng"), _number(len(of.donors)), _number(sum(not one.named for one in of.donors)))
    return Table("", columns, tuple(rows), total)


def _of_unit(of: HonourList, donors: Sequence[HonouredDonor]) -> Iterator[Table | Paragraph]:
    shown = [one for one in donors if of.internal or one.named]
    if shown:
        rows = tuple(
            (Cell(str(number)), *(Cell(_written(value)) for value in line_of(one, internal=of.internal)))
            for number, one in enumerate(shown, start=1)
        )
        yield Table("", (Column(ORDINAL, width=6, number=False, summed=False), *_columns(of.internal)), rows)
    if len(donors) > len(shown):
        yield Paragraph((Run(f"{unnamed(len(donors) - len(shown))}."),))


def unnamed(people: int) -> str:
    """How many are counted without a name."""
    return f"{people} người không nêu tên"


def _columns(internal: bool) -> tuple[Column, ...]:
    return tuple(
        Column(heading, width=width, number=isinstance(sample, int), summed=False)
        for heading, width, sample in headings(internal=internal)
    )


def headings(*, internal: bool) -> list[tuple[str, int, Value]]:
    """Of the list's columns: heading, share of the width, a sample of what stands there."""
    inside: list[tuple[str, int, Value]] = [("Hồ sơ", 9, 0), ("Năm sinh", 9, 0)] if internal else []
    after: list[tuple[str, int, Value]] = [("Đạt ngày", 13, ""), ("Đã trao", 13, "")] if internal else []
    return [("Họ và tên", 30, ""), *inside, ("Số lần hiến", 10, 0), ("Mức", 18, ""), *after, ("Ghi chú", 20, "")]


def line_of(one: HonouredDonor, *, internal: bool) -> list[Value]:
    """What stands in these columns."""
    said = [f"hiến khẩn cấp {one.urgent} lần"] if one.urgent else []
    said += ["không nêu tên khi công bố"] if internal and not one.named else []
    inside: list[Value] = [one.number, one.born or ""] if internal else []
    after: list[Value] = [one.reached_on, one.given_on or ""] if internal else []
    return [one.name, *inside, one.times, one.tier, *after, "; ".join(said)]


def _written(value: Value) -> str:
    return day_written(value) if isinstance(value, date) else str(value)


def _words(heading: str, width: int) -> Column:
    return Column(heading, width=width, number=False, summed=False)


def _number(value: int) -> Cell:
    return Cell(str(value), number=True)
