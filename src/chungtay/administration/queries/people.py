"""People of the reach: the list, and one person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from chungtay.accounts.models import SecondFactor, Session, User
from chungtay.accounts.queries import LinkOn, SessionOn, open_links, sessions_of
from chungtay.kernel.text import folded, sort_key
from chungtay.organizations.models import Role, UnitPath
from chungtay.organizations.queries import units_of
from chungtay.organizations.queries.paths import on_day

from .reach import Reach

PAGE = 50
LARGEST = 1 << 63  # no row bears such a number, and SQLite cannot be asked for one


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What the list is narrowed to: words of name or login, a unit with all below it, a role, no second factor."""

    words: str = ""
    unit_id: int | None = None
    role: str = ""
    without_factor: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as it is shown; `standing`: on the day of the page; `is_mine`: may the reader end it?"""

    id: int
    role: str
    scope: str
    valid_from: date
    valid_to: date | None
    standing: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the list, with the roles of the day in the reach."""

    id: int
    name: str
    login: str
    is_active: bool
    has_factor: bool
    has_password: bool
    seen_at: datetime | None
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list: `found` is how many fit, `pages` how many pages they fill."""

    people: tuple[Person, ...]
    found: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with every role that the reader may see, standing or past, sessions, and links that wait.

    `is_whole`: every role that has not ended lies in the reach, so that the account itself may be closed or recovered.
    """

    user: User
    person: Person
    roles: tuple[RoleLine, ...]
    sessions: tuple[SessionOn, ...]
    links: tuple[LinkOn, ...]
    is_whole: bool


def people(reach: Reach, asked: PeopleAsked) -> PeoplePage:
    """The people who have or had a role in the reach, by name; for a chapter also those without any role."""
    rows = _narrowed(reach, asked).values_list("pk", "name", "login")
    words = folded(asked.words).split()
    fitting = [(pk, name) for pk, name, login in rows if _fits(words, name, login)]
    fitting.sort(key=lambda row: (sort_key(row[1]), row[0]))
    page = Paginator([pk for pk, _ in fitting], PAGE).get_page(asked.page)
    shown = _shown(list(page.object_list))
    lines = _lines(reach, reach.roles().filter(on_day(reach.on), user__in=list(shown)))
    return PeoplePage(
        tuple(_person(shown[pk], lines.get(pk, ())) for pk in page.object_list),
        len(fitting),
        page.number,
        page.paginator.num_pages,
    )


def _fits(words: list[str], name: str, login: str) -> bool:
    text = f"{folded(name)} {login}"
    return all(word in text for word in words)


def _narrowed(reach: Reach, asked: PeopleAsked) -> QuerySet[User]:
    roles = reach.roles()
    if asked.role:
        roles = roles.filter(on_day(reach.on), role=asked.role)
    if asked.unit_id:
        below = UnitPath.objects.filter(on_day(reach.on), ancestor=asked.unit_id).values("descendant")
        roles = roles.filter(on_day(reach.on), Q(unit__in=below) | Q(cluster__owner=asked.unit_id))
    within = Q(pk__in=roles.values("user"))
    if reach.is_chapter_wide and not asked.role and not asked.unit_id:
        within |= Q(roles__isnull=True)
    found = User.objects.filter(within).distinct()
    return found.filter(~Exists(_factor())) if asked.without_factor else found


def _factor() -> QuerySet[SecondFactor]:
    return SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)


def _shown(ids: list[int]) -> dict[int, Any]:
    seen = Session.objects.filter(user=OuterRef("pk")).order_by("-last_seen_at").values("last_seen_at")[:1]
    rows = User.objects.filter(pk__in=ids).annotate(has_factor=Exists(_factor()), session_at=Subquery(seen))
    return {row.pk: row for row in rows}


def _person(row: Any, roles: tuple[RoleLine, ...]) -> Person:
    moments = [moment for moment in (row.session_at, row.last_login) if moment]
    return Person(
        row.pk, row.name, row.login, row.is_active, row.has_factor, row.has_usable_password(), max(moments, default=None),
        roles,
    )  # fmt: skip


def _lines(reach: Reach, roles: QuerySet[Role]) -> dict[int, tuple[RoleLine, ...]]:
    """Roles by person, each with the name of its unit or cluster."""
    mine = Exists(reach.units.filter(pk=OuterRef("unit"))) | Exists(reach.units.filter(pk=OuterRef("cluster__owner")))
    rows = list(roles.select_related("cluster").annotate(mine=mine).order_by("-valid_from", "pk"))
    units = units_of({row.unit_id for row in rows if row.unit_id}, reach.on)
    found: dict[int, tuple[RoleLine, ...]] = {}
    for row in rows:
        scope = row.cluster.name if row.cluster else units[row.unit_id].name if row.unit_id in units else ""
        stands = row.valid_from <= reach.on and (row.valid_to is None or reach.on < row.valid_to)
        line = RoleLine(row.pk, row.role, scope, row.valid_from, row.valid_to, stands, row.mine)
        found[row.user_id] = (*found.get(row.user_id, ()), line)
    return found


def person(reach: Reach, user_id: int, at: datetime) -> PersonPage | None:
    """The person, or None where nothing of theirs lies in the reach. Roles outside it are counted, not shown."""
    shown = _shown([user_id]).get(user_id) if user_id < LARGEST else None
    if shown is None:
        return None
    every = _lines(reach, Role.objects.filter(user=user_id)).get(user_id, ())
    mine = tuple(line for line in every if line.is_mine)
    if not mine and (every or not reach.is_chapter_wide):
        return None
    ahead = [line for line in every if line.valid_to is None or line.valid_to > reach.on]
    standing = tuple(line for line in mine if line.standing)
    return PersonPage(
        shown, _person(shown, standing), mine, tuple(sessions_of(shown, at)), tuple(open_links([user_id])),
        all(line.is_mine for line in ahead),
    )  # fmt: skip
