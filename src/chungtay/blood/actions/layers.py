"""Rules of a province or a collecting site, laid over the national ones from a day on; a version is never changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood.models import RuleLayer
from chungtay.blood.queries.layers import layer_set, national_rules
from chungtay.bloodrules.rules.rulesets import donor_rules
from chungtay.kernel.errors import Refusal, gettext_noop

NO_SOURCE = gettext_noop("Cần ghi phiên bản và văn bản làm căn cứ.")
NOTHING = gettext_noop("Cần ít nhất một quy tắc.")
NO_RULES = gettext_noop("Không đọc được một quy tắc trong phần nâng cao; hãy viết như trong quy tắc chung.")
THERE = gettext_noop("Đã có phiên bản %(version)s; phiên bản đã ghi không sửa, hãy đặt tên khác.")


@transaction.atomic
def record_rule_layer(
    *, by: User | None, at: datetime, unit_id: int, version: str, first_on: date, rules: Mapping[str, Any], source: str,
    site: str = "",
) -> RuleLayer:  # fmt: skip
    """Lay rules over the national ones for a unit and all below, from a day on. Raises Refusal where a rule cannot be
    read, without version, source or rule, and for a version that is there."""
    version, source, site = version.strip(), source.strip(), site.strip()
    if not version or not source:
        raise Refusal(NO_SOURCE)
    if not rules:
        raise Refusal(NOTHING)
    row = RuleLayer(
        unit_id=unit_id, site=site, version=version, first_on=first_on, rules=dict(rules), source=source,
        entered_at=at, entered_by=by,
    )  # fmt: skip
    try:
        donor_rules(national_rules().under(layer_set(row)))
    except (KeyError, TypeError, ValueError):
        raise Refusal(NO_RULES) from None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(THERE, version=version) from None
    audit.note(
        by=by, at=at, action="record_rule_layer", object_type="unit", object_id=unit_id, text=f"{version} {site}"
    )
    return row
