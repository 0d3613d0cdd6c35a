"""Rule sets, the compatibility table, policy and honours as they stand in JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from chungtay.bloodrules.rules.calling import CallPolicy, call_policy
from chungtay.bloodrules.rules.compatibility import Table
from chungtay.bloodrules.rules.honours import HonourTier
from chungtay.bloodrules.rules.kinds import Product
from chungtay.bloodrules.rules.rulesets import BloodRule, RuleSet
from chungtay.kernel.errors import Refusal, gettext_noop

NOT_THERE = gettext_noop("Tệp thiếu mục “%(part)s” hoặc mục ấy không đọc được.")
_HEAD = ("name", "version", "layer")


@dataclass(frozen=True, slots=True)
class BloodBook:
    """Everything that is data: rule sets by code, the table, the chapter's policy."""

    sets: Mapping[str, RuleSet]
    table: Table
    policy: CallPolicy


def committed(name: str) -> Any:
    """A committed file of this app's data."""
    return json.loads((files("chungtay.bloodrules") / "data" / name).read_text(encoding="utf-8"))


def blood_book(values: Mapping[str, Any]) -> BloodBook:
    """Read `rules`, `compat` and `policy`. Raises Refusal naming the part that is missing or cannot be read."""
    try:
        sets = {code: rule_set(code, said) for code, said in values["rules"].items()}
    except (KeyError, TypeError, AttributeError):
        raise Refusal(NOT_THERE, part="rules") from None
    try:
        table = {
            product: {abo: tuple(donors) for abo, donors in values["compat"][product.value.upper()].items()}
            for product in Product
        }
    except (KeyError, TypeError, AttributeError):
        raise Refusal(NOT_THERE, part="compat") from None
    try:
        return BloodBook(sets, table, call_policy(values["policy"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(NOT_THERE, part="policy") from None


def rule_set(code: str, said: Mapping[str, Any]) -> RuleSet:
    """One layer of rules; a rule that is stated by sex without a value of its own is read so."""
    rules = {name: _rule(code, value) for name, value in said.items() if name not in _HEAD}
    return RuleSet(said.get("name", code), said.get("version", code), rules)


def _rule(code: str, said: Any) -> BloodRule:
    if isinstance(said, Mapping) and "v" in said:
        return BloodRule(said["v"], said.get("status", ""), said.get("src", ""), said.get("note", ""), code)
    if isinstance(said, Mapping) and all(isinstance(part, Mapping) and "v" in part for part in said.values()):
        parts = list(said.values())
        values = {key: part["v"] for key, part in said.items()}
        return BloodRule(values, parts[0].get("status", ""), parts[0].get("src", ""), parts[0].get("note", ""), code)
    return BloodRule(said, layer=code)


def honour_tiers(*, family: bool) -> tuple[HonourTier, ...]:
    """The committed table of honours."""
    table = committed("honours.json")["family" if family else "individual"]
    return tuple(HonourTier(least, code) for least, code in table["tiers"])
