"""Which column means what: the heading row found and understood, in any order, by code or Vietnamese label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice, zip_longest
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, nfc
from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView

from .fields import BY_LABEL, IGNORED, WorkbookField
from .problems import Problem
from .scales import PLAIN, Scale, fits, line_scale, scale_of

LOOKED_AT: Final = 30  # rows in which the heading is sought
TAGS: Final = re.compile(r"\s*\[([^\]]*)\]")
UNIT: Final = re.compile(r"\s*(?:\(([^()]*)\)|[-–,;]?\s*((?:ĐVT|Đvt|đvt|Đơn vị tính)\s*:.*))\s*\Z")
TAG: Final = re.compile(r"[a-z_]+:[\w.\-]+\Z")

UNKNOWN: Final = gettext_noop("Không hiểu cột “%(heading)s”; gần giống: %(near)s.")
UNKNOWN_ALONE: Final = gettext_noop("Không hiểu cột “%(heading)s”: ghi mã chỉ tiêu (ví dụ gift.count) hoặc xóa cột.")
TWICE: Final = gettext_noop("Cột “%(heading)s” có hai lần (đã có ở cột %(other)s).")
MISSING: Final = gettext_noop("Thiếu cột “%(heading)s”.")
NO_TIME: Final = gettext_noop("Thiếu cột ngày: “date” cho việc đã làm, hoặc “from” và “to” cho số tổng hợp.")
NO_NUMBERS: Final = gettext_noop("Không có cột chỉ tiêu nào (ví dụ gift.count, social.value).")
COUNTED: Final = gettext_noop("“%(name)s” đếm theo từng người, không nhập bằng số.")
COMPUTED: Final = gettext_noop("“%(name)s” do hệ thống tính ra từ các số khác, không nhập.")
WRONG_TAG: Final = gettext_noop("Nhãn “%(tag)s” viết sai: dạng value:cash hoặc group:poor.")


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of one indicator's numbers, under extra tags ("gift.value [value:cash]")."""

    index: int
    heading: str
    indicator: IndicatorView
    scale: Scale
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's columns: where each field and each indicator stands. Rows count from 1; data lie below `last_row`
    (a template explains its headings in a second row)."""

    sheet: str
    heading_row: int
    last_row: int
    headings: tuple[str, ...]
    fields: dict[WorkbookField, int]
    numbers: tuple[NumberColumn, ...]
    unnamed: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Are the columns there without which no row says anything?"""
        spanned = WorkbookField.FROM in self.fields and WorkbookField.TO in self.fields
        return (
            WorkbookField.UNIT in self.fields and (WorkbookField.DATE in self.fields or spanned) and bool(self.numbers)
        )

    @property
    def scales(self) -> dict[str, str]:
        """Indicator code to the unit its numbers were written in, where a heading scales them."""
        return {column.indicator.code: column.scale.shown for column in self.numbers if column.scale.shown}


@dataclass(frozen=True, slots=True)
class _Labels:
    catalogue: Catalogue
    by_name: dict[str, str]

    def indicator(self, text: str) -> IndicatorView | None:
        code = text if text in self.catalogue.indicators else self.by_name.get(folded(text))
        return self.catalogue[code] if code else None


def labels_of(catalogue: Catalogue) -> dict[str, str]:
    """Folded names to codes; a name that two indicators share names none."""
    found: dict[str, str | None] = {}
    for view in catalogue.indicators.values():
        for name in {folded(view.name_vi), folded(view.name_en), folded(view.code)}:
            found[name] = view.code if name not in found else None
    return {name: code for name, code in found.items() if code}


def layout_of(
    sheet: str, rows: Iterable[Sequence[object]], catalogue: Catalogue
) -> tuple[Layout | None, list[Problem]]:
    """The layout of a sheet and what is wrong with its heading; (None, []) for a sheet that holds no such table."""
    labels = _Labels(catalogue, labels_of(catalogue))
    texts = [[nfc(str(cell)).strip() for cell in row] for row in islice(rows, LOOKED_AT)]
    scores = [_score([_meaning(cell, labels) for cell in cells if cell]) for cells in texts]
    most = max(scores, default=0)
    if most < 2:
        return None, []
    row = scores.index(most)
    above = [cell for cells in texts[:row] for cell in cells]
    explained = texts[row + 1 : row + 2]
    last = row + 2 if explained and _same(texts[row], explained[0], labels) else row + 1
    return _Reader(sheet, (row + 1, last), texts[row], above, labels).read()


def _score(meanings: list[object]) -> int:
    """How much a row looks like a heading: a list of indicators is none, it says not whose and when."""
    fields = sum(isinstance(meaning, WorkbookField) for meaning in meanings)
    return sum(map(bool, meanings)) if fields >= 2 else 0


