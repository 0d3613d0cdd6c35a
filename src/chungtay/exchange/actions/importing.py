"""A workbook into the ledger: checked whole, then posted at once, or in chunks that can be resumed."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.exchange.formats import Sheet, sheets_of
from chungtay.exchange.models import Import, ImportChunk
from chungtay.exchange.queries.controls import Controls
from chungtay.exchange.queries.imports import flagged_rows, open_import_of
from chungtay.exchange.queries.lookups import lookups
from chungtay.exchange.queries.trunk import Trunk
from chungtay.exchange.queries.workbooks import Progress, Survey, Workbook, chunks
from chungtay.exchange.rules.drafts import RowDraft
from chungtay.exchange.rules.outcomes import ControlTotal, ImportResult, ImportState
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.actions.dictation import NotDictated
from chungtay.ledger.queries import catalogue
from chungtay.ledger.queries.tree import tree_now

from .hands import Hands, can_help
from .posting import AT_ONCE, Posted, RefusedRow, followed, post_dictated, post_rows, try_rows

MOVED: Final = gettext_noop(
    "Các dòng hợp lệ của tệp không còn như lúc bắt đầu nhập (cây đơn vị hoặc danh mục đã đổi): hãy hoàn tác lần nhập này rồi"
    " nhập lại tệp."
)
Sheets = Callable[[], Sequence[Sheet] | None]
AT_A_TIME: Final = 50_000  # rows that one transaction may post; more go in chunks


def import_workbook(
    *, by: User | None, at: datetime, on: date, data: bytes, name: str, dry_run: bool = False, partial: bool = False,
    progress: Progress | None = None, sheets: Sheets | None = None, only: Collection[int] | None = None,
    alone: bool = False,
) -> ImportResult:  # fmt: skip
    """Check a file (XLSX or CSV) and post it; `on` is today in Viet Nam.

    All or nothing, unless `partial` posts the good rows. A dry run, and a refused file, write nothing and tell what the
    good rows would do. Above AT_A_TIME rows it is posted in chunks under one import that stays open until the last one is
    in; the same file given again resumes it. Raises BrokenControl when control totals disagree.
    `sheets`: gives what was read of `data`, and mended since, if it could be. `only`: ids of the units whose rows may come
    in. `alone`: this process does nothing else, so that copies of it may help with a large file.
    """
    importer = _Importer(by, at, data, name, progress)
    try:
        importer.read(on, sheets, only, helped=alone and not (dry_run or partial))
        problems = importer.survey.problems
        if dry_run or (problems and (not partial or importer.survey.barred)):
            return importer.tried()
        return importer.posted()
    except RefusedRow as refused:
        return importer.refused([*importer.survey.problems, refused.problem])
    except Refusal as refusal:
        return importer.refused([Problem(name, 0, None, "", refusal)])
    finally:
        importer.let_go()


class _Importer:
    """One file on its way."""

    def __init__(self, by: User | None, at: datetime, data: bytes, name: str, progress: Progress | None) -> None:
        self.by, self.at, self.data, self.name, self.progress = by, at, data, name, progress
        self.digest = hashlib.sha256(data).hexdigest()
        self.survey = Survey()
        self.hands: Hands | None = None
        self.scales: dict[str, str] = {}

    def read(self, on: date, sheets: Sheets | None, only: Collection[int] | None, helped: bool) -> None:
        """Check the whole file."""
        self.on, self.only = on, only
        known = lookups(on, only)  # before the sheets, which may still be read beside this
        trunk = None
        if helped and sheets:  # likewise
            trunk = Trunk(known)
            tree_now()
        self.book = Workbook((sheets and sheets()) or sheets_of(self.data, self.name), catalogue(), self.name)
        self.scales = self.book.scales
        if helped and not self.book.problems and can_help(self.book) and open_import_of(self.digest) is None:
            with suppress(NotDictated):  # where no copy can be made
                trunk = trunk or Trunk(known)
                self.hands = Hands(self.book, known, trunk, self.by)
        self.survey = self._helped() or self.book.survey(known, self.progress)
        units = {unit for unit, _ in self.survey.touched}
        self.controls = Controls(units, self.book.codes, self.survey.last_day or on, trunk)

    def _helped(self) -> Survey | None:
        """What the copies found; None where there are none, or where they leave the file to this process."""
        try:
            return self.hands.survey(self.book.height, self.progress) if self.hands else None
        except NotDictated:
            self.let_go()
            return None

    def let_go(self) -> None:
        """From here on without copies."""
        if self.hands is not None:
            self.hands.close()
            self.hands = None

    def rows(self) -> Iterable[RowDraft]:
        """The good rows, kept or read again."""
        if self.survey.kept is not None:
            return self.survey.kept
        return self.book.good_rows(lookups(self.on, self.only), self.survey.refused)

    def tried(self) -> ImportResult:
        """Nothing written: what the good rows would do."""
        if not self.survey.good:
            return self._result(Posted(), posted=False)
        if self.survey.good <= AT_A_TIME:
            return self._result(
                try_rows(by=self.by, at=self.at, rows=self.rows(), controls=self.controls), posted=False
            )
        found = Posted()
        for part in chunks(self.rows(), AT_ONCE):
            found.add(try_rows(by=self.by, at=self.at, rows=part, controls=self.controls))
            self._tell(found.rows)
            if found.remainders:  # parts would not know of each other's remainders: one transaction knows all
                found = try_rows(by=self.by, at=self.at, rows=self.rows(), controls=self.controls)
                break
        return self._result(found, posted=False)

    def posted(self) -> ImportResult:
        """Written: at once, or chunk by chunk."""
        if self.survey.good > AT_A_TIME or open_import_of(self.digest) is not None:
            return self._in_chunks()
        try:
            return self._at_once()
        except NotDictated:
            self.let_go()
            return self._at_once()

    def _at_once(self) -> ImportResult:
        with transaction.atomic():
            posted = self._dictated(next(self.hands.chunks(AT_A_TIME))) if self.hands else self._post(self.rows())
            row = None
            if posted.changed:
                row = self._begun()
                self._add(row, posted)
                self._end(row)
        self._tell(posted.rows)
        return self._result(posted, posted=True, row=row)

    def _in_chunks(self) -> ImportResult:
        row = open_import_of(self.digest)
        with transaction.atomic():
            row = row or self._begun()
            ledger.open_batch(by=self.by, at=self.at, source=batch_name(row.pk), told=self._told())
        if self.survey.good != row.rows - row.refused:  # whose unit has ended since, for one
            raise Refusal(MOVED)
        self._dictate(row)
        if row.posted_rows < self.survey.good:
            for part in chunks(islice(self.rows(), row.posted_rows, None), AT_ONCE):
                with transaction.atomic():
                    self._add(row, self._post(part))
                self._tell(row.posted_rows)
        if row.posted_rows != self.survey.good:
            raise Refusal(MOVED)
        with transaction.atomic():
            self._end(row)
            ledger.close_batch(by=self.by, at=self.at, source=batch_name(row.pk))
        return self._result(Posted(), posted=True, row=row)

    def _dictate(self, row: Import) -> None:
        """As many chunks as the copies dictate: all of them, or those before the one that they leave to this process."""
        try:
            for count in self.hands.chunks(AT_A_TIME) if self.hands else ():
                with transaction.atomic():
                    self._add(row, self._dictated(count))
                self._tell(row.posted_rows)
        except NotDictated:
            self.let_go()

    def _dictated(self, count: int) -> Posted:
        assert self.hands is not None
        return post_dictated(by=self.by, at=self.at, turns=self.hands.turns, count=count, controls=self.controls)

    def _post(self, rows: Iterable[RowDraft]) -> Posted:
        return post_rows(by=self.by, at=self.at, rows=rows, controls=self.controls)

    def _told(self) -> dict[str, object]:
        """What an unfinished import is about: its file, and the months of each unit."""
        return {"title": self.name, "months": {unit: sorted(months) for unit, months in self.survey.months.items()}}

    def _begun(self) -> Import:
        return Import.objects.create(
            file_name=self.name[-255:], digest=self.digest, state=ImportState.OPEN, by=self.by, started_at=self.at,
            rows=self.survey.rows, refused=len(self.survey.refused),
        )  # fmt: skip

    def _add(self, row: Import, posted: Posted) -> None:
        """Note a posted chunk, in its own transaction."""
        if posted.changed:
            ImportChunk.objects.create(of=row, first_seq=posted.first_seq, last_seq=posted.last_seq, rows=posted.rows)
        row.posted_rows += posted.rows
        row.accepted += posted.states["accepted"]
        row.corrected += posted.states["corrected"]
        row.already += posted.states["already"]
        row.totals = as_json(followed(totals_of(row), posted.totals))
        Import.objects.filter(pk=row.pk).update(
            posted_rows=row.posted_rows, accepted=row.accepted, corrected=row.corrected, already=row.already,
            totals=row.totals,
        )  # fmt: skip

    def _end(self, row: Import) -> None:
        row.state, row.ended_at = ImportState.POSTED, self.at
        Import.objects.filter(pk=row.pk).update(state=row.state, ended_at=row.ended_at)
        text = f"{row.file_name}: {row.accepted} + {row.corrected}"
        audit.note(by=self.by, at=self.at, action="import_workbook", object_type="import", object_id=row.pk, text=text)

    def _tell(self, done: int) -> None:
        if self.progress is not None:
            self.progress("post", done, self.survey.good)

    def _result(self, found: Posted, *, posted: bool, row: Import | None = None) -> ImportResult:
        states = found.states
        return ImportResult(
            id=row.pk if row else None,
            rows=self.survey.rows,
            accepted=row.accepted if row else states["accepted"],
            corrected=row.corrected if row else states["corrected"],
            already=row.already if row else states["already"],
            refused=len(self.survey.refused),
            posted=posted,
            totals=totals_of(row) if row else found.totals,
            problems=tuple(self.survey.problems),
            scales=self.scales,
            flagged=flagged_rows(row.pk, self.survey.kept or ()) if row and posted else (),
        )

    def refused(self, problems: list[Problem]) -> ImportResult:
        """Refused by the file itself or by the ledger; chunks that are in stay in an open import."""
        left = open_import_of(self.digest)
        return ImportResult(
            id=left.pk if left else None,
            rows=self.survey.rows,
            accepted=left.accepted if left else 0,
            corrected=left.corrected if left else 0,
            already=left.already if left else 0,
            refused=max(len(self.survey.refused), 1 if problems and self.survey.rows else 0),
            posted=False,
            totals=totals_of(left) if left else {},
            problems=tuple(problems),
            scales=self.scales,
        )


def batch_name(number: int) -> str:
    """What the ledger calls an unfinished import."""
    return f"import:{number}"


def totals_of(row: Import) -> dict[str, ControlTotal]:
    """The control totals kept with an import."""
    return {code: ControlTotal(**total) for code, total in row.totals.items()}


def as_json(totals: dict[str, ControlTotal]) -> dict[str, dict[str, int]]:
    """Control totals as they are kept."""
    return {code: {"before": t.before, "delta": t.delta, "after": t.after} for code, t in totals.items()}
