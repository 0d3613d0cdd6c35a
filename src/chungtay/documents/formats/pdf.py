"""The review as PDF, set by typst from `templates/documents/review.typ`; the same review gives the same bytes."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

import chungtay.documents
from chungtay.documents.rules import STATE_WORDS, Block, Cell, Chart, Column, Paragraph, Review, Run, Slot, Table

from .faces import face, fonts
from .svg import drawn

_TEMPLATE = Path(chungtay.documents.__path__[0]) / "templates" / "documents" / "review.typ"
_ONE_AT_A_TIME = Lock()
FEW_COLUMNS = 6


def pdf(review: Review) -> bytes:
    """A tagged PDF of the whole review; black on white, watermark where the review has one."""
    day = review.as_of
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
    found = compiled(_TEMPLATE.read_bytes(), json.dumps(_data(review), ensure_ascii=False), stamp)
    return found[0] if isinstance(found, list) else found


def compiled(source: bytes, data: str, stamp: datetime, **options: Any) -> bytes | list[bytes]:
    """Compile a typst source whose `sys.inputs.data` is the given text; one at a time, fonts read once."""
    with _ONE_AT_A_TIME:
        found = _compiler().compile(source, format="pdf", timestamp=stamp, sys_inputs={"data": data}, **options)
    assert found is not None
    return found


def pictures(svgs: list[str], width_mm: int = 160, ppi: float = 200) -> list[bytes]:
    """Drawings as PNG on a transparent ground (a watermark shows through), all in one run."""
    if not svgs:
        return []
    source = (
        f"#set page(width: {width_mm}mm, height: auto, margin: 0pt, fill: none)\n"
        '#for svg in json(bytes(sys.inputs.data)) {\n  page(image(bytes(svg), format: "svg", width: 100%))\n}\n'
    )
    with _ONE_AT_A_TIME:
        found = _compiler().compile(
            source.encode(), format="png", ppi=ppi, sys_inputs={"data": json.dumps(svgs, ensure_ascii=False)}
        )
    return found if isinstance(found, list) else [found] if found else []


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=fonts())


def _data(review: Review) -> dict[str, object]:
    head = review.head
    return {
        "face": face(),
        "title": review.title,
        "author": [head.issuer],
        "keywords": [review.scope, review.period],
        "watermark": review.watermark,
        "sheet": review.sheet,
        "head": {
            "superior": head.superior,
            "issuer": head.issuer,
            "number": head.number,
            "place_and_date": head.place_and_date,
            "kind": head.kind,
            "subject": list(head.subject),
            "addressees": head.addressee_lines,
            "recipients": head.recipient_lines,
            "accompanying": head.accompanying,
            "signature": {"lines": list(head.signature.lines), "name": head.signature.name},
            "beside": {"lines": list(head.beside.lines), "name": head.beside.name},
        },
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "level": section.level + review.parts,
                "part": not section.level,
                "new_page": section.new_page,
                "blocks": [one for block in section.blocks for one in _blocks(block)],
            }
            for section in review.sections
        ],
        "annexes": [
            {
                "heading": annex.heading,
                "title": annex.title,
                "blocks": [one for block in annex.blocks for one in _blocks(block)],
            }
            for annex in review.annexes
        ],
        "known_at": review.anchor,
    }


def _blocks(block: Block) -> list[dict[str, object]]:
    match block:
        case Paragraph():
            return [{"kind": str(block.style), "runs": _runs(block.runs)}]
        case Slot():
            return [
                {"kind": "body", "runs": _runs((Run(line),))} if block.filled else {"kind": "gap", "text": line}
                for line in block.lines
            ]
        case Chart():
            svg = drawn(block, face=face())
            return [{"kind": "chart", "sentence": _runs(block.sentence), "description": block.description, "svg": svg}]
        case Table():
            return [_table(block)]


def _runs(runs: tuple[Run, ...]) -> list[dict[str, object]]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in runs]


def _table(table: Table) -> dict[str, object]:
    return {
        "kind": "table",
        "title": table.title,
        "size": 12 if len(table.columns) <= FEW_COLUMNS else 11,
        "columns": [{"heading": c.heading, "unit": c.unit, "width": c.width, "side": _side(c)} for c in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "total": [_cell(cell) for cell in table.total],
        "notes": list(table.notes),
    }


def _side(column: Column) -> str:
    return "center" if column.ordinal else "right" if column.number else "left"


def _cell(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "note": cell.text in STATE_WORDS.values()}
