"""A year's sheet of monthly totals written into the book: what is new declared, what was emptied withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries import catalogue, head
from chungtay.ledger.queries.catalogue import TagSets
from chungtay.ledger.rules import Amount, Catalogue, DeclarationDraft, OutcomeState
from chungtay.ledger.rules.keys import MONTHLY_TOTALS, ON_BEHALF, cell_key
from chungtay.totals.queries.declared import DeclaredCell, DeclaredYear, MonthWord, attested_months, declared_year
from chungtay.totals.rules.cells import (
    NO_REASON,
    NOT_DECLARED,
    NOT_OPEN,
    Place,
    SheetYear,
    Total,
    TotalsRefused,
    changed,
    clash,
    declarable,
    settled,
)


@dataclass(frozen=True, slots=True)
class TotalsDraft:
    """A sheet as it was filled in: cells as they are typed and as they were when the sheet was read.

    `nothing`: months said to hold nothing more than is recorded, of those `nothing_was` said so before; `finals`: months
    whose estimates become final. `behalf`: who told the unit's figures and when, where a unit above enters them.
    """

    unit_id: int
    unit_kind: str
    covers: str
    leaf: bool
    year: SheetYear
    typed: Mapping[Place, Total | None]
    was: Mapping[Place, Total]
    nothing: frozenset[int] = frozenset()
    nothing_was: frozenset[int] = frozenset()
    finals: frozenset[int] = frozenset()
    reason: str = ""
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class TotalsSaved:
    """What became of a sheet: how many cells; `control`: code, cells touched, declared sum of the year before and after."""

    declared: int = 0
    corrected: int = 0
    withdrawn: int = 0
    attested: int = 0
    control: tuple[tuple[str, int, int, int], ...] = ()


def declare_totals(*, by: User | None, at: datetime, sheet: TotalsDraft) -> TotalsSaved:
    """Put a filled-in sheet into the book: only what is changed, each cell under its own key, all or nothing.

    Raises TotalsRefused with what is wrong at each cell: another has changed it meanwhile, the month is not open, the
    ledger refuses it; or without a reason for what is withdrawn.
    """
    with transaction.atomic():
        head(hold=True)  # nobody changes a cell between its being compared and its being written
        writer = _Writer(by, at, sheet)
        saved = writer.write()
        text = f"{sheet.year.year}: +{saved.declared} ~{saved.corrected} -{saved.withdrawn}, {saved.attested}"
        audit.note(by=by, at=at, action="declare_totals", object_type="unit", object_id=sheet.unit_id, text=text)
    return saved


class _Writer:
    def __init__(self, by: User | None, at: datetime, sheet: TotalsDraft) -> None:
        self.by, self.at, self.sheet = by, at, sheet
        self.catalogue: Catalogue = catalogue()
        self.tagsets = TagSets()
        self.before = self.first = self._stands()
        self.source = ON_BEHALF if sheet.behalf else MONTHLY_TOTALS

    def _stands(self) -> DeclaredYear:
        sheet = self.sheet
        return declared_year(self.catalogue, sheet.unit_id, sheet.covers, sheet.year.year, leaf=sheet.leaf)

    def write(self) -> TotalsSaved:
        sheet = self.sheet
        now = {place: cell.total for place in sheet.typed if (cell := self._cell(place))}
        typed = settled(sheet.typed, sheet.was, sheet.year, sheet.finals)
        found = changed(typed, sheet.was, now)
        wrong = {p: clash(now.get(p), typed[p], self.catalogue[p[0]].scale) for p in found.clashes}
        wrong |= {p: Refusal(NOT_OPEN) for p in found.put if p[1] not in sheet.year.open}
        wrong |= {p: Refusal(NOT_DECLARED) for p in found.put if not declarable(self.catalogue[p[0]], sheet.unit_kind)}
        if wrong:
            raise TotalsRefused(wrong)
        back = [p for p, total in found.put.items() if total.estimate and p in now and not now[p].estimate]
        words = self._words()
        gone = [word.seq for month, word in words.items() if word.exact and month in sheet.nothing_was - sheet.nothing]
        if (found.emptied or back or gone) and not sheet.reason:
            raise TotalsRefused({}, "reason", NO_REASON)
        withdrawn = self._take_back([*found.emptied, *back])
        outcomes = self._declare(found.put)
        attested = self._attest(sheet.nothing - sheet.nothing_was - words.keys(), gone)
        touched = [*found.put, *found.emptied]
        return TotalsSaved(
            declared=sum(o == OutcomeState.ACCEPTED for o in outcomes),
            corrected=sum(o == OutcomeState.CORRECTED for o in outcomes),
            withdrawn=withdrawn - len(back),
            attested=attested,
            control=self._control(touched) if touched else (),
        )

    def _cell(self, place: Place) -> DeclaredCell | None:
        return self.before.at(self.catalogue[place[0]].id, place[1])

    def _at(self, place: Place) -> tuple[DeclaredCell, ...]:
        return self.before.sheet.get((self.catalogue[place[0]].id, place[1]), ())

    def _take_back(self, places: Iterable[Place]) -> int:
        """Withdraw everything that stands at these places; an entry that says more is told again without them."""
        gone = {cell.id: cell for place in places for cell in self._at(place)}
        entries = {cell.seq: cell for cell in gone.values()}
        keys, smaller = [], []
        for seq, cell in entries.items():
            left = [c for c in self.before.cells if c.seq == seq and c.id not in gone]
            if left:
                smaller.append(self._again(left[0], {c.id: c.value for c in left}))
            else:
                keys.append((self.sheet.unit_id, cell.key))
        if keys:
            ledger.withdraw_all(by=self.by, at=self.at, places=keys, reason=self.sheet.reason)
        if smaller:
            ledger.declare(by=self.by, at=self.at, declarations=smaller)
        if gone:
            self.before = self._stands()
        return len({(c.indicator_id, c.first) for c in gone.values()})

    def _declare(self, put: Mapping[Place, Total]) -> list[OutcomeState]:
        drafts: list[tuple[DeclarationDraft, list[Place]]] = []
        corrected: dict[int, dict[int, tuple[int, Place]]] = {}
        for place, total in put.items():
            cell = next((c for c in self._at(place) if c.estimate == total.estimate), None)
            if cell is None:
                drafts.append((self._fresh(place, total), [place]))
            else:
                corrected.setdefault(cell.seq, {})[cell.id] = (total.value, place)
        for seq, values in corrected.items():
            cells = [c for c in self.before.cells if c.seq == seq]
            new = {c.id: values[c.id][0] if c.id in values else c.value for c in cells}
            drafts.append((self._again(cells[0], new), [place for _, place in values.values()]))
        return self._posted(drafts)

    def _posted(self, drafts: list[tuple[DeclarationDraft, list[Place]]]) -> list[OutcomeState]:
        if not drafts:
            return []
        try:
            done = ledger.declare(by=self.by, at=self.at, declarations=[draft for draft, _ in drafts])
        except Refusal as refusal:
            index = refusal.params.get("index")
            if not isinstance(index, int):
                raise
            raise TotalsRefused(dict.fromkeys(drafts[index][1], refusal)) from refusal
        return [outcome.state for outcome in done for _ in drafts[outcome.index][1]]

    def _fresh(self, place: Place, total: Total) -> DeclarationDraft:
        code, month = place
        covers = self._covers(code)
        amount = Amount(code, total.value)
        draft = DeclarationDraft(
            self.sheet.unit_id, "", covers, month_first(month), month_last(month), (amount,), total.estimate,
            note=self.sheet.behalf, source=self.source,
        )  # fmt: skip
        return replace(draft, key=cell_key(draft, amount))

    def _covers(self, code: str) -> str:
        """A unit without any below has one series of an indicator: the one it began."""
        begun = [c.covers for c in self.before.cells if c.indicator_id == self.catalogue[code].id]
        return begun[-1] if self.sheet.leaf and begun else self.sheet.covers

    def _again(self, cell: DeclaredCell, values: Mapping[int, int]) -> DeclarationDraft:
        """The entry of a declared cell, told again with these values of its cells."""
        cells = [c for c in self.before.cells if c.id in values]
        self.tagsets.load({c.tagset_id for c in cells})
        note = "" if cell.on_behalf else cell.note
        return DeclarationDraft(
            self.sheet.unit_id, cell.key, cell.covers, cell.first_on, cell.last_on,
            tuple(
                Amount(self.catalogue.by_id[c.indicator_id].code, values[c.id], self.tagsets.tags(c.tagset_id))
                for c in cells
            ),
            cell.estimate, cell.title, self.sheet.behalf or note, self.source,
        )  # fmt: skip

    def _words(self) -> dict[int, MonthWord]:
        sheet = self.sheet
        return attested_months(sheet.unit_id, sheet.covers, sheet.year.months, leaf=sheet.leaf)

    def _attest(self, months: Iterable[int], gone: Iterable[int]) -> int:
        for seq in gone:
            ledger.withdraw_attestation(by=self.by, at=self.at, seq=seq, reason=self.sheet.reason)
        given = sorted(set(months) & self.sheet.year.over)
        for month in given:
            ledger.attest(
                by=self.by, at=self.at, unit_id=self.sheet.unit_id, first=month_first(month), last=month_last(month),
                covers=self.sheet.covers,
            )  # fmt: skip
        return len(given)

    def _control(self, touched: Iterable[Place]) -> tuple[tuple[str, int, int, int], ...]:
        """Sums of what is declared in the year, read again from the book."""
        after = self._stands()
        places = list(touched)
        return tuple(
            (code, sum(place[0] == code for place in places), self._sum(self.first, code), self._sum(after, code))
            for code in dict.fromkeys(place[0] for place in places)
        )

    def _sum(self, declared: DeclaredYear, code: str) -> int:
        indicator = self.catalogue[code].id
        cells = (declared.at(indicator, month) for month in self.sheet.year.months)
        return sum(cell.value for cell in cells if cell)
