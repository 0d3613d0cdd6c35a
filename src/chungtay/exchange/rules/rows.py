"""Rows to drafts, a batch at a time: columns are read with remembered answers, rows put together after."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import count, repeat, zip_longest
from typing import Any, Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, nfc, one_line, printable

from .dates import month_edge, window_of
from .declared import Declared
from .drafts import Checked, RowDraft
from .fields import COVERS_WORDS, NO, YES, WorkbookField
from .headings import Layout
from .lookups import Lookups
from .names import ProgrammeIndex, each
from .numbers import REMEMBERED, Numbers, blank
from .problems import Problem
from .recorded import Recorded

Marks = Mapping[int, Collection[tuple[int, str]]]

LONGEST: Final = {
    WorkbookField.KEY: 200,
    WorkbookField.TITLE: 500,
    WorkbookField.NOTE: 4000,
    WorkbookField.UNIT: 300,
    WorkbookField.PARTNERS: 2000,
    WorkbookField.DISASTER: 1000,
}
DATE, FROM, TO = (
    list(WorkbookField).index(field) for field in (WorkbookField.DATE, WorkbookField.FROM, WorkbookField.TO)
)

TOO_LONG: Final = gettext_noop("Nội dung dài %(length)d ký tự; tối đa %(most)d.")
NO_TEXT: Final = gettext_noop("Ô này phải là chữ; hãy bỏ định dạng ngày giờ hoặc đúng, sai.")
COVERS: Final = gettext_noop("“%(text)s” không phải phạm vi: ghi own (việc của đơn vị) hoặc all (cả cấp dưới).")
ESTIMATE: Final = gettext_noop("“%(text)s” không rõ: ghi x nếu là số ước, để trống nếu là số chốt.")
UNTRUSTED: Final = {
    "formula": gettext_noop("Ô là công thức: hãy chép và dán lại dưới dạng giá trị (Paste Values)."),
    "error": gettext_noop("Ô có lỗi của bảng tính (#N/A, #REF! ...): hãy ghi con số hoặc để trống."),
}
UNNAMED: Final = gettext_noop("Cột không có tiêu đề nhưng có dữ liệu: đặt tiêu đề hoặc xóa cột.")
PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z./_-]{0,99}").fullmatch  # text that is its own meaning
QUOTED: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")  # as our own CSV writes text that would run as a formula


class Remembered(dict[object, Any]):
    """Raw cell to what a function made of it, or to the Refusal that it raised."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, raw: object) -> Any:
        try:
            found = "" if blank(raw) else self.function(raw)
        except Refusal as refusal:
            found = refusal.with_traceback(None)  # frames would hold it, and it them
        if len(self) > REMEMBERED:
            self.clear()
        self[raw] = found
        return found


class Keys(Remembered):
    """Keys differ from row to row: those that are plain are not remembered."""

    def __missing__(self, raw: object) -> Any:
        return raw if isinstance(raw, str) and PLAIN(raw) else super().__missing__(raw)


