"""Periodic reports of the demonstration: what the province asks for, and what a few units handed in."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone

from chungtay.accounts.models import User
from chungtay.demonstration.queries import people_of
from chungtay.kernel.errors import Refusal
from chungtay.organizations.rules import Role
from chungtay.submissions.actions import (
    accept_submission,
    end_report_type,
    open_report_type,
    open_rounds,
    record_submission,
    return_submission,
    submit_submission,
)
from chungtay.submissions.models import ReportRound
from chungtay.submissions.rules.calendar import ReportTypeDraft
from chungtay.submissions.rules.states import Cadence

from .chapter import unit_id

Given = Mapping[str, Any]


def submit_reports(*, by: User | None, at: datetime, chapter: Given, through: date) -> None:
    """Open the types that have begun by then with their rounds, and hand in what the plan says; each on its own day."""
    leader = people_of([person["login"] for person in chapter["people"] if person["role"] == Role.APPROVER])[0]
    for given in chapter["reports"]:
        first_on = date.fromisoformat(given["first_on"])
        if first_on > through:
            continue
        draft = ReportTypeDraft(
            unit_id(chapter["province"], first_on), given["name"], Cadence(given["cadence"]), first_on,
            months=given.get("months"), cutoff_days=given.get("cutoff_days", 0), due_days=given["due_days"],
            final_due_days=given.get("final_due_days"),
        )  # fmt: skip
        kind = open_report_type(by=by, at=at, draft=draft)
        rounds = {one.last_on: one for one in open_rounds(by=by, at=at, type_id=kind.pk, year=given["year"])}
        for handed in given["handed_in"]:
            if date.fromisoformat(handed["on"]) <= through:
                one = rounds[date.fromisoformat(handed["last"])]
                for code in handed["units"]:
                    _hand_in(by, leader, one, unit_id(code, one.last_on), handed)
        if given.get("ended_on") and (over := date.fromisoformat(given["ended_on"])) <= through:
            end_report_type(by=by, at=at, type_id=kind.pk, on=over)


def _hand_in(by: User | None, leader: User, one: ReportRound, unit: int, handed: Given) -> None:
    whose: dict[str, Any] = {"by": by, "at": _moment(handed["on"]), "round_id": one.pk, "unit_id": unit}
    record_submission(**whose, words=handed["words"])
    if handed.get("draft"):
        return
    with suppress(Refusal):  # records of the days still wait for approval: the report stays a draft
        row = submit_submission(**whose, estimate=handed.get("estimate", False))
        if day := handed.get("accepted_on"):
            accept_submission(by=leader, at=_moment(day), submission_id=row.pk)
        elif day := handed.get("returned_on"):
            return_submission(by=leader, at=_moment(day), submission_id=row.pk, reason=handed["reason"])


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(9, 30), get_default_timezone())
