"""How the commands of periodic reports find the person, the unit and the round."""

from datetime import date

from chungtay.accounts.models import User
from chungtay.accounts.queries import user_by_login
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.queries.sight import sight
from chungtay.organizations.rules import Permission
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries.calendar import live_rounds, report_round, round_period
from chungtay.submissions.queries.owing import owes
from chungtay.submissions.queries.sending import may_send
from chungtay.submissions.rules.calendar import period_code

_MAY_NOT = gettext_noop("%(login)s không được làm việc này cho %(name)s.")
_NO_UNIT = gettext_noop("Không có đơn vị mang mã “%(code)s”.")
_NO_ROUND = gettext_noop("%(name)s không nợ báo cáo “%(report)s” nào của kỳ %(period)s.")
_SEVERAL = gettext_noop(
    "Có nhiều kỳ của báo cáo “%(report)s” cho %(period)s; hãy ghi --round với một trong các số: %(numbers)s."
)
_GONE = gettext_noop("Không có kỳ báo cáo số %(number)s.")


def person_who_may(login: str, unit: UnitOn, on: date, *, sending: bool = False) -> User:
    """The person with this login. Raises Refusal where they may not approve for the unit on the day, or send its reports."""
    user = user_by_login(login)
    seen = sight(user, on)
    if not (may_send(seen, unit.id) if sending else seen.may(Permission.APPROVE, unit.id)):
        raise Refusal(_MAY_NOT, login=user.login, name=unit.name)
    return user


def unit_of(code: str, on: date, known: Structure) -> UnitOn:
    """The unit that bears the code on a day, or bore it last. Raises Refusal where none ever did."""
    found = known.units_of(known.bearers(code), on).values()
    if not found:
        raise Refusal(_NO_UNIT, code=code)
    return max(found, key=lambda unit: (unit.stands_on(on), unit.valid_from))


def round_of(number: int) -> ReportRound:
    """A round by its number. Raises Refusal where there is none."""
    one = report_round(number)
    if one is None:
        raise Refusal(_GONE, number=number)
    return one


def round_named(report: str, period: str, code: str, on: date, known: Structure) -> ReportRound:
    """The round of that report and period (as `due` writes it) that a bearer of the code owes. Raises Refusal for none, and
    for several (sudden reports of the same days)."""
    found = [
        one for one in live_rounds().filter(type__name=report)
        if period_code(round_period(one)) == period and any(owes(one, unit, known) for unit in known.bearers(code))
    ]  # fmt: skip
    if len(found) > 1:
        raise Refusal(_SEVERAL, report=report, period=period, numbers=", ".join(str(one.pk) for one in found))
    if not found:
        raise Refusal(_NO_ROUND, name=unit_of(code, on, known).name, report=report, period=period)
    return found[0]
