"""What the donor does without signing in: registering, and the own page behind a random address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.actions import record_attempt
from chungtay.accounts.models import User
from chungtay.accounts.views.doors import network_address
from chungtay.blood import actions, queries
from chungtay.blood.forms import RegisterDonor
from chungtay.blood.models import Donor
from chungtay.blood.queries.pages import sign_ups_to_come
from chungtay.blood.queries.places import communes, enrolling_units
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles
from chungtay.people.rules.consents import PURPOSE_NAMES, ConsentProof, ConsentPurpose

OWN = gettext_noop("trang riêng của người hiến máu")
CALLS = (ConsentPurpose.EMERGENCY, ConsentPurpose.DRIVES, ConsentPurpose.RESULTS)
DONE = {
    "stop": gettext_noop("Đã thôi gọi và nhắn tin."),
    "erase": gettext_noop("Đã ghi đề nghị xóa. Từ lúc này không ai gọi hay nhắn tin nữa."),
    "keep": gettext_noop("Đã rút đề nghị xóa."),
}
SAVED = gettext_noop("Đã lưu.")
Row = TypeVar("Row")


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_donor(request: HttpRequest) -> HttpResponse:
    """Phone first; every consent by itself. To a number that is there nothing is added, and nothing of it is shown."""
    on, at = timezone.localdate(), timezone.now()
    units = enrolling_units(on)
    form = RegisterDonor(
        request.POST or None, units=units, areas=communes(on), initial={"unit": request.GET.get("don-vi", "")}
    )
    if request.method == "POST":
        try:
            record_attempt(at=at, what="register_donor", address=network_address(request))
            if form.is_valid():
                return _registered(request, form, at)
        except Refusal as refusal:
            form.add_error(None, say(refusal))
    return render(request, "blood/register_donor.html", {"form": form})


def _registered(request: HttpRequest, form: RegisterDonor, at: datetime) -> HttpResponse:
    if form.cleaned_data["website"]:  # a machine fills in what people do not see
        return render(request, "blood/registered.html")
    donor = enrolled(form, at)
    if donor is None:
        return render(request, "blood/registered.html")
    messages.success(request, _("Đã đăng ký. Hãy giữ liên kết của trang này, không đưa cho người khác."))
    return redirect("own_donor", donor.token)


def enrolled(form: RegisterDonor, at: datetime) -> Donor | None:
    """The donor whom a public form makes; None where the number is there already."""
    told = actions.Registration(
        form.profile, int(form.cleaned_data["unit"]), form.consents, ConsentProof.FORM, form.health, form.area_id,
        form.cleaned_data["night_ok"],
    )  # fmt: skip
    donor, new = actions.record_registration(by=None, at=at, on=timezone.localdate(at), told=told)
    return donor if new else None


@login_not_required
@never_cache
@require_safe
def own_donor(request: HttpRequest, token: str) -> HttpResponse:
    """The donor's own page: when next and why not before, history, consents, the ways to end it."""
    donor = whose_page(request, token)
    on = timezone.localdate()
    page = queries.donor_page(donor, on)
    profile = open_profiles(by=who(request), at=timezone.now(), persons=[donor.person], why=OWN)[donor.person_id]
    asked = donor.erasure_asked_at
    answer = render(request, "blood/own_donor.html", {
        "donor": donor, "page": page, "line": page.line, "profile": profile, "on": on,
        "site": request.build_absolute_uri("/")[:-1], "coming": sign_ups_to_come(donor, on),
        "consents": [(one, _(PURPOSE_NAMES[one]), one in page.line.consents) for one in ConsentPurpose],
        "link": request.build_absolute_uri(reverse("own_donor", args=[token])),
        "due": asked + timedelta(days=settings.CHUNGTAY_ERASURE_DAYS) if asked else None,
    })  # fmt: skip
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@login_not_required
@never_cache
@require_POST
def change_own(request: HttpRequest, token: str) -> HttpResponse:
    """One touch: a consent given or ended, no more calls, a wish to be erased, another address."""
    donor, what = whose_page(request, token), request.POST.get("do", "")
    change = _changes(who(request), donor.pk, timezone.now()).get(what)
    if change is None:
        raise Http404
    made = change()
    messages.success(request, _(DONE.get(what, SAVED)))
    return redirect("own_donor", made if what == "token" else token)


def _changes(who: User | None, pk: int, at: datetime) -> dict[str, Callable[[], Any]]:
    """By what a button says. To end the consent to be kept is to ask for erasure."""
    by: dict[str, Any] = {"by": who, "at": at, "donor_id": pk}

    def end(*purposes: ConsentPurpose) -> Callable[[], Any]:
        return lambda: actions.withdraw_donor_consent(**by, purposes=purposes)

    def give(purpose: ConsentPurpose) -> Callable[[], Any]:
        text = _(PURPOSE_NAMES[purpose])
        return lambda: actions.record_donor_consent(**by, purpose=purpose, proof=ConsentProof.LINK, text=text)

    others = [one for one in ConsentPurpose if one is not ConsentPurpose.KEEP]
    return {
        "stop": end(*CALLS),
        "erase": lambda: actions.ask_erasure(**by),
        "keep": lambda: actions.withdraw_erasure(**by),
        "token": lambda: actions.assign_token(**by),
        **{f"end-{one}": end(one) for one in others},
        **{f"give-{one}": give(one) for one in others},
    }


@login_not_required
@never_cache
@require_safe
def export_own(request: HttpRequest, token: str) -> HttpResponse:
    """All that is kept of the donor, for the donor, as a file."""
    donor = whose_page(request, token)
    open_profiles(by=who(request), at=timezone.now(), persons=[donor.person], why=OWN)
    answer = JsonResponse(queries.exported_donor(donor), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="hien-mau-cua-toi.json"'
    return answer


def who(request: HttpRequest) -> User | None:
    """None: the donor. Whoever is signed in and opens another's page does so in their own name."""
    return request.user if isinstance(request.user, User) else None


def whose_page(request: HttpRequest, token: str) -> Donor:
    """Whose page it is."""
    return there(request, "own_donor", queries.donor_by_token(token))


def there(request: HttpRequest, what: str, row: Row | None) -> Row:
    """What a random address opens. Addresses that open nothing are counted, so that nobody tries many."""
    if row is None:
        try:
            record_attempt(at=timezone.now(), what=what, address=network_address(request))
        except Refusal as refusal:
            raise Http404(say(refusal)) from None
        raise Http404
    return row
