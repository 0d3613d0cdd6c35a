"""Keeping a question, naming it anew, letting it go."""

from datetime import datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.explorer.models import SavedQuestion
from chungtay.kernel.errors import Refusal, gettext_noop

MOST: Final = 100  # of one person: a list that can still be looked through
TWICE: Final = gettext_noop("Đã có câu hỏi lưu với tên “%(name)s”. Hãy chọn tên khác.")
FULL: Final = gettext_noop("Đã lưu %(most)s câu hỏi. Hãy xóa bớt trước khi lưu thêm.")


def add_saved_question(*, by: User, at: datetime, name: str, address: str, unit_id: int | None = None) -> SavedQuestion:
    """Keep a question's address under a name, for oneself or with a unit. Raises Refusal for a name that one has given
    already, and beyond MOST."""
    with transaction.atomic():
        own = SavedQuestion.objects.filter(owner=by)
        if own.count() >= MOST:
            raise Refusal(FULL, most=MOST)
        if own.filter(name=name).exists():
            raise Refusal(TWICE, name=name)
        return SavedQuestion.objects.create(owner=by, name=name, address=address, shared_with_id=unit_id, saved_at=at)


def rename_saved_question(*, by: User, at: datetime, pk: int, name: str) -> None:
    """Give one's own question another name. Raises Refusal for one that is taken, DoesNotExist for another's question."""
    with transaction.atomic():
        question = SavedQuestion.objects.get(owner=by, pk=pk)
        if SavedQuestion.objects.filter(owner=by, name=name).exclude(pk=pk).exists():
            raise Refusal(TWICE, name=name)
        question.name, question.saved_at = name, at
        question.save(update_fields=["name", "saved_at"])


def end_saved_question(*, by: User, at: datetime, pk: int) -> None:
    """Let one's own question go. Raises DoesNotExist for another's."""
    SavedQuestion.objects.get(owner=by, pk=pk, saved_at__lte=at).delete()
