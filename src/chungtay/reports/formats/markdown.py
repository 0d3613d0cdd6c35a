"""The review as Markdown: for reading in a terminal, for mail, and for comparing two versions line by line."""

from collections.abc import Iterator

from chungtay.reports.rules.document import Annex, Block, Chart, Head, Paragraph, ParagraphStyle, Review, Slot, Table


def markdown(review: Review) -> str:
    """The whole review; bars of charts become lists, gaps stay visible."""
    lines = [*_head(review.head)]
    if review.watermark:
        lines += [f"**[{review.watermark}]**", ""]
    for section in review.sections:
        lines += [f"{'#' * (section.level + 1)} {section.number}. {section.title}", ""]
        lines += [line for block in section.blocks for line in _block(block)]
    lines += _foot(review)
    lines += [line for annex in review.annexes for line in _annex(annex)]
    return "\n".join(lines).rstrip() + "\n"


def _head(head: Head) -> Iterator[str]:
    if head.superior:
        yield f"{head.superior}  "
    yield f"**{head.issuer}**  "
    yield f"{head.number}"
    yield ""
    yield "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**  "
    yield "**Độc lập - Tự do - Hạnh phúc**  "
    yield f"*{head.place_and_date}*"
    yield ""
    yield f"# {head.kind}"
    yield ""
    yield f"**{' '.join(head.subject)}**"
    yield ""
    if head.addressees:
        yield f"Kính gửi: {'; '.join(head.addressees)}."
        yield ""


def _foot(review: Review) -> Iterator[str]:
    head = review.head
    if head.recipients:
        yield "***Nơi nhận:***"
        yield ""
        yield from (f"- {line};" for line in head.recipients[:-1])
        yield f"- {head.recipients[-1]}."
        yield ""
    if head.signature.lines:
        yield f"**{'  '.join(head.signature.lines)}**"
        yield ""
        yield f"**{head.signature.name}**" if head.signature.name else "(ký, ghi rõ họ tên)"
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield {ParagraphStyle.ITEM: f"- {block.text}", ParagraphStyle.NOTE: f"*{block.text}*"}.get(
                block.style, block.text
            )
            if block.style is not ParagraphStyle.ITEM:
                yield ""
        case Slot():
            for line in block.lines:
                yield line
                yield ""
        case Chart():
            yield f"**{block.title}**"
            yield ""
            yield from (f"- {bar.label}: {bar.text}" for bar in block.bars)
            yield ""
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield f"**{table.title}**"
        yield ""
    yield "| " + " | ".join(f"{c.heading} ({c.unit})" if c.unit else c.heading for c in table.columns) + " |"
    yield "|" + "|".join("---:" if column.number else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield "| " + " | ".join(cell.text for cell in row) + " |"
    if table.total:
        yield "| " + " | ".join(f"**{cell.text}**" if cell.text else "" for cell in table.total) + " |"
    yield ""
    for note in table.notes:
        yield f"*{note}*"
        yield ""


def _annex(annex: Annex) -> Iterator[str]:
    yield f"## {annex.heading}. {annex.title}"
    yield ""
    for block in annex.blocks:
        yield from _block(block)
