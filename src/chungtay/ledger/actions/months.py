"""The cube's sums: what the facts of a posting add to each unit's months, and to those of the units above."""

from .forms import Cell, Form

Values = tuple[int, ...]  # of a form's facts
Sums = dict[Cell, list[int]]  # value, entries, estimated
Place = tuple[tuple[int, ...], int, int]  # ancestors that have sums, farthest first; last and first month
Flows = dict[Place, list[tuple[Form, Values]]]

MONTH_SUM_SQL = (
    "INSERT INTO ledger_monthsum (unit_id, indicator_id, last_month, first_month, tagset_id, value, entries, estimated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (unit_id, indicator_id, last_month, first_month, tagset_id) DO UPDATE SET"
    " value = ledger_monthsum.value + excluded.value, entries = ledger_monthsum.entries + excluded.entries,"
    " estimated = ledger_monthsum.estimated + excluded.estimated"
)


def month_sums(flows: Flows) -> list[tuple[int, ...]]:
    """Rows of the cube that these facts add to, unit by unit and month by month.

    What is summed for a line of ancestors goes to the last of them and, as one sum, to the line of the others.
    """
    found: dict[tuple[int, int, int], Sums] = {}
    lines, above = {place: _summed(facts) for place, facts in flows.items()}, dict[Place, Sums]()
    while lines:
        for (ancestors, last, first), sums in lines.items():
            if ancestors[1:]:
                _merge(above.setdefault((ancestors[:-1], last, first), {}), sums)
            if ancestors and (into := found.setdefault((ancestors[-1], last, first), sums)) is not sums:
                _merge(into, sums)
        lines, above = above, {}
    return [
        (ancestor, indicator, last, first, tagset, *amounts)
        for ancestor, last, first in sorted(found)
        for (indicator, tagset), amounts in found[ancestor, last, first].items()
    ]


def _summed(flows: list[tuple[Form, Values]]) -> Sums:
    """What facts of one place add to the cube; their sums lie near each other in memory, while each is added to."""
    sums: Sums = {}
    for form, values in flows:
        sign, estimate = form.sign, form.estimate
        for line, cell in form.flows:
            value, at = values[line], sums.get(cell)
            if at is None:
                sums[cell] = [value, sign, value if estimate else 0]
            else:
                at[0] += value
                at[1] += sign
                if estimate:
                    at[2] += value
    return sums


def _merge(into: Sums, sums: Sums) -> None:
    """Add sums to others; what is not there yet is copied."""
    for cell, (value, entries, estimated) in sums.items():
        at = into.get(cell)
        if at is None:
            into[cell] = [value, entries, estimated]
        else:
            at[0] += value
            at[1] += entries
            at[2] += estimated
