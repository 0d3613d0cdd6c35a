"""Handing in: a draft, figures frozen under the chain's lock with the unit's word, taken back, returned, accepted, revised."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.figures.rules.printed import kept
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.actions import attest, withdraw_attestation
from chungtay.ledger.queries.head import head
from chungtay.ledger.rules import Covers
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.queries import Structure, structure
from chungtay.records.queries.approvers import with_others
from chungtay.records.rules import OwnWork, may_approve_own
from chungtay.scrutiny.rules.checks import explained
from chungtay.submissions.models import ReportRound, Submission, SubmissionStep
from chungtay.submissions.queries.calendar import report_round
from chungtay.submissions.queries.closing import people_of
from chungtay.submissions.queries.frozen import figures_of
from chungtay.submissions.queries.kept import seal
from chungtay.submissions.queries.owing import attested_through, owes
from chungtay.submissions.queries.ready import check_ready, warnings_for
from chungtay.submissions.queries.sending import SENDERS, belongs
from chungtay.submissions.queries.submissions import STANDING, stamp, submission_of
from chungtay.submissions.rules.calendar import attests, word_through
from chungtay.submissions.rules.slots import SLOTS, written
from chungtay.submissions.rules.states import SubmissionState

from .closing import close_by
from .obliging import follow_owing

MOST_LETTERS = 8_000  # of all words of one report's slot
_NO_ROUND = gettext_noop("Không có kỳ báo cáo này, hoặc kỳ đã hủy.")
_NOT_OWED = gettext_noop("%(name)s không phải nộp báo cáo này: không thuộc diện nộp vào ngày cuối kỳ (%(day)s).")
_NO_SLOT = gettext_noop("Báo cáo không có phần “%(slot)s”; các phần: %(known)s.")
_WAITS = gettext_noop("Báo cáo kỳ này đã gửi, đang chờ tiếp nhận; muốn sửa, hãy rút lại trước.")
_ACCEPTED = gettext_noop("Báo cáo kỳ này đã được tiếp nhận; muốn sửa, hãy lập lần mới.")
_SINCE = gettext_noop("Người khác vừa sửa báo cáo này trong lúc trang đang mở; hãy xem bản mới rồi làm lại.")
_NONE = gettext_noop("Không có báo cáo này.")
_NOT_SUBMITTED = gettext_noop(
    "Chỉ tiếp nhận, trả lại hoặc rút lại được báo cáo đang chờ tiếp nhận; báo cáo này không còn chờ."
)
_NO_REASON = gettext_noop("Cần ghi lý do để đơn vị biết phải sửa gì.")
_NO_WHY = gettext_noop("Cần ghi lý do rút lại.")
_OWN = gettext_noop("Người gửi không tự tiếp nhận: cần một người khác của nơi nhận báo cáo.")
_NOT_ACCEPTED = gettext_noop(
    "Chỉ lập lần mới cho báo cáo đã được tiếp nhận; báo cáo này hãy sửa ngay trên bản đang có."
)


@transaction.atomic
def record_submission(
    *, by: User | None, at: datetime, round_id: int, unit_id: int, words: Mapping[str, str], after: int | None = None
) -> Submission:
    """Write the words of a unit's report, by slot; a slot left out stays. A report that was returned is a draft again.

    `after`: the key of the last step that the writer saw (0: none, see `stamp`). Raises Refusal for a unit that does not owe, a
    slot that no report has, a report that waits or was accepted, and where somebody wrote meanwhile.
    """
    head(hold=True)  # one writer at a time
    one = _round(round_id, unit_id, structure())
    row = _as_seen(_to_write(one, unit_id), after)
    known = {slot.key for slot in SLOTS}
    if strange := words.keys() - known:
        raise Refusal(_NO_SLOT, slot=min(strange), known=", ".join(sorted(known)))
    row.words = row.words | {slot: written(text, MOST_LETTERS) for slot, text in words.items()}
    row.state = SubmissionState.DRAFT
    row.save()
    _note(by, at, "record_submission", row)
    return row


@transaction.atomic
def record_explanations(
    *, by: User | None, at: datetime, round_id: int, unit_id: int, estimate: bool = False,
    explanations: Mapping[str, str] | None = None, after: int | None = None,
) -> Submission:  # fmt: skip
    """Keep with a draft what its writer says to what the checks ask, and tell the unit's own leaders and clerks that it is
    ready to be sent. Raises Refusal as `record_submission` does, and for an explanation that is too long or of no warning."""
    head(hold=True)
    known = structure()
    one = _round(round_id, unit_id, known)
    row = _as_seen(_to_write(one, unit_id), after)
    asked = warnings_for(one, unit_id, known, estimate=estimate)
    row.warnings, row.state = explained(asked, explanations or {}, is_draft=True), SubmissionState.DRAFT
    row.save()
    _note(by, at, "record_explanations", row)
    people = _others(people_of([unit_id], SENDERS, day_of(at)), by)
    _notify(row, by, at, people, NoticeKind.REPORT_READY, known)
    return row


@transaction.atomic
def submit_submission(
    *, by: User | None, at: datetime, round_id: int, unit_id: int, estimate: bool = False,
    explanations: Mapping[str, str] | None = None, after: int | None = None,
) -> Submission:  # fmt: skip
    """Hand a unit's report in: its figures are frozen as the book stands, and it gives its word for the days.

    Nobody posts meanwhile. The figures are of the whole period as recorded and declared until now, also those of an estimate;
    the word covers all units below where there are any, of an estimate the days up to the cut-off (`word_through`). A report
    that is opened by hand (Tết, Tháng Nhân đạo, sudden) gives none, because the ledger attests days whatever the tags. What the
    checks ask about is kept with the unit's explanations, by key of each warning; the audit book has the seal of it all. Raises Refusal for a unit that does not owe, a report that waits or was accepted, or that was written
    `after` the step that the sender saw, a final one before its days are over or while records of them wait for approval, an
    estimate after a final one, while a file with rows of the unit is on its way in, and as `rules.checks.explained` does.
    """
    head(hold=True)
    known, on = structure(), day_of(at)
    one = _round(round_id, unit_id, known)
    row = _as_seen(_to_write(one, unit_id), after)
    check_ready(one, unit_id, on, known, estimate=estimate)
    row.warnings = explained(warnings_for(one, unit_id, known, estimate=estimate), explanations or {})
    follow_owing(by, at, [one], known)
    row.estimate, row.state, row.submitted_at = estimate, SubmissionState.SUBMITTED, at
    row.on_behalf = by is not None and not belongs(by, unit_id, on)
    row.attested_seq = _attested(by, at, one, row, on, known)
    stands = head()
    row.seq, row.hash = stands.seq, stands.hash
    row.figures = [kept(figure) for figure in figures_of(one, unit_id, known)]
    row.save()
    _note(by, at, "submit_submission", row, sealed=seal(row))
    people = _others(people_of([one.type.unit_id], SENDERS, on), by)
    _notify(row, by, at, people, NoticeKind.REPORT_SUBMITTED, known)
    return row


@transaction.atomic
def accept_submission(*, by: User | None, at: datetime, submission_id: int, after: int | None = None) -> Submission:
    """Take a report that was handed in as complete: its row stands from then on, and a final one closes its days.

    Raises Refusal for one that does not wait, or came again `after` the step that the reader saw, and for the person who
    handed it in unless CHUNGTAY_ACCEPT_OWN lets them.
    """
    row = _as_seen(_submitted(submission_id), after)
    sent_by = _sent_by(row)
    if by is not None and sent_by == by.pk and not _may_accept_own(by, row, day_of(at)):
        raise Refusal(_OWN)
    row.state = SubmissionState.ACCEPTED
    row.save(update_fields=["state"])
    _note(by, at, "accept_submission", row)
    follow_owing(by, at, [row.round], structure())
    close_by(by=by, at=at, submission=row)
    _notify(row, by, at, _others([sent_by], by), NoticeKind.REPORT_ACCEPTED, structure())
    return row


@transaction.atomic
def return_submission(
    *, by: User | None, at: datetime, submission_id: int, reason: str, after: int | None = None
) -> Submission:  # fmt: skip
    """Send a report back with a reason; its word for the days is taken back, its figures stay until it comes again.

    Raises Refusal without a reason, and for one that does not wait.
    """
    row = _taken_back(submission_id, SubmissionState.RETURNED, by, at, reason, after)
    _note(by, at, "return_submission", row, written(reason))
    _notify(row, by, at, _others(_wrote(row), by), NoticeKind.REPORT_RETURNED, structure())
    return row


@transaction.atomic
def withdraw_submission(
    *, by: User | None, at: datetime, submission_id: int, reason: str, after: int | None = None
) -> Submission:  # fmt: skip
    """The unit takes its report back before it is accepted: it is a draft again, and gives no word. Raises Refusal without a
    reason, and for one that does not wait."""
    row = _taken_back(submission_id, SubmissionState.DRAFT, by, at, reason, after)
    _note(by, at, "withdraw_submission", row, written(reason))
    return row


@transaction.atomic
def revise_submission(*, by: User | None, at: datetime, round_id: int, unit_id: int) -> Submission:
    """Begin the next revision of a report that was accepted, with its words; the accepted one stands. Raises Refusal where
    none was accepted, or another revision is under way."""
    head(hold=True)
    one = _round(round_id, unit_id, structure())
    last = submission_of(one.pk, unit_id)
    if last is None or last.state != SubmissionState.ACCEPTED:
        raise Refusal(_NOT_ACCEPTED)
    row = Submission.objects.create(
        round=one, unit_id=unit_id, revision=last.revision + 1, state=SubmissionState.DRAFT, words=last.words
    )
    _note(by, at, "revise_submission", row)
    return row


def _round(round_id: int, unit_id: int, known: Structure) -> ReportRound:
    one = report_round(round_id)
    if one is None or one.withdrawn_because:
        raise Refusal(_NO_ROUND)
    if not owes(one, unit_id, known):
        unit = known.unit_by_id(unit_id, one.last_on)
        raise Refusal(_NOT_OWED, name=unit.name if unit else str(unit_id), day=f"{one.last_on:%d/%m/%Y}")
    return one


def _to_write(one: ReportRound, unit_id: int) -> Submission:
    """The revision under way, or the first. Raises Refusal for one that waits or was accepted."""
    row = submission_of(one.pk, unit_id)
    if row is None:
        return Submission(round=one, unit_id=unit_id, revision=1, state=SubmissionState.DRAFT)
    if row.state in STANDING:
        raise Refusal(_WAITS if row.state == SubmissionState.SUBMITTED else _ACCEPTED)
    return row


def _attested(
    by: User | None, at: datetime, one: ReportRound, row: Submission, on: date, known: Structure
) -> int | None:
    """The entry of the unit's word; None where none is given, or an accepted revision has given as much."""
    last = word_through(one.last_on, one.cutoff_on, on, estimate=row.estimate)
    unit = known.unit_by_id(row.unit_id, last)
    if not attests(one.type.cadence) or last < one.first_on or unit is None or not unit.stands_on(last):
        return None
    given = Submission.objects.filter(round=one, unit=row.unit_id).exclude(attested_seq=None).exclude(pk=row.pk)
    if attested_through(given.values_list("attested_seq", flat=True), last):
        return None
    covers = Covers.ALL if len(known.below_within(row.unit_id, one.first_on, one.last_on)) > 1 else Covers.OWN
    told = f"report_round:{one.pk}"
    return attest(by=by, at=at, unit_id=row.unit_id, first=one.first_on, last=last, covers=covers, source=told)


