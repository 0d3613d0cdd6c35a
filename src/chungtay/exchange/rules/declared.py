"""A row with from and to: declared totals of a span of months."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.rules import Amount, Covers, DeclarationDraft, IndicatorKind
from chungtay.ledger.rules.keys import cell_key

from .drafts import RowDraft
from .fields import WorkbookField
from .headings import Layout
from .lookups import Lookups
from .maker import EMPTY, Made, Maker
from .problems import Problem

RATE: Final = gettext_noop("%(name)s là đơn giá hoặc tỷ lệ: không khai tổng, ghi ở dòng có ngày.")
UPSIDE_DOWN: Final = gettext_noop("Kỳ kết thúc (%(last)s) trước khi bắt đầu (%(first)s).")
NOT_BEGUN: Final = gettext_noop("Kỳ bắt đầu ngày %(day)s chưa tới.")
NOT_OVER: Final = gettext_noop("Kỳ kết thúc ngày %(day)s chưa tới: đánh dấu x ở cột estimate (số ước).")
WHOSE: Final = gettext_noop("Đơn vị có cấp dưới: ghi own (chỉ việc của đơn vị) hoặc all (cả cấp dưới).")
TWICE: Final = gettext_noop("%(name)s của đơn vị và kỳ này có hai lần trong tệp.")
TWICE_KEY: Final = gettext_noop("Mã “%(key)s” có hai lần trong tệp cho cùng một đơn vị.")
PARTNERS: Final = gettext_noop("Số tổng hợp không có đơn vị phối hợp: để trống.")


class Declared(Maker):
    """Makes declarations."""

    def __init__(self, layout: Layout, lookups: Lookups, source: str) -> None:
        refused = [
            Refusal(RATE, name=c.indicator.name_vi) if c.indicator.kind == IndicatorKind.RATE else None
            for c in layout.numbers
        ]
        super().__init__(layout, lookups, source, refused)

    def make(self, row: int, values: Sequence[Any], numbers: Sequence[Any], clean: bool) -> Made:
        """The row's draft, what is wrong with it, or None for a row of a template that was left without numbers."""
        if all(number == "" for number in numbers):
            return None
        key, unit, title, programmes, disaster, partners, note, _, first, last, covers, estimate = values
        wrong = [] if clean else self.unreadable(row, values, numbers)
        wrong += [self.at(row, f, Refusal(EMPTY, what=what)) for f, v, what in (
            (WorkbookField.UNIT, unit, "đơn vị"), (WorkbookField.FROM, first, "từ ngày"), (WorkbookField.TO, last, "đến ngày")) if not v]  # fmt: skip
        if partners:
            wrong.append(self.at(row, WorkbookField.PARTNERS, Refusal(PARTNERS)))
        wrong += self.wrong_numbers(row, numbers)
        unspanned = self._span(row, first, last, estimate is True)
        wrong += unspanned
        day = last if isinstance(last, date) and not unspanned else None
        unit_id = self.owner(row, unit, day, wrong)
        tags = self.tags(row, programmes, disaster, day, wrong)
        if unit_id is not None and not covers:
            if self.lookups.below(unit_id, last):
                wrong.append(self.at(row, WorkbookField.COVERS, Refusal(WHOSE)))
            covers = Covers.OWN
        if wrong or unit_id is None:
            return wrong
        amounts = self.amounts(numbers, tags)
        draft = DeclarationDraft(
            unit_id, key, str(covers), first, last, amounts, estimate is True, title, note, f"{self.source}, dòng {row}"
        )
        return self._keyed(row, draft)

    def _span(self, row: int, first: object, last: object, estimate: bool) -> list[Problem]:
        if not (isinstance(first, date) and isinstance(last, date)):
            return []
        if last < first:
            shown = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
            return [self.at(row, WorkbookField.TO, Refusal(UPSIDE_DOWN, **shown))]
        if first > self.lookups.today:
            return [self.at(row, WorkbookField.FROM, Refusal(NOT_BEGUN, day=f"{first:%d/%m/%Y}"))]
        if last > self.lookups.today and not estimate:
            return [self.at(row, WorkbookField.TO, Refusal(NOT_OVER, day=f"{last:%d/%m/%Y}"))]
        return []

    def _keyed(self, row: int, draft: DeclarationDraft) -> Made:
        """The row under its own key, or each of its cells under the cell's."""
        places = [(draft.unit_id, cell_key(draft, amount)) for amount in draft.amounts]
        taken = [amount for amount, place in zip(draft.amounts, places, strict=True) if place in self.lookups.cells]
        self.lookups.cells.update(places)
        wrong = [self._twice(row, amount) for amount in taken]
        if draft.key:
            if (draft.unit_id, draft.key) in self.lookups.keys:
                wrong.append(self.at(row, WorkbookField.KEY, Refusal(TWICE_KEY, key=draft.key)))
            self.lookups.keys.add((draft.unit_id, draft.key))
            drafts: tuple[DeclarationDraft, ...] = (draft,)
        else:
            drafts = tuple(
                replace(draft, key=key, amounts=(amount,))
                for amount, (_, key) in zip(draft.amounts, places, strict=True)
            )
        return wrong or RowDraft(self.layout.sheet, row, None, drafts)

    def _twice(self, row: int, amount: Amount) -> Problem:
        name = self.lookups.catalogue[amount.indicator].name_vi
        place = next(i for i, (code, _) in enumerate(self.columns) if code == amount.indicator)
        return self.at_number(row, place, Refusal(TWICE, name=name))
