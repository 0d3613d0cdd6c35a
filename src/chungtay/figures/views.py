"""The pages of figures: all of a scope, and what is behind each; only for those who may see them."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.accounts.models import User
from chungtay.design.templatetags.writing import language, say
from chungtay.figures.forms import AskBehind, AskFigures, ChooseFigures
from chungtay.figures.queries.entry_pages import EntryPage
from chungtay.figures.queries.pages import FigurePage, UnitName, figure_page, figures_page
from chungtay.figures.queries.permitted import latest_period, scopes_of, sees_figures
from chungtay.figures.rules.figures import Figure, Question
from chungtay.figures.rules.narrowing import narrowed
from chungtay.figures.templatetags.figure_parts import scope_words
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.head import open_imports
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import Sight, frame_roles, sight_by
from chungtay.organizations.rules import Permission


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The page behind a figure: by unit and month, and the entries that make it."""
    form = AskBehind(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    seen = sight_of(request)
    row, key = form.row()
    try:
        question, row = narrowed(form.asked(), row, key)  # a unit's row is seen by whom that unit concerns
        if not sees_figures(seen, question.of, question.first, question.last):
            raise PermissionDenied
        number, records = form.cleaned_data["page"] or 1, seen.units(Permission.SEE_RECORDS)
        page = figure_page(question, row, key, seen=records, number=number, known=seen.structure)
    except Refusal as refusal:
        return refused(request, say(refusal))
    context = {"page": page, "choose": _choose(request, page), "unfinished": may_change(question)}
    return render(request, "figures/behind.html", context | _turns(request, page))


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All figures of a scope and period, by field of work; without a scope the person's own ones."""
    question = asked_scope(request, "figures")
    if isinstance(question, HttpResponse):
        return question
    try:
        page = figures_page(question, sight_of(request).structure)
    except Refusal as refusal:
        return refused(request, say(refusal))
    told = [figure for figure in page.figures if page.tells(figure)]
    silent = [f for f in page.figures if not page.tells(f) and f.state != FigureState.NOT_APPLICABLE]
    context = {
        "page": page,
        "scope": scope_words(question, page.names),
        "period": Period(question.first, question.last),
        "fields": _by_field(told),
        "silent": _by_field(silent),
        "choose": ChooseFigures(question, scope_choices(request, question, page.names)),
        "unfinished": may_change(question),
    }
    return render(request, "figures/figures.html", context)


def asked_scope(request: HttpRequest, page: str, *, single: bool = False) -> Question | HttpResponse:
    """The scope and period that a page was asked for and the person may see; else the answer to give instead.

    Without a scope the choice of the person's own ones, without days the latest period with entries. `single`: the page
    is about one unit or cluster only.
    """
    seen = sight_of(request)
    if "of" not in request.GET:
        scopes = scopes_of(seen)
        if len(scopes) == 1:
            return redirect(f"{reverse(page)}?{urlencode({'of': scopes[0].code}, safe='/')}")
        return render(request, "figures/choose_scope.html", {"scopes": scopes, "address": reverse(page), "page": page})
    form = AskFigures(request.GET)
    if form.is_valid() and single and len(form.cleaned_data["of"]) > 1:
        form.add_error("of", _("trang này chỉ nói về một đơn vị hoặc một cụm."))
    if not form.is_valid():
        return unreadable(request, form)
    codes, days = form.cleaned_data["of"], form.period()
    if not sees_figures(seen, codes, *(days or (seen.on, seen.on))):
        raise PermissionDenied
    if days is None:
        latest = latest_period(codes, seen.on, seen.structure)
        days = (latest.first, latest.last)
    return form.question(days)


def may_change(question: Question) -> bool:
    """Is an import half posted, and the question not of what was known after an entry, which stays as it is?"""
    return question.known_seq is None and bool(open_imports())


def unreadable(request: HttpRequest, form: Form) -> HttpResponse:
    """The page that names each parameter that is missing or wrong (400)."""
    wrong = [(name, form.fields[name].label, " ".join(map(str, errors))) for name, errors in form.errors.items()]
    return render(request, "figures/unreadable.html", {"wrong": wrong}, status=400)


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """The page that says why the ledger does not answer (400)."""
    return render(request, "figures/unreadable.html", {"why": why}, status=400)


def scope_choices(request: HttpRequest, question: Question, names: Mapping[str, UnitName]) -> list[tuple[str, str]]:
    """The asked scope, its rows, and where the person works: (code, name), each once."""
    rows = sorted(names.items(), key=lambda item: (item[0] != question.of[0], item[0]))
    return list(({code: name.name for code, name in rows} | dict(own_choices(request))).items())


def own_choices(request: HttpRequest, code: str = "", name: str = "") -> list[tuple[str, str]]:
    """Where the person works: (code, name); before it the asked scope."""
    own = {scope.code: scope.name for scope in scopes_of(sight_of(request))}
    return list((({code: name} if code else {}) | own).items())


def _choose(request: HttpRequest, page: FigurePage) -> ChooseFigures:
    in_english, views = language() == "en", page.indicators.values()
    words = {field: field_words(field) for field in {view.field for view in views}}
    groups: dict[str, list[tuple[str, str]]] = {}
    for view in views:
        groups.setdefault(words[view.field], []).append((view.code, view.name_en if in_english else view.name_vi))
    scopes = scope_choices(request, page.question, page.names)
    return ChooseFigures(page.question, scopes, [(field, tuple(named)) for field, named in groups.items()])


def _by_field(found: Iterable[Figure]) -> dict[str, list[Figure]]:
    fields: dict[str, list[Figure]] = {}
    for figure in found:
        fields.setdefault(figure.field, []).append(figure)
    return fields


def _turns(request: HttpRequest, page: FigurePage) -> dict[str, str]:
    """Addresses of the pages of entries before and after this one."""
    query, entries, found = request.GET.copy(), page.entries or EntryPage(), dict[str, str]()
    for name, step in (("newer", -1), ("older", 1)):
        if 1 <= entries.number + step <= entries.pages:
            query["page"] = str(entries.number + step)
            found[name] = f"?{query.urlencode(safe='/')}#but-toan"
    return found


def sight_of(request: HttpRequest) -> Sight:
    """What the person may do where today: asked once a page, and kept with its request; by the roles that the frame
    shows anyhow (`held_roles`)."""
    kept = getattr(request, "sight", None)
    if not isinstance(kept, Sight):
        user, held = request.user, getattr(request, "held_roles", None)
        assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
        today = timezone.localdate()
        if held is None:
            request.held_roles = held = frame_roles(user, today)  # type: ignore[attr-defined]
        kept = sight_by(held, today)
        request.sight = kept  # type: ignore[attr-defined]
    return kept
