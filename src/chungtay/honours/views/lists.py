"""The yearly list on its page, where many are put down as honoured at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.blood import actions
from chungtay.blood.views.asking import sent
from chungtay.blood.views.donors import named
from chungtay.honours.forms import RecordHonours
from chungtay.honours.queries.lines import PAGE

from .asking import SHOWN, Looked, looked
from .papers import FILES


@require_http_methods(["GET", "HEAD", "POST"])
def honours(request: HttpRequest) -> HttpResponse:
    """Who reached a new tier between two days, by unit; whom it was handed to is put down here, many at once."""
    page = looked(request)
    offered = {str(line.donor.pk): line.tier.least for line in page.found.lines}
    form = RecordHonours(request.POST or None, offered=offered, on=page.seen.on)

    def save(by: Any, at: Any) -> int:
        told = form.cleaned_data
        return actions.record_honours(
            by=by, at=at, on=page.seen.on, marks=form.marks(), given_on=told["given_on"], paper=told["paper"]
        )

    done = sent(request, form, save, _("Đã ghi là đã trao."), lambda _made: request.get_full_path())
    return done or render(request, "honours/honours.html", _shown(request, page, form))


def _shown(request: HttpRequest, page: Looked, form: RecordHonours) -> dict[str, Any]:
    told = page.form.cleaned_data if page.form.is_valid() else {}
    pages = max(1, -(-len(page.found.lines) // PAGE))
    number = min(told.get("page") or 1, pages)
    lines = page.found.lines[(number - 1) * PAGE :][:PAGE]
    names = named(request, [line.donor for line in lines], SHOWN)
    units = page.seen.structure.units_of({line.donor.unit_id for line in lines}, page.asked.last)
    chosen, everyone = set(request.POST.getlist("mark")), request.GET.get("chon") == "het"
    rows = [
        (units[line.donor.unit_id], line, names[line.donor.person_id],
         str(line.donor.pk) in chosen or (everyone and line.handed_on is None))
        for line in lines
    ]  # fmt: skip
    asked = request.GET.copy()
    for key in ("page", "chon"):
        asked.pop(key, None)
    return {
        "ask": page.form, "asked": page.asked, "found": page.found, "rows": rows, "form": form, "page": number,
        "pages": pages, "query": asked.urlencode(), "files": list(FILES), "everyone": everyone,
        "left": sum(line.handed_on is None for line in lines),
    }  # fmt: skip
