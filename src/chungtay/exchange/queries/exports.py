"""What stands in the ledger for some units and days, as a workbook that can be read in again."""

from collections.abc import Sequence
from datetime import date

from chungtay.aid.queries import partners_of
from chungtay.exchange.formats.writing import Page
from chungtay.exchange.rules.sheets import (
    FIELDS,
    Value,
    cells_of,
    heading_of,
    number_places,
    plain_number,
    rows_of,
    written_number,
)
from chungtay.figures.queries.reads import Reads
from chungtay.figures.queries.scope import scope_of
from chungtay.figures.rules.figures import Piece, Question
from chungtay.ledger.models import Standing
from chungtay.ledger.queries import catalogue
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.tree import tree_now
from chungtay.ledger.rules import DeclarationDraft, RecordDraft
from chungtay.organizations.models import UnitPath

from .entries import POSTED, drafts_of
from .imports import codes_of

CHUNK = 400
SHEET = "Số liệu"


def export_page(of: Sequence[str], first: date, last: date, *, written: bool) -> Page:
    """Records of the days and declarations whose span lies within them, of units (or clusters) and all below.

    `written`: numbers as text for CSV. Raises Refusal for a code that names nothing in the period.
    """
    views = catalogue()
    pieces = scope_of(Question(tuple(of), first, last), tree_now(), Reads()).pieces
    drafts = [(seq, draft) for seq, draft in drafts_of(_standing(pieces), views) if _inside(draft, first, last)]
    kept = _of_pieces(drafts, pieces)
    partners = partners_of([seq for seq, draft in kept if isinstance(draft, RecordDraft)])
    units = {draft.unit_id for _, draft in kept} | {unit for units in partners.values() for unit in units}
    rows = rows_of([(draft, partners.get(seq, ())) for seq, draft in kept], codes_of(units))
    places = number_places(rows, views)
    number = written_number if written else plain_number
    lines: list[list[Value]] = [cells_of(row, places, views, number) for row in rows]
    return Page(SHEET, [*(f.value for f in FIELDS), *map(heading_of, places)], lines)


def _standing(pieces: Sequence[Piece]) -> list[int]:
    below = UnitPath.objects.filter(ancestor_id__in={piece.unit_id for piece in pieces})
    units = sorted(set(below.values_list("descendant_id", flat=True)))
    seqs: list[int] = []
    for start in range(0, len(units), CHUNK):
        rows = Standing.objects.filter(unit_id__in=units[start : start + CHUNK], kind__in=POSTED)
        seqs += rows.values_list("seq", flat=True)
    return seqs


def _inside(draft: RecordDraft | DeclarationDraft, first: date, last: date) -> bool:
    if isinstance(draft, RecordDraft):
        return first <= draft.occurred_on <= last
    return first <= draft.first and draft.last <= last


def _of_pieces(
    drafts: Sequence[tuple[int, RecordDraft | DeclarationDraft]], pieces: Sequence[Piece]
) -> list[tuple[int, RecordDraft | DeclarationDraft]]:
    """Only what lay under one of the pieces on its day."""
    ancestry = Ancestry()
    ancestry.load({draft.unit_id for _, draft in drafts})
    spans = {piece.unit_id: piece for piece in pieces}
    kept = []
    for seq, draft in drafts:
        day = (draft.occurred_on if isinstance(draft, RecordDraft) else draft.last).toordinal()
        above = (spans.get(ancestor) for ancestor in ancestry.on(draft.unit_id, day))
        if any(piece and piece.since <= day < piece.until for piece in above):
            kept.append((seq, draft))
    return kept
