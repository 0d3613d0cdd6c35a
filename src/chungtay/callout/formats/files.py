"""A request as a file says it (JSON), for `chungtay call-out`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from chungtay.callout.rules.states import ScreeningBasis, Urgency
from chungtay.kernel.errors import Refusal, gettext_noop

NOT_JSON = gettext_noop("Tệp yêu cầu không phải một đối tượng JSON (UTF-8).")
UNKNOWN = gettext_noop("Tệp yêu cầu có mục không biết: %(names)s.")
WRONG = gettext_noop("Mục “%(name)s” của tệp yêu cầu thiếu hoặc sai.")
_NEED: Final = ("product", "abo", "rhd", "antigen_neg", "patient", "rhd_override", "minor_override")
_OTHER: Final = ("contact", "units", "urgency", "needed_at", "basis", "boxes")


@dataclass(frozen=True, slots=True)
class RequestFile:
    """What the file says; `contact` is a number or a hospital's name, `needed_at` aware."""

    contact: int | str
    need: Mapping[str, Any]
    units: int
    urgency: Urgency
    needed_at: datetime
    basis: ScreeningBasis
    boxes: Mapping[str, bool]


def request_file(data: bytes, zone: Any) -> RequestFile:
    """Read the file; a moment without an offset is the zone's. Raises Refusal naming what is missing, wrong or unknown."""
    try:
        told = json.loads(data)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refusal(NOT_JSON) from None
    if not isinstance(told, dict):
        raise Refusal(NOT_JSON)
    if strange := sorted(told.keys() - {*_NEED, *_OTHER}):
        raise Refusal(UNKNOWN, names=", ".join(strange))
    return RequestFile(
        contact=_read(told, "contact", lambda value: value if isinstance(value, int) else str(value).strip()),
        need={name: told[name] for name in _NEED if name in told},
        units=_read(told, "units", _whole, 1),
        urgency=_read(told, "urgency", Urgency, Urgency.URGENT),
        needed_at=_read(told, "needed_at", lambda value: _moment(value, zone)),
        basis=_read(told, "basis", ScreeningBasis, ScreeningBasis.FULL_SCREEN),
        boxes=_read(told, "boxes", lambda value: {str(name): held is True for name, held in value.items()}, {}),
    )


def _read(told: Mapping[str, Any], name: str, reads: Any, default: Any = None) -> Any:
    if name not in told and default is not None:
        return default
    try:
        return reads(told[name])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(WRONG, name=name) from None


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError
    return value


def _moment(text: str, zone: Any) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
