"""The board of one request. Numbers are shown to who is on duty, and each time a line says whose were looked at."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chungtay.callboard import queries
from chungtay.callboard.backends import gateways
from chungtay.callboard.forms import RecordAnswer
from chungtay.callboard.queries import CallCard
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest
from chungtay.callout.queries import on_duty
from chungtay.callout.rules.states import DECLINE_NAMES, MessagePurpose, RequestState
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles

from .asking import asked, person

BOARD = gettext_noop("bảng gọi máu")
NOT_ON_DUTY = gettext_noop("Chỉ người đang trực mới ghi trả lời và gọi thêm: hãy nhận trực trước.")
NO_SUCH = gettext_noop("Không có lượt gọi này trong yêu cầu.")
ENDS = {"met": RequestState.MET, "cancelled": RequestState.CANCELLED}


@never_cache
@require_safe
def call_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Places, waves, everybody who was called and what they said."""
    row, at, user = asked(request, pk), timezone.now(), person(request)
    duty, waves = on_duty(user, row.unit_id, at), queries.waves_of(row)
    called = [card.call.donor.person for _wave, cards in waves for card in cards]
    names = open_profiles(by=user, at=at, persons=called, why=BOARD)
    return render(request, "callboard/board.html", {
        "asked": row, "on_duty": duty, "open": row.state == RequestState.OPEN, "now": queries.board_look(row, at),
        "waves": [(wave, [_shown(row, card, names, duty) for card in cards]) for wave, cards in waves],
        "steps": row.steps.order_by("-place")[:30], "declines": DECLINE_NAMES.items(), "sends": bool(gateways()),
        "told": _told(row, waves) if row.state != RequestState.OPEN else "",
    })  # fmt: skip


@never_cache
@require_safe
def call_board_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the board alone, asked for every few seconds; nobody is named in it."""
    row = asked(request, pk)
    now = queries.board_look(row, timezone.now())
    return render(request, "callboard/now.html", {"asked": row, "now": now})


@require_POST
def change_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step, one tier wider, the institute called, closed."""
    row, at, what = asked(request, pk), timezone.now(), request.POST.get("do", "")
    by: dict[str, Any] = {"by": person(request), "at": at, "request_id": row.pk}
    try:
        _on_duty(request, row)
        if what == "next":
            actions.take_next_step(**by)
        elif what == "wider" and actions.call_wave(**by, wider=True) is None:
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
    row, form = asked(request, pk), RecordAnswer(request.POST)
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


def _told(row: BloodRequest, waves: list[Any]) -> str:
    """What to say to everybody who was told, now that it is over."""
    calls = [card.call for _wave, cards in waves for card in cards]
    return queries.message_text(calls[0], row, MessagePurpose.CLOSED, accented=True) if calls else ""
