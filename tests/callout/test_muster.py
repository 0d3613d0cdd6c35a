"""The muster that is kept follows every change, by the donors concerned alone, to what a reading of everything gives."""

from dataclasses import replace
from datetime import timedelta

from chungtay.blood import actions as blood
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.callout import actions
from chungtay.callout.queries import muster, roll_of
from chungtay.callout.rules.states import CallState, DeclineCode, RequestState
from chungtay.people.actions import record_consent, withdraw_consent
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose

from .planted import NOW, O_POSITIVE, ON, donor, planted


def laid_out(roll: muster.Roll) -> object:
    """Everything that a roll says, however it came to be."""
    cells = {
        (group, cell, row)
        for group, within in roll.muster._groups.items()
        for cell, rows in within.items()
        for row in rows
    }
    return roll.muster.cards, cells, dict(roll.units), dict(roll.chances)


def test_the_kept_muster_follows_every_change_and_reads_everything_once(chapter, monkeypatch) -> None:  # noqa: PLR0915
    monkeypatch.setattr(muster, "KEPT", 1)
    whole, readings, moments = muster._read, [], [NOW + timedelta(minutes=1)]
    monkeypatch.setattr(muster, "_read", lambda *told: readings.append(1) or whole(*told))
    here = planted(chapter)
    for name in "abcdefgh":
        donor(here, name)
    tree = roll_of(here.unit_id, NOW).tree
    province = muster._province(tree, here.unit_id, ON)

    def by() -> dict:
        """The coordinator, a minute later."""
        moments.append(moments[-1] + timedelta(minutes=1))
        return {"by": here.user, "at": moments[-1]}

    def same(at=NOW) -> None:
        kept = roll_of(here.unit_id, at, tree)
        assert laid_out(kept) == laid_out(replace(whole(tree, province, ON, at), tree=tree))

    same()
    donor(here, "later")
    same()
    request = here.open(units=1)
    calls = list(here.wave(request).calls.order_by("pk"))
    same()
    here.answer(calls[0], CallState.ACCEPTED)
    here.answer(calls[1], CallState.ACCEPTED)  # too many
    here.answer(calls[2], CallState.DECLINED, code=DeclineCode.AWAY, day=ON + timedelta(days=9))
    same()
    here.answer(calls[3], CallState.DECLINED, code=DeclineCode.STOP_CALLING)
    same()
    assert not roll_of(here.unit_id, NOW, tree).muster.cards[calls[3].donor_id].donor.consents
    actions.close_request(**by(), request_id=request.pk, state=RequestState.CANCELLED)
    same()
    said = {"person_id": here.donors["h"].person_id, "purpose": ConsentPurpose.EMERGENCY}
    withdraw_consent(**by(), **said)  # not by way of the donor
    same()
    record_consent(**by(), **said, proof=ConsentProof.PAPER, text="gọi")
    same()
    blood.record_health(**by(), donor_id=here.donors["g"].pk, health=HealthFacts(BloodGroup("A", "-"), kg=70))
    blood.record_donation(
        **by(), on=ON, donor_id=here.donors["f"].pk, unit_id=here.unit_id, given_on=ON - timedelta(days=3), component="WB", ml=350
    )  # fmt: skip
    same()
    blood.erase_donor(**by(), donor_id=here.donors["e"].pk, reason="đề nghị")
    same()
    assert here.donors["e"].pk not in roll_of(here.unit_id, NOW, tree).muster.cards
    Donor.objects.filter(pk=here.donors["d"].pk).update(unit=here.other_id, changed_at=NOW + timedelta(hours=1))
    same()
    assert len(readings) == 1, "everything is read once; then who is concerned"
    here.open(units=1, need={**O_POSITIVE, "abo": "A"})
    same(NOW + timedelta(hours=2))
