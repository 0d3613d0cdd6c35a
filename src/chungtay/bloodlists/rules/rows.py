"""Rows of a list: who gave what when, or was deferred; every wrong cell by its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.din import checked_number, local_number
from chungtay.bloodrules.rules.eligibility import completed_years
from chungtay.bloodrules.rules.groups import UNKNOWN
from chungtay.bloodrules.rules.rulesets import DonorRules
from chungtay.exchange.rules.dates import day_of
from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, spelled, visible
from chungtay.people.rules.profiles import PersonSex

from . import cells
from .columns import ListField, marked_ml
from .staged import Staged

WHOLE_BLOOD: Final = "WB"

DOUBTFUL: Final = gettext_noop("Ô này là công thức hoặc lỗi: chép giá trị vào ô.")
NO_DAY: Final = gettext_noop("Thiếu ngày hiến.")
TO_COME: Final = gettext_noop("Ngày hiến %(day)s chưa tới.")
BORN_LATER: Final = gettext_noop("Sinh ngày %(born)s thì ngày hiến %(day)s chưa đủ %(years)s tuổi: xem lại ngày sinh.")
NO_VOLUME: Final = gettext_noop("Thiếu thể tích; nếu không hiến được thì ghi lý do hoãn.")
BOTH: Final = gettext_noop("Vừa có thể tích vừa có lý do hoãn: chỉ giữ một.")
TWO_VOLUMES: Final = gettext_noop("Đánh dấu hai thể tích.")
TWO_GROUPS: Final = gettext_noop("Các cột nhóm máu nói khác nhau.")
SAME_NUMBER: Final = gettext_noop("Mã “%(number)s” đã có ở dòng %(row)s.")
SAME_PERSON: Final = gettext_noop(
    "Cùng người, cùng ngày với dòng %(row)s: bỏ một dòng, hoặc ghi mã của từng đơn vị máu."
)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A wrong cell: row from 1, column from 0 (None: the row as a whole)."""

    row: int
    column: int | None
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Whom a row names, and the group that the centre found."""

    name: str
    phone: str = ""
    born_on: date | None = None
    born_year: int | None = None
    sex: PersonSex | None = None
    group: BloodGroup = UNKNOWN

    @property
    def spelling(self) -> str:
        """The name so that only the same name is equal: case, Unicode form and spaces do not count."""
        return " ".join(spelled(visible(self.name)).casefold().split())

    @property
    def identity(self) -> tuple[str, str, date | None, int | None]:
        """What is the same for the same person in the same list again."""
        return (folded(self.name), self.phone, self.born_on, self.born_year)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `ml` 0 where nobody gave; `deferral`: a cause of the rules, OTHER, or none."""

    row: int
    person: ListedPerson
    given_on: date
    ml: int
    component: str
    number: str
    deferral: str


def read_rows(staged: Staged, rules: DonorRules, on: date) -> tuple[list[ListRow], list[CellProblem]]:
    """Every row of a list, and everything that is wrong with it; a row with a wrong cell is none."""
    reader = _Reader(staged, rules, on)
    rows = [row for number, cells_ in staged.below() if (row := reader.read(number, cells_))]
    return rows, reader.problems


