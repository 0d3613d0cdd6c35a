"""Own words beside the figures: section by section, each slot with what was written before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.documents.formats import html
from chungtay.documents.rules import Review, Slot
from chungtay.figures.formats import query_string
from chungtay.figures.forms import AskFigures
from chungtay.figures.rules.figures import Question
from chungtay.figures.views import refused, sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.reports import queries
from chungtay.reports.actions import record_gathering, record_words
from chungtay.reports.forms import MEETING, WriteReview
from chungtay.reports.queries import Version
from chungtay.reports.rules.progress import Written
from chungtay.reports.rules.slots import wanted

from .reading import link_behind


@dataclass(frozen=True, slots=True)
class SlotBox:
    """A slot's field: the version that was seen (hidden), what another officer wrote meanwhile, the versions before."""

    field: BoundField
    seen: BoundField
    gap: bool
    theirs: Version | None
    latest: Version
    earlier: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the document with the fields of its slots."""

    body: SafeString
    boxes: tuple[SlotBox, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def review_words(request: HttpRequest) -> HttpResponse:
    """The document section by section, and beside it the fields of its slots and of the meeting."""
    question = asked_to_publish(request)
    if isinstance(question, HttpResponse):
        return question
    of, period = question.of[0], Period(question.first, question.last)
    known = sight_of(request).structure
    said = queries.said_of(of, period, known)
    found, gathering = said.words, said.gathering
    form, crossed = WriteReview(request.POST if request.method == "POST" else None, found, gathering), dict[str, str]()
    if request.method == "POST" and form.is_valid():
        count, crossed = _save(request, question, form)
        if not crossed:
            told = _("Đã lưu %(count)s phần.") % {"count": count} if count else _("Không có gì thay đổi.")
            messages.success(request, told)
            return redirect(f"{request.path}?{query_string(question)}")
        said = queries.said_of(of, period, known)
        found, gathering = said.words, said.gathering
        form = form.seen_again(set(crossed), found, gathering)
        for name, why in crossed.items():
            form.add_error(name, why)
    try:
        report = queries.draft(of=of, first=period.first, last=period.last, said=said, known=known)
    except Refusal as refusal:
        return refused(request, say(refusal))
    own = Written(frozenset(slot for slot, rows in found.items() if rows[0].text), meeting=gathering.on is not None)
    gaps = own.gaps(wanted(is_cluster="/" in of))
    parts = list(_parts(report, form, set(crossed), gaps))
    context = {
        "form": form, "parts": parts, "report": report, "period": period, "asked": query_string(question),
        "gaps": len(gaps),
        "meeting": [form[name] for name in MEETING],
    }  # fmt: skip
    return render(request, "reports/review_words.html", context)


def _save(request: HttpRequest, question: Question, form: WriteReview) -> tuple[int, dict[str, str]]:
    """Save what the writer changed; how many parts, and by field why others could not be."""
    crossed: dict[str, str] = {}
    count = 0
    where: dict[str, Any] = {
        "by": person(request), "at": timezone.now(), "of": question.of[0], "first": question.first, "last": question.last,
    }  # fmt: skip
    for slot, text, seen in form.written():
        try:
            record_words(**where, slot=slot, text=text, after=seen)
            count += 1
        except Refusal as refusal:
            crossed[slot] = say(refusal)
    if meeting := form.meeting():
        try:
            record_gathering(**where, gathering=meeting[0], after=meeting[1])
            count += 1
        except Refusal as refusal:
            crossed["held_on"] = say(refusal)
    return count, crossed


def _parts(report: Review, form: WriteReview, crossed: set[str], gaps: frozenset[str]) -> Iterator[Part]:
    for section in report.sections:
        slots = [block for block in section.blocks if isinstance(block, Slot)]
        unseen = [slot for slot in slots if not slot.filled and slot.key not in gaps]
        printed = replace(section, blocks=tuple(block for block in section.blocks if block not in unseen))
        boxes = tuple(_box(form, slot.key, crossed, slot.key in gaps) for slot in slots)
        yield Part(mark_safe(html.section(printed, link_behind())), boxes)  # noqa: S308 - escaped by formats.html


def _box(form: WriteReview, slot: str, crossed: set[str], gap: bool) -> SlotBox:
    latest, earlier = form.latest(slot), form.found.get(slot, ())[1:]
    theirs = latest if slot in crossed else None
    return SlotBox(form[slot], form[f"seen_{slot}"], gap, theirs, latest, earlier)


def asked_to_publish(request: HttpRequest) -> Question | HttpResponse:
    """The scope and period for which the person may write and publish; else the answer to give instead."""
    asked = AskFigures(request.GET)
    for name in ("from", "to"):
        asked.fields[name].required = True
    if asked.is_valid() and len(asked.cleaned_data["of"]) > 1:
        asked.add_error("of", _("trang này chỉ nói về một đơn vị hoặc một cụm."))
    if not asked.is_valid():
        return unreadable(request, asked)
    first, last = asked.cleaned_data["from"], asked.cleaned_data["to"]
    if not queries.publishes(sight_of(request), asked.cleaned_data["of"][0], first, last):
        raise PermissionDenied
    return Question(asked.cleaned_data["of"], first, last)
