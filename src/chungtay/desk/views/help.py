"""Help: guides by role, words explained, and the tour over real pages."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.aid.queries import unit_choice
from chungtay.design.rules.terms import terms as explained
from chungtay.design.templatetags.writing import language
from chungtay.desk.queries.tour import Example, tour_example
from chungtay.desk.rules.guides import GUIDES, guide_by, guides_for
from chungtay.desk.rules.tour import place_on_tour, steps_for
from chungtay.figures.queries.permitted import scopes_of
from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Role


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """Guides of the person's roles first, then all others; the tour; the words."""
    own = guides_for({Role(role.role) for role in sight_of(request).roles})
    told = {"own": own, "others": [guide for guide in GUIDES if guide not in own]}
    return render(request, "desk/help.html", told)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide."""
    chosen = guide_by(slug)
    if chosen is None:
        raise Http404
    return render(request, "desk/guide.html", {"guide": chosen, "guides": GUIDES})


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every word that is explained, in alphabetical order of its language."""
    known = sorted(explained(language()).values(), key=lambda term: term.word.casefold())
    return render(request, "desk/terms.html", {"terms": known})


@require_safe
def tour(request: HttpRequest, step: str) -> HttpResponse:
    """The page that stands for a step of the tour; it asks for itself whether the person may see it."""
    seen = sight_of(request)
    example = tour_example(seen)
    steps = steps_for({Role(role.role) for role in seen.roles}, has_example=example is not None)
    if place_on_tour(step, steps) is None:
        raise Http404
    path, asked = _page(step, seen, example)
    if step == "record_delivery" and (own := unit_choice(person(request), seen.on).own):
        asked["of"] = own[0].code  # the form itself, not the question for whom
    asked |= {"tour": step} | ({"tour_opens": "1"} if example else {})
    return redirect(f"{path}?{urlencode(asked, safe='/')}")


def _page(step: str, seen: Sight, example: Example | None) -> tuple[str, dict[str, str]]:
    """Path and parameters of a step's page."""
    if example and step == "record":
        return reverse("record", args=[example.seq]), {}
    if example and step == "behind":
        month = example.month
        days = {"from": month.first.isoformat(), "to": month.last.isoformat()}
        return reverse("behind"), {"of": example.of} | days | {"indicator": example.indicator}
    if step == "figures":
        return reverse("figures"), {"of": example.of if example else scopes_of(seen)[0].code}
    return reverse(step), {}
