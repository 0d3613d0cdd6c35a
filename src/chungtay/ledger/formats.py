"""The committed catalogue and counting rules, read from their data files; questions as addresses of their pages."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from chungtay.kernel.months import month_index
from chungtay.ledger.rules.drafts import IndicatorDraft
from chungtay.ledger.rules.figures import Question

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
            **{
                k: row[k] or ""
                for k in ("code", "name_vi", "name_en", "measure", "kind", "field", "definition_vi", "source")
            },
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


def query_string(question: Question, by: str | None = None, key: str | None = None) -> str:
    """A question as the part of an address behind its "?"; `by` and `key`: one row of its breakdown."""
    pairs = [("of", code) for code in question.of]
    pairs += [("indicator", code) for code in question.indicators]
    pairs += [("from", question.first.isoformat()), ("to", question.last.isoformat())]
    pairs += [("tag", tag) for tag in sorted(question.tags)]
    pairs += [(name, value) for name, value in (("by", by), ("key", key)) if value]
    if question.known_seq is not None:
        pairs.append(("known_at", str(question.known_seq)))
    return urlencode(pairs, safe="/:")
