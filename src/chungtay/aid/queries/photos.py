"""Photos of records: which there are, and the pictures themselves as they lie sealed in the data folder."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from chungtay.accounts.models import User
from chungtay.aid.models import Evidence
from chungtay.aid.rules import EvidenceState
from chungtay.audit.queries import lines
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.ledger.models import Entry, Standing

LOST = gettext_noop("Không tìm thấy tệp của ảnh này trong dữ liệu; cần khôi phục từ bản sao lưu.")
BUSY = gettext_noop("Trong một giờ qua đã có %(count)s lần ghi từ tài khoản này; hãy chờ một lúc rồi gửi lại.")
WRITES = ("record_delivery", "correct_delivery", "withdraw_delivery", "add_evidence", "withdraw_evidence")


def evidence_of(unit_id: int, key: str) -> QuerySet[Evidence]:
    """The photos of the record under a unit's key, in the order in which they were added."""
    return Evidence.objects.filter(unit_id=unit_id, key=key, state=EvidenceState.STANDING).order_by("pk")


def evidence(evidence_id: int) -> Evidence | None:
    """A photo that was not withdrawn."""
    return Evidence.objects.filter(pk=evidence_id, state=EvidenceState.STANDING).select_related("by").first()


def evidence_path(digest: str, *, small: bool = False) -> Path:
    """Where a picture lies sealed; `small`: the one for lists."""
    return Path(settings.HOME) / "evidence" / digest[:2] / (f"{digest}.small" if small else digest)


def evidence_place(digest: str, *, small: bool = False) -> str:
    """What a sealed picture is bound to."""
    return f"evidence:{digest}:small" if small else f"evidence:{digest}"


def evidence_keys() -> tuple[Key, ...]:
    """The keys that pictures are sealed with."""
    return keys_for("evidence", settings.CHUNGTAY_DATA_KEYS)


def opened_picture(digest: str, *, small: bool = False) -> bytes:
    """The picture's bytes. Raises Refusal where its file is gone or cannot be opened."""
    try:
        seal = evidence_path(digest, small=small).read_bytes()
    except FileNotFoundError:
        raise Refusal(LOST) from None
    return opened(seal, keys=evidence_keys(), bound_to=evidence_place(digest, small=small))


def looked_before(user: User, evidence_id: int, since_at: datetime) -> bool:
    """Is there a line of the person's look at the photo since that moment?"""
    found = lines(object_type="evidence", object_id=evidence_id, by_id=user.pk, since_at=since_at)
    return found.filter(action="note_look").exists()


def check_pace(user: User, at: datetime) -> None:
    """Raises Refusal when the person has written more within an hour than a person does."""
    count = lines(by_id=user.pk, since_at=at - timedelta(hours=1)).filter(action__in=WRITES).count()
    if count >= settings.CHUNGTAY_WRITES_AN_HOUR:
        raise Refusal(BUSY, count=count)


def abandoned_evidence(before: datetime) -> list[Evidence]:
    """Photos that came with a form before that moment under a key of which no entry was ever made."""
    stands = Standing.objects.filter(unit=OuterRef("unit"), key=OuterRef("key"))
    found = list(Evidence.objects.filter(~Exists(stands), state=EvidenceState.STANDING, at__lt=before).order_by("pk"))
    entered = set(Entry.objects.filter(key__in={row.key for row in found}).values_list("unit", "key"))
    return [row for row in found if (row.unit_id, row.key) not in entered]


def broken_evidence() -> Iterator[str]:
    """Photos of records whose file is gone, cannot be opened, or is another picture than the one that was added."""
    stood = Evidence.objects.filter(state=EvidenceState.STANDING).order_by("digest").values_list("digest", flat=True)
    for digest in stood.distinct().iterator():
        try:
            found = hashlib.sha256(opened_picture(digest)).hexdigest()
        except Refusal:
            yield f"photo {digest}: its file is gone or cannot be opened"
        else:
            if found != digest:
                yield f"photo {digest}: its file holds another picture"


def evidence_files() -> Iterator[tuple[str, Path]]:
    """Every sealed picture in the data folder, by its name below it."""
    folder = Path(settings.HOME) / "evidence"
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
        yield path.relative_to(settings.HOME).as_posix(), path
