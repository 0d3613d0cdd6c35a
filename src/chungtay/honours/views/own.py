"""The donor's own paper, by the own page: the chapter's word on how often, never the state's certificate."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.blood.views.own import who, whose_page
from chungtay.documents.formats import MEDIA_TYPES, Format
from chungtay.honours import queries
from chungtay.honours.formats import certificates_pdf
from chungtay.honours.rules.certificates import own_certificate as composed
from chungtay.organizations.queries import structure
from chungtay.people.actions import open_profiles

from .asking import PRINTED
from .papers import file_of


@login_not_required
@never_cache
@require_safe
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """How often and since when the donor gave, as a page to print; 404 while nothing is recorded."""
    donor, on = whose_page(request, token), timezone.localdate()
    times, first, last = queries.days_given(donor)
    if first is None or last is None:
        raise Http404
    known = structure()
    profile = open_profiles(by=who(request), at=timezone.now(), persons=[donor.person], why=PRINTED)[donor.person_id]
    issuer, unit = queries.issuer_of(known, donor.unit_id, on), known.unit_by_id(donor.unit_id, on)
    page = composed(
        issuer, name=profile.name, unit=unit.name if unit else "", times=times, first=first, last=last, on=on
    )
    accent, logo = queries.look()
    found = certificates_pdf(issuer, [page], accent=accent, logo=logo, on=on, signer=False)
    return file_of(found, "Giấy ghi nhận hiến máu.pdf", MEDIA_TYPES[Format.PDF])
