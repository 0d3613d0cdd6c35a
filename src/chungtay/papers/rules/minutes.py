"""Minutes and the notice of conclusions, by Nghị định 30/2020/NĐ-CP, annex III: minutes have a form of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time

from chungtay.documents.rules import Block, Head, Paragraph, ParagraphStyle, Review, Run, Section, Signature, Slot
from chungtay.kernel.days import day_written
from chungtay.meetings.rules.drafts import MINUTES_PARTS
from chungtay.reports.rules.composition import ROMAN
from chungtay.reports.rules.wording import joined, period_words

from .material import ConclusionTold, Invited, MeetingMaterial
from .paper import commitment, official_head, watermark

BLANK = "……"
KEPT = "Lưu: VT, hồ sơ hội nghị"


def compose_minutes(material: MeetingMaterial) -> Review:
    """Minutes: no addressee; times, who came and who did not, what was said, what was concluded; two sign."""
    occasion = material.occasion
    head = replace(
        official_head(material, "BIÊN BẢN", (occasion.title,), "BB"),
        recipients=("Các đơn vị dự hội nghị", KEPT),
        beside=Signature(("THƯ KÝ",), occasion.secretary), signature=Signature(("CHỦ TRÌ",), occasion.chair),
    )  # fmt: skip
    said: list[tuple[str, list[Block]]] = [
        (name.upper(), [_said(material, part)]) for part, name in MINUTES_PARTS.items() if part != "closing"
    ]
    parts: list[tuple[str, list[Block]]] = [
        ("THÀNH PHẦN", list(_people(material))),
        ("CHƯƠNG TRÌNH", list(_agenda(material))),
        *said,
        ("KẾT LUẬN", list(_concluded(material))),
        ("BẾ MẠC", [*_closing(material)]),
    ]
    told = [(heading, blocks) for heading, blocks in parts if blocks]
    sections = [Section("", "", tuple(_times(material)))]
    sections += [Section(roman, heading, tuple(blocks)) for roman, (heading, blocks) in zip(ROMAN, told, strict=False)]
    return _paper(material, f"Biên bản {occasion.title}", head, sections)


def compose_notice(material: MeetingMaterial) -> Review:
    """The notice of conclusions: each one numbered, with its owner and its day."""
    occasion, review = material.occasion, material.review
    head = replace(
        official_head(material, "THÔNG BÁO", (f"Kết luận tại {occasion.title}",), "TB"),
        recipients=_recipients(material),
    )  # fmt: skip
    both = any(one.is_direction for one in material.own) and any(not one.is_direction for one in material.own)
    sections = [Section("", "", tuple(_opening(material)))]
    for roman, heading, chosen in zip(ROMAN, ("KẾT LUẬN", "PHƯƠNG HƯỚNG, NHIỆM VỤ"), (False, True), strict=False):
        told = [one for one in material.own if one.is_direction is chosen]
        blocks = tuple(_numbered(told))
        sections += [Section(roman, heading, blocks) if both else Section("", "", blocks)] if told else []
    closing = (
        f"Trên đây là kết luận tại {occasion.title}; {review.body.name} thông báo để các đơn vị biết, thực hiện./."
    )
    return _paper(material, f"Thông báo kết luận {occasion.title}", head, [*sections, _words(closing)])


def _paper(material: MeetingMaterial, title: str, head: Head, sections: list[Section]) -> Review:
    review = material.review
    return Review(
        title=title, head=head, sections=tuple(sections), watermark=watermark(material), as_of=material.occasion.on,
        period=period_words(review.period), scope=review.body.name,
    )  # fmt: skip


def _words(text: str) -> Section:
    return Section("", "", (Paragraph((Run(text),)),))


def _times(material: MeetingMaterial) -> Iterator[Block]:
    """When it began and where; what nobody told is written by hand."""
    occasion = material.occasion
    yield Paragraph((Run(f"Thời gian bắt đầu: {_hour(occasion.begins)}, {occasion.moment}."),))
    yield Paragraph((Run(f"Địa điểm: {occasion.place or BLANK}."),))


def _hour(hour: time | None) -> str:
    return f"{hour.hour} giờ {hour.minute:02}" if hour else f"{BLANK} giờ {BLANK}"


def _people(material: MeetingMaterial) -> Iterator[Block]:
    occasion = material.occasion
    yield Paragraph((Run(f"Chủ trì: {occasion.chair or BLANK} ({occasion.host})."),))
    yield Paragraph((Run(f"Thư ký: {occasion.secretary or BLANK}."),))
    groups = (
        ("Có mặt", [one for one in occasion.invited if one.attended and not one.is_guest]),
        ("Khách mời", [one for one in occasion.invited if one.attended and one.is_guest]),
        ("Vắng mặt", [one for one in occasion.invited if one.attended is False]),
        ("Chưa ghi có mặt hay vắng", [one for one in occasion.invited if one.attended is None]),
    )
    for heading, people in groups:
        if people:
            count = "" if heading == "Khách mời" else f" ({len(people)})"
            yield Paragraph((Run(f"{heading}{count}:"),))
            yield from _lines(people)


def _lines(people: list[Invited]) -> Iterator[Paragraph]:
    for index, one in enumerate(people, start=1):
        delegates = f": {one.delegates}" if one.delegates else ""
        note = f" ({one.note})" if one.note else ""
        end = "." if index == len(people) else ";"
        yield Paragraph((Run(f"{one.name}{delegates}{note}{end}"),), ParagraphStyle.ITEM)


def _agenda(material: MeetingMaterial) -> Iterator[Paragraph]:
    for number, (title, presenter) in enumerate(material.occasion.agenda, start=1):
        who = f" ({presenter})" if presenter else ""
        yield Paragraph((Run(f"{number}. {title.rstrip('.')}{who}."),))


def _said(material: MeetingMaterial, part: str) -> Slot:
    return Slot(part, MINUTES_PARTS[part].lower(), material.occasion.minutes.get(part))


def _concluded(material: MeetingMaterial) -> Iterator[Block]:
    """What became of earlier conclusions, then what was decided."""
    if material.earlier:
        yield Paragraph((Run("Kết luận của các hội nghị trước:"),))
        for one in material.earlier:
            reached, reason = one.reached(), f" {one.reason.rstrip('.')}." if one.reason else ""
            text = f"{one.text.rstrip(' .')} ({one.owner}): {one.state_words.lower()}"
            result = (Run("; kết quả "), reached) if reached else ()
            yield Paragraph((Run(text), *result, Run(f".{reason}")), ParagraphStyle.ITEM)
    if material.own:
        yield Paragraph((Run("Hội nghị kết luận:"),))
        yield from _numbered(material.own)
    else:
        yield Slot("conclusions", "kết luận của hội nghị")


def _numbered(told: Iterable[ConclusionTold]) -> Iterator[Paragraph]:
    for number, one in enumerate(told, start=1):
        yield Paragraph((Run(f"{number}. "), *commitment(one)))


def _closing(material: MeetingMaterial) -> Iterator[Block]:
    closing = material.occasion.minutes.get("closing", "")
    if closing.strip():
        yield Slot("closing", MINUTES_PARTS["closing"].lower(), closing)
    day = day_written(material.occasion.on)
    text = f"Hội nghị kết thúc hồi {_hour(material.occasion.ends)}, ngày {day}. Biên bản được đọc lại cho các đại biểu cùng nghe và thống nhất./."
    yield Paragraph((Run(text),))


def _opening(material: MeetingMaterial) -> Iterator[Block]:
    occasion = material.occasion
    where = f", tại {occasion.place}" if occasion.place else ""
    chair = f"; {occasion.chair} chủ trì" if occasion.chair else ""
    came = [one.name for one in occasion.invited if one.attended]
    yield Paragraph((Run(f"Ngày {day_written(occasion.on)}{where}, {occasion.host} tổ chức {occasion.title}{chair}."),))
    if came:
        yield Paragraph((Run(f"Dự hội nghị có: {joined(came)}."),))
    if material.own:
        yield Paragraph((Run("Sau khi nghe báo cáo và ý kiến của các đại biểu, hội nghị kết luận như sau:"),))
    else:
        yield Slot("conclusions", "kết luận của hội nghị")


def _recipients(material: MeetingMaterial) -> tuple[str, ...]:
    """Who is asked to act, the superior for information, the file."""
    given = material.review.heading
    owners = list(dict.fromkeys(one.owner for one in material.own))
    units = [one.name for one in material.occasion.invited if not one.is_guest]
    acting = ("Các đơn vị dự hội nghị",) if units else tuple(owners)
    return (*([f"{given.superior} (báo cáo)"] if given.superior else []), *acting, KEPT)
