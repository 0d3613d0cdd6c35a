"""Drafts found, moved on and sealed: what every step does."""

import json
from collections.abc import Collection
from typing import Any, Final

from chungtay.accounts.models import User
from chungtay.intake.models import DraftContent, ImportDraft
from chungtay.intake.queries.contents import FileShape, draft_keys, draft_place
from chungtay.intake.queries.drafts import draft_of
from chungtay.intake.rules.reports import Report
from chungtay.intake.rules.states import DraftState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed

GONE: Final = gettext_noop("Tệp này không còn ở đây: đã bỏ hoặc đã hết hạn giữ.")
MOVED: Final = gettext_noop("Tệp này đã qua bước khác rồi; xem tình trạng hiện tại ở dưới.")


def own_draft(by: User, draft_id: int) -> ImportDraft:
    """The person's draft. Raises Refusal when there is none."""
    draft = draft_of(by, draft_id)
    if draft is None:
        raise Refusal(GONE)
    return draft


def move(draft: ImportDraft, before: Collection[DraftState], state: DraftState, **fields: Any) -> None:
    """Move on, if nobody did meanwhile. Raises Refusal where somebody did."""
    rows = ImportDraft.objects.filter(pk=draft.pk, state__in=before)
    if not rows.update(state=state, **fields):
        raise Refusal(MOVED)
    draft.state = state
    for name, value in fields.items():
        setattr(draft, name, value)


def keep_shape(draft_id: int, shape: FileShape) -> None:
    """Seal what is said of the file."""
    DraftContent.objects.filter(draft=draft_id).update(shape=seal(draft_id, "shape", _json(shape.as_json())))


def keep_report(draft_id: int, report: Report) -> None:
    """Seal what a step came to."""
    DraftContent.objects.filter(draft=draft_id).update(report=seal(draft_id, "report", _json(report.as_json())))


def seal(draft_id: int, part: str, data: bytes) -> bytes:
    """A part of a draft, sealed and bound to it."""
    return sealed(data, keys=draft_keys(), bound_to=draft_place(draft_id, part))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