def _meaning(cell: str, labels: _Labels) -> object:
    name, tags, _ = _parts(cell)
    field = BY_LABEL.get(folded(name)) if not tags else None
    view = None if field else labels.indicator(name) or labels.indicator(cell)
    return field or (view and (view.code, tags))


def _same(heading: list[str], below: list[str], labels: _Labels) -> bool:
    """Does the row below say the same headings in other words?"""
    pairs = [(one, other) for one, other in zip_longest(heading, below, fillvalue="") if one or other]
    return all(_meaning(one, labels) == _meaning(other, labels) for one, other in pairs)


def _parts(heading: str) -> tuple[str, str, str]:
    """A heading's name, tags and unit text."""
    tags = ""
    if found := TAGS.search(heading):
        tags = found[1]
        heading = heading[: found.start()] + heading[found.end() :]
    unit = ""
    if found := UNIT.search(heading):
        unit = found[1] or found[2]
        heading = heading[: found.start()]
    return " ".join(heading.split()), tags, unit


class _Reader:
    """Reads one heading row."""

    def __init__(self, sheet: str, rows: tuple[int, int], texts: list[str], above: list[str], labels: _Labels) -> None:
        self.sheet, (self.row, self.last), self.texts, self.labels = sheet, rows, texts, labels
        self.line = next((unit for text in above if (unit := line_scale(text))), None)
        self.problems: list[Problem] = []
        self.fields: dict[WorkbookField, int] = {}
        self.numbers: list[NumberColumn] = []
        self.taken: dict[object, str] = {}

    def read(self) -> tuple[Layout, list[Problem]]:
        for index, text in enumerate(self.texts):
            if text and folded(text) not in IGNORED:
                try:
                    self._column(index, text)
                except Refusal as refusal:
                    self.problems.append(Problem(self.sheet, self.row, index, text, refusal))
        self._complete()
        unnamed = tuple(index for index, text in enumerate(self.texts) if not text)
        layout = Layout(self.sheet, self.row, self.last, tuple(self.texts), self.fields, tuple(self.numbers), unnamed)
        return layout, self.problems

    def _column(self, index: int, text: str) -> None:
        name, tags, unit = _parts(text)
        field = BY_LABEL.get(folded(name))
        if field is not None and not tags:
            self._take(field, text)
            self.fields[field] = index
            return
        view = self.labels.indicator(name) or self.labels.indicator(text)
        if view is None:
            raise self._unknown(text, name)
        if view.kind == IndicatorKind.DISTINCT:
            raise Refusal(COUNTED, name=view.name_vi)
        if view.derived and view.derived != "total":
            raise Refusal(COMPUTED, name=view.name_vi)
        column = NumberColumn(index, text, view, self._scale(unit, view), _tags(tags))
        self._take((view.code, column.tags), text)
        self.numbers.append(column)

    def _take(self, what: object, text: str) -> None:
        if what in self.taken:
            raise Refusal(TWICE, heading=text, other=self.taken[what])
        self.taken[what] = text

    def _scale(self, unit: str, view: IndicatorView) -> Scale:
        if unit:
            return scale_of(unit, view.measure)
        if self.line and fits(self.line, view.measure):
            return scale_of(self.line, view.measure)
        return PLAIN

    def _unknown(self, text: str, name: str) -> Refusal:
        codes = list(self.labels.catalogue.indicators)
        known = {**{code: code for code in codes}, **self.labels.by_name, **{k: v.value for k, v in BY_LABEL.items()}}
        near = list(dict.fromkeys(known[found] for found in get_close_matches(folded(name), known, 4, 0.72)))
        return (
            Refusal(UNKNOWN, heading=text, near=", ".join(near[:3])) if near else Refusal(UNKNOWN_ALONE, heading=text)
        )

    def _complete(self) -> None:
        missing: list[Refusal] = []
        if WorkbookField.UNIT not in self.fields:
            missing.append(Refusal(MISSING, heading=WorkbookField.UNIT.value))
        span = WorkbookField.FROM in self.fields, WorkbookField.TO in self.fields
        if WorkbookField.DATE not in self.fields and not any(span):
            missing.append(Refusal(NO_TIME))
        if any(span) and not all(span):
            missing.append(Refusal(MISSING, heading=(WorkbookField.TO if span[0] else WorkbookField.FROM).value))
        if WorkbookField.DATE in self.fields and not any(span) and WorkbookField.KEY not in self.fields:
            missing.append(Refusal(MISSING, heading=WorkbookField.KEY.value))
        if not self.numbers and not self.problems:
            missing.append(Refusal(NO_NUMBERS))
        self.problems += [
            Problem(self.sheet, self.row, None, str(refusal.params.get("heading", "")), refusal) for refusal in missing
        ]


def _tags(text: str) -> frozenset[str]:
    tags = [tag.strip() for tag in re.split(r"[;,]", text) if tag.strip()]
    for tag in tags:
        if not TAG.match(tag):
            raise Refusal(WRONG_TAG, tag=tag)
    return frozenset(tags)
