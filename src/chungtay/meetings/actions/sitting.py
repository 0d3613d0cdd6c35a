"""What a meeting is held with: its programme, who came, members' papers, minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.meetings.models import AgendaItem, Meeting, MemberPaper, Minutes
from chungtay.meetings.rules.drafts import MINUTES_PARTS, AgendaDraft, Attendance, stamp
from chungtay.meetings.rules.states import MeetingState

from .held import held

MOST_LETTERS = 20_000
_NOT_YET = gettext_noop("Hội nghị họp ngày %(day)s; đến ngày đó mới ghi được có mặt.")
_NOT_ASKED = gettext_noop("Không có trong thành phần mời họp.")
_NO_PART = gettext_noop("Biên bản không có phần “%(part)s”.")
_TOO_LONG = gettext_noop("Dài quá: nhiều nhất %(most)s chữ cái.")
_WRITTEN_SINCE = gettext_noop("%(who)s vừa viết biên bản trong lúc trang đang mở; hãy đọc cả hai bản rồi lưu lại.")
_SET_SINCE = gettext_noop("Chương trình vừa được sửa trong lúc trang đang mở; hãy đọc cả hai bản rồi lưu lại.")
_NO_TITLE = gettext_noop("Tham luận cần có tên.")


@transaction.atomic
def assign_agenda(
    *, by: User | None, at: datetime, meeting_id: int, items: Sequence[AgendaDraft], after: int | None = None
) -> list[AgendaItem]:
    """Give a meeting its whole programme, in this order; points without a title are left out.

    `after`: the stamp of the programme that the writer saw. Raises Refusal where it is another one by now.
    """
    meeting = held(meeting_id)
    before = meeting.agenda.values_list("title", "presenter", "minutes")
    if after is not None and after != stamp(AgendaDraft(*row) for row in before):
        raise Refusal(_SET_SINCE)
    meeting.agenda.all().delete()
    given = [item for item in items if item.title.strip()]
    rows = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, position=place, title=nfc(item.title.strip()), presenter=nfc(item.presenter.strip()),
            minutes=item.minutes,
        )
        for place, item in enumerate(given, start=1)
    )  # fmt: skip
    note(by=by, at=at, action="assign_agenda", object_type="meeting", object_id=meeting.pk, text=str(len(rows)))
    return rows


@transaction.atomic
def record_attendance(
    *, by: User | None, at: datetime, on: date, meeting_id: int, told: Mapping[int, Attendance]
) -> Meeting:
    """Say by invitation who came; with that the meeting was held. Raises Refusal before its day.

    Of whom only delegates or a note are told, it stays as it was whether they came.
    """
    meeting = held(meeting_id)
    if on < meeting.held_on:
        raise Refusal(_NOT_YET, day=f"{meeting.held_on:%d/%m/%Y}")
    asked = {row.pk: row for row in meeting.invitations.all()}
    for pk, said in told.items():
        if pk not in asked:
            raise Refusal(_NOT_ASKED)
        row = asked[pk]
        row.attended = row.attended if said.attended is None else said.attended
        row.delegates, row.note = nfc(said.delegates.strip()), nfc(said.note.strip())
        row.save(update_fields=["attended", "delegates", "note"])
    if any(said.attended is not None for said in told.values()):
        meeting.state = MeetingState.HELD
        meeting.save(update_fields=["state"])
    came = sum(said.attended is True for said in told.values())
    note(
        by=by, at=at, action="record_attendance", object_type="meeting", object_id=meeting.pk,
        text=f"{came}/{len(told)}",
    )  # fmt: skip
    return meeting


@transaction.atomic
def record_paper(*, by: User | None, at: datetime, meeting_id: int, unit_id: int, title: str, text: str) -> MemberPaper:
    """A member's paper, or another version of it; an empty text takes it back.

    Raises Refusal for a unit that is not asked to the meeting, and once it is closed.
    """
    meeting = held(meeting_id)
    if not meeting.invitations.filter(unit=unit_id).exists():
        raise Refusal(_NOT_ASKED)
    if not title.strip():
        raise Refusal(_NO_TITLE)
    _check_length(text)
    paper = MemberPaper.objects.create(
        meeting=meeting, unit_id=unit_id, title=nfc(title.strip()), text=nfc(text).strip(), written_at=at, by=by
    )
    note(by=by, at=at, action="record_paper", object_type="meeting", object_id=meeting.pk, text=paper.title)
    return paper


@transaction.atomic
def record_minutes(
    *, by: User | None, at: datetime, meeting_id: int, words: Mapping[str, str], after: int | None = None
) -> Minutes:
    """Write the minutes by part; the version before stays readable.

    `after`: the version that the writer saw (0: none). Raises Refusal for a part that minutes do not have, and where
    somebody wrote after that version.
    """
    meeting = held(meeting_id)
    for part, text in words.items():
        if part not in MINUTES_PARTS:
            raise Refusal(_NO_PART, part=part)
        _check_length(text)
    latest = meeting.minutes.select_related("by").last()
    if after is not None and after != (latest.pk if latest else 0):
        raise Refusal(_WRITTEN_SINCE, who=latest.by.name if latest and latest.by else "")
    kept = {**(latest.words if latest else {}), **{part: nfc(text).strip() for part, text in words.items()}}
    minutes = Minutes.objects.create(meeting=meeting, words=kept, written_at=at, by=by)
    note(by=by, at=at, action="record_minutes", object_type="meeting", object_id=meeting.pk)
    return minutes


def _check_length(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise Refusal(_TOO_LONG, most=MOST_LETTERS)
