"""How a paper's figures are kept: as plain values that read back into the same references."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chungtay.documents.rules import FigureReference

from .figures import Figure, Question


def printed(question: Question, figure: Figure, label: str = "") -> FigureReference:
    """An answer as a paper prints it: with its question, what it was then, and what its row is called."""
    return FigureReference(
        of=question.of, indicator=figure.indicator, first=question.first, last=question.last,
        tags=tuple(sorted(question.tags)), by=question.by, key=figure.key, name=figure.name, label=label,
        measure=figure.measure, scale=figure.scale, state=figure.state, value=figure.value,
    )  # fmt: skip


def kept(figure: FigureReference) -> dict[str, Any]:
    """The reference as JSON can hold it."""
    return asdict(figure) | {"first": figure.first.isoformat(), "last": figure.last.isoformat()}


def reference_of(values: Mapping[str, Any]) -> FigureReference:
    """The reference again."""
    first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    given = {**values, "of": tuple(values["of"]), "tags": tuple(values["tags"]), "first": first, "last": last}
    return FigureReference(**given)
