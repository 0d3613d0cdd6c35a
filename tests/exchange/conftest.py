"""A chapter with its catalogue, and what every test of an import asks."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from chungtay.exchange.actions import import_workbook
from chungtay.exchange.rules.outcomes import ImportResult
from chungtay.figures.queries import figures
from chungtay.figures.rules.figures import Question
from tests.factories.organizations import Chapter

NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
TODAY = date(2026, 11, 24)
Give = Callable[..., ImportResult]


@pytest.fixture
def where(house: Chapter) -> Chapter:
    """Quảng Ninh and cluster no. 2, with the committed catalogue."""
    return house


@pytest.fixture
def give(where: Chapter) -> Give:
    """Import bytes as the command does, today."""

    def importing(data: bytes, name: str = "a.csv", **options: bool) -> ImportResult:
        return import_workbook(by=None, at=NOW, on=TODAY, data=data, name=name, **options)

    return importing


def rows_of_all_tables() -> dict[str, int]:
    """How many rows every table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def figure(of: str, indicator: str, first: date = date(2024, 1, 1), last: date = date(2024, 12, 31)) -> int | None:
    """One figure's value."""
    return figures(Question((of,), first, last, (indicator,)))[0].value
