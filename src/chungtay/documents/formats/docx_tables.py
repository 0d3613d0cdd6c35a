"""Tables of a Word file: thin rules, a heading row that repeats, no row torn apart, no row alone on a page."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from chungtay.documents.rules import STATE_WORDS, Cell, Column, Table

TWIPS = 56.6929  # in a millimetre
TOGETHER = 15  # a table of so many rows is not broken
STYLE = "ReportCell"  # paragraph style of the template
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
_BOLD, _NOTE = "<w:b/>", '<w:i/><w:sz w:val="19"/>'


def table_xml(table: Table, width: int) -> Markup:
    """The table as WordprocessingML, `width` in millimetres."""
    whole = sum(column.width for column in table.columns)
    widths = [round(width * TWIPS * column.width / whole) for column in table.columns]
    rows = [_row([_heading(c, w) for c, w in zip(table.columns, widths, strict=True)], repeats=True)]
    last = len(table.rows) - 1 + bool(table.total)
    for index, row in enumerate(table.rows):
        together = len(table.rows) <= TOGETHER or index in (0, last - 1)
        rows.append(_row(_cells(table.columns, row, widths, keeps=together and index < last)))
    if table.total:
        rows.append(_row(_cells(table.columns, table.total, widths, marks=_BOLD)))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], *, repeats: bool = False) -> str:
    header = "<w:tblHeader/>" if repeats else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _heading(column: Column, width: int) -> str:
    unit = f"<w:r><w:br/>{_text(f'({column.unit})')}</w:r>" if column.unit else ""
    content = f"<w:r><w:rPr>{_BOLD}</w:rPr>{_text(column.heading)}</w:r>{unit}"
    return _cell(content, width, "center", keeps=True)


def _cells(
    columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int], *, marks: str = "", keeps: bool = False
) -> list[str]:
    return [
        _cell(
            f"<w:r><w:rPr>{marks}{_NOTE if cell.text in STATE_WORDS.values() else ''}</w:rPr>{_text(cell.text)}</w:r>",
            width,
            "center" if column.ordinal else "right" if column.number else "left",
            keeps=keeps,
        )
        for column, cell, width in zip(columns, row, widths, strict=True)
    ]


def _cell(content: str, width: int, side: str, *, keeps: bool) -> str:
    keep = "<w:keepNext/>" if keeps else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{STYLE}"/>{keep}<w:jc w:val="{side}"/></w:pPr>{content}</w:p></w:tc>'
    )


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
