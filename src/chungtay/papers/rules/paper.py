"""The paper of a meeting: how earlier conclusions stand, the report, each member, members' papers, draft directions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chungtay.documents.rules import (
    ORDINAL,
    Block,
    Cell,
    Column,
    Head,
    Paragraph,
    ParagraphStyle,
    Review,
    Run,
    Section,
    Signature,
    Slot,
    Table,
)
from chungtay.kernel.days import day_written, month_written
from chungtay.reports.rules.annexes import annexes
from chungtay.reports.rules.composition import WATERMARK, Composer
from chungtay.reports.rules.heading import head, next_period_words
from chungtay.reports.rules.remarks import note
from chungtay.reports.rules.slots import slot
from chungtay.reports.rules.wording import joined, period_words

from .material import ConclusionTold, MeetingMaterial, MemberText
from .members import member_sections

PARTS = ("Phần thứ nhất", "Phần thứ hai", "Phần thứ ba", "Phần thứ tư", "Phần thứ năm")
PAGED = PARTS[2:4]  # begin a page: members' pages stand between


def compose_paper(material: MeetingMaterial) -> Review:
    """The paper that this material gives; the same material always gives the same paper."""
    review, composer = material.review, Composer(material.review)
    period = period_words(review.period)
    parts: list[tuple[str, list[Section]]] = [
        ("TÌNH HÌNH THỰC HIỆN KẾT LUẬN CỦA CÁC HỘI NGHỊ TRƯỚC", [_text(conclusions(material))]),
        (f"KẾT QUẢ CÔNG TÁC {period.upper()}", list(composer.sections(alone=False))),
        ("SỐ LIỆU TỪNG ĐƠN VỊ", member_sections(material) or [_text([note("Không có đơn vị thành viên.")])]),
        ("THAM LUẬN CỦA CÁC ĐƠN VỊ", list(_papers(material))),
        (f"DỰ THẢO PHƯƠNG HƯỚNG, NHIỆM VỤ {next_period_words(review.period).upper()}", [_text(directions(material))]),
    ]
    sections: list[Section] = []
    for number, (title, inner) in zip(PARTS, parts, strict=True):
        sections += [Section(number, title, level=0, new_page=number in PAGED), *inner]
    official = official_head(material, "TÀI LIỆU HỘI NGHỊ", (material.occasion.title,))
    official = replace(
        official, number="", recipients=(), signature=Signature(()),
        accompanying=f"(Kèm theo Tài liệu {material.occasion.title})",
    )  # fmt: skip
    return Review(
        title=f"Tài liệu {material.occasion.title}", head=official, sections=tuple(sections),
        annexes=annexes(review), watermark=watermark(material), as_of=review.cut_off_on, period=period,
        scope=review.body.name,
    )  # fmt: skip


def watermark(material: MeetingMaterial) -> str | None:
    """What stands across every page, where the data are made up."""
    return WATERMARK if material.review.illustrative else None


def official_head(material: MeetingMaterial, kind: str, subject: tuple[str, ...], short: str = "") -> Head:
    """The head of the report with another kind of paper; the day is the meeting's, the number the clerk's."""
    given, day = head(material.review), material.occasion.on
    symbol = f"{short}-{_issuer(given.number)}"
    place = material.review.heading.place or "……"
    return replace(
        given, kind=kind, subject=subject, addressees=(), accompanying="",
        number=f"{given.number.split('/', maxsplit=1)[0]}/{symbol}" if short else "",
        place_and_date=f"{place}, ngày {day:%d} tháng {month_written(day.month)} năm {day.year}",
    )  # fmt: skip


def _issuer(number: str) -> str:
    """ "CTĐ" of "Số:      /BC-CTĐ"."""
    return number.split("/", maxsplit=1)[-1].removeprefix("BC-")


def _text(blocks: Iterable[Block]) -> Section:
    return Section("", "", tuple(blocks), level=2)


def conclusions(material: MeetingMaterial) -> Iterator[Block]:
    """How many conclusions stand how, and a table of all."""
    told = material.earlier
    if not told:
        yield Paragraph((Run("Không có kết luận nào của các hội nghị trước cần theo dõi."),))
        return
    states = Counter(one.state.lower() for one in told)
    late = sum(1 for one in told if one.overdue_by)
    parts = joined([f"{count} {state}" for state, count in states.items()])
    over = f"; {late} kết luận đã quá hạn" if late else ""
    yield Paragraph((Run(f"Có {len(told)} kết luận cần theo dõi: {parts}{over}."),))
    yield table_of_conclusions(told)


def table_of_conclusions(told: Iterable[ConclusionTold]) -> Table:
    """What, who, until when, how it stands; the figure against the value where there is one to reach."""
    columns = (
        Column(ORDINAL, width=6, number=False, summed=False),
        Column("Nội dung kết luận", width=34, number=False, summed=False),
        Column("Đơn vị thực hiện", width=13, number=False, summed=False),
        Column("Hạn", width=15, number=False, summed=False),
        Column("Tình hình", width=19, number=False, summed=False),
        Column("So với giá trị cần đạt", width=15, number=False, summed=False),
    )
    rows = []
    for number, one in enumerate(told, start=1):
        reached = one.reached()
        said = f"{one.state_words}. {one.reason}" if one.reason else one.state_words
        cells = (str(number), one.text, one.owner, day_written(one.due), said)
        result = Cell(reached.text, reached.figure) if reached else Cell(one.to_reach and f"Cần đạt {one.to_reach}")
        rows.append((*map(Cell, cells), result))
    return Table("", columns, tuple(rows))


def _papers(material: MeetingMaterial) -> Iterator[Section]:
    silent = [m.short_name for m in material.review.members if m.short_name not in {p.unit for p in material.papers}]
    for number, paper in enumerate(material.papers, start=1):
        yield Section(str(number), f"{paper.title} ({paper.unit})", _own_words(paper), level=2)
    if silent:
        yield _text([note(f"Chưa gửi tham luận: {joined(silent)}.")])


def _own_words(paper: MemberText) -> tuple[Block, ...]:
    return (Slot("paper", paper.title, paper.text),)


def directions(material: MeetingMaterial) -> Iterator[Block]:
    """What is carried on, what the meeting is to decide, and the report's own words on what comes."""
    if material.carried:
        yield Paragraph((Run("Tiếp tục thực hiện kết luận của các hội nghị trước:"),))
        yield from (dated(one) for one in material.carried)
    if material.own:
        yield Paragraph((Run("Nội dung mới:"),))
        yield from (dated(one) for one in material.own)
    yield from slot("directions", material.review.words)


def dated(one: ConclusionTold) -> Paragraph:
    """A commitment on a line: what, who, until when, how much."""
    return Paragraph(commitment(one), ParagraphStyle.ITEM)


def commitment(one: ConclusionTold) -> tuple[Run, ...]:
    """ "Tổ chức hai đợt hiến máu. Thực hiện: Quảng Yên; hạn: 30/9/2025; cần đạt 1.500 đơn vị máu."."""
    text, reached = one.text.rstrip(" .;"), one.reached()
    runs = [Run(f"{text}. Thực hiện: {one.owner}; hạn: {day_written(one.due)}")]
    if reached and reached.figure and reached.figure.state == "value":
        runs += [Run("; đã được "), reached]
    elif one.to_reach:
        runs += [Run(f"; cần đạt {one.to_reach}")]
    return (*runs, Run("."))
