"""A row of a breakdown as a question of its own."""

from dataclasses import replace
from functools import lru_cache

from chungtay.kernel.periods import Period

from .figures import By, Question


@lru_cache(maxsize=4096)
def narrowed(question: Question, row: By | None, key: str | None) -> tuple[Question, By | None]:
    """The question about the row's unit, month or tag, and None; unchanged where no question says the same as the row.

    That is so for what has no key (key None) and for a field of work.
    """
    if row is None or key is None or row == By.FIELD:
        return question, row
    if row == By.UNIT:
        return replace(question, of=(key,)), None
    if row == By.MONTH:
        month = Period.month(int(key[:4]), int(key[5:]))
        first, last = max(question.first, month.first), min(question.last, month.last)
        return replace(question, first=first, last=last), None
    return replace(question, tags=question.tags | {f"{row}:{key}"}), None
