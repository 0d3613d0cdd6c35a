"""Worked cases (schema `blood-cases/1`): read, answered by the product's rules, in the shape that each case expects.

A file carries its own rules, table, policy and defaults; what it leaves out is the product's own. Dates are ISO; `as_of`
may carry a time of day.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import repeat
from typing import Any, Final

from chungtay.bloodrules.rules.calling import CallDonor, CallRequest, call_reasons
from chungtay.bloodrules.rules.compatibility import BloodGroup, Need, PatientFacts, compatible
from chungtay.bloodrules.rules.counting import bag_count
from chungtay.bloodrules.rules.din import donation_number
from chungtay.bloodrules.rules.eligibility import Deferral, Donation, DonorHealth, Haemoglobin, eligibility
from chungtay.bloodrules.rules.gate import missing_conditions
from chungtay.bloodrules.rules.honours import honour
from chungtay.bloodrules.rules.kinds import ExclusionReason, Product, Sex
from chungtay.bloodrules.rules.rulesets import DonorRules, donor_rules
from chungtay.bloodrules.rules.waves import wave
from chungtay.kernel.errors import Refusal, gettext_noop

from .rulesets import BloodBook, blood_book, committed, honour_tiers

HOME = "VN"
WRONG = gettext_noop("Ca “%(id)s” không đọc được: %(what)s.")
NO_KIND = gettext_noop("loại “%(kind)s” không có; các loại: %(known)s")
NO_CASES = gettext_noop("Tệp không có danh sách “cases”.")
NOT_READ = gettext_noop("thiếu hoặc sai giá trị: %(value)s")
TWICE = gettext_noop("mã ca trùng với một ca trước")
_MOST_CALLS = 100_000

Case = Mapping[str, Any]
Answered = dict[str, Any]


def answered_cases(values: Mapping[str, Any]) -> Iterator[tuple[str, Answered]]:
    """Id and answer of every case, in order. Raises Refusal naming the part of the file, or the case and what is wrong."""
    book = blood_book({**committed("rules.json"), **values})
    cases = values.get("cases")
    if not isinstance(cases, list):
        raise Refusal(NO_CASES)
    desk = _Desk(book, values.get("defaults") or {})
    seen: set[str] = set()
    for place, case in enumerate(cases, start=1):
        named = str(case["id"]) if isinstance(case, Mapping) and "id" in case else f"#{place}"
        if named in seen:
            raise Refusal(WRONG, id=named, what=Refusal(TWICE))
        seen.add(named)
        yield named, desk.answer(named, case)


class _Desk:
    """Answers cases by one book of rules; rule sets are compiled once."""

    def __init__(self, book: BloodBook, defaults: Mapping[str, Any]) -> None:
        self.book, self.defaults = book, defaults
        self.compiled: dict[str, DonorRules] = {}
        self.kinds: Final[dict[str, Callable[[Case], Answered]]] = {
            "eligibility": self._eligibility, "compat": self._compat, "callout": self._callout, "wave": self._wave,
            "din": _din, "units": _units, "honour": _honour, "art15": _art15,
        }  # fmt: skip

    def answer(self, named: str, case: Case) -> Answered:
        try:
            kind = self.kinds.get(case["kind"])
            if kind is None:
                raise Refusal(NO_KIND, kind=case["kind"], known=", ".join(self.kinds))
            return kind(case)
        except Refusal as refusal:
            raise Refusal(WRONG, id=named, what=refusal) from None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refusal(WRONG, id=named, what=Refusal(NOT_READ, value=error)) from None

    def _rules(self, case: Case) -> DonorRules:
        code = case.get("rules") or case.get("request", {}).get("rules") or HOME
        if code not in self.compiled:
            self.compiled[code] = donor_rules(self.book.sets[code])
        return self.compiled[code]

    def _filled(self, case: Case, part: str) -> dict[str, Any]:
        return {**self.defaults.get(part, {}), **case.get(part, {})}

    def _eligibility(self, case: Case) -> Answered:
        donor, request = self._filled(case, "donor"), self._filled(case, "request")
        product = Product(request["product"].lower())
        found = eligibility(
            health_of(donor), self._rules(case), _moment(request).date(), product, self.book.policy.hb_days
        )
        return {
            "eligible": found.eligible,
            "reasons": _told(found.reasons),
            "eligible_from": found.from_on.isoformat() if found.from_on else None,
            "max_bag_ml": found.most_bag_ml,
        }

    def _compat(self, case: Case) -> Answered:
        return {"compatible": compatible(group_of(case["donor"]), need_of(case["request"]), self.book.table)}

    def _callout(self, case: Case) -> Answered:
        donor, request = self._filled(case, "donor"), self._filled(case, "request")
        found = call_reasons(
            call_donor_of(donor), call_request_of(request), self._rules(case), self.book.policy, self.book.table
        )
        return {"call": not found, "reasons": _told(found)}

    def _wave(self, case: Case) -> Answered:
        p = case["p"]
        chances = map(float, p) if isinstance(p, list) else repeat(float(p), _MOST_CALLS)
        found = wave(int(case["need"]), chances, float(case.get("confidence", self.book.policy.confidence)))
        return {"n": found.size if found.enough else None, "p_success": round(found.success, 4)}


def _din(case: Case) -> Answered:
    found = donation_number(case["din"])
    if found is None or case.get("check", found.check) != found.check:
        return {"valid": False}
    return {"valid": True, "check": found.check, "type3_flag": found.flag}


def _units(case: Case) -> Answered:
    found = bag_count({int(ml): int(bags) for ml, bags in case["bags"].items()})
    return {"bags": found.bags, "ml": found.ml, "eq250": float(found.equivalents)}


def _honour(case: Case) -> Answered:
    tier = honour(int(case["donations"]), honour_tiers(family=bool(case.get("family"))))
    return {"tier": tier.code if tier else None}


def _art15(case: Case) -> Answered:
    form = case["form"]
    try:
        product = Product(str(form.get("product", "")).lower())
    except ValueError:
        product = Product.RBC
    missing = missing_conditions(product, form)
    return {"allowed": not missing, "missing": list(missing)}


def _told(reasons: tuple[ExclusionReason, ...]) -> list[str]:
    return [reason.value.upper() for reason in reasons]


def _moment(request: Mapping[str, Any]) -> datetime:
    """Noon where no time of day is given, as a bare hour or within `as_of`."""
    text = str(request["as_of"])
    if len(text) > len("2026-06-15"):
        return datetime.fromisoformat(text)
    hour = request.get("hour")
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, 12 if hour is None else int(hour))


def health_of(donor: Mapping[str, Any]) -> DonorHealth:
    """What the rules look at, from a donor as cases write one."""
    hb = donor.get("hb")
    return DonorHealth(
        sex=Sex(donor["sex"].lower()) if donor.get("sex") else None,
        born_on=date.fromisoformat(donor["dob"]) if donor.get("dob") else None,
        kg=float(donor["kg"]) if donor.get("kg") is not None else None,
        pregnant=bool(donor.get("pregnant")),
        never=bool(donor.get("permanent")),
        history=tuple(
            Donation(date.fromisoformat(on), component, int(rest[0]) if rest else 0)
            for on, component, *rest in donor.get("history", ())
        ),
        deferrals=tuple(Deferral(cause, date.fromisoformat(on)) for cause, on in donor.get("deferrals", ())),
        haemoglobin=Haemoglobin(float(hb[0]), date.fromisoformat(hb[1])) if hb else None,
    )


def group_of(values: Mapping[str, Any]) -> BloodGroup:
    """ABO and RhD."""
    return BloodGroup(values.get("abo"), values.get("rhd"))


def need_of(request: Mapping[str, Any]) -> Need:
    """What the patient needs."""
    patient = request.get("patient") or {}
    return Need(
        product=Product(request["product"].lower()),
        group=group_of(request),
        patient=PatientFacts(
            sex=Sex(patient["sex"].lower()) if patient.get("sex") else None,
            age=int(patient["age"]) if patient.get("age") is not None else None,
            anti_d=bool(patient.get("anti_d")),
            transfused_often=bool(patient.get("regularly_transfused")),
        ),
        positive_allowed=bool(request.get("rhd_override")),
        minor_allowed=bool(request.get("minor_override")),
    )


def call_donor_of(donor: Mapping[str, Any]) -> CallDonor:
    """A donor as the call-out sees one."""
    last = donor.get("last_call")
    return CallDonor(
        health=health_of(donor),
        group=group_of(donor),
        active=bool(donor.get("active")),
        consents=bool(donor.get("consent")),
        phenotype=donor.get("phenotype") or {},
        km=float(donor["km"]) if donor.get("km") is not None else None,
        on_roster=bool(donor.get("on_roster", donor.get("roster"))),
        last_called_on=date.fromisoformat(last) if last else None,
        calls_365=int(donor.get("calls_365") or 0),
        busy=bool(donor.get("busy")),
        called_at_night=bool(donor.get("night_ok")),
    )


def call_request_of(request: Mapping[str, Any]) -> CallRequest:
    """A hospital's request."""
    return CallRequest(
        need=need_of(request),
        at=_moment(request),
        units=int(request.get("units", 1)),
        antigens_negative=tuple(request.get("antigen_neg", ())),
        critical=request.get("urgency") == "critical" or bool(request.get("critical")),
    )
