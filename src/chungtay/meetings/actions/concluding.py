"""What a meeting concludes, and what is said of it afterwards: step by step, none ever taken away."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.ledger.queries import head
from chungtay.ledger.queries.catalogue import catalogue, tag_key
from chungtay.ledger.rules import IndicatorKind
from chungtay.meetings.models import Conclusion, ConclusionStep, Meeting
from chungtay.meetings.queries.following import Followed, one_followed, speaks_of, with_figures
from chungtay.meetings.rules.drafts import ConclusionDraft, StepDraft
from chungtay.meetings.rules.following import DUE_TOO_EARLY, check_step
from chungtay.organizations.queries import structure

from .held import held

_NO_TEXT = gettext_noop("Kết luận cần có nội dung.")
_NO_OWNER = gettext_noop("Kết luận cần có đơn vị thực hiện.")
_NO_DUE = gettext_noop("Kết luận cần có hạn thực hiện.")
_NOT_THERE = gettext_noop("Ngày %(day)s, %(name)s chưa hoặc không còn hoạt động, nên không nhận việc được.")
_HALF = gettext_noop("Chỉ tiêu và giá trị cần đạt đi với nhau: ghi cả hai hoặc để trống cả hai.")
_NOTHING = gettext_noop("Giá trị cần đạt phải lớn hơn 0.")
_NOT_COUNTED = gettext_noop("“%(name)s” chưa đếm được bằng sổ, nên không lấy làm giá trị cần đạt.")
_COUNTED_LATE = gettext_noop("Ngày bắt đầu tính phải trước hạn.")
_NONE = gettext_noop("Không có kết luận này.")
_OTHER_MEETING = gettext_noop("Chỉ nói tại hội nghị này về kết luận của những hội nghị trước, cùng nơi.")
_SAID_SINCE = gettext_noop("Hội nghị sau, ngày %(day)s, đã nói đến kết luận này; hãy ghi tại đó, hoặc ghi giữa hai kỳ.")


@transaction.atomic
def record_conclusion(*, by: User | None, at: datetime, meeting_id: int, draft: ConclusionDraft) -> Conclusion:
    """What the meeting decides: who does it by when.

    Raises Refusal without text, owner or day, for a day that is not after the meeting's, an owner that does not stand
    on it, an indicator without a value (or the reverse), and once the meeting is closed.
    """
    meeting = held(meeting_id)
    row = Conclusion.objects.create(meeting=meeting, **_fields(draft, meeting), entered_at=at, entered_by=by)
    note(by=by, at=at, action="record_conclusion", object_type="conclusion", object_id=row.pk, text=row.text)
    return row


@transaction.atomic
def correct_conclusion(*, by: User | None, at: datetime, conclusion_id: int, draft: ConclusionDraft) -> Conclusion:
    """Say it otherwise, until its meeting is closed; the audit book keeps the words before. Raises Refusal as above."""
    row = Conclusion.objects.filter(pk=conclusion_id).first()
    if row is None:
        raise Refusal(_NONE)
    before, fields = row.text, _fields(draft, held(row.meeting_id))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    note(
        by=by, at=at, action="correct_conclusion", object_type="conclusion", object_id=row.pk,
        text=f"{row.text}; {before}",
    )  # fmt: skip
    return row


@transaction.atomic
def note_step(
    *, by: User | None, at: datetime, on: date, conclusion_id: int, step: StepDraft, meeting_id: int | None = None
) -> ConclusionStep:
    """What is said of a conclusion, at a meeting (`meeting_id`) or between two: it is added, nothing is changed.

    Raises Refusal for carried or dropped without a reason, for done without one where the figure is below the value, for
    a new day that has passed, a new owner that does not stand, a meeting that is closed or not a later one of the same.
    """
    head(hold=True)
    meeting = held(meeting_id) if meeting_id is not None else None
    day = meeting.held_on if meeting else on
    found = one_followed(conclusion_id, min(on, day))
    if found is None:
        raise Refusal(_NONE)
    if meeting:
        _check_speaks(meeting, found)
    check_step(step, found.stands, day, below=with_figures([found])[0].below)
    if step.owner_id is not None:
        _check_owner(step.owner_id, day)
    row = ConclusionStep.objects.create(
        conclusion_id=conclusion_id, meeting_id=meeting_id, state=step.state, reason=nfc(step.reason.strip()),
        owner_id=step.owner_id, due_on=step.due, taken_at=at, by=by,
    )  # fmt: skip
    note(by=by, at=at, action="note_step", object_type="conclusion", object_id=conclusion_id, text=row.state)
    return row


def _check_speaks(meeting: Meeting, one: Followed) -> None:
    """Raise Refusal unless the meeting may speak of the conclusion: of one before it, there or at a unit it follows."""
    if not speaks_of(meeting, one, structure()):
        raise Refusal(_OTHER_MEETING)
    since = one.said_after(meeting)
    if since and since.said_on:
        raise Refusal(_SAID_SINCE, day=f"{since.said_on:%d/%m/%Y}")


def _fields(draft: ConclusionDraft, meeting: Meeting) -> dict[str, Any]:
    """The columns of a conclusion. Raises Refusal for what is missing or does not fit."""
    if not draft.text.strip():
        raise Refusal(_NO_TEXT)
    if draft.owner_id is None:
        raise Refusal(_NO_OWNER)
    if draft.due is None:
        raise Refusal(_NO_DUE)
    if draft.due <= meeting.held_on:
        raise Refusal(DUE_TOO_EARLY, day=f"{meeting.held_on:%d/%m/%Y}")
    _check_owner(draft.owner_id, meeting.held_on)
    fields: dict[str, Any] = {
        "kind": draft.kind, "text": nfc(draft.text.strip()), "owner_id": draft.owner_id, "due_on": draft.due,
        "indicator_id": None, "value": None, "tags": "", "since_on": None, "is_of_all": False,
    }  # fmt: skip
    return fields | _measure(draft, draft.due)


def _measure(draft: ConclusionDraft, due: date) -> dict[str, Any]:
    if not draft.indicator and draft.value is None:
        return {}
    if not draft.indicator or draft.value is None:
        raise Refusal(_HALF)
    if draft.value <= 0:
        raise Refusal(_NOTHING)
    views = catalogue()
    views.check_day([draft.indicator], due)
    view = views[draft.indicator]
    if view.kind == IndicatorKind.DISTINCT:
        raise Refusal(_NOT_COUNTED, name=view.name_vi)
    if draft.since is not None and draft.since > due:
        raise Refusal(_COUNTED_LATE)
    tags = tag_key(known_tags(draft.tags, due))
    return {"indicator_id": view.id, "value": draft.value, "tags": tags, "since_on": draft.since,
            "is_of_all": draft.is_of_all}  # fmt: skip


def _check_owner(unit_id: int, day: date) -> None:
    unit = structure().unit_by_id(unit_id, day)
    if unit is None or not unit.stands_on(day):
        raise Refusal(_NOT_THERE, day=f"{day:%d/%m/%Y}", name=unit.name if unit else str(unit_id))
