"""Photos of records: added, looked at, withdrawn. Files are written once, sealed, and never changed."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from chungtay.accounts.models import User
from chungtay.aid.formats import MEDIA_TYPE, Picture, picture
from chungtay.aid.models import Evidence
from chungtay.aid.queries.photos import (
    abandoned_evidence,
    check_pace,
    evidence_keys,
    evidence_of,
    evidence_path,
    evidence_place,
    looked_before,
    opened_picture,
)
from chungtay.aid.rules import EvidenceState
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed

TOO_MANY = gettext_noop("Mỗi bản ghi có nhiều nhất %(most)s ảnh.")
GONE = gettext_noop("Ảnh này đã được rút.")
REST = timedelta(hours=20)  # looks at a small picture within it are one look


def add_evidence(*, by: User | None, at: datetime, unit_id: int, key: str, photos: Sequence[bytes]) -> list[Evidence]:
    """Keep photos under a record's key; one that is there already is left alone. Returns those of the record.

    All or nothing. Raises Refusal for what is no picture, is too large, or is one too many (before any is decoded), and
    for more than a person sends within an hour.
    """
    if len(photos) > settings.CHUNGTAY_EVIDENCE_PER_RECORD:
        raise Refusal(TOO_MANY, most=settings.CHUNGTAY_EVIDENCE_PER_RECORD)
    if by is not None:
        check_pace(by, at)
    pictures = [_picture(photo) for photo in photos]
    with transaction.atomic():
        standing = list(evidence_of(unit_id, key))
        new = {digest: found for digest, found in pictures if digest not in {row.digest for row in standing}}
        if len(standing) + len(new) > settings.CHUNGTAY_EVIDENCE_PER_RECORD:
            raise Refusal(TOO_MANY, most=settings.CHUNGTAY_EVIDENCE_PER_RECORD)
        for digest, found in new.items():
            _keep(digest, found)
            row = Evidence.objects.create(
                unit_id=unit_id, key=key, digest=digest, media_type=MEDIA_TYPE, size=len(found.data),
                width=found.width, height=found.height, by=by, at=at, state=EvidenceState.STANDING,
            )  # fmt: skip
            audit.note(by=by, at=at, action="add_evidence", object_type="evidence", object_id=row.pk, text=key)
            standing.append(row)
    return standing


def note_look(*, by: User, at: datetime, photo: Evidence, small: bool = False) -> bytes:
    """The picture's bytes for somebody who looks at it, which leaves a line; of a small one in lists one line a day.

    Raises Refusal where its file is gone or cannot be opened.
    """
    data = opened_picture(photo.digest, small=small)
    if not (small and looked_before(by, photo.pk, at - REST)):
        with transaction.atomic():
            audit.note(by=by, at=at, action="note_look", object_type="evidence", object_id=photo.pk, text=photo.key)
    return data


def withdraw_evidence(*, by: User | None, at: datetime, evidence_id: int, reason: str) -> None:
    """Take a photo from its record; the file and the line of who added it stay. Raises Refusal if it was taken before."""
    with transaction.atomic():
        rows = Evidence.objects.filter(pk=evidence_id, state=EvidenceState.STANDING)
        if not rows.update(state=EvidenceState.WITHDRAWN):
            raise Refusal(GONE)
        audit.note(by=by, at=at, action="withdraw_evidence", object_type="evidence", object_id=evidence_id, text=reason)


def close_abandoned(*, by: User | None, at: datetime) -> int:
    """Put away the photos of forms that were never recorded, so many days after they came; how many they were.

    The file goes too, unless a photo of a record is the same picture. The lines of who added them stay.
    """
    rows = abandoned_evidence(at - timedelta(days=settings.CHUNGTAY_EVIDENCE_DAYS))
    for row in rows:
        with transaction.atomic():
            Evidence.objects.filter(pk=row.pk).update(state=EvidenceState.WITHDRAWN)
            audit.note(by=by, at=at, action="close_abandoned", object_type="evidence", object_id=row.pk, text=row.key)
    kept = Evidence.objects.filter(digest__in={row.digest for row in rows}, state=EvidenceState.STANDING)
    for digest in {row.digest for row in rows} - set(kept.values_list("digest", flat=True)):
        for small in (False, True):
            evidence_path(digest, small=small).unlink(missing_ok=True)
    return len(rows)


def _picture(photo: bytes) -> tuple[str, Picture]:
    found = picture(
        photo,
        most_bytes=settings.CHUNGTAY_EVIDENCE_BYTES,
        most_pixels=settings.CHUNGTAY_EVIDENCE_PIXELS,
        edge=settings.CHUNGTAY_EVIDENCE_EDGE,
    )
    return hashlib.sha256(found.data).hexdigest(), found


def _keep(digest: str, found: Picture) -> None:
    """Write both sizes, sealed, where they are not yet; a file appears whole or not at all."""
    for data, small in ((found.data, False), (found.small, True)):
        path = evidence_path(digest, small=small)
        if not path.exists():
            seal = sealed(data, keys=evidence_keys(), bound_to=evidence_place(digest, small=small))
            _write(path, seal)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