def _submitted(submission_id: int) -> Submission:
    head(hold=True)
    row = Submission.objects.select_related("round", "round__type").filter(pk=submission_id).first()
    if row is None:
        raise Refusal(_NONE)
    if row.state != SubmissionState.SUBMITTED:
        raise Refusal(_NOT_SUBMITTED)
    return row


def _taken_back(
    submission_id: int, state: SubmissionState, by: User | None, at: datetime, reason: str, after: int | None
) -> Submission:
    """A report that waits no more; its word for the days is taken back."""
    if not (why := written(reason)):
        raise Refusal(_NO_REASON if state == SubmissionState.RETURNED else _NO_WHY)
    row = _as_seen(_submitted(submission_id), after)
    if row.attested_seq is not None:
        withdraw_attestation(by=by, at=at, seq=row.attested_seq, reason=why)
    row.state, row.attested_seq = state, None
    row.save(update_fields=["state", "attested_seq"])
    return row


def _sent_by(row: Submission) -> int | None:
    """Who handed it in last."""
    return row.steps.filter(state=SubmissionState.SUBMITTED).order_by("-pk").values_list("by", flat=True).first()


def _wrote(row: Submission) -> Iterable[int | None]:
    """Everyone who has written or sent it."""
    return row.steps.filter(state__in=(SubmissionState.DRAFT, SubmissionState.SUBMITTED)).values_list("by", flat=True)


