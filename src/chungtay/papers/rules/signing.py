"""The list that delegates sign at the door."""

from dataclasses import replace

from chungtay.documents.rules import (
    ORDINAL,
    Cell,
    Column,
    Paragraph,
    Review,
    Run,
    Section,
    Signature,
    Table,
)
from chungtay.reports.rules.wording import period_words

from .material import Invited, MeetingMaterial
from .paper import official_head, watermark


def compose_signing(material: MeetingMaterial) -> Review:
    """Units and guests that are asked, a line for each delegate who is known, else one, and room to sign."""
    occasion, review = material.occasion, material.review
    head = replace(
        official_head(material, "DANH SÁCH", (f"Đại biểu dự {occasion.title}",)),
        recipients=(), signature=Signature(("THƯ KÝ",), occasion.secretary),
    )  # fmt: skip
    where = f"{occasion.moment}{', tại ' if occasion.place else ''}{occasion.place}"
    blocks = (Paragraph((Run(f"Thời gian, địa điểm: {where}."),)), _table(material))
    return Review(
        title=f"Danh sách đại biểu {occasion.title}", head=head, sections=(Section("", "", blocks),),
        watermark=watermark(material), as_of=occasion.on, period=period_words(review.period), scope=review.body.name,
    )  # fmt: skip


def _table(material: MeetingMaterial) -> Table:
    columns = (
        Column(ORDINAL, width=6, number=False, summed=False),
        Column("Đơn vị", width=34, number=False, summed=False),
        Column("Họ và tên, chức vụ", width=36, number=False, summed=False),
        Column("Ký tên", width=24, number=False, summed=False),
    )
    lines = [(one.name, delegate) for one in material.occasion.invited for delegate in _delegates(one)]
    rows = [(Cell(str(number)), Cell(name), Cell(who), Cell("")) for number, (name, who) in enumerate(lines, start=1)]
    return Table("", columns, tuple(rows))


def _delegates(one: Invited) -> list[str]:
    """As they were written, one after each semicolon."""
    return [who.strip() for who in one.delegates.split(";") if who.strip()] or [""]
