"""Accepted figures entered into the book: totals under the keys of their cells, events under the document's, claims."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from chungtay.accounts.models import User
from chungtay.aid.actions import record_deliveries
from chungtay.kernel.errors import Refusal
from chungtay.ledger import actions as ledger
from chungtay.ledger.rules import Amount, DeclarationDraft, Outcome, OutcomeState, RecordDraft
from chungtay.ledger.rules.keys import cell_key, document_source
from chungtay.transcription.queries.review import Line, Review
from chungtay.transcription.queries.standing import Declared, declared_at, place_of, recorded_on, settled_cells
from chungtay.transcription.rules.cells import FINAL_STANDS
from chungtay.transcription.rules.posting import AGAINST, PostingLine, events
from chungtay.transcription.rules.states import Destination

TITLE: Final = "Theo văn bản đã đọc"  # a constant, so that the same number again is the same entry
MOST_PLACE: Final = 300
Group = list[PostingLine]


class Entering:
    """One posting, within the caller's transaction."""

    def __init__(self, by: User, at: datetime, review: Review) -> None:
        self.by, self.at, self.review = by, at, review
        self.lines = {line.place: line for line in review.lines}
        self.posted: dict[int, PostingLine] = {}

    def enter(self) -> list[PostingLine]:
        """Post every accepted line; the report in the order of the document."""
        for line in self.review.waiting:
            self._plan(line)
        self._declarations([p for p in self.posted.values() if p.destination == Destination.DECLARATION])
        self._records([p for p in self.posted.values() if p.destination == Destination.RECORD])
        for posting in self.posted.values():
            if posting.destination == Destination.CLAIM and posting.refused is None and posting.entry is None:
                self._claim(posting)
        return [self.posted[place] for place in sorted(self.posted)]

    def _plan(self, line: Line) -> None:
        assert line.fate is not None
        bearer = self.lines[line.same_as] if line.same_as is not None else None
        if bearer is not None and bearer.place in self.posted:
            self.posted[bearer.place].also.append(line.place)
            return
        unit = line.whose.unit_id if line.whose and line.fate.destination != Destination.CLAIM else None
        posting = PostingLine(line.place, line.cell, line.fate.destination, unit, line.fate.why)
        if bearer is not None and bearer.answer is not None:  # in the book already
            posting.entry, posting.key, posting.already = bearer.answer.entry_seq, bearer.answer.key, True
        elif line.against is not None and unit is not None:
            posting.refused = Refusal(AGAINST)
        self.posted[line.place] = posting

    # Totals

    def _declarations(self, group: Group) -> None:
        group = [p for p in group if p.refused is None and p.entry is None]
        places = {place_of(p.unit_id or 0, p.cell) for p in group}
        standing = declared_at(places, self.review.views)
        drafts: list[tuple[DeclarationDraft, PostingLine]] = []
        for posting in group:
            draft = self._declaration(posting, standing.get(place_of(posting.unit_id or 0, posting.cell), []))
            if draft is not None:
                drafts.append((draft, posting))
        done = self._tried(drafts, lambda given: ledger.declare(by=self.by, at=self.at, declarations=given))
        cells = settled_cells([posting.entry for posting in done if posting.entry])
        for posting in done:
            posting.beneath, posting.crossing = cells[posting.entry or 0]
            if posting.counted is None:
                posting.counted = posting.beneath or None

    def _declaration(self, posting: PostingLine, standing: Sequence[Declared]) -> DeclarationDraft | None:
        """The draft under the key that the cell has; None where nothing is to be declared."""
        cell, whose = posting.cell, self.lines[posting.place].whose
        assert cell.first is not None and cell.last is not None and cell.value is not None
        mine = [one for one in standing if one.covers == cell.covers or (whose and whose.leaf)]
        now = next((one for one in mine if one.live), mine[0] if mine else None)
        if now is not None:
            posting.declared, posting.estimated, posting.beneath = now.value, now.estimate, now.beneath
            posting.counted = now.beneath + now.remainder
        if now is not None and cell.estimate and not now.estimate and now.value != cell.value:
            posting.destination, posting.why, posting.unit_id = Destination.CLAIM, FINAL_STANDS, None
            return None
        if now is not None and now.value == cell.value and (now.estimate == cell.estimate or not now.estimate):
            posting.entry, posting.key, posting.already = now.seq, now.key, True
            return None
        amount = Amount(cell.indicator, cell.value, cell.tags)
        own = next((one for one in mine if one.estimate == cell.estimate and one.alone), None)
        covers = own.covers if own else cell.covers
        draft = DeclarationDraft(
            posting.unit_id or 0, "", covers, cell.first, cell.last, (amount,), cell.estimate, TITLE,
            source=self._source(posting),
        )  # fmt: skip
        posting.key = own.key if own else cell_key(draft, amount)
        return replace(draft, key=posting.key)

    # Events

    def _records(self, group: Group) -> None:
        group = [p for p in group if p.refused is None and p.entry is None]
        asked = [(p.unit_id or 0, p.cell.indicator, p.cell.last) for p in group if p.cell.last]
        before = recorded_on(asked, self.review.views)
        sentences = [(p, self._sentence(p)) for p in group]
        drafts = [(self._record(event), event) for event in events(sentences)]
        for posting in group:
            if posting.cell.last is not None:
                posting.others = before.get((posting.unit_id or 0, posting.cell.indicator, posting.cell.last), 0)
        flat = [(draft, event[0]) for draft, event in drafts]
        self._tried(flat, lambda given: record_deliveries(by=self.by, at=self.at, deliveries=given))
        for _, event in drafts:
            for posting in event[1:]:
                posting.entry, posting.refused = event[0].entry, event[0].refused
                posting.already, posting.corrected = event[0].already, event[0].corrected

    def _record(self, event: Group) -> RecordDraft:
        first = event[0]
        changes = [change for p in event if (change := self.lines[p.place].change) and change.before]
        known = next((c.before.key for c in changes if c.before and c.before.key.startswith("vb:")), "")
        key = known or f"vb:{self.review.transcript.pk}:{first.place}"
        for posting in event:
            posting.key = key
        amounts = tuple(Amount(p.cell.indicator, p.cell.value or 0, p.cell.tags) for p in event)
        assert first.cell.last is not None
        return RecordDraft(
            first.unit_id or 0, key, first.cell.last, amounts, title=TITLE, source=self._source(first)
        )  # fmt: skip

    def _sentence(self, posting: PostingLine) -> tuple[int, int]:
        span = self.lines[posting.place].figure.quantity.sentence
        return (span.start, span.end)

    # Claims

    def _claim(self, posting: PostingLine) -> None:
        """Keep a statement to check against; the same one of the earlier version is not kept twice."""
        line, cell = self.lines[posting.place], posting.cell
        before = line.change.before if line.change else None
        if before is not None and before.cell.value == cell.value and not before.key:
            posting.entry, posting.already = before.entry, True
            return
        assert cell.first is not None and cell.last is not None and cell.value is not None
        document, span = self.review.content.document, line.figure.quantity.span
        where = next((b.place for b in document.blocks if b.span.start <= span.start < b.span.end), "")
        claim = ledger.ClaimDraft(
            about=cell.about, indicator=cell.indicator, tags=cell.tags, first=cell.first, last=cell.last,
            value=cell.value, source=self._source(posting), place=": ".join(filter(None, (where, span.of(document.text))))[:MOST_PLACE],
        )  # fmt: skip
        try:
            posting.entry = ledger.note_claim(by=self.by, at=self.at, claim=claim)
        except Refusal as refusal:
            posting.refused = refusal

    # All

    def _source(self, posting: PostingLine) -> str:
        span, transcript = self.lines[posting.place].figure.quantity.span, self.review.transcript
        return document_source(transcript.pk, posting.place, (span.start, span.end), transcript.reader)

    def _tried(self, drafts: Sequence[tuple[Any, PostingLine]], post: Callable[[list[Any]], list[Outcome]]) -> Group:
        """Post the drafts; one that the ledger refuses is left out and the rest tried again. Returns what was posted."""
        left = list(drafts)
        while left:
            try:
                done = post([draft for draft, _ in left])
            except Refusal as refusal:
                index = refusal.params.pop("index", None)
                if not isinstance(index, int):
                    raise
                left.pop(index)[1].refused = refusal
                continue
            for outcome in done:
                posting = left[outcome.index][1]
                posting.entry = outcome.seq
                posting.already = outcome.state == OutcomeState.ALREADY
                posting.corrected = outcome.state == OutcomeState.CORRECTED
            break
        return [posting for _, posting in left]
