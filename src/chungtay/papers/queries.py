"""Gathers what the papers of a meeting say: the review's material, its table, targets, warnings; and writes them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import translation

from chungtay.figures.queries.sources import illustrative
from chungtay.figures.rules.figures import Figure, Question
from chungtay.figures.rules.printed import printed
from chungtay.kernel.days import day_written
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.ledger.rules import Catalogue, IndicatorView
from chungtay.meetings.models import Meeting
from chungtay.meetings.queries import Followed, MeetingPage, followed
from chungtay.meetings.queries.following import Counting
from chungtay.meetings.queries.page import PaperOf
from chungtay.meetings.rules.states import CONCLUSION_STATE_NAMES, ConclusionKind, MeetingState
from chungtay.organizations.queries import Structure
from chungtay.papers.rules import (
    Aim,
    ConclusionTold,
    Invited,
    MeetingMaterial,
    MemberText,
    Occasion,
    Warned,
)
from chungtay.reports.queries import said_of
from chungtay.reports.queries.bodies import scope
from chungtay.reports.queries.gathering import material
from chungtay.reports.rules.material import Fact, Gathering, Material
from chungtay.reports.rules.targets import BASES
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.submissions import STANDING

Words = Callable[[Mapping[str, Any]], str]


def meeting_material(page: MeetingPage, known: Structure, written: Words, *, told: bool = True) -> MeetingMaterial:
    """Everything that the papers of a meeting say, in Vietnamese whoever asks. Raises Refusal for a scope that is none.

    `written` puts a warning of a report into words; not `told`: without figures of the period, as minutes are.
    """
    with translation.override("vi"):
        counting = Counting((*page.earlier, *page.own), page.meeting)
        review = _review(page, known, counting) if told else _silent(page, known)
        if told:
            page = _counted(page, counting)
        names = {member.code: member.short_name for member in review.members}
        bare = any(one.value is not None and one.view is None for one in (*page.earlier, *page.own))
        views = catalogue() if bare else None
        return MeetingMaterial(
            occasion=_occasion(page), review=review,
            earlier=tuple(_told(one, names, views) for one in page.earlier),
            own=tuple(_told(_as_decided(one), names, views) for one in page.own),
            aims=aims_of(review), warnings=_warnings(review, known, written) if told else {},
            papers=tuple(_text(paper, names) for paper in page.papers),
        )  # fmt: skip


def with_conclusions(page: MeetingPage, known: Structure) -> MeetingPage:
    """The page with what the meeting concludes, without figures: all that a notice needs."""
    lines = followed(page.meeting.of, page.on, known)
    return replace(page, own=tuple(one for one in lines if one.meeting_id == page.meeting.pk))


def latest_meeting() -> int | None:
    """The number of the meeting that was held or is called last, whatever its scope; cancelled ones are none."""
    rows = Meeting.objects.exclude(state=MeetingState.CANCELLED).order_by("-held_on", "-pk")
    return rows.values_list("pk", flat=True).first()


def _review(page: MeetingPage, known: Structure, counting: Counting) -> Material:
    """The review of the meeting's period; the meeting itself takes the place of what was said of it beside the report.
    What conclusions have come to is asked with it."""
    meeting, period = page.meeting, page.period
    said = said_of(meeting.of, period, known)
    beside = said.gathering
    host = meeting.host_called or page.host.name
    gathering = Gathering(
        meeting.held_on, meeting.part_of_day, meeting.place or beside.place, host,
        meeting.visits_place or beside.visits_place,
    )  # fmt: skip
    return material(
        of=meeting.of, first=period.first, last=period.last, known=known, said=said._replace(gathering=gathering),
        each_unit=True, beside=counting,
    )  # fmt: skip


def _counted(page: MeetingPage, counting: Counting) -> MeetingPage:
    """The page with the figures of its conclusions."""
    lines = counting.told()
    split = len(page.earlier)
    return replace(page, earlier=tuple(lines[:split]), own=tuple(lines[split:]))


def _silent(page: MeetingPage, known: Structure) -> Material:
    """Head, signature and members alone; and whether the scope's data are made up."""
    period, about = page.period, scope(page.meeting.of, page.period.first, page.period.last, known)
    return Material(
        body=about.body, period=period, cut_off_on=period.last, facts={}, heading=about.heading, members=about.members,
        illustrative=illustrative(about.unit_ids, [period], stocks=True),
    )  # fmt: skip


