"""A file comes in, or goes without having been posted."""

import json
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from chungtay.accounts.models import User
from chungtay.intake.models import DraftContent, ImportDraft
from chungtay.intake.queries.drafts import at_rest
from chungtay.intake.queries.reach import may_import
from chungtay.intake.queries.sheets import digest_of, first_shape, read_sheets
from chungtay.intake.rules.states import OPEN, DraftState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import unit_by_id

from .keeping import MOVED, own_draft, seal

NOT_YOURS: Final = gettext_noop("Không có quyền nhập số liệu cho đơn vị này.")
TOO_MANY: Final = gettext_noop("Đang có %(count)s tệp nhập dở; hãy ghi hoặc bỏ bớt trước khi thêm tệp mới.")


def open_draft(*, by: User, at: datetime, on: date, unit_id: int, name: str, data: bytes) -> ImportDraft:
    """Take a file in, sealed, for a unit for which the person may record; nothing of it is posted.

    Raises Refusal for a unit of others, for what cannot be read or is too large, and for one file too many.
    """
    unit = unit_by_id(unit_id, on) if may_import(by, unit_id, on) else None
    if unit is None:
        raise Refusal(NOT_YOURS)
    close_expired(by=by, at=at)
    count = ImportDraft.objects.filter(owner=by, state__in=OPEN).count()
    if count >= settings.CHUNGTAY_IMPORT_DRAFTS:
        raise Refusal(TOO_MANY, count=count)
    shape = first_shape(read_sheets(data, name), unit_id, unit.code)
    with transaction.atomic():
        draft = ImportDraft.objects.create(
            owner=by, unit_id=unit_id, file_name=name[-255:], digest=digest_of(data), state=DraftState.COLUMNS,
            rows=sum(shape.heads[sheet].height for sheet in shape.chosen), opened_at=at,
        )  # fmt: skip
        said = json.dumps(shape.as_json(), ensure_ascii=False).encode()
        DraftContent.objects.create(draft=draft, file=seal(draft.pk, "file", data), shape=seal(draft.pk, "shape", said))
    return draft


def close_draft(*, by: User, at: datetime, draft_id: int) -> None:
    """Put a file away; what was posted of it stays. Raises Refusal while a step runs or half of it is posted."""
    draft = own_draft(by, draft_id)
    deleted, _ = at_rest().filter(pk=draft.pk).delete()
    if not deleted:
        raise Refusal(MOVED)


def close_expired(*, by: User | None, at: datetime) -> int:
    """Put away every file that is older than the site keeps them. Returns how many."""
    expired = at_rest().filter(opened_at__lt=at - timedelta(days=settings.CHUNGTAY_IMPORT_DAYS))
    count = expired.count()
    if count:
        expired.delete()
    return count
