"""What the pages of a delivery share: who asks, where a record's page is, how a sent form is answered."""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from chungtay.accounts.views.doors import person
from chungtay.aid.actions import add_evidence
from chungtay.aid.forms import RecordDelivery
from chungtay.aid.queries import (
    HandedIn,
    Named,
    Offered,
    earlier_prices,
    handed_in,
    partner_named,
    place_named,
    record_named,
)
from chungtay.aid.rules import WORKS, DeliveryDraft, is_far_off, range_of, usual_price, value_of
from chungtay.design.templatetags.writing import language, number, say
from chungtay.kernel.errors import Refusal
from chungtay.kernel.measures import Measure, unit_word
from chungtay.ledger.rules import Catalogue

_Record = TypeVar("_Record", Named, HandedIn)
KEY: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{15,63}\Z")


def new_key() -> str:
    """A key that nothing else bears; the form that carries it is recorded once, however often it is sent."""
    return uuid.uuid4().hex


def sent_key(data: QueryDict) -> str:
    """The key that a form carries, or a new one for a form without any."""
    key = data.get("key", "")
    return key if KEY.match(key) else new_key()


def record_address(seq: int) -> str:
    """The page of a record."""
    try:
        return reverse("record", args=[seq])
    except NoReverseMatch:  # a site without that page
        return reverse("home")


def permitted(request: HttpRequest, seq: int) -> Named:
    """The record of an entry, for somebody who may record for its unit."""
    return _if_permitted(record_named(seq, person(request), timezone.localdate()))


def permitted_draft(request: HttpRequest, seq: int) -> HandedIn:
    """The same as it was handed in."""
    return _if_permitted(handed_in(seq, person(request), timezone.localdate()))


def _if_permitted(found: _Record | None) -> _Record:
    if found is None:
        raise Http404
    if not found.may_record:
        raise PermissionDenied
    return found


def wants_json(request: HttpRequest) -> bool:
    """Does a script ask, that queues what was typed and sends it later?"""
    return "application/json" in request.headers.get("Accept", "")


def accepted(request: HttpRequest, state: str, seq: int, words: str) -> HttpResponse:
    """On to the record's page, with a word on what was done, the way to the next one and back to the page of ours that
    led here (`next`); to a script its address."""
    address = record_address(seq)
    if wants_json(request):
        return JsonResponse({"state": state, "address": address, "errors": []})
    ways, back = [(reverse("record_delivery"), _("Ghi việc tiếp theo"))], request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        ways.append((back, _("Trở lại trang trước")))
    onward = format_html_join(" · ", '<a href="{}">{}</a>', ways)
    messages.success(request, format_html("{} {}", words, onward))
    return redirect(address)


def refused(form: RecordDelivery, address: str = "", more: Sequence[str] = (), *, ask: bool = False) -> JsonResponse:
    """Why nothing was written, for a script; `ask`: it is written when sent again with `anyway`."""
    lines = (form, *form.lines.forms)
    errors = [str(error) for one in lines for told in one.errors.values() for error in told]
    told = {"state": "refused", "address": address, "errors": [*errors, *more], "ask": ask}
    return JsonResponse(told, status=422)


def keep_photos(request: HttpRequest, form: RecordDelivery, unit_id: int, key: str) -> None:
    """Photos are kept at once under the key that the form carries, so that a form shown again has them still."""
    photos = form.fields["photos"].clean(request.FILES.getlist("photos"))
    if photos:
        try:
            add_evidence(by=person(request), at=timezone.now(), unit_id=unit_id, key=key, photos=photos)
        except Refusal as refusal:
            form.add_error("photos", say(refusal))


def typed(form: RecordDelivery, key: str, found: HandedIn | None = None) -> DeliveryDraft | None:
    """The delivery of a valid form, its place and partners found by name; None with the errors beside their fields."""
    said, day = form.cleaned_data, form.cleaned_data["occurred_on"]
    place_id, partners = None, []
    try:
        if said["place"]:
            is_same = found is not None and said["place"] == found.place
            place_id = found.draft.place_id if found and is_same else place_named(said["place"], day)
    except Refusal as refusal:
        form.add_error("place", say(refusal))
    try:
        partners = [partner_named(name, day) for name in form.partner_names()]
    except Refusal as refusal:
        form.add_error("partners", say(refusal))
    if form.errors:
        return None
    if found and found.bare:
        return form.numbers_of(found.draft)
    return form.draft(key=key, place_id=place_id, partners=partners, source=found.draft.source if found else "")


def doubts(offered: Offered, draft: DeliveryDraft, views: Catalogue, times: int) -> list[str]:
    """Prices far from those of the times before, of a thing given and of one of what the work counts: to be confirmed."""
    found = []
    for line in draft.lines:
        known = offered.remembered(line.item) if line.item else None
        if known and known.unit_word == line.unit_word and is_far_off(line.unit_price, known.prices, times):
            words = _("Đơn giá %(price)s đồng của “%(item)s” khác xa lần trước (%(usual)s đồng).")
            told = {"price": number(line.unit_price), "item": line.item, "usual": number(known.unit_price)}
            found.append(words % told)
    return [*found, *_doubts_of_each(offered, draft, views, times)]


def _doubts_of_each(offered: Offered, draft: DeliveryDraft, views: Catalogue, times: int) -> Iterator[str]:
    counted, worth = WORKS[draft.work], value_of(draft.lines)
    if not (counted.value and counted.count and draft.count and worth):
        return
    price, usual = worth / draft.count, range_of(counted.value, counted.count)
    view = views[counted.value]
    told = {"name": view.name_en if language() == "en" else view.name_vi, "number": _dong(price),
            "each": unit_word(Measure(views[counted.count].measure), language(), 1)}  # fmt: skip
    if usual and not usual.holds(price):
        words = _("%(name)s: bình quân %(number)s mỗi %(each)s, ngoài khoảng thường gặp (%(low)s đến %(high)s).")
        yield words % (told | {"low": _dong(usual.low), "high": _dong(usual.high)})
        return
    before = usual_price(price, earlier_prices(offered.unit, draft.work, draft.occurred_on), times)
    if before is not None:
        words = _("%(name)s: bình quân %(number)s mỗi %(each)s, trước đây thường %(other)s.")
        yield words % (told | {"other": _dong(before)})


def _dong(value: float) -> str:
    return f"{number(round(value))} {unit_word(Measure.DONG, language(), round(value))}"