def _occasion(page: MeetingPage) -> Occasion:
    meeting = page.meeting
    return Occasion(
        title=meeting.title, on=meeting.held_on, host=meeting.host_called or page.host.name,
        part_of_day=meeting.part_of_day, place=meeting.place, chair=meeting.chair, secretary=meeting.secretary,
        invited=tuple(
            Invited(one.name, one.delegates, one.note, one.attended, is_guest=one.unit is None) for one in page.asked
        ),
        agenda=tuple((point.title, point.presenter) for point in page.agenda), minutes=page.minutes,
        begins=meeting.begins, ends=meeting.ends,
    )  # fmt: skip


def _told(one: Followed, names: Mapping[str, str], views: Catalogue | None) -> ConclusionTold:
    """A conclusion in words; `names`: short names of members, as the paper has them."""
    last, owner = (one.steps[-1] if one.steps else None), one.owner
    heirs = ", ".join(names.get(heir.code, heir.short_name) for heir in one.heirs)
    name = names.get(owner.code, owner.short_name)
    measured = one.measured
    return ConclusionTold(
        text=one.text, owner=f"{heirs} (thay {name})" if heirs else name, due=one.stands.due,
        state=CONCLUSION_STATE_NAMES[one.stands.state], is_open=one.stands.is_open,
        is_direction=one.kind == ConclusionKind.DIRECTION,
        overdue_by=(one.on - one.stands.due).days if one.overdue else 0, reason=last.reason if last else "",
        meeting=one.meeting_title, to_reach=_to_reach(one, views),
        aim=Aim(_fact_of(one), one.value or 0, measured.progress) if measured else None,
    )  # fmt: skip


def _as_decided(one: Followed) -> Followed:
    """A conclusion as its own meeting left it, whatever was said or reached since."""
    return replace(one, owner=one.decided_owner, heirs=(), stands=one.decided, steps=(), measured=None)


def _to_reach(one: Followed, views: Catalogue | None) -> str:
    """The value, and from when it is counted where that is neither the meeting's day nor told by a figure beside it."""
    view = one.view or (views[one.indicator] if views and one.value is not None else None)
    if view is None or one.value is None:
        return ""
    value = exactly_with_unit(one.value, Measure(view.measure), scale=view.scale)
    later = one.measured is None and one.since > one.concluded_on
    return f"{value}, tính từ ngày {day_written(one.since)}" if later else value


def _fact_of(one: Followed) -> Fact:
    assert one.measured is not None and one.view is not None
    return _fact(one.measured.question, one.measured.figure, one.view, one.owner.name if not one.is_of_all else "")


def _fact(question: Question, figure: Figure, view: IndicatorView, label: str) -> Fact:
    return Fact(
        figure.indicator, figure.name, figure.measure, figure.field, printed(question, figure, label), figure.state,
        figure.value, figure.scale, view.kind,
    )  # fmt: skip


def aims_of(review: Material) -> dict[str, tuple[Aim, ...]]:
    """By code: what the scope and each member are to reach over days that hold the period, without tags.

    Of several for the same, the one that the report's sentence is held against.
    """
    place = {code: number for number, code in enumerate(review.order)}
    aims: dict[str, dict[str, Aim]] = {}
    for code, planned in {**review.targets_of_units, review.body.code: review.targets}.items():
        for one in sorted(planned, key=lambda one: (place[one.told.indicator], BASES.index(one.told.basis))):
            if not one.told.tags:
                aims.setdefault(code, {}).setdefault(one.fact.indicator, Aim(one.fact, one.told.value, one.progress))
    return {code: tuple(by_indicator.values()) for code, by_indicator in aims.items()}


def _codes(review: Material, known: Structure) -> dict[int, str]:
    """Codes of the members by id, as they stood in the period."""
    stood = [known.unit_within(member.code, review.period.first, review.period.last) for member in review.members]
    return {unit.id: unit.code for unit in stood if unit}


def _text(paper: PaperOf, names: Mapping[str, str]) -> MemberText:
    return MemberText(names.get(paper.unit.code, paper.unit.short_name), paper.title, paper.text)


def _warnings(review: Material, known: Structure, written: Words) -> dict[str, tuple[Warned, ...]]:
    """By member: what the checks said of its latest report of these days that stands, as the unit explained it."""
    codes = _codes(review, known)
    rows = (
        Submission.objects.filter(
            unit__in=codes, round__first_on=review.period.first, round__last_on=review.period.last, state__in=STANDING
        )
        .order_by("revision", "pk")
        .values_list("unit", "warnings")
    )
    return {
        codes[unit]: tuple(Warned(written(said), said.get("explanation", "")) for said in warnings)
        for unit, warnings in rows
    }
