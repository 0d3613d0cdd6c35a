"""The reports of a year, each in the frame and as files, and as it was published beside what is known now."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from chungtay.correspondence.queries import papers_of
from chungtay.design.templatetags.writing import say
from chungtay.documents.formats import MEDIA_TYPES, Format, html, written
from chungtay.documents.formats.svg import Link
from chungtay.documents.rules import Reference, TargetReference
from chungtay.figures.formats import query_string
from chungtay.figures.forms import ChooseFigures
from chungtay.figures.queries.permitted import sees_figures
from chungtay.figures.rules.figures import Question
from chungtay.figures.views import asked_scope, own_choices, refused, sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.reports import queries
from chungtay.reports.formats import address_of
from chungtay.reports.forms import AskFile, AskYear
from chungtay.reports.queries import Published

OFFERED = (Format.DOCX, Format.PDF, Format.XLSX, Format.HTML)


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The reports of a unit or cluster in a year, and how far each is."""
    asked, seen = AskYear(request.GET), sight_of(request)
    if not asked.is_valid():
        return unreadable(request, asked)
    code, year = request.GET.get("of", ""), asked.cleaned_data["year"]
    if not code or not year:
        question = asked_scope(request, "reviews", single=True)
        if isinstance(question, HttpResponse):
            return question
        return redirect(f"{request.path}?{urlencode({'of': question.of[0], 'year': question.last.year}, safe='/')}")
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not sees_figures(seen, (code,), first, last):
        raise PermissionDenied
    choices = dict(own_choices(request))
    context = {
        "code": code, "scope": choices.get(code) or _called(seen.structure, code, last), "year": year,
        "others": [(other, name) for other, name in choices.items() if other != code],
        "rows": queries.reviews_of(code, year, seen.on, seen.structure), "this_year": seen.on.year,
        "may_publish": queries.publishes(seen, code, first, last),
    }  # fmt: skip
    return render(request, "reports/reviews.html", context)


def _called(known: Structure, code: str, day: date) -> str:
    cluster, unit = known.cluster(code), known.unit_within(code, date.min, day)
    return cluster.name if cluster else unit.name if unit else code


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The report of a scope and period, each number a link to what is behind it; without a scope the list of reports."""
    if "of" not in request.GET:
        return redirect("reviews")
    question = asked_scope(request, "review", single=True)
    if isinstance(question, HttpResponse):
        return question
    (code,), known = question.of, question.known_seq
    try:
        structure = sight_of(request).structure
        said = queries.said_of(code, Period(question.first, question.last), structure)
        report = queries.review(
            of=code, first=question.first, last=question.last, known_seq=known, known=structure, said=said
        )
    except Refusal as refusal:
        return refused(request, say(refusal))

    context = {
        "report": report,
        "may_publish": queries.publishes(sight_of(request), code, question.first, question.last),
        "summary": "\n".join(report.summary),
        "asked": query_string(replace(question, known_seq=None)),
        "body": mark_safe(html.body(report, link_behind(known))),  # noqa: S308 - every text escaped by formats.html
        "question": question,
        "period": Period(question.first, question.last),
        "files": [(form, f"{reverse('review_file')}?{query_string(question)}&format={form}") for form in OFFERED],
        "choose": ChooseFigures(question, own_choices(request, code, report.scope)),
        "published": said.published,
    }
    return render(request, "reports/review.html", context)


def link_behind(known: int | None = None) -> Link:
    """Where a printed number leads: the page behind it, as known now or after that entry."""
    targets, behind = reverse("targets"), reverse("behind")

    def link(reference: Reference) -> str:
        if isinstance(reference, TargetReference):
            return f"{targets}?{urlencode({'of': reference.of, 'year': reference.year}, safe='/')}"
        return f"{behind}?{address_of(reference, known)}"

    return link


@require_safe
def review_file(request: HttpRequest) -> HttpResponse:
    """The report as a file, as known now."""
    form = AskFile(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    question = asked_scope(request, "review", single=True)
    if isinstance(question, HttpResponse):
        return question
    try:
        report = queries.review(
            of=question.of[0], first=question.first, last=question.last, known_seq=question.known_seq
        )
        content = written(report, form.cleaned_data["format"])
    except Refusal as refusal:
        return refused(request, say(refusal))
    return _file(content, form.cleaned_data["format"], report.scope or question.of[0], question.first, question.last)


@require_safe
def publication(request: HttpRequest, publication: int) -> HttpResponse:
    """What was published, and which of its figures would be others now."""
    found, seen = _published(request, publication), sight_of(request)
    formats = [(form, f"{reverse('publication_file', args=(found.id,))}?format={form}") for form in OFFERED]
    compared = queries.compared_now({found.id: found.figures}, seen.structure)
    every = compared.changes[found.id]
    changes = [change for change in every if change.changed]
    unit = queries.issuing_unit(seen.structure, found.of, found.first, found.last)
    source = reverse("publication", args=(found.id,))
    context = {
        "publication": found, "period": Period(found.first, found.last), "files": formats, "changes": changes,
        "unchanged": [change for change in every if not change.changed],
        "reasons": queries.entries_since(
            found.seq, [change.figure for change in changes], compared.need, seen.structure
        ),
        "paper": papers_of([source], unit.id).get(source) if unit else None, "unit": unit,
        "register": _register(unit, found.title, source) if unit and seen.may(Permission.PUBLISH, unit.id) else "",
        "summary_address": f"{reverse('review')}?{query_string(Question((found.of,), found.first, found.last, known_seq=found.seq))}",
    }  # fmt: skip
    return render(request, "reports/publication.html", context)


def _register(unit: UnitOn, about: str, source: str) -> str:
    """Where the clerk enters the publication into the outgoing register."""
    asked = urlencode({"of": unit.code, "about": about, "source": source}, safe="/")
    return f"{reverse('record_outgoing')}?{asked}"


@require_safe
def publication_file(request: HttpRequest, publication: int) -> HttpResponse:
    """The published bytes, as they were published."""
    found = _published(request, publication)
    form = AskFile(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    content = queries.file_of(found.id, form.cleaned_data["format"])
    if content is None:
        raise Http404
    return _file(content, form.cleaned_data["format"], f"{found.of} so {found.id}", found.first, found.last)


def _published(request: HttpRequest, number: int) -> Published:
    """The published review, for who may see its figures; to others it is as if there were none."""
    found = queries.publication(number)
    if found is None or not sees_figures(sight_of(request), (found.of,), found.first, found.last):
        raise PermissionDenied
    return found


def _file(content: bytes, form: str, whose: str, first: date, last: date) -> HttpResponse:
    """The bytes under a Vietnamese name, and under the same without accents for old browsers (RFC 6266)."""
    name = f"Báo cáo {whose} {Period(first, last).wording()}.{form}".replace("/", "-")
    answer = HttpResponse(content, content_type=MEDIA_TYPES[Format(form)])
    plain = "".join(c for c in folded(name) if c.isascii() and c not in '"\\')
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
