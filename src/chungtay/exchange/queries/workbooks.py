"""A file as checked rows: its sheets found, their headings understood, every cell judged. Nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from chungtay.exchange.formats import Sheet
from chungtay.exchange.rules.drafts import Checked, RowDraft
from chungtay.exchange.rules.fields import WorkbookField
from chungtay.exchange.rules.headings import Layout, layout_of
from chungtay.exchange.rules.lookups import Lookups
from chungtay.exchange.rules.problems import Problem
from chungtay.exchange.rules.rows import Checker
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_index
from chungtay.ledger.rules import Catalogue, DeclarationDraft

from .imports import Taken, taken_of

BATCH: Final = 5000
KEPT: Final = 100_000  # good rows that are kept between the check and the posting; more are read again

NO_TABLE: Final = gettext_noop(
    "Không thấy bảng số liệu: cần một dòng tiêu đề có cột unit (đơn vị), date (ngày) hoặc from, to, và cột chỉ tiêu."
)
NO_ROWS: Final = gettext_noop("Chưa có dòng số liệu nào dưới dòng tiêu đề.")
RECORDED: Final = gettext_noop("Mã “%(key)s” đang dùng cho một dòng việc đã làm: hãy dùng mã mới.")
ELSEWHERE: Final = gettext_noop("Số tổng hợp của ô này đã được khai ở một dòng mang mã khác; hãy sửa dòng đó.")

Progress = Callable[[str, int, int], None]
_month = lru_cache(maxsize=4096)(month_index)


@dataclass(slots=True)
class Survey:
    """What a whole file holds: counts, problems in file order, and the good rows while they are few."""

    good: int = 0
    refused: set[tuple[str, int]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    kept: list[RowDraft] | None = field(default_factory=list)
    touched: set[tuple[int, int]] = field(default_factory=set)  # units, and the months that their rows touch
    last_day: date | None = None
    barred: bool = False  # a heading is wrong: even the good rows cannot be posted
    most: int = field(default_factory=lambda: KEPT)  # rows that are kept

    @property
    def rows(self) -> int:
        """Rows that hold something."""
        return self.good + len(self.refused)

    @property
    def months(self) -> dict[int, set[int]]:
        """The months of each unit that its rows touch."""
        found: dict[int, set[int]] = {}
        for unit, month in self.touched:
            found.setdefault(unit, set()).add(month)
        return found

    def add(self, batch: Checked) -> None:
        """Count a batch."""
        self.good += len(batch.good)
        self.problems += batch.problems
        if batch.good:
            units, firsts, lasts = zip(*map(_span, batch.good), strict=True)
            begun, ended = list(map(_month, firsts)), list(map(_month, lasts))
            self.touched.update(zip(units, ended, strict=True))
            if begun != ended:
                long = zip(units, begun, ended, strict=True)
                self.touched.update((unit, month) for unit, first, last in long for month in range(first, last))
            self.last_day = max(lasts) if self.last_day is None else max(self.last_day, *lasts)
        if self.good > self.most:
            self.kept = None
        elif self.kept is not None:
            self.kept += batch.good


def _span(draft: RowDraft) -> tuple[int, date, date]:
    """Unit, first and last day."""
    _, _, record, declarations, _ = draft
    if record is not None:
        return record.unit_id, record.since or record.occurred_on, record.occurred_on
    return declarations[0].unit_id, declarations[0].first, declarations[0].last


class Workbook:
    """The sheets of a file that hold a table of figures. Raises Refusal when none does."""

    def __init__(self, sheets: Sequence[Sheet], catalogue: Catalogue, source: str) -> None:
        self.source = source
        self.tables: list[tuple[Sheet, Layout]] = []
        self.problems: list[Problem] = []
        for sheet in sheets:
            layout, wrong = layout_of(sheet.name, sheet.rows(), catalogue)
            if layout is not None:
                self.tables.append((sheet, layout))
                self.problems += [] if _says_nothing(sheet, layout) else wrong
        if not self.tables:
            raise Refusal(NO_TABLE)

    @property
    def scales(self) -> dict[str, str]:
        """Indicator code to the unit that a heading gives its numbers in."""
        return {code: shown for _, layout in self.tables for code, shown in layout.scales.items()}

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the flows and stocks that have a column, in catalogue order of appearance."""
        views = [column.indicator for _, layout in self.tables for column in layout.numbers]
        return tuple(dict.fromkeys(view.code for view in views if view.kind in ("flow", "stock")))

    @property
    def height(self) -> int:
        """Rows of the tables, empty ones included."""
        return sum(max(sheet.height - layout.last_row, 0) for sheet, layout in self.tables)

    def checked(self, lookups: Lookups, wanted: Callable[[int], bool] | None = None) -> Iterator[tuple[int, Checked]]:
        """Every row, in batches that are counted from 0, or those of the numbers wanted."""
        number = 0  # of a table's first batch
        for sheet, layout in self.tables:
            if not layout.complete:
                continue
            checker = Checker(layout, lookups, self.source)
            marks: dict[int, list[tuple[int, str]]] = {}
            for (row, column), mark in sheet.marks.items():
                marks.setdefault(row, []).append((column, mark))
            after = layout.last_row
            for first, rows in sheet.batches(BATCH, after=after, number=number, wanted=wanted):
                yield number + (first - 1 - after) // BATCH, checker.check(first, rows, marks)
            number += -(-max(sheet.height - after, 0) // BATCH)

    def survey(self, lookups: Lookups, progress: Progress | None = None) -> Survey:
        """Check everything once. Raises Refusal when there is no row at all."""
        survey = Survey(problems=list(self.problems), barred=bool(self.problems))
        done = 0
        for _, batch in self.checked(lookups):
            judged = _without_taken(batch)
            survey.add(judged)
            survey.refused.update((judged.layout.sheet, row) for row in judged.refused)
            done += judged.read
            if progress is not None:
                progress("check", done, self.height)
        empty = all(_says_nothing(*table) for table in self.tables)
        if not survey.rows and not survey.problems and not self.height and not empty:
            raise Refusal(NO_ROWS)
        return survey

    def good_rows(self, lookups: Lookups, refused: set[tuple[str, int]]) -> Iterator[RowDraft]:
        """The good rows once more, without those that the survey refused for what stands in the ledger."""
        for _, batch in self.checked(lookups):
            yield from (draft for draft in batch.good if (draft.sheet, draft.row) not in refused)


def _says_nothing(sheet: Sheet, layout: Layout) -> bool:
    """Headings without a number column and without a row: our own export of a time in which nothing was done."""
    named = all(not text or index in layout.fields.values() for index, text in enumerate(layout.headings))
    return named and not any(cell != "" for row in islice(sheet.rows(), layout.last_row, None) for cell in row)


def _without_taken(batch: Checked) -> Checked:
    """Refuse the declared cells that stand in the ledger under another key, and keys under which records stand."""
    declared = [d for draft in batch.good for d in draft.declarations]
    taken = taken_of(declared) if declared else None
    if not taken:
        return batch
    good, problems, refused = [], list(batch.problems), list(batch.refused)
    for draft in batch.good:
        wrong = [problem for d in draft.declarations for problem in _taken(draft, d, taken, batch.layout)]
        if not wrong:
            good.append(draft)
            continue
        refused.append(draft.row)
        problems += wrong
    return Checked(batch.layout, batch.read, good, sorted(problems, key=lambda p: p.row), refused)


def _taken(draft: RowDraft, declaration: DeclarationDraft, taken: Taken, layout: Layout) -> Iterator[Problem]:
    """What the ledger holds against one declaration, each at its cell."""
    unit, key = declaration.unit_id, declaration.key
    if (unit, key) in taken.keys:
        index = layout.fields.get(WorkbookField.KEY)
        yield Problem(draft.sheet, draft.row, index, WorkbookField.KEY, Refusal(RECORDED, key=key))
    for amount in declaration.amounts:
        if (unit, key, amount) in taken.amounts:
            column = next(c for c in layout.numbers if c.indicator.code == amount.indicator and c.tags <= amount.tags)
            yield Problem(draft.sheet, draft.row, column.index, column.heading, Refusal(ELSEWHERE))


def chunks(rows: Iterable[RowDraft], size: int) -> Iterator[list[RowDraft]]:
    """Rows in lists of at most `size`."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
