"""The review as Markdown: for reading in a terminal, for mail, and for comparing two versions line by line."""

from collections.abc import Iterable, Iterator

from chungtay.documents.rules import Annex, Block, Chart, Head, Paragraph, ParagraphStyle, Review, Slot, Table


def markdown(review: Review) -> str:
    """The whole review; bars of charts become lists, gaps stay visible."""
    lines = [*_head(review.head)]
    if review.watermark:
        lines += [f"**[{review.watermark}]**", ""]
    for section in review.sections:
        if section.title:
            lines += [f"{'#' * (section.level + 1 + review.parts)} {section.heading}", ""]
        lines += _blocks(section.blocks)
    lines += _foot(review)
    lines += [line for annex in review.annexes for line in _annex(annex, review.head)]
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
        yield from head.addressee_lines
        yield ""


def _foot(review: Review) -> Iterator[str]:
    head = review.head
    if head.recipients:
        yield "***Nơi nhận:***"
        yield ""
        yield from head.recipient_lines
        yield ""
    for signature in filter(lambda one: one.lines, (head.beside, head.signature)):
        yield f"**{'  '.join(signature.lines)}**"
        yield ""
        yield f"**{signature.name}**" if signature.name else "(ký, ghi rõ họ tên)"
        yield ""
    if review.anchor:
        yield f"*{review.anchor}*"
        yield ""


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        yield from _block(block)
        if _is_item(block) and not _is_item(following):
            yield ""


def _is_item(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.ITEM


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield {ParagraphStyle.ITEM: f"- {block.text}", ParagraphStyle.NOTE: f"*{block.text}*"}.get(
                block.style, block.text
            )
            if not _is_item(block):
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
    yield _row(f"{c.heading} ({c.unit})" if c.unit else c.heading for c in table.columns)
    yield "|" + "|".join("---:" if column.number else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield _row(cell.text for cell in row)
    if table.total:
        yield _row(f"**{cell.text}**" if cell.text else "" for cell in table.total)
    yield ""
    for note in table.notes:
        yield f"*{note}*"
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _annex(annex: Annex, head: Head) -> Iterator[str]:
    yield f"## {annex.heading}. {annex.title}"
    yield ""
    yield f"*{head.accompanying}*"
    yield ""
    yield from _blocks(annex.blocks)
