"""The sheet of a unit's monthly totals: to look at, to fill in, to paste into."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import language, say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import folded
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import Covers, IndicatorView
from chungtay.totals import actions
from chungtay.totals.actions.sheets import TotalsDraft
from chungtay.totals.forms import AskTotals, ChooseTotals, DeclareTotals, cell_name
from chungtay.totals.queries.declared import SheetUnit, sheet_units
from chungtay.totals.queries.sheet import TotalsSheet, totals_sheet
from chungtay.totals.rules.cells import (
    CLASH,
    MONEY_WORDS,
    Place,
    Style,
    Total,
    TotalsRefused,
    clash,
    written_total,
)
from chungtay.totals.rules.pasting import Pasted, named, placed, read_block

REMEMBERED = 365 * 24 * 3600  # seconds


@dataclass
class Filled:
    """The page as it is to be shown: the texts of the cells, what was said before, what is wrong, what was pasted."""

    texts: dict[Place, str]
    was: dict[str, str]
    wrong: dict[Place, str] = field(default_factory=dict)
    why: str = ""
    pasted: Pasted | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def declare_totals(request: HttpRequest) -> HttpResponse:
    """A unit's year of totals: without a unit the person's own one."""
    seen = sight_of(request)
    on, ask = seen.on, AskTotals(request.GET)
    if not ask.is_valid():
        raise Http404
    units = sheet_units(seen, ask.cleaned_data["of"])
    one = _chosen(units, ask.cleaned_data["of"], on)
    if not (one.writes if request.method == "POST" else one.reads):
        raise PermissionDenied
    sheet = _sheet(request, ask, one, on)
    form = DeclareTotals(request.POST if request.method == "POST" else None, sheet, _style(request, ask))
    texts = sheet.texts(form.style)
    filled = Filled(texts, _names(texts))
    if request.method == "POST":
        answer = _sent(request, ask, form, filled)
        if answer:
            return answer
    context = {
        "sheet": sheet,
        "form": form,
        "filled": filled,
        "writes": one.writes,
        "choose": ChooseTotals([each for each in units if each.reads], sheet, on, form.style),
        "shown": _month(request, ask, filled, sheet),
        "ticked": form.months("nothing") if form.is_bound else frozenset(sheet.words),
        "finals": form.months("finals") if form.is_bound else frozenset(),
        "saved": _saved(request, ask),
        "was": json.dumps(filled.was),
    }
    page = render(request, "totals/declare_totals.html", context)
    page.set_cookie(
        _money_of(request),
        str(form.style.money),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return page


def _style(request: HttpRequest, ask: AskTotals) -> Style:
    """Money as it is asked for, else as this person last chose it on this browser; marks of the reader's language."""
    kept = request.COOKIES.get(_money_of(request), "")
    money = ask.cleaned_data["money"]
    if money == "":
        money = int(kept) if kept.isdecimal() and int(kept) in MONEY_WORDS else 0
    return Style(money, language())


def _money_of(request: HttpRequest) -> str:
    return f"totals_money_{request.user.pk}"


def _chosen(units: list[SheetUnit], code: str, on: date) -> SheetUnit:
    """The unit asked for (of several that bore the code the one of today, else the last), or the person's own."""
    if code:
        bearing = [one for one in units if one.unit.code == code]
        if not bearing:
            raise Http404
        return max(bearing, key=lambda one: (one.unit.stands_on(on), one.unit.valid_from))
    if not units:
        raise PermissionDenied
    return next((one for one in units if one.own), units[0])


def _sheet(request: HttpRequest, ask: AskTotals, one: SheetUnit, on: date) -> TotalsSheet:
    covers = Covers.OWN if one.leaf else ask.cleaned_data["covers"] or Covers.ALL
    unit = one.unit
    last = on if unit.valid_to is None or on < unit.valid_to else unit.valid_to
    year = min(max(ask.cleaned_data["year"] or last.year, unit.valid_from.year), last.year)
    added = {code for given in (*ask.added(), *request.POST.getlist("add")) for code in given.split(",")}
    if request.POST.get("do") == "paste":
        added |= _named_in(request.POST.get("block", ""))
    for number in (year, year - 1):  # a unit that ended in January has its last months in the year before
        sheet = totals_sheet(one, covers, number, on, added)
        if sheet.months:
            return sheet
    raise Http404


def _named_in(block: str) -> set[str]:
    """Codes of the indicators that a pasted block names: rows that the sheet needs."""
    names = _labels(catalogue().indicators.values())
    try:
        return {code for row in read_block(block) for text in row if (code := named(text, names))}
    except Refusal:  # said at the field, when it is laid onto the sheet
        return set()


def _labels(views: Iterable[IndicatorView]) -> dict[str, str]:
    return {folded(word): view.code for view in views for word in (view.code, view.name_en, view.name_vi)}


def _names(texts: Mapping[Place, str]) -> dict[str, str]:
    return {cell_name(place): text for place, text in texts.items()}


