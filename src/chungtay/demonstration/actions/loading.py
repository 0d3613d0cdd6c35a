"""The demonstration chapter, written through everyone's actions, whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.aid.actions import record_deliveries
from chungtay.aid.rules import DeliveryDraft, delivered_of
from chungtay.audit import actions as audit
from chungtay.demonstration.formats import committed, committed_plan
from chungtay.demonstration.queries import seed_loaded, standing_units
from chungtay.demonstration.rules.deliveries import Maker, recorded
from chungtay.demonstration.rules.occasions import occasions
from chungtay.demonstration.rules.totals import attested, declarations, readings
from chungtay.disasters.actions import load_disasters
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import written
from chungtay.ledger.actions import attest, declare, load_core, load_tree
from chungtay.ledger.queries import catalogue
from chungtay.programmes.actions import load_programmes

from .approvals import approve_work
from .calls import call_donors
from .chapter import assign_offices, open_the_cluster, record_review
from .directives import issue_papers
from .donors import enrol_donors
from .drives import hold_drives
from .meetings import hold_meetings
from .people import add_people
from .reports import submit_reports
from .targets import assign_targets

DEFAULT_SEED = 2024
_OTHER_SEED = gettext_noop(
    "Đã nạp dữ liệu minh họa từ hạt giống %(loaded)s; muốn dùng hạt giống %(asked)s, hãy chọn thư mục dữ liệu khác."
)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What stands in the book, and whether it was loaded now."""

    seed: int
    new: bool
    records: int = 0
    declarations: int = 0
    words: int = 0


def load_demonstration(
    *,
    by: User | None,
    at: datetime,
    passwords: Mapping[str, str],
    seed: int = DEFAULT_SEED,
    progress: Callable[[str], None] | None = None,
) -> Demonstration:
    """Load Quảng Ninh's units, cluster no. 2, people and work made from the seed, up to the day of `at`.

    `passwords` by login, one for each person of the plan. Loaded already: nothing changes. Raises Refusal for a book
    that holds real work, or the work of another seed.
    """
    loaded = seed_loaded()
    if loaded is not None:
        if loaded != seed:
            raise Refusal(_OTHER_SEED, loaded=loaded, asked=seed)
        return Demonstration(seed, new=False)
    say = progress or (lambda _: None)
    with transaction.atomic():
        _load_ground(by, at, say)
        say("Lập cụm thi đua, chức vụ và tài khoản …")
        chapter = committed("chapter.json")
        open_the_cluster(by=by, at=at, chapter=chapter)
        assign_offices(by=by, at=at, chapter=chapter)
        add_people(by=by, at=at, people=chapter["people"], passwords=passwords)
        done = _load_work(by, at, seed, say)
        say("Duyệt …")
        through = day_of(at)
        approve_work(by=by, at=at, people=chapter["people"], through=through)
        hold_meetings(by=by, at=at, chapter=chapter, through=through)
        record_review(by=by, at=at, chapter=chapter)
        assign_targets(by=by, at=at, chapter=chapter)
        issue_papers(by=by, at=at, chapter=chapter)
        say("Ghi người hiến máu …")
        enrol_donors(by=by, at=at, seed=seed, through=through)
        hold_drives(by=by, at=at, seed=seed, through=through)
        say("Gọi máu khẩn cấp (minh họa) …")
        call_donors(by=by, at=at, people=chapter["people"], through=through, say=say)
        say("Gửi báo cáo định kỳ …")
        submit_reports(by=by, at=at, chapter=chapter, through=through)
        audit.note(by=by, at=at, action="load_demonstration", object_type="demonstration", object_id=seed)
    return done


def _load_ground(by: User | None, at: datetime, say: Callable[[str], None]) -> None:
    load_tree(by=by, at=at, province=committed("chapter.json")["province"], progress=say)
    load_core(by=by, at=at)
    load_programmes(by=by, at=at)
    load_disasters(by=by, at=at)


def _load_work(by: User | None, at: datetime, seed: int, say: Callable[[str], None]) -> Demonstration:
    plan, through = committed_plan(), day_of(at)
    maker = Maker(plan, seed, standing_units(committed("chapter.json")["province"]))
    made = [maker.of(occasion) for occasion in occasions(plan, seed) if occasion.day <= through]
    drafts = recorded(made)
    if plan.visit.on <= through:
        drafts.append(maker.visit())
    say(f"Ghi {written(len(drafts))} hoạt động …")
    _record(by, at, drafts)
    totals = [*declarations(maker, made, catalogue(), through), *readings(maker, through)]
    say(f"Khai {written(len(totals))} số tổng hợp …")
    declare(by=by, at=at, declarations=totals)
    words = [word for part in plan.parts for word in attested(part, through)]
    say(f"Ghi {written(len(words))} xác nhận đủ số liệu …")
    for member, first, last in words:
        attest(by=by, at=at, unit_id=maker.unit(member.code, last).id, first=first, last=last)
    return Demonstration(seed, True, len(drafts), len(totals), len(words))


def _record(by: User | None, at: datetime, drafts: Sequence[DeliveryDraft]) -> None:
    known = catalogue()
    record_deliveries(by=by, at=at, deliveries=[delivered_of(draft, known) for draft in drafts])