def _may_accept_own(by: User, row: Submission, on: date) -> bool:
    others = row.round.type.unit_id in with_others(by, [row.round.type.unit_id], on)
    return may_approve_own(OwnWork(settings.CHUNGTAY_ACCEPT_OWN), others=others)


def _as_seen(row: Submission, after: int | None) -> Submission:
    if after is not None and stamp(row) != after:
        raise Refusal(_SINCE)
    return row


def _note(by: User | None, at: datetime, action: str, row: Submission, reason: str = "", sealed: str = "") -> None:
    SubmissionStep.objects.create(submission=row, state=row.state, reason=reason, taken_at=at, by=by)
    text = f"{reason or row} {sealed}".strip()
    audit.note(by=by, at=at, action=action, object_type="submission", object_id=row.pk, text=text)


def _others(people: Iterable[int | None], by: User | None) -> set[int]:
    return {person for person in people if person and (by is None or person != by.pk)}


def _notify(
    row: Submission, by: User | None, at: datetime, people: set[int], kind: NoticeKind, known: Structure
) -> None:
    unit = known.units_of([row.unit_id], row.round.last_on)[row.unit_id]
    params = {"where": unit.name, "report": row.round.type.name}
    notify(by=by, at=at, to=people, kind=kind, params=params, path=reverse("submission", args=[row.pk]))
