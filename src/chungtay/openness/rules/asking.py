"""What an editor asks of the book: which number, whose, of which days, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Any, Final

from chungtay.figures.rules import By, Question
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period

FIELDS: Final = ("indicator", "unit", "period", "first", "last", "tag", "by", "form")


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
