"""Indicators and counting rules of the whole chapter."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.administration import actions
from chungtay.administration.forms import AddIndicator, CorrectIndicator, EndIndicator, SetRule
from chungtay.administration.forms.catalogue import ROWS
from chungtay.administration.queries import CountingPage, IndicatorPage, Reach, counting, indicator_page, since_of
from chungtay.administration.templatetags.administration_words import called
from chungtay.design.templatetags.frame import place_words
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_index
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import UnitOn

from .doors import chapter_wide, form_page, posted


@chapter_wide
def indicators(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The catalogue by field."""
    fields: dict[str, list[IndicatorView]] = {}
    for view in catalogue().indicators.values():
        fields.setdefault(field_words(view.field), []).append(view)
    told = {"fields": fields, "since": since_of(), "on": reach.on}
    return render(request, "administration/indicators.html", told)


@chapter_wide
def indicator(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """One indicator with everything it was."""
    return render(request, "administration/indicator.html", {"page": _indicator(code), "on": reach.on})


@chapter_wide
def add_indicator(request: HttpRequest, reach: Reach) -> HttpResponse:
    """An indicator of the chapter's own."""
    form = AddIndicator(posted(request), views=catalogue().indicators)
    words = {"title": _("Thêm chỉ tiêu"), "submit": _("Thêm chỉ tiêu"), "over": place_words("Chỉ tiêu")}

    def act() -> None:
        ledger.add_indicator(by=reach.user, at=timezone.now(), indicator=form.draft())

    return form_page(request, form, act, words=words, back=reverse("indicators"), done=_("Đã thêm chỉ tiêu."))


@chapter_wide
def correct_indicator(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """Names, definition, source, the whole in which it lies."""
    view = _indicator(code).view
    initial = {
        "name_vi": view.name_vi, "name_en": view.name_en, "definition_vi": view.definition, "source": view.source,
        "part_of": view.part_of or "",
    }  # fmt: skip
    form = CorrectIndicator(posted(request), initial=initial, views=catalogue().indicators)
    words = {
        "title": _("Đính chính chỉ tiêu"), "submit": _("Lưu đính chính"), "over": called(view),
        "lead": _("Lời cũ vẫn đọc được theo thời điểm; số đã ghi không đổi, trừ khi đổi chỉ tiêu chứa nó."),
    }  # fmt: skip

    def act() -> None:
        ledger.correct_indicator(by=reach.user, at=timezone.now(), code=code, **form.said())

    return form_page(request, form, act, words=words, back=_home(code), done=_("Đã đính chính."))


@chapter_wide
def end_indicator(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """It is counted no more from a day on, or goes on after all."""
    view = _indicator(code).view
    form = EndIndicator(posted(request), initial={"on": view.ended_on or reach.on})
    words = {
        "title": _("Kết thúc chỉ tiêu"), "submit": _("Lưu"), "over": called(view),
        "lead": _("Số đã ghi trước ngày ấy vẫn được tính; từ ngày ấy không ghi thêm được."),
    }  # fmt: skip

    def act() -> None:
        ledger.end_indicator(by=reach.user, at=timezone.now(), code=code, on=form.cleaned_data["on"])

    return form_page(request, form, act, words=words, back=_home(code), done=_("Đã lưu."))


@chapter_wide
def counting_rules(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What each total includes, since when and why."""
    return render(request, "administration/counting_rules.html", {"pages": counting(reach.on), "reach": reach})


@chapter_wide
def set_counting_rule(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """A rule from a month on: tried first, entered on the second press."""
    page, chapter = _counting(reach, code), reach.chapters[0]
    form = _rule_form(request, page, chapter)
    told: dict[str, Any] = {"form": form, "page": page, "chapter": chapter}
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        given: dict[str, Any] = {
            "by": reach.user, "at": timezone.now(), "total": code, "chapter_id": chapter.id,
            "first_month": month_index(form.cleaned_data["first_month"]), "items": form.items(),
        }  # fmt: skip

        def act() -> None:
            actions.assign_counting_rule(**given, reason=form.cleaned_data["reason"])

        if "enter" in request.POST:
            answer = form_page(request, form, act, words={}, back=reverse("counting_rules"), done=_("Đã đặt quy tắc."))
            if answer.status_code == 302:
                return answer
        else:
            try:
                told["tried"] = actions.preview_rule(**given, on=reach.on, chapter=chapter.code)
            except Refusal as refusal:
                form.refuse(refusal)
    return render(request, "administration/set_counting_rule.html", told)


def _rule_form(request: HttpRequest, page: CountingPage, chapter: UnitOn) -> SetRule:
    """Rows of the rule that holds now, with some empty ones; one press asks for more."""
    own = [rule for rule in page.rules if rule.chapter_id in (chapter.id, None)]
    held = next(iter(sorted(own, key=lambda rule: (rule.chapter_id is not None, rule.since), reverse=True)), None)
    offered = [
        (view.code, called(view))
        for view in catalogue().indicators.values()
        if view.kind == IndicatorKind.FLOW and not view.derived and not view.ended_on
    ]
    if request.method == "POST":
        rows = sum(name.startswith("indicator_") for name in request.POST) + (ROWS if "more" in request.POST else 0)
        if "more" in request.POST:  # what was typed stands, and nothing is said of what is missing yet
            return SetRule(None, initial=request.POST.dict(), offered=offered, rows=rows)
        return SetRule(request.POST, offered=offered, rows=max(rows, 1))
    items = held.items if held else ()
    initial = SetRule.filled(items)
    return SetRule(None, initial=initial, offered=offered, rows=len(items) + ROWS)


def _indicator(code: str) -> IndicatorPage:
    page = indicator_page(code)
    if page is None:
        raise Http404
    return page


def _counting(reach: Reach, code: str) -> CountingPage:
    page = next((page for page in counting(reach.on) if page.total.code == code), None)
    if page is None:
        raise Http404
    return page


def _home(code: str) -> str:
    return reverse("indicator", kwargs={"code": code})
