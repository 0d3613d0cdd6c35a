"""Where which counting rule holds: pieces of the tree by the chapter whose own rule applies to them."""

from collections.abc import Sequence

from chungtay.figures.rules.figures import Piece, Question
from chungtay.kernel.months import month_index
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.rules import Rulebook

Zone = tuple[int | None, int, list[Piece]]  # chapter (None: the general rule), sign, pieces


class Zones:
    """Splits pieces by chapters that have a rule of their own for these totals."""

    def __init__(self, rules: Rulebook, ancestry: Ancestry, totals: Sequence[int]) -> None:
        self.rules, self.ancestry, self.totals = rules, ancestry, totals
        self.chapters = {c for t in totals for c in rules.chapters(t)}

    def dated(self, question: Question) -> bool:
        """Does a rule begin inside the question, or between its months and the spans that it cuts?"""
        months = {m for t in self.totals for m in self.rules.months(t)}
        return any(m > month_index(question.first) for m in months if m <= month_index(question.last))

    def split(self, pieces: Sequence[Piece]) -> list[Zone]:
        """Zones whose signed rows give each rule what it counts."""
        zones: list[Zone] = [(None, 1, list(pieces))]
        self.ancestry.load({*self.chapters, *(p.unit_id for p in pieces)} if self.chapters else ())
        for chapter in sorted(self.chapters):
            inside = [part for piece in pieces for part in self._inside(chapter, piece)]
            if inside:
                zones += [(None, -1, inside), (chapter, 1, inside)]
        return zones

    def _inside(self, chapter: int, piece: Piece) -> list[Piece]:
        """The part of a piece that stands under a chapter: the piece itself below it, or the chapter inside it."""
        found = []
        for unit, root in ((piece.unit_id, chapter), (chapter, piece.unit_id)):
            for ancestor, start, stop in self.ancestry.paths(unit):
                since, until = max(start, piece.since), min(stop, piece.until)
                if ancestor == root and since < until:
                    found.append(Piece(unit, since, until))
            if chapter == piece.unit_id:
                break
        return found
