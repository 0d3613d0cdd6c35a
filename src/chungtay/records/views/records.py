"""The list of what was entered, as far as the person may see it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.figures.views import sight_of
from chungtay.records.forms.search import SearchRecords
from chungtay.records.queries.readers import Reader, reader_of
from chungtay.records.queries.records import records_page
from chungtay.records.queries.tags import tag_choices

from .asking import page_number, turns


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Everything that stands, searched and filtered by what the address says."""
    reader, form = asked(request)
    page = records_page(form.search(), reader.seen, page_number(request))
    units = reader.names({line.unit_id for line in page.lines})
    people = {line.by_id: line.by_name for line in page.lines if line.by_id}
    form.offer_people(people)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page, "form": form, "units": units, "turns": turns(request, page.number, page.pages),
        "exported": f"{query.urlencode()}&" if query else "",
    }  # fmt: skip
    return render(request, "records/records.html", context)


def asked(request: HttpRequest) -> tuple[Reader, SearchRecords]:
    """Whose records the person sees, and what is looked for; refused to whom may see none."""
    user, reader = person(request), reader_of(sight_of(request))
    if not reader.seen:
        raise PermissionDenied
    programmes, disasters = tag_choices(reader.on)
    units = None if reader.is_wide else reader.choices
    form = SearchRecords(request.GET, units=units, me=(user.pk, str(user)), programmes=programmes, disasters=disasters)
    return reader, form
