"""A row with a date: a record."""

from collections.abc import Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.rules import RecordDraft

from .drafts import RowDraft
from .fields import WorkbookField
from .headings import Layout
from .lookups import Lookups
from .maker import EMPTY, Made, Maker
from .problems import Problem

FUTURE: Final = gettext_noop("Ngày %(day)s chưa tới: chỉ ghi việc đã làm.")
NO_KEY: Final = gettext_noop("Thiếu mã bản ghi: mỗi dòng có ngày cần một mã riêng của đơn vị (ví dụ 2024-001).")
TWICE: Final = gettext_noop("Mã “%(key)s” có hai lần trong tệp cho cùng một đơn vị.")
DECLARED: Final = gettext_noop("Mã “%(key)s” đang dùng cho một dòng số tổng hợp: hãy dùng mã mới.")
BOTH: Final = gettext_noop("Dòng có ngày là việc đã làm: để trống cột này, hoặc bỏ ngày nếu là số tổng hợp.")
NO_TIME: Final = gettext_noop("Thiếu ngày: ghi ngày của việc đã làm, hoặc từ ngày và đến ngày của số tổng hợp.")
NO_NUMBERS: Final = gettext_noop("Dòng không có số nào: ghi ít nhất một chỉ tiêu (0 nếu không phát sinh).")
COMPUTED: Final = gettext_noop("%(name)s do hệ thống cộng từ các bản ghi: chỉ khai được ở dòng số tổng hợp (from, to).")
ITSELF: Final = gettext_noop("Đơn vị phối hợp trùng với đơn vị thực hiện.")


