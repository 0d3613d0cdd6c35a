"""The cluster with its members and offices; who signs, and under which heading."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.actions import post_tree
from chungtay.organizations.actions import (
    assign_appointment,
    assign_issuing_body,
    assign_member,
    assign_office,
    open_cluster,
)
from chungtay.organizations.queries import unit_within
from chungtay.organizations.rules import ClusterRole
from chungtay.reports.actions import record_words

Given = Mapping[str, Any]
SINCE = date(2022, 1, 1)
_NO_UNIT = gettext_noop("Chưa nạp đơn vị %(code)s")


def open_the_cluster(*, by: User | None, at: datetime, chapter: Given) -> None:
    """Form the cluster, let its members join, give it a head and a deputy for each year."""
    given = chapter["cluster"]
    since = date.fromisoformat(given["since"])
    owner = unit_id(chapter["province"], since)
    cluster = open_cluster(by=by, at=at, code=given["code"], name=given["name"], owner_id=owner)
    for code in given["members"]:
        assign_member(by=by, at=at, cluster_id=cluster.pk, unit_id=unit_id(code, since), valid_from=since)
    for office in given["offices"]:
        first = date.fromisoformat(office.get("from", f"{office['year']}-01-01"))
        last = date.fromisoformat(office["to"]) if office.get("to") else None
        for role in ClusterRole:
            if code := office.get(role.value):
                assign_office(
                    by=by,
                    at=at,
                    cluster_id=cluster.pk,
                    unit_id=unit_id(code, first),
                    role=role,
                    valid_from=first,
                    valid_to=last,
                )
    post_tree(by=by, at=at)


def assign_offices(*, by: User | None, at: datetime, chapter: Given) -> None:
    """Who signs for the units, and how they head their documents."""
    for given in chapter["appointments"]:
        assign_appointment(by=by, at=at, valid_from=SINCE, **_with_id(given))
    for given in chapter["headings"]:
        assign_issuing_body(by=by, at=at, valid_from=SINCE, **_with_id(given))


def record_review(*, by: User | None, at: datetime, chapter: Given) -> None:
    """The own words that the page has; what it leaves out stays a gap."""
    given = chapter["meetings"][-1]
    asked: dict[str, Any] = {
        "of": chapter["cluster"]["code"],
        "first": date.fromisoformat(given["first"]),
        "last": date.fromisoformat(given["last"]),
    }
    for slot, text in chapter["words"].items():
        record_words(by=by, at=at, slot=slot, text=text, **asked)


def unit_id(code: str, day: date) -> int:
    """The unit that bears the code on the day. Raises Refusal if none does."""
    unit = unit_within(code, day, day)
    if unit is None:
        raise Refusal(_NO_UNIT, code=code)
    return unit.id


def _with_id(given: Given) -> dict[str, Any]:
    return {"unit_id": unit_id(given["unit"], SINCE), **{k: v for k, v in given.items() if k != "unit"}}
