"""What tests ask for and hand in, in the standing chapter."""

from datetime import UTC, date, datetime

from chungtay.submissions.actions import open_report_type, open_rounds, submit_submission
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.owing import owing
from chungtay.submissions.queries.submissions import round_line, submissions_of
from chungtay.submissions.rules.calendar import ReportTypeDraft
from chungtay.submissions.rules.states import Cadence

AT = datetime(2024, 11, 4, 3, 0, tzinfo=UTC)  # October is over, its report due on the 5th
OCTOBER = (date(2024, 10, 1), date(2024, 10, 31))


def at(day, month=11, year=2024):
    """A moment of a day, in working hours of Viet Nam."""
    return datetime(year, month, day, 3, 0, tzinfo=UTC)


def asked(book, cadence=Cadence.MONTH, code="22", **said):
    """A report type of the province from 2024 on."""
    draft = {"name": f"Báo cáo {cadence.value}", "first_on": date(2024, 1, 1)} | said
    return open_report_type(by=None, at=at(1, 1), draft=ReportTypeDraft(book.id(code), cadence=cadence, **draft))


def opened(book, cadence=Cadence.MONTH, year=2024, **said):
    """Its rounds of a year, by their last day."""
    row = asked(book, cadence, **said)
    return {one.last_on: one for one in open_rounds(by=None, at=at(2, 1), type_id=row.pk, year=year)}


def handed_in(one, unit_id, when=AT, by=None, **said):
    """A unit's report, handed in."""
    return submit_submission(by=by, at=when, round_id=one.pk, unit_id=unit_id, **said)


def round_lines(one, on, known):
    """Every unit that owes a round, by code, with how far its report is on a day."""
    rows = submissions_of(Submission.objects.filter(round=one))
    return [round_line(one, unit, rows.get((one.pk, unit.id), []), on) for unit in owing(one, known)]
