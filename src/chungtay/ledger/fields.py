"""A date stored as its ordinal number, so that ten million facts sort and compare as small integers."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Base = models.Field[Any, Any]
else:
    Base = models.Field  # not subscriptable when it runs


class DayField(Base):
    """`datetime.date` in Python, `date.toordinal()` in the database."""

    description = "A day (stored as ordinal)"

    def get_internal_type(self) -> str:
        return "IntegerField"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> date | None:
        return None if value is None else date.fromordinal(value)

    def to_python(self, value: Any) -> date | None:
        return date.fromordinal(value) if isinstance(value, int) else value

    def get_prep_value(self, value: Any) -> int | None:
        return value.toordinal() if isinstance(value, date) else value
