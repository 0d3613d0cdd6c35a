"""What an editor asks of the book: which number, whose, of which days, and how it is shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Any, Final

from chungtay.figures.rules import By, Question
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded

FIELDS: Final = ("indicator", "unit", "period", "first", "last", "tag", "by", "form")
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NO_PERIOD = gettext_noop("Chưa hiểu kỳ này. Ví dụ: tháng 10 năm 2024, quý III năm 2024, 10 tháng năm 2024, năm 2024.")
_OF_YEAR: Final = r"(?:/| nam | )([0-9]{4})"


class FigureForm(StrEnum):
    """How a figure stands in an article."""

    FIGURE = "figure"
    TABLE = "table"
    CHART = "chart"
    MAP = "map"


class WrongField(Refusal):
    """A refusal that names the field of the editor's form which must be mended."""

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its one indicator, the breakdown that is shown, and its form."""

    question: Question
    by: By | None
    form: FigureForm

    @property
    def indicator(self) -> str:
        """The code of what is counted."""
        return self.question.indicators[0]

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.question.first, self.question.last)

    def values(self) -> dict[str, Any]:
        """As JSON can hold it."""
        question = self.question
        return {
            "of": list(question.of), "indicator": self.indicator, "first": question.first.isoformat(),
            "last": question.last.isoformat(), "tags": sorted(question.tags), "by": self.by, "form": self.form,
        }  # fmt: skip


def asking_from(values: Mapping[str, Any]) -> Asking:
    """The same read back."""
    first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    question = Question(tuple(values["of"]), first, last, (values["indicator"],), frozenset(values["tags"]))
    return Asking(question, By(values["by"]) if values["by"] else None, FigureForm(values["form"]))


def digest_of(asked: Mapping[str, Any]) -> str:
    """What tells one question of an editor's from every other: the fields of the form, not the caption beside them."""
    given = {name: str(asked.get(name) or "") for name in FIELDS}
    return sha256(dumps(given, sort_keys=True).encode()).hexdigest()[:32]


def period_of(words: str) -> Period:
    """The period that words name: "quý III năm 2024", "10 tháng 2024". Raises Refusal where they name none."""
    text = " ".join(folded(words).split())
    for pattern, make in _PATTERNS:
        if found := pattern.fullmatch(text):
            return make(*found.groups())
    raise Refusal(NO_PERIOD)


def _quarter(number: str, year: str) -> Period:
    return Period.quarter(int(year), ROMAN.get(number) or int(number))


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period]], ...]] = (
    (re.compile(r"(?:nam )?([0-9]{4})"), lambda year: Period.year(int(year))),
    (re.compile(rf"thang ([0-9]{{1,2}}){_OF_YEAR}"), lambda month, year: Period.month(int(year), int(month))),
    (re.compile(rf"quy (i|ii|iii|iv|[1-4]){_OF_YEAR}"), _quarter),
    (re.compile(rf"(?:6|sau) thang (dau|cuoi){_OF_YEAR}"),
     lambda half, year: Period.half(int(year), 1 if half == "dau" else 2)),
    (re.compile(rf"([0-9]{{1,2}}) thang(?: dau)?{_OF_YEAR}"),
     lambda months, year: Period.months(int(year), int(months))),
)  # fmt: skip
