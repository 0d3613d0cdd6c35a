"""One A4 page for whoever chairs: the main numbers, what changed, gaps, whom to ask what."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

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
    Table,
)
from chungtay.kernel.numbers import percent
from chungtay.reports.rules.material import Fact
from chungtay.reports.rules.telling import merged
from chungtay.reports.rules.wording import (
    change_in_percent,
    change_words,
    comparable,
    exact,
    in_sentence,
    joined,
    lowered,
    period_words,
    same_period_words,
    unit_of,
)

from .asking import Ask, asks, shortened
from .material import MeetingMaterial
from .members import MAIN, absent, naming, not_reported
from .paper import watermark

NUMBERS, CHANGES, GAPS = 6, 3, 4  # lines of the first three sections, at most
WIDEST = 160  # letters of a gap: two lines
ROOM = 55  # lines of a table that stand on one side of A4 below the head
LETTERS = 83  # on a line of text; in a table's cell as many as its share of the width


def compose_chair_page(material: MeetingMaterial) -> Review:
    """The page; short enough, whatever the material, to stand on one side of A4."""
    review, occasion = material.review, material.occasion
    parts: list[tuple[str, list[Block]]] = [
        ("Số chính", [_numbers(material)] if headline_facts(material, 1) else _items([], "Chưa có số liệu của kỳ.")),
        ("Thay đổi đáng chú ý", _items(list(_changes(material))[:CHANGES], "Không có số nào so sánh được.")),
        ("Còn thiếu", _items(list(_gaps(material))[:GAPS], "Không có.")),
    ]
    taken = sum(_deep(block) + 0.8 for _, blocks in parts for block in blocks)
    parts.append(("Hỏi ai, hỏi gì", _asked(material, ROOM - taken)))
    sections = tuple(
        Section(str(n), heading, tuple(blocks)) for n, (heading, blocks) in enumerate(parts, start=1) if blocks
    )
    where = f"{occasion.moment}{', ' if occasion.place else ''}{occasion.place}"
    head = Head(
        superior="", issuer=review.body.name, symbol="", number="", place_and_date="", kind="PHIẾU ĐIỀU HÀNH",
        subject=(shortened(occasion.title, 160), shortened(where, 90)),
    )  # fmt: skip
    return Review(
        title=f"Phiếu điều hành {occasion.title}", head=head, sections=sections, watermark=watermark(material),
        as_of=review.cut_off_on, period=period_words(review.period), scope=review.body.name, sheet=True,
    )  # fmt: skip


def headline_facts(material: MeetingMaterial, most: int) -> list[Fact]:
    """Main figures of the scope with a number, in the order of reports."""
    return [fact for code in MAIN if (fact := material.review.fact(code)) and fact.positive][:most]


def _numbers(material: MeetingMaterial) -> Table:
    review = material.review
    beside = [material.aim_of(review.body.code, fact.indicator) for fact in headline_facts(material, NUMBERS)]
    columns = (
        Column("Chỉ tiêu", width=38, number=False, summed=False),
        Column("Kỳ này", width=22, summed=False),
        *([Column("So cùng kỳ", width=20, summed=False)] if review.earlier_period else []),
        *([Column("So kế hoạch", width=20, summed=False)] if any(beside) else []),
    )
    rows = []
    for fact, aim in zip(headline_facts(material, NUMBERS), beside, strict=True):
        before = review.earlier.get(fact.indicator)
        row = [Cell(f"{fact.name} ({unit_of(fact)})"), Cell(exact(fact), fact.reference, number=True)]
        if review.earlier_period:
            words = change_words(fact, before) if before else None
            row.append(Cell(words or "không so sánh", before.reference if before else None, number=True))
        if any(beside):
            row.append(
                Cell(f"đạt {aim.share}" if aim and aim.share else "", aim.fact.reference if aim else None, number=True)
            )
        rows.append(tuple(row))
    return Table("", columns, tuple(rows))


def _items(lines: list[tuple[Run, ...]], nothing: str) -> list[Block]:
    return [Paragraph(merged(runs), ParagraphStyle.ITEM) for runs in lines or [(Run(nothing),)]]


def _changes(material: MeetingMaterial) -> Iterator[tuple[Run, ...]]:
    """The members that rose and fell most in total value, then the main figures that moved most."""
    before = material.review.earlier_period
    if before is None:
        return
    found = sorted(_moved(material, "total.value"), key=lambda one: one[0])
    same = same_period_words(before)
    if found and found[0][0] < found[-1][0]:
        (low, least, fallen), (high, most, risen) = found[0], found[-1]
        yield (
            Run(f"Tổng trị giá so với {same}: {most} "), Run(_signed(high), risen.reference),
            Run(f", {'tăng nhiều nhất' if high > 0 else 'giảm ít nhất'}; {least} "), Run(_signed(low), fallen.reference),
            Run(f", {'giảm nhiều nhất' if low < 0 else 'tăng ít nhất'}."),
        )  # fmt: skip
    whole = [
        (growth, fact) for code in MAIN
        if (fact := material.review.fact(code)) and (growth := _growth(fact, material.review.earlier.get(code)))
    ]  # fmt: skip
    for growth, fact in sorted(whole, key=lambda one: -abs(one[0])):
        yield (Run(f"{fact.name} "), Run(_signed(growth), fact.reference), Run(f" so với {same}: {in_sentence(fact)}."))


def _moved(material: MeetingMaterial, code: str) -> Iterator[tuple[Fraction, str, Fact]]:
    for member in material.review.members:
        now = material.facts_of(member.code).get(code)
        growth = _growth(now, material.earlier_of(member.code).get(code)) if now else None
        if now and growth is not None:
            yield growth, member.short_name, now


def _growth(now: Fact, before: Fact | None) -> Fraction | None:
    return change_in_percent(now.given, before.given) if before and comparable(now, before) else None


def _signed(growth: Fraction) -> str:
    return f"{'tăng' if growth >= 0 else 'giảm'} {percent(abs(growth))}"


def _gaps(material: MeetingMaterial) -> Iterator[tuple[Run, ...]]:
    yield from gaps(material)
    if late := len(material.overdue):
        yield (Run(f"{late} kết luận của hội nghị trước đã quá hạn."),)


def gaps(material: MeetingMaterial) -> Iterator[tuple[Run, ...]]:
    """Who has reported nothing, who only a part, what does not fit, what may still move."""
    silent, review = absent(material), material.review
    if silent:
        yield (Run(naming("Chưa báo cáo", [member.short_name for member in silent], WIDEST)),)
    partly = [m for m in review.members if m not in silent and not_reported(material, m)]
    if partly:
        names = [f"{m.short_name} ({len(not_reported(material, m))} chỉ tiêu)" for m in partly]
        yield (Run(naming("Báo cáo chưa đủ", names, WIDEST)),)
    if review.flagged:
        names = [
            lowered(review.facts[flag.indicator].name) for flag in review.flagged if flag.indicator in review.facts
        ]
        told = joined(list(dict.fromkeys(names)))
        yield (Run(shortened(f"{len(review.flagged)} số khai cần đối chiếu: {told}.", WIDEST)),)
    if review.unfinished_import:
        yield (Run("Đang có lượt nhập dữ liệu chưa xong; số liệu còn có thể thay đổi."),)
    if review.not_compared:
        yield (Run(shortened(f"Không so sánh với {review.not_compared}.", WIDEST)),)


def _deep(block: Block) -> float:
    """How many lines of a table a block takes, its gaps counted in; rather too many."""
    if isinstance(block, Table):
        whole = sum(column.width for column in block.columns)
        widths = [max(LETTERS * column.width // whole - 2, 1) for column in block.columns]
        rows = [max(-(-len(cell.text) // room) for cell, room in zip(row, widths, strict=True)) for row in block.rows]
        return 1.5 + sum(deep + 0.4 for deep in rows)
    assert isinstance(block, Paragraph)
    return 1.1 * -(-(len(block.text) + 8) // LETTERS) + 0.3


def _asked(material: MeetingMaterial, room: float) -> list[Block]:
    """As many questions as stand in the room, those of one kind together."""
    found: list[Ask] = []
    for ask in asks(material):
        if _deep(_table([*found, ask])) > room:
            break
        found.append(ask)
    if not found:
        return [Paragraph((Run("Không có câu hỏi nào tính được từ số liệu và kết luận."),))]
    return [_table(sorted(found, key=lambda ask: ask.kind))]


def _table(found: Sequence[Ask]) -> Table:
    columns = (
        Column(ORDINAL, width=6, number=False, summed=False),
        Column("Đơn vị", width=22, number=False, summed=False),
        Column("Câu hỏi", width=72, number=False, summed=False),
    )
    rows = tuple((Cell(str(n)), Cell(ask.unit), Cell(ask.text, ask.figure)) for n, ask in enumerate(found, start=1))
    return Table("", columns, rows)