class Recorded(Maker):
    """Makes records."""

    def __init__(self, layout: Layout, lookups: Lookups, source: str) -> None:
        refused = [Refusal(COMPUTED, name=c.indicator.name_vi) if c.indicator.derived else None for c in layout.numbers]
        super().__init__(layout, lookups, source, refused)

    def make(self, row: int, values: Sequence[Any], numbers: Sequence[Any], clean: bool) -> Made:
        """The row's draft, or what is wrong with it. `clean`: no cell of the batch was unreadable."""
        key, unit, title, programmes, disaster, partners, note, when, first, last, _, _ = values
        wrong = [] if clean else self.unreadable(row, values, numbers)
        if not (key and unit and when) or first or last:
            wrong += self._gaps(row, values)
        if self.refused or self.nested:
            wrong += self.wrong_numbers(row, numbers)
        day = when[1] if isinstance(when, tuple) else None
        if day is not None and day > self.lookups.today:
            wrong.append(self.at(row, WorkbookField.DATE, Refusal(FUTURE, day=f"{day:%d/%m/%Y}")))
            day = None
        unit_id = self.owner(row, unit, day, wrong)
        if unit_id is not None and isinstance(key, str):
            self._mark(row, (unit_id, key), wrong)
        helpers: tuple[int, ...] = ()
        if partners and day is not None:
            helpers = self._partners(row, partners, day, unit_id, wrong)
        tags = self.tags(row, programmes, disaster, day, wrong)
        if numbers.count("") == len(numbers):
            wrong.append(Problem(self.layout.sheet, row, None, "", Refusal(NO_NUMBERS)))
        if wrong or unit_id is None:
            return wrong
        since = when[0] if when[0] != when[1] else None
        source = f"{self.source}, dòng {row}"
        covered = self.covered(numbers) if self.nested else ()
        amounts = self.amounts(numbers, tags, covered)
        draft = RecordDraft(unit_id, key, when[1], amounts, since, title, note, source)
        return RowDraft(self.layout.sheet, row, draft, (), helpers)

    def together(
        self, first: int, fields: Sequence[Sequence[Any]], numbers: Sequence[Sequence[Any]]
    ) -> list[RowDraft] | None:
        """Drafts of readable rows, the first of which is row `first`, column by column, which takes less time than row by row.

        None where a row is empty, is no record, or has anything wrong: what it is, `make` says.
        """
        keys, units, titles, programmes, disasters, partners, notes, whens, froms, tos, _, _ = fields
        if not (all(keys) and all(units) and all(whens)) or any(froms) or any(tos):
            return None
        days = [when[1] for when in whens]
        owners = self._owners(units, days)
        places = set(zip(owners, keys, strict=True)) if owners else set()
        if len(places) < len(keys) or max(days) > self.lookups.today or not self._free(places):
            return None
        rows, wrong = list(zip(*numbers, strict=True)), list[Problem]()
        plain = {named: self.tags(0, named, "", None, wrong) for named in set(programmes)}
        tags = [
            self.tags(0, named, struck, day, wrong) if struck else plain[named]
            for named, struck, day in zip(programmes, disasters, days, strict=True)
        ]
        helpers = [
            self._partners(0, text, day, owner, wrong) if text else ()
            for text, day, owner in zip(partners, days, owners, strict=True)
        ]
        if self.refused or self.nested:
            wrong += [problem for row in rows for problem in self.wrong_numbers(0, row)]
        covered = map(self.covered, rows) if self.nested else repeat(())
        amounts = list(map(self.amounts, rows, tags, covered))
        if wrong or not all(map(len, amounts)):
            return None
        self.lookups.keys |= places
        numbered = range(first, first + len(keys))
        sinces = [since if since != last else None for since, last in whens]
        sources = [f"{self.source}, dòng {row}" for row in numbered]
        records = map(RecordDraft._make, zip(
            owners, keys, days, amounts, sinces, titles, notes, sources, repeat(""), repeat(""), strict=False,
        ))  # fmt: skip
        sheets = repeat(self.layout.sheet)
        return list(map(RowDraft._make, zip(sheets, numbered, records, repeat(()), helpers, strict=False)))

    def _owners(self, units: Sequence[str], days: Sequence[date]) -> list[int]:
        """The units on their days, of which every one is known and may have its rows come in; else none."""
        found = list(map(self.lookups.units.find, units, days))
        known = [unit for unit in found if isinstance(unit, int)]
        only = self.lookups.only
        return known if len(known) == len(found) and (only is None or set(known) <= set(only)) else []

    def _free(self, places: set[tuple[int, str]]) -> bool:
        """Are these keys neither in the file so far nor those of declarations?"""
        return places.isdisjoint(self.lookups.keys) and places.isdisjoint(self.lookups.declared)

    def _gaps(self, row: int, values: Sequence[Any]) -> list[Problem]:
        key, unit, _, _, _, _, _, when, first, last, _, _ = values
        wrong = []
        if not key:
            wrong.append(self.at(row, WorkbookField.KEY, Refusal(NO_KEY)))
        if not unit:
            wrong.append(self.at(row, WorkbookField.UNIT, Refusal(EMPTY, what="đơn vị")))
        if not when:
            wrong.append(self.at(row, WorkbookField.DATE, Refusal(NO_TIME)))
        wrong += [
            self.at(row, f, Refusal(BOTH)) for f, v in ((WorkbookField.FROM, first), (WorkbookField.TO, last)) if v
        ]
        return wrong

    def _mark(self, row: int, place: tuple[int, str], wrong: list[Problem]) -> None:
        """Remember the key; a second row under it is wrong, and one where a declaration stands."""
        if place in self.lookups.keys and place[1]:
            wrong.append(self.at(row, WorkbookField.KEY, Refusal(TWICE, key=place[1])))
        if place in self.lookups.declared:
            wrong.append(self.at(row, WorkbookField.KEY, Refusal(DECLARED, key=place[1])))
        self.lookups.keys.add(place)

    def _partners(
        self, row: int, text: str | Refusal, day: date, owner: int | None, wrong: list[Problem]
    ) -> tuple[int, ...]:
        if isinstance(text, Refusal):
            return ()
        found = self.lookups.partners(text, day)
        if isinstance(found, tuple) and owner in found:
            found = Refusal(ITSELF)
        if isinstance(found, Refusal):
            wrong.append(self.at(row, WorkbookField.PARTNERS, found))
            return ()
        return found
