"""The committed catalogue and counting rules, read from their data files."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chungtay.kernel.months import month_index
from chungtay.ledger.rules.drafts import IndicatorDraft

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A counting rule as data: what a total includes from a month on."""

    total: str
    first_month: int
    items: tuple[tuple[str, int, str], ...]
    reason: str


def core_indicators() -> list[IndicatorDraft]:
    """Indicators of the committed catalogue, wholes before their parts."""
    rows = json.loads((DATA / "indicators.json").read_text(encoding="utf-8"))
    drafts = {
        row["code"]: IndicatorDraft(
            code=row["code"],
            name_vi=row["name_vi"],
            name_en=row["name_en"] or "",
            measure=row["measure"],
            kind=row["kind"],
            field=row["field"],
            definition_vi=row["definition_vi"] or "",
            source=row["source"] or "",
            part_of=row["part_of"],
            scale=row["scale"],
            derived=row["derived"] or "",
            excluded_kinds=tuple(row["excluded_kinds"]),
        )
        for row in rows
    }
    return sorted(drafts.values(), key=lambda d: _depth(d, drafts))


def _depth(draft: IndicatorDraft, drafts: dict[str, IndicatorDraft]) -> int:
    return 1 + _depth(drafts[draft.part_of], drafts) if draft.part_of else 0


def core_rules() -> list[RuleDraft]:
    """Counting rules that hold wherever a chapter sets no own ones."""
    rows = json.loads((DATA / "counting_rules.json").read_text(encoding="utf-8"))
    return [
        RuleDraft(
            row["total"],
            month_index(date.fromisoformat(f"{row['from']}-01")),
            tuple((code, factor, reason) for code, factor, reason in row["items"]),
            row["reason"],
        )
        for row in rows
    ]
