"""The chain of steps: one writer of a request at a time, each step hashed over the one before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chungtay.accounts.models import User
from chungtay.callout.models import BloodRequest, Call, CallStep
from chungtay.callout.rules.states import StepKind
from chungtay.callout.rules.steps import FIRST, step_hash
from chungtay.kernel.errors import Refusal, gettext_noop

NO_REQUEST = gettext_noop("Không có yêu cầu máu số %(id)s.")


def hold(request_id: int) -> BloodRequest:
    """The request, which nobody else changes until this transaction is over. Raises Refusal where there is none."""
    row = BloodRequest.objects.select_for_update(of=("self",)).select_related("contact").filter(pk=request_id).first()
    if row is None:
        raise Refusal(NO_REQUEST, id=request_id)
    return row


def add_step(
    request: BloodRequest,
    kind: StepKind,
    by: User | None,
    at: datetime,
    said: Mapping[str, Any],
    call: Call | None = None,
) -> CallStep:
    """The next link; the request is held. Nothing personal may stand in `said`."""
    last = request.steps.order_by("-place").values_list("place", "hash").first() or (0, FIRST)
    place, call_id, by_id = last[0] + 1, call.pk if call else None, by.pk if by else None
    return CallStep.objects.create(
        request=request, place=place, call=call, kind=kind, said=dict(said), taken_at=at, by=by,
        hash=step_hash(bytes(last[1]), at, request.pk, place, kind, call_id, by_id, said),
    )  # fmt: skip
