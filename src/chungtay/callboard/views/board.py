"""The board of one request. Numbers are shown to who is on duty, and each time a line says whose were looked at."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chungtay.callboard import queries
from chungtay.callboard.backends import gateways
from chungtay.callboard.forms import OverrideReasons, RecordAnswer
from chungtay.callboard.queries import CallCard
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest, Call
from chungtay.callout.queries import on_duty
from chungtay.callout.rules.states import DECLINE_NAMES, MessagePurpose, RequestState
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles

from .asking import asked, person

BOARD = gettext_noop("bảng gọi máu")
NOT_ON_DUTY = gettext_noop("Chỉ người đang trực mới ghi trả lời và gọi thêm: hãy nhận trực trước.")
NO_SUCH = gettext_noop("Không có lượt gọi này trong yêu cầu.")
NO_REASON = gettext_noop("Chọn lý do được bỏ qua và ghi vì sao.")
ENDS = {"met": RequestState.MET, "cancelled": RequestState.CANCELLED}


@never_cache
@require_safe
def call_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Places, waves, everybody who was called and what they said."""
    (seen, row), at, user = asked(request, pk), timezone.now(), person(request)
    duty, calls = on_duty(user, row.unit_id, at, seen.structure), queries.board_calls(row)
    waves = queries.waves_of(calls)
    names = open_profiles(by=user, at=at, persons=[call.donor.person for call in calls], why=BOARD)
    return render(request, "callboard/board.html", {
        "asked": row, "on_duty": duty, "open": row.state == RequestState.OPEN,
        "now": queries.board_look(row, at, seen.structure, calls), "form": OverrideReasons(),
        "waves": [(wave, [_shown(row, card, names, duty) for card in cards]) for wave, cards in waves],
        "declines": DECLINE_NAMES.items(), "sends": bool(gateways()),
        "told": _told(row, calls) if row.state != RequestState.OPEN else "",
    })  # fmt: skip


@never_cache
@require_safe
def call_board_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the board alone, asked for every few seconds; nobody is named in it."""
    seen, row = asked(request, pk)
    now = queries.board_look(row, timezone.now(), seen.structure)
    return render(request, "callboard/now.html", {"asked": row, "now": now})


@require_POST
def change_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step, one tier wider, a reason set aside, the institute called, closed."""
    (_seen, row), at, what = asked(request, pk), timezone.now(), request.POST.get("do", "")
    by: dict[str, Any] = {"by": person(request), "at": at, "request_id": row.pk}
    try:
        _on_duty(request, row)
        if what == "next":
            actions.take_next_step(**by)
        elif what in ("wider", "override") and actions.call_wave(**by, **_how(request, what)) is None:
            messages.warning(
                request, _("Không còn ai để gọi: hãy gọi điện cho Viện Huyết học - Truyền máu Trung ương.")
            )
        elif what == "national":
            actions.note_national_call(**by)
        elif what in ENDS:
            actions.close_request(**by, state=ENDS[what])
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("call_board", pk)


@require_POST
def record_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What was heard from one donor."""
    (_seen, row), form = asked(request, pk), RecordAnswer(request.POST)
    try:
        _on_duty(request, row)
        if not form.is_valid() or not row.calls.filter(pk=form.cleaned_data["call"]).exists():
            raise Refusal(NO_SUCH)
        actions.record_answer(
            by=person(request), at=timezone.now(), call_id=form.cleaned_data["call"], **form.said,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect("call_board", pk)
    return redirect(f"{reverse('call_board', args=[pk])}#goi-{form.cleaned_data['call']}")


def _how(request: HttpRequest, what: str) -> dict[str, Any]:
    """How a wave is called: one tier wider, or with reasons set aside. Raises Refusal."""
    if what == "wider":
        return {"wider": True}
    form = OverrideReasons(request.POST)
    if not form.is_valid():
        raise Refusal(NO_REASON)
    return form.said


def _on_duty(request: HttpRequest, row: BloodRequest) -> None:
    if not on_duty(person(request), row.unit_id, timezone.now()):
        raise Refusal(NOT_ON_DUTY)


def _shown(row: BloodRequest, card: CallCard, names: dict[int, Any], duty: bool) -> dict[str, Any]:
    """What the page shows of a card: number and text to who is on duty alone."""
    profile = names.get(card.call.donor.person_id)
    phone = profile.phone if profile and duty else ""
    text = ""
    if duty and row.state == RequestState.OPEN:
        text = queries.message_text(card.call, row, MessagePurpose.CALL, accented=True)
    return {"card": card, "profile": profile, "phone": phone, "text": text}


def _told(row: BloodRequest, calls: list[Call]) -> str:
    """What to say to everybody who was told, now that it is over."""
    return queries.message_text(calls[0], row, MessagePurpose.CLOSED, accented=True) if calls else ""
