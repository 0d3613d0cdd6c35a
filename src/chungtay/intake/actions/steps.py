"""The steps of a file: checked, posted, undone; each once, in the request or in the background."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.exchange.actions import import_workbook, undo_import
from chungtay.exchange.actions.importing import totals_of
from chungtay.exchange.actions.posting import BrokenControl
from chungtay.exchange.formats import Sheet
from chungtay.exchange.queries.workbooks import Progress
from chungtay.exchange.rules.outcomes import ImportResult
from chungtay.exchange.rules.problems import Problem
from chungtay.intake.models import ImportDraft
from chungtay.intake.queries.contents import FileShape, file_of, report_in, shape_of
from chungtay.intake.queries.drafts import posted_since
from chungtay.intake.queries.reach import reach_of, units_of_import
from chungtay.intake.queries.sheets import cells_of, digest_of, laid, read_sheets, told_apart
from chungtay.intake.rules.reports import Report, report_of
from chungtay.intake.rules.states import RUNNING, DraftState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind, Param

from .keeping import MOVED, keep_report, move, own_draft

BROKEN: Final = gettext_noop("Tổng kiểm soát không khớp nên chưa ghi gì: hãy báo người quản trị.")
FAILED: Final = gettext_noop("Máy chủ gặp lỗi ở bước này, chưa ghi thêm gì: hãy thử lại hoặc báo người quản trị.")
FOREIGN: Final = gettext_noop("Không hoàn tác được: có đơn vị trong tệp không còn thuộc quyền nhập số liệu.")


def submit_draft(*, by: User, at: datetime, draft_id: int, state: DraftState, partial: bool = False) -> ImportDraft:
    """Ask for the check or the posting of a file. Raises Refusal when it is past that, or another step runs."""
    draft = own_draft(by, draft_id)
    before = (DraftState.COLUMNS, DraftState.CHECKED) if state == DraftState.CHECKING else (DraftState.CHECKED,)
    move(draft, before, state, asked_at=at, told_at=None, partial=partial, step="", done=0, whole=0)
    return draft


def note_progress(*, by: User | None, at: datetime, draft_id: int, step: str, done: int, whole: int) -> None:
    """Keep how far the running step is."""
    rows = ImportDraft.objects.filter(pk=draft_id, state__in=RUNNING)
    rows.update(step=step, done=done, whole=whole, told_at=at)


def preview_draft(*, by: User, at: datetime, on: date, draft_id: int, progress: Progress | None = None) -> ImportDraft:
    """Check every cell of a file that was handed in for it, and tell what its good rows would do; nothing is posted."""
    draft = own_draft(by, draft_id)
    if draft.state == DraftState.CHECKING:
        _Step(by, at, on, draft, progress).run(posting=False)
    return draft


def import_draft(*, by: User, at: datetime, on: date, draft_id: int, progress: Progress | None = None) -> ImportDraft:
    """Post a file that was handed in for it: all of it, or the good rows where its owner asked for them.

    Only rows of units for which the person may record today; asked again, it goes on where it was interrupted.
    """
    draft = own_draft(by, draft_id)
    if draft.state == DraftState.POSTING:
        _Step(by, at, on, draft, progress).run(posting=True)
    return draft


class _Step:
    """One file being checked or posted."""

    def __init__(self, by: User, at: datetime, on: date, draft: ImportDraft, progress: Progress | None) -> None:
        self.by, self.at, self.on, self.draft, self.progress = by, at, on, draft, progress

    def run(self, *, posting: bool) -> None:
        """Do it; whatever happens, the draft comes to rest."""
        try:
            report, number = self._done(posting)
        except BrokenControl:
            report, number = Report(failed=BROKEN), None
        except Refusal as refusal:
            report, number = Report(problems=(Problem("", 0, None, "", refusal),)), None
        except Exception:
            self._rest(Report(failed=FAILED), None)
            raise
        self._rest(report, number)

    def _done(self, posting: bool) -> tuple[Report, int | None]:
        data, shape = file_of(self.draft.pk), shape_of(self.draft.pk)
        marked = told_apart(data, shape)
        before = self._posted_before(marked) if posting else None
        if before is not None:
            return before
        sheets = laid(read_sheets(data, self.draft.file_name), shape)
        result = import_workbook(
            by=self.by, at=self.at, on=self.on, data=marked, name=self.draft.file_name, dry_run=not posting,
            partial=self.draft.partial, progress=self.progress, sheets=lambda: sheets, only=reach_of(self.by, self.on),
        )  # fmt: skip
        return _reported(result, sheets, shape), result.id

    def _posted_before(self, marked: bytes) -> tuple[Report, int] | None:
        """What was posted of this very draft by a worker that did not live to say so."""
        row = posted_since(self.by, digest_of(marked), self.draft.asked_at) if self.draft.asked_at else None
        if row is None:
            return None
        counts = {name: getattr(row, name) for name in ("rows", "accepted", "corrected", "already", "refused")}
        return Report(**counts, posted=True, totals=totals_of(row)), row.pk

    def _rest(self, report: Report, number: int | None) -> None:
        state = DraftState.POSTED if report.posted else DraftState.CHECKED
        with transaction.atomic():
            move(self.draft, tuple(RUNNING), state, refused=report.refused, posted_id=number)
            keep_report(self.draft.pk, report)
            if self.progress is not None and (report.posted or report.failed or report.problems):
                self._tell(report)

    def _tell(self, report: Report) -> None:
        """What was done in the background may be over long after its owner has left the page."""
        kind = NoticeKind.IMPORT_DONE if report.posted else NoticeKind.IMPORT_FAILED
        params: dict[str, Param] = {"id": str(self.draft.pk), "rows": report.accepted + report.corrected}
        path = reverse("import_draft", args=[self.draft.pk])
        notify(by=self.by, at=self.at, to=[self.by.pk], kind=kind, params=params, path=path)


def _reported(result: ImportResult, sheets: Sequence[Sheet], shape: FileShape) -> Report:
    """The report, with the first of the refused rows."""
    most = settings.CHUNGTAY_IMPORT_SHOWN
    wanted: dict[str, set[int]] = {}
    kept: list[Problem] = []
    count = 0
    for problem in result.problems:
        below = problem.sheet in shape.chosen and problem.row > shape.sheets[problem.sheet].heading_row
        if below and problem.row not in wanted.get(problem.sheet, ()):
            count += 1
            if count > most:
                continue
            wanted.setdefault(problem.sheet, set()).add(problem.row)
        kept.append(problem)
    headings = {name: _headings(shape, name) for name in shape.chosen}
    return report_of(result, kept, cells_of(sheets, wanted), headings)


def _headings(shape: FileShape, name: str) -> list[str]:
    head, sheet = shape.heads[name], shape.sheets[name]
    return list(head.rows[sheet.heading_row - 1]) if len(head.rows) >= sheet.heading_row else []


def undo_draft(*, by: User, at: datetime, on: date, draft_id: int) -> ImportDraft:
    """Take back what was posted of a file, where it still stands as it was posted; the rest is listed in the report.

    Raises Refusal when nothing was posted, or when units of it are no longer among those for which the person records.
    """
    draft = own_draft(by, draft_id)
    if draft.posted_id is None or draft.state in RUNNING:
        raise Refusal(MOVED)
    if not units_of_import(draft.posted_id) <= reach_of(by, on):
        raise Refusal(FOREIGN)
    with transaction.atomic():
        result = undo_import(by=by, at=at, number=draft.posted_id)
        move(draft, (DraftState.POSTED, DraftState.CHECKED), DraftState.UNDONE)
        keep_report(draft.pk, report_in(draft.pk).undone(result))
    return draft