class _Reader:
    """Reads rows by the meanings of their columns."""

    def __init__(self, staged: Staged, rules: DonorRules, on: date) -> None:
        self.staged, self.rules, self.on = staged, rules, on
        self.problems: list[CellProblem] = []
        self.fields = {ListField(m): i for i, m in staged.meanings.items() if m in set(ListField)}
        self.marks = {i: ml for i, m in staged.meanings.items() if (ml := marked_ml(m)) is not None}
        self.reads: Mapping[ListField, Callable[[str], Any]] = {
            ListField.NAME: cells.name_of, ListField.BORN: lambda text: cells.born_of(text, on),
            ListField.SEX: cells.sex_of, ListField.PHONE: cells.phone_of, ListField.GROUP: cells.group_of,
            ListField.ABO: cells.group_of, ListField.RHD: cells.rhd_of, ListField.GIVEN: day_of,
            ListField.ML: lambda text: cells.ml_of(text, rules.bags), ListField.COMPONENT: cells.component_of,
            ListField.NUMBER: checked_number, ListField.LOCAL_NUMBER: local_number,
            ListField.DEFERRAL: cells.deferral_of,
        }  # fmt: skip

    def place(self, *fields: ListField) -> int | None:
        """The column of the first of these fields that the list has."""
        return next((self.fields[field] for field in fields if field in self.fields), None)

    def read(self, number: int, row: tuple[str, ...]) -> ListRow | None:
        before = len(self.problems)
        told = {field: self._cell(number, index, row, self.reads[field]) for field, index in self.fields.items()}
        told.setdefault(ListField.NAME, None)
        if told[ListField.NAME] is None and len(self.problems) == before:
            self._wrong(number, self.place(ListField.NAME), Refusal(cells.NO_NAME))
        day = told.get(ListField.GIVEN) or self.staged.day
        ml = self._volume(number, row, told)
        group = self._group(number, told)
        born_on, year = told.get(ListField.BORN) or (None, None)
        self._days(number, day, born_on, year)
        if len(self.problems) > before or day is None:
            return None
        person = ListedPerson(
            told[ListField.NAME], told.get(ListField.PHONE) or "", born_on, year, told.get(ListField.SEX), group
        )
        code = told.get(ListField.NUMBER) or told.get(ListField.LOCAL_NUMBER) or ""
        component = told.get(ListField.COMPONENT) or WHOLE_BLOOD
        return ListRow(number, person, day, ml, component, code, told.get(ListField.DEFERRAL) or "")

    def _cell(self, number: int, index: int, row: tuple[str, ...], read: Callable[[str], Any]) -> Any:
        text = row[index] if index < len(row) else ""
        if self.staged.doubts(number, index):
            self._wrong(number, index, Refusal(DOUBTFUL))
            return None
        try:
            return read(text) if text else None
        except Refusal as refusal:
            self._wrong(number, index, refusal)
            return None

    def _volume(self, number: int, row: tuple[str, ...], told: Mapping[ListField, Any]) -> int:
        before = len(self.problems)
        ticked = [
            ml for index, ml in self.marks.items() if self._cell(number, index, row, partial(cells.marked, ml=ml))
        ]
        found = [*ticked, *([told[ListField.ML]] if told.get(ListField.ML) else [])]
        at = self.place(ListField.ML) if ListField.ML in self.fields else next(iter(self.marks), None)
        wrong = any(p.row == number and p.column == at for p in self.problems)
        deferred = bool(told.get(ListField.DEFERRAL))
        if len(set(found)) > 1:
            self._wrong(number, at, Refusal(TWO_VOLUMES))
        elif found and deferred:
            self._wrong(number, self.place(ListField.DEFERRAL), Refusal(BOTH))
        elif not found and not deferred and not wrong and len(self.problems) == before:
            self._wrong(number, at, Refusal(NO_VOLUME))
        return found[0] if found else 0

    def _group(self, number: int, told: Mapping[ListField, Any]) -> BloodGroup:
        whole, abo, rhd = (told.get(f) for f in (ListField.GROUP, ListField.ABO, ListField.RHD))
        letters = {one.abo for one in (whole, abo) if one}
        signs = {sign for sign in (whole and whole.rhd, abo and abo.rhd, rhd) if sign}
        if len(letters) > 1 or len(signs) > 1:
            self._wrong(number, self.place(ListField.GROUP, ListField.ABO), Refusal(TWO_GROUPS))
        return BloodGroup(next(iter(letters), None), next(iter(signs), None))

    def _days(self, number: int, day: date | None, born_on: date | None, year: int | None) -> None:
        at = self.place(ListField.GIVEN)
        if day is None:
            if not any(p.row == number and p.column == at for p in self.problems):
                self._wrong(number, at, Refusal(NO_DAY))
            return
        if day > self.on:
            self._wrong(number, at, Refusal(TO_COME, day=day_written(day)))
        least = self.rules.age_min or 0
        young = completed_years(born_on, day) < least if born_on else year is not None and day.year - year < least
        if young:
            told = day_written(born_on) if born_on else str(year)
            refusal = Refusal(BORN_LATER, born=told, day=day_written(day), years=least)
            self._wrong(number, self.place(ListField.BORN), refusal)

    def _wrong(self, row: int, column: int | None, refusal: Refusal) -> None:
        self.problems.append(CellProblem(row, column, refusal))


def twice(
    rows: Sequence[ListRow], whose: Sequence[object], name_at: int | None, number_at: int | None
) -> list[CellProblem]:  # fmt: skip
    """Rows that say again what a row above says: the same number, or the same person (`whose`, row by row) on the same
    day without two numbers."""
    problems, numbers, people = [], dict[str, int](), dict[object, ListRow]()
    for row, person in zip(rows, whose, strict=True):
        if row.number and row.number in numbers:
            refusal = Refusal(SAME_NUMBER, number=row.number, row=numbers[row.number])
            problems.append(CellProblem(row.row, number_at, refusal))
            continue
        numbers.setdefault(row.number, row.row)
        before = people.setdefault((person, row.given_on), row)
        if before is not row and not (before.number and row.number):
            problems.append(CellProblem(row.row, name_at, Refusal(SAME_PERSON, row=before.row)))
    return problems
