"""Where figures come from: whether what a question asks rests on illustrative data."""

from datetime import date

from django.db import connection

from chungtay.figures.rules.figures import Question
from chungtay.ledger.queries.stocks import ids
from chungtay.organizations import queries as organizations

ILLUSTRATIVE = "demonstration"  # sources of entries made for the demonstration begin so
# The condition is that of the partial index `entry_illustrative`, to the letter: a book without such entries
# answers at once.
SQL = r"""SELECT 1 FROM ledger_entry WHERE source LIKE 'demonstration%%' ESCAPE '\' AND day BETWEEN %s AND %s
 AND unit_id IN (SELECT descendant_id FROM organizations_unitpath WHERE ancestor_id IN ({})) LIMIT 1"""


def illustrative(question: Question) -> bool:
    """Does any entry of the question's units and days come from the demonstration?"""
    units = {unit for code in question.of for unit in _units(code, question.first, question.last)}
    if not units:
        return False
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(ids(units)), [question.first.toordinal(), question.last.toordinal()])
        return cursor.fetchone() is not None


def _units(code: str, first: date, last: date) -> list[int]:
    if "/" in code:
        return [member.unit_id for member in organizations.memberships_within(code, first, last)]
    unit = organizations.unit_within(code, first, last)
    return [unit.id] if unit else []