def _sent(request: HttpRequest, ask: AskTotals, form: DeclareTotals, filled: Filled) -> HttpResponse | None:
    """What to do with a sheet that was sent: save it, lay a pasted block onto it, or show it as it is."""
    was = form.was()
    views = {row.view.code: row.view for row in form.sheet.rows}
    filled.texts = form.texts()
    filled.was = _names({place: _written(total, views[place[0]], form.style) for place, total in was.items()})
    does = request.POST.get("do", "")
    if does == "save":
        return _save(request, ask, form, filled)
    for name in [name for name in form.errors if name != "block"]:  # not sent to be saved: nothing is missing yet
        del form.errors[name]
    if does == "paste" and form.is_valid():
        _paste(form, filled)
    return None


def _paste(form: DeclareTotals, filled: Filled) -> None:
    sheet, said = form.sheet, form.cleaned_data
    names = _labels(row.view for row in sheet.rows)
    order = [row.view.code for row in sheet.rows]
    start = (said["start"] or order[0], int(said["start_month"] or sheet.months[0])) if order else ("", 0)
    try:
        filled.pasted = placed(read_block(said["block"]), sheet.year.year, order, names, start)
    except Refusal as refusal:
        form.add_error("block", say(refusal))
        return
    form.forget_block()
    filled.texts |= {place: text for place, text in filled.pasted.cells.items() if place in filled.texts}
    filled.wrong = {place: say(refusal) for place, refusal in form.typed(filled.texts)[1].items()}


def _save(request: HttpRequest, ask: AskTotals, form: DeclareTotals, filled: Filled) -> HttpResponse | None:
    typed, wrong = form.typed(filled.texts)
    if wrong or not form.is_valid():
        filled.wrong = {place: say(refusal) for place, refusal in wrong.items()}
        filled.why = say(TotalsRefused(wrong)) if wrong else ""
        return None
    user, sheet = person(request), form.sheet
    draft = TotalsDraft(
        unit_id=sheet.one.unit.id, unit_kind=sheet.one.unit.kind, covers=sheet.covers, leaf=sheet.one.leaf,
        year=sheet.year, typed=typed, was=form.was(), nothing=form.months("nothing"),
        nothing_was=form.months("nothing_was"), finals=form.months("finals"), reason=form.cleaned_data["reason"],
        behalf=form.behalf(),
    )  # fmt: skip
    try:
        saved = actions.declare_totals(by=user, at=timezone.now(), sheet=draft)
    except TotalsRefused as refusal:
        _refused(form, filled, refusal)
        return None
    token = str(int(timezone.now().timestamp()))
    request.session["totals_saved"] = {"token": token, **asdict(saved)}
    asked = {"of": sheet.one.unit.code, "year": sheet.year.year, "covers": sheet.covers, "saved": token}
    return redirect(f"{reverse('declare_totals')}?{urlencode(asked)}")


def _refused(form: DeclareTotals, filled: Filled, refusal: TotalsRefused) -> None:
    """Say what is wrong at each cell; one that another has changed is compared with the new value from now on."""
    if refusal.about:
        form.add_error(refusal.about, say(refusal))
        return
    filled.why = say(refusal)
    filled.wrong = {place: say(_told(form, filled, place, wrong)) for place, wrong in refusal.cells.items()}
    now = _names(form.sheet.texts(form.style))
    for place in refusal.cells:
        name = cell_name(place)
        filled.was.pop(name, None)
        if name in now:
            filled.was[name] = now[name]


def _told(form: DeclareTotals, filled: Filled, place: Place, wrong: Refusal) -> Refusal:
    """The same in the style of the page."""
    if wrong.message != CLASH:
        return wrong
    view = next(row.view for row in form.sheet.rows if row.view.code == place[0])
    typed = form.typed(filled.texts)[0].get(place)
    return clash(form.sheet.stands().get(place), typed, view.scale, view.measure, form.style)


def _written(total: Total, view: IndicatorView, style: Style) -> str:
    return written_total(total, view.scale, view.measure, style)


def _month(request: HttpRequest, ask: AskTotals, filled: Filled, sheet: TotalsSheet) -> int:
    """The month that a phone shows: the chosen one, unless another has what is wrong."""
    chosen = request.POST.get("show") or request.POST.get("shown", "")
    asked = ask.cleaned_data["month"]
    month = int(chosen) if chosen.isascii() and chosen.isdecimal() else sheet.year.year * 12 + (asked or 0) - 1
    wrong = sorted(place[1] for place in filled.wrong)
    if wrong and month not in wrong:
        return wrong[0]
    return month if month in sheet.months else sheet.latest


def _saved(request: HttpRequest, ask: AskTotals) -> dict[str, Any] | None:
    """What the last saving did, told on the page that follows it."""
    kept = request.session.get("totals_saved")
    if not kept or kept["token"] != ask.cleaned_data["saved"]:
        return None
    views = catalogue()
    control = [(views[code], *numbers) for code, *numbers in kept["control"] if code in views.indicators]
    return {**kept, "control": control}
