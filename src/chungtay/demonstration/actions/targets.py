"""The targets that the demonstration's cluster agreed on, and the province's own of a later year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chungtay.accounts.models import User
from chungtay.kernel.periods import Period
from chungtay.plans.actions import assign_target
from chungtay.plans.rules import TargetBasis, TargetDraft, allocated

from .chapter import unit_id

LABEL = "Dữ liệu minh họa"


def assign_targets(*, by: User | None, at: datetime, chapter: Mapping[str, Any]) -> None:
    """Each total of the plan shared out among its units by their weights."""
    for given in chapter["targets"]:
        year = Period.year(given["year"])
        for code, value in zip(given["of"], allocated(given["total"], list(given["of"].values())), strict=True):
            draft = TargetDraft(
                unit_id(code, year.last), given["indicator"], year.first, year.last, value, TargetBasis(given["basis"]),
                set_by_id=unit_id(chapter["province"], year.last), paper=LABEL,
            )  # fmt: skip
            assign_target(by=by, at=at, draft=draft)
