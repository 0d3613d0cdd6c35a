"""The review as HTML: for the site, every number a link to what is behind it; alone, a file that links inside itself."""

from collections.abc import Iterator, Sequence
from html import escape

from chungtay.documents.rules import (
    Annex,
    Block,
    Chart,
    Column,
    FigureReference,
    Head,
    Paragraph,
    Reference,
    Review,
    Run,
    Section,
    Signature,
    Slot,
    Table,
)

from .origins import NAMES, origin
from .svg import Link, drawn

_PART = ' class="part"'
_LOOKS = (' class="number"', "", "", "", "", ' class="number"', ' class="code"')


def page(review: Review, style: str) -> str:
    """A self-contained file: numbers lead to a table of origins at its end; `style` is the style sheet's text."""
    numbers = {figure: index for index, figure in enumerate(review.figures(), start=1)}

    def link(behind: Reference) -> str:
        return f"#so-{numbers[behind]}" if isinstance(behind, FigureReference) else ""

    watermark = f' data-watermark="{escape(review.watermark)}"' if review.watermark else ""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(review.title)}</title><style>{style}</style></head>"
        f'<body{watermark}><main class="review">{body(review, link)}{_origins(review, numbers)}</main></body></html>\n'
    )


def body(review: Review, link: Link) -> str:
    """The document alone; `link` gives the address of what is behind a figure."""
    parts = [*_head(review)]
    above = 1
    for one in review.sections:
        above = min(one.level + 1 + review.parts, above + 1) if one.title else above  # no level of headings is left out
        parts.append(section(one, link, level=above))
    parts += [] if review.sheet else [*_foot(review)]
    parts += [part for annex in review.annexes for part in _annex(annex, review.head, link)]
    return "".join(parts)


def section(part: Section, link: Link, *, level: int | None = None) -> str:
    """One section with its heading, of another level than its own where one is given."""
    level = level or part.level + 1
    words = (
        f"{escape(part.number)}. {escape(part.title)}"
        if part.level
        else f"{escape(part.number)}<br>{escape(part.title)}"
    )
    heading = f"<h{level}{'' if part.level else _PART}>{words}</h{level}>" if part.title else ""
    return heading + "".join(_block(block, link) for block in part.blocks)


def _head(review: Review) -> Iterator[str]:
    head = review.head
    if not review.sheet:
        yield from _official(head)
    yield f'<h1>{escape(head.kind)}<span class="subject">{"<br>".join(map(escape, head.subject))}</span></h1>'
    if head.addressees:
        yield f'<p class="addressee">{"<br>".join(map(escape, head.addressee_lines))}</p>'


def _official(head: Head) -> Iterator[str]:
    yield '<header class="official"><div>'
    if head.superior:
        yield f"<p>{escape(head.superior)}</p>"
    yield f'<p class="issuer"><strong>{escape(head.issuer)}</strong></p><p>{escape(head.number)}</p></div><div>'
    yield "<p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong></p>"
    yield '<p class="motto"><strong>Độc lập - Tự do - Hạnh phúc</strong></p>'
    yield f"<p><em>{escape(head.place_and_date)}</em></p></div></header>"


def _foot(review: Review) -> Iterator[str]:
    head = review.head
    lines = "<br>".join(map(escape, head.recipient_lines))
    recipients = f'<p><strong><em>Nơi nhận:</em></strong></p><p class="recipients">{lines}</p>' if lines else ""
    left = f'<div class="signature">{_signed(head.beside)}' if head.beside.lines else f"<div>{recipients}"
    yield f'<footer class="official">{left}</div><div class="signature">{_signed(head.signature)}</div></footer>'
    if head.beside.lines:
        yield recipients
    if review.anchor:
        yield f'<p class="anchor"><em>{escape(review.anchor)}</em></p>'


def _signed(signature: Signature) -> str:
    if not signature.lines:
        return ""
    lines = "<br>".join(map(escape, signature.lines))
    return f'<p><strong>{lines}</strong></p><p class="signer"><strong>{escape(signature.name)}</strong></p>'


def _block(block: Block, link: Link) -> str:
    match block:
        case Paragraph():
            return f'<p class="{block.style}">{_runs(block.runs, link)}</p>'
        case Slot():
            state = "own" if block.filled else "gap"
            return "".join(f'<p class="{state}">{escape(line)}</p>' for line in block.lines)
        case Chart():
            return (
                f'<figure class="chart"><figcaption>{_runs(block.sentence, link)}</figcaption>'
                f"{drawn(block, link)}</figure>"
            )
        case Table():
            return _table(block, link)


def _runs(runs: Sequence[Run], link: Link) -> str:
    return "".join(_run(run, link) for run in runs)


def _run(run: Run, link: Link) -> str:
    text = escape(run.text)
    behind = run.figure or run.target
    if behind is not None and (address := link(behind)):
        text = f'<a class="figure" href="{escape(address)}">{text}</a>'
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f"<em>{text}</em>" if run.italic else text


def _table(table: Table, link: Link) -> str:
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    headings = "".join(
        f'<th scope="col"{_class(column)}>{escape(column.heading)}'
        + (f" <small>({escape(column.unit)})</small>" if column.unit else "")
        + "</th>"
        for column in table.columns
    )
    rows = "".join(f"<tr>{_cells(table, row, link)}</tr>" for row in table.rows)
    total = f"<tfoot><tr>{_cells(table, table.total, link)}</tr></tfoot>" if table.total else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    return (
        f'<div class="table"><table>{caption}<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody>{total}</table>'
        f"</div>{notes}"
    )


def _cells(table: Table, row: Sequence, link: Link) -> str:  # type: ignore[type-arg]
    return "".join(
        f'<td{_class(column)} data-label="{escape(column.heading)}">'
        f"{_run(Run(cell.text, cell.figure, target=cell.target), link)}</td>"
        for column, cell in zip(table.columns, row, strict=True)
    )


def _class(column: Column) -> str:
    return ' class="ordinal"' if column.ordinal else ' class="number"' if column.number else ""


def _annex(annex: Annex, head: Head, link: Link) -> Iterator[str]:
    yield f'<section class="annex"><h2>{escape(annex.heading)}<br>{escape(annex.title)}</h2>'
    yield f'<p class="accompanying"><em>{escape(head.accompanying)}</em></p>'
    yield from (_block(block, link) for block in annex.blocks)
    yield "</section>"


def _origins(review: Review, numbers: dict[FigureReference, int]) -> str:
    """The table that numbers of a file on its own lead to: which question each one answers."""
    names = ("Số", *NAMES)
    rows = "".join(_origin(names, figure, number, review.scope) for figure, number in numbers.items())
    headings = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<section class="origins"><h2>Nguồn của từng số liệu</h2>'
        "<p>Mỗi số trong báo cáo dẫn tới một dòng dưới đây: chỉ tiêu, đơn vị và kỳ mà số đó trả lời.</p>"
        f'<div class="table"><table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _origin(names: Sequence[str], figure: FigureReference, number: int, scope: str) -> str:
    texts = (str(number), *origin(figure, scope))
    cells = "".join(
        f'<td{looks} data-label="{name}">{escape(text)}</td>'
        for name, text, looks in zip(names, texts, _LOOKS, strict=True)
    )
    return f'<tr id="so-{number}">{cells}</tr>'