class Checker:
    """Checks the rows of one sheet. Batches come in order: keys that come twice are remembered."""

    def __init__(self, layout: Layout, lookups: Lookups, source: str) -> None:
        self.layout = layout
        self.readers: dict[WorkbookField, Remembered] = {
            WorkbookField.DATE: Remembered(window_of),
            WorkbookField.FROM: Remembered(lambda raw: month_edge(raw, last=False)),
            WorkbookField.TO: Remembered(lambda raw: month_edge(raw, last=True)),
            WorkbookField.COVERS: Remembered(_covers),
            WorkbookField.ESTIMATE: Remembered(_estimate),
            WorkbookField.PROGRAMMES: Remembered(lambda raw: _tags(raw, lookups.programmes)),
        }
        for field, most in LONGEST.items():
            self.readers[field] = Remembered(partial(_text, most=most))
        self.readers[WorkbookField.KEY] = Keys(partial(_text, most=LONGEST[WorkbookField.KEY]))
        self.readers[WorkbookField.UNIT] = Remembered(lambda raw: _text(_code(raw), LONGEST[WorkbookField.UNIT]))
        self.readers[WorkbookField.TITLE] = Remembered(lambda raw: one_line(_text(raw, LONGEST[WorkbookField.TITLE])))
        self.numbers = [Numbers(column) for column in layout.numbers]
        self.recorded = Recorded(layout, lookups, source)
        self.declared = Declared(layout, lookups, source)

    def check(self, first: int, rows: Sequence[Sequence[object]], marks: Marks) -> Checked:
        """Drafts and problems of rows, the first of which is row `first` of the sheet.

        `marks`: by row, (column, "formula" or "error") of the cells whose value cannot be trusted.
        """
        fields, numbers, clean = self._read(rows)
        trusted = not (marks or self.layout.unnamed or max(map(len, rows)) > len(self.layout.headings))
        good = self.recorded.together(first, fields, numbers) if clean and trusted else None
        if good is not None:
            return Checked(self.layout, len(rows), good, [], [])
        checked = Checked(self.layout, len(rows), [], [], [])
        by_row = zip(*numbers, strict=True) if numbers else repeat(())
        for number, row, values, amounts in zip(count(first), rows, zip(*fields, strict=True), by_row, strict=False):
            if not any(row) and number not in marks:
                continue
            maker = self.declared if values[DATE] == "" != (values[FROM] or values[TO]) else self.recorded
            made = maker.make(number, values, amounts, clean)
            wrong = [] if trusted else self._untrusted(number, row, marks)
            if isinstance(made, list):
                known = {problem.column for problem in wrong}
                wrong += [problem for problem in made if problem.column is None or problem.column not in known]
            if wrong:
                checked.problems.extend(wrong)
                checked.refused.append(number)
            elif isinstance(made, RowDraft):
                checked.good.append(made)
        return checked

    def _read(self, rows: Sequence[Sequence[object]]) -> tuple[list[Sequence[Any]], list[Sequence[Any]], bool]:
        """The columns of the fields and of the numbers; and whether every cell of them could be read."""
        columns: list[tuple[object, ...]] = list(zip_longest(*rows, fillvalue=""))
        empty = ("",) * len(rows)
        clean = True

        def column(index: int | None, reader: dict[object, Any]) -> Sequence[Any]:
            nonlocal clean
            if index is None or index >= len(columns):
                return empty
            raw = columns[index]
            if bool in set(map(type, raw)):  # True would be remembered as 1
                raw = tuple(str(cell).upper() if isinstance(cell, bool) else cell for cell in raw)
            read = list(map(reader.__getitem__, raw))
            clean = clean and Refusal not in set(map(type, read))
            return read

        fields = [column(self.layout.fields.get(field), self.readers[field]) for field in WorkbookField]
        numbers = [column(c.index, reader) for c, reader in zip(self.layout.numbers, self.numbers, strict=True)]
        return fields, numbers, clean

    def _untrusted(self, number: int, row: Sequence[object], marks: Marks) -> list[Problem]:
        headings = self.layout.headings
        wrong = [
            Problem(self.layout.sheet, number, column, headings[column] if column < len(headings) else "",
                    Refusal(UNTRUSTED[mark]))
            for column, mark in marks.get(number, ())
        ]  # fmt: skip
        loose = [i for i in self.layout.unnamed if i < len(row) and row[i]]
        loose += [i for i in range(len(headings), len(row)) if row[i]]
        return wrong + [Problem(self.layout.sheet, number, i, "", Refusal(UNNAMED)) for i in loose]


def _text(raw: object, most: int) -> str:
    if isinstance(raw, date | datetime):
        raise Refusal(NO_TEXT)
    if not isinstance(raw, str):
        raw = str(int(raw) if isinstance(raw, float) and raw.is_integer() else raw)
    text = nfc(printable(raw)).strip()
    if text.startswith(QUOTED):
        text = text[1:]
    if len(text) > most:
        raise Refusal(TOO_LONG, length=len(text), most=most)
    return text


def _code(raw: object) -> object:
    """A unit code that a spreadsheet took for a number: 22.21 was 22.210, parts having three or five digits."""
    if not isinstance(raw, float) or raw.is_integer():
        return raw
    whole, _, rest = f"{raw:.5f}".partition(".")
    return f"{whole}.{rest[:3] if rest.endswith('00') else rest}"


def _covers(raw: object) -> str:
    found = COVERS_WORDS.get(folded(str(raw)))
    if found is None:
        raise Refusal(COVERS, text=str(raw)[:60])
    return found


def _estimate(raw: object) -> bool:
    text = folded(str(raw))
    if text in YES or text in NO:
        return text in YES
    raise Refusal(ESTIMATE, text=str(raw)[:60])


def _tags(raw: object, index: ProgrammeIndex) -> tuple[str, ...]:
    found = each(_text(raw, 1000), index.find)
    if isinstance(found, Refusal):
        raise found
    return tuple(sorted(set(found)))
