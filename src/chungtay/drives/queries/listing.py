"""The list of drives: those to come, those that are over page by page, and both by campaign."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, Sum, Window

from chungtay.blood.models import Campaign, Drive, DriveResult, SignUp
from chungtay.blood.queries import RuleBook, drives_of, rule_book, told_funnel
from chungtay.blood.rules.signing import slot_places
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.bloodrules.rules.funnel import Funnel, units_counted
from chungtay.kernel.days import LATEST
from chungtay.organizations.queries import Everyone, structure

PAGE = 30


@dataclass(frozen=True, slots=True)
class DriveLine:
    """A drive: who signed up, places of its slots (0: without slots), what was told of it (None: nothing yet), units of
    blood as the chapter counts them."""

    drive: Drive
    signed: int
    places: int
    told: Funnel | None
    units: int

    @property
    def key(self) -> str:
        """What names the drive on the page."""
        return f"dot-{self.drive.pk}"


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign with its drives that were not called off: how many, their quotas together, units of blood received."""

    campaign: Campaign
    drives: int
    quota: int
    units: int

    @property
    def key(self) -> str:
        """What names the campaign on the page."""
        return f"chien-dich-{self.campaign.pk}"


@dataclass(frozen=True, slots=True)
class DrivesPage:
    """One page; `found` is how many are over, `pages` how many pages they fill."""

    coming: tuple[DriveLine, ...]
    past: tuple[DriveLine, ...]
    campaigns: tuple[CampaignLine, ...]
    found: int
    page: int
    pages: int


def drives_page(units: Collection[int], on: date, *, page: int = 1, campaign_id: int | None = None) -> DrivesPage:
    """The drives of units: all that are to come or still open, the nearest first, and a page of those that are over."""
    rows = drives_of(units)
    if campaign_id:
        rows = rows.filter(campaign=campaign_id)
    over = Q(held_on__lt=on) | Q(state__in=[DriveState.CANCELLED, DriveState.REPORTED])
    coming = list(rows.exclude(over).order_by("held_on", "pk"))
    past = list(rows.filter(over).annotate(found=Window(Count("*")))[(page - 1) * PAGE :][:PAGE])
    if not past and page > 1:
        return drives_page(units, on, campaign_id=campaign_id)
    found = vars(past[0])["found"] if past else 0
    book = rule_book(LATEST)
    lines = _lines([*coming, *past], book)
    campaigns = _campaigns(units, on, book)
    return DrivesPage(lines[: len(coming)], lines[len(coming) :], campaigns, found, page, max(1, -(-found // PAGE)))


def campaigns_for(units: Collection[int], on: date) -> list[tuple[str, str]]:
    """Campaigns of the units and of those above that are not over, to choose from."""
    rows = Campaign.objects.filter(last_on__gte=on)
    if not isinstance(units, Everyone):
        tree = structure()
        rows = rows.filter(unit__in={path.ancestor_id for unit in units for path in tree.above(unit)})
    return [(str(pk), name) for pk, name in rows.order_by("first_on", "pk").values_list("pk", "name")]


def _lines(drives: Sequence[Drive], book: RuleBook) -> tuple[DriveLine, ...]:
    ids = [drive.pk for drive in drives]
    signed = SignUp.objects.filter(drive__in=ids).exclude(state=SignUpState.WITHDRAWN).order_by()
    people = dict(signed.values_list("drive").annotate(people=Count("pk")))
    told = _told(ids)
    return tuple(
        DriveLine(
            drive, people.get(drive.pk, 0), sum(slot_places(drive.slots).values()), told.get(drive.pk),
            _units(drive, told.get(drive.pk), book),
        )
        for drive in drives
    )  # fmt: skip


def _told(drive_ids: Iterable[int]) -> dict[int, Funnel]:
    """The latest result of each drive."""
    rows = DriveResult.objects.filter(drive__in=list(drive_ids)).order_by("pk")
    return {row.drive_id: told_funnel(row) for row in rows}


def _units(drive: Drive, told: Funnel | None, book: RuleBook) -> int:
    if told is None or drive.state == DriveState.CANCELLED:
        return 0
    then = replace(
        book, on=drive.held_on, rows=tuple(row for row in book.rows if row.first_on <= drive.held_on), read={}
    )
    return units_counted(told.counted, then.rules(drive.unit_id, drive.centre).counts_as)


def _campaigns(units: Collection[int], on: date, book: RuleBook) -> tuple[CampaignLine, ...]:
    """Those of this year and to come, the latest first."""
    rows = Campaign.objects.filter(last_on__gte=date(on.year - 1, 1, 1)).order_by("-first_on", "-pk")
    if not isinstance(units, Everyone):
        rows = rows.filter(unit__in=units)
    campaigns = list(rows)
    drives = Drive.objects.filter(campaign__in=campaigns).exclude(state=DriveState.CANCELLED).order_by()
    sums = {pk: (number, quota or 0) for pk, number, quota in drives.values_list("campaign").annotate(
        number=Count("pk"), quota_sum=Sum("quota")
    )}  # fmt: skip
    given: dict[int, int] = defaultdict(int)
    reported = list(drives.filter(state=DriveState.REPORTED)) if campaigns else []
    told = _told(drive.pk for drive in reported)
    for drive in reported:
        given[drive.campaign_id or 0] += _units(drive, told.get(drive.pk), book)
    return tuple(CampaignLine(row, *sums.get(row.pk, (0, 0)), given[row.pk]) for row in campaigns)
