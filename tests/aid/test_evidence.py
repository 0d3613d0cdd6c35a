"""Photos: nothing but pictures come in, nothing of the camera stays, every look leaves a line."""

import hashlib
import io
import struct
import warnings
import zlib
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chungtay.aid.actions import evidence
from chungtay.aid.formats import picture
from chungtay.aid.models import Evidence
from chungtay.aid.queries.photos import broken_evidence, evidence_keys, evidence_path, evidence_place
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.kernel.sealing import sealed
from chungtay.reports.queries import checked_book
from tests.factories.organizations import AT

from .conftest import photo
from .test_correct_delivery import officer, stands  # noqa: F401 - a fixture

LIMITS = {"most_bytes": 1 << 20, "most_pixels": 1_000_000, "edge": 200}


def test_a_photo_is_written_anew_upright_small_and_without_what_the_camera_hides() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "MAKER-OF-PHONES"
    exif.get_ifd(0x8825)[2] = (21.0, 0.0, 0.0)  # GPS latitude
    made = picture(photo((400, 200), exif=exif.tobytes(), comment=b"SECRET"), **LIMITS)
    assert (made.width, made.height) == (100, 200)
    written = Image.open(io.BytesIO(made.data))
    assert dict(written.getexif()) == {} and "comment" not in written.info
    assert b"MAKER" not in made.data and b"SECRET" not in made.data and b"Exif" not in made.data


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_the_usual_kinds_of_pictures_are_taken(form: str) -> None:
    assert Image.open(io.BytesIO(picture(photo(form=form), **LIMITS).data)).format == "JPEG"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        photo(form="GIF"),
        photo((600, 600))[:-400],
        b"\xff\xd8\xff" + b"0" * 500,
    ],
)
def test_what_is_no_whole_picture_is_refused(bad: bytes) -> None:
    with pytest.raises(Refusal, match="không phải ảnh"):
        picture(bad, **LIMITS)


def bomb(edge: int) -> bytes:
    """A PNG of some bytes that says it is very large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    parts = (header, b"IDAT" + zlib.compress(b"\0" * 100), b"IEND")
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("edge", [2_000, 12_000, 60_000])
def test_too_many_pixels_are_refused_before_they_are_decoded(edge: int) -> None:
    with pytest.raises(Refusal, match="điểm ảnh"):
        picture(bomb(edge), **LIMITS)


def test_a_file_that_is_too_heavy_is_refused() -> None:
    with pytest.raises(Refusal, match="nặng"):
        picture(b"0" * ((1 << 20) + 1), **LIMITS)


def test_many_at_once_are_refused_before_one_is_decoded(catalogued, settings, monkeypatch) -> None:
    monkeypatch.setattr(evidence, "picture", lambda *_a, **_o: pytest.fail("decoded"))
    settings.CHUNGTAY_EVIDENCE_PER_RECORD = 3
    with pytest.raises(Refusal, match="nhiều nhất"):
        evidence.add_evidence(by=None, at=AT, unit_id=catalogued.id("22.206"), key="k" * 16, photos=[photo()] * 4)


def test_photos_of_a_form_that_is_never_recorded_count_as_writing_too(officer, catalogued, settings) -> None:  # noqa: F811
    settings.CHUNGTAY_WRITES_AN_HOUR = 2
    for number, colour in enumerate(("red", "green", "blue", "white")):
        sent_along = {"of": "22.206", "key": "k" * 16 + str(number), "do": "show"}
        officer.post("/ghi-viec/", sent_along | {"photos": [SimpleUploadedFile("a.jpg", photo(colour=colour))]})
    assert 0 < Evidence.objects.count() <= 2


@pytest.mark.parametrize(("place", "value"), [(17, 0), (17, 26), (19, 5), (19, 11), (65, 1), (67, 1)])
def test_a_photo_in_which_the_camera_s_words_are_broken_is_a_picture_or_a_refusal(place: int, value: int) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "MAKER"
    exif.get_ifd(0x8825)[2] = (21.0, 0.0, 0.0)
    data = bytearray(photo((40, 40), exif=exif.tobytes()))
    data[data.index(b"Exif\0\0") + place] = value
    with suppress(Refusal), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture(bytes(data), **LIMITS)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_a_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        picture(photo()[:20] + data, **LIMITS)


def sent(client, seq: int, data: bytes):
    return client.post(f"/ghi-viec/{seq}/anh/", {"photos": [SimpleUploadedFile("a.jpg", data)]})


def test_a_photo_lies_sealed_and_is_seen_by_whom_it_concerns(officer, catalogued, cast) -> None:  # noqa: F811
    seq = stands(catalogued)
    assert sent(officer, seq, photo()).status_code == sent(officer, seq, photo()).status_code == 302
    row = Evidence.objects.get()
    path = evidence_path(row.digest)
    assert b"JFIF" not in path.read_bytes() and path.stat().st_mode & 0o077 == 0
    answer = officer.get(f"/ghi-viec/anh/{row.pk}/")
    assert hashlib.sha256(answer.content).hexdigest() == row.digest
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("inline") and answer["Content-Type"] == "image/jpeg"
    for who, status in {"approver": 200, "head": 403, "outsider": 403, "visitor": 403}.items():
        officer.force_login(cast[who])
        assert officer.get(f"/ghi-viec/anh/{row.pk}/").status_code == status
        assert officer.get(f"/ghi-viec/anh/{row.pk}/nho/").status_code == status
    looks = AuditLine.objects.filter(action="note_look", object_id=str(row.pk))
    assert [line.by_name for line in looks.order_by("pk")] == ["recorder", "approver"]


def test_photos_of_no_record_are_put_away_and_a_lost_or_changed_file_is_found(officer, catalogued) -> None:  # noqa: F811
    sent(officer, stands(catalogued), photo())
    kept = Evidence.objects.get()
    unit = catalogued.id("22.206")
    for colour in ("red", "white"):
        evidence.add_evidence(by=None, at=AT, unit_id=unit, key="k" * 32, photos=[photo(colour=colour)])
    evidence.add_evidence(
        by=None, at=AT, unit_id=unit, key="l" * 32, photos=[photo()]
    )  # the same picture as the record's
    files = {row.digest: evidence_path(row.digest) for row in Evidence.objects.all()}
    assert evidence.close_abandoned(by=None, at=AT + timedelta(days=29)) == 0
    assert evidence.close_abandoned(by=None, at=AT + timedelta(days=31)) == 3
    assert {digest for digest, path in files.items() if path.exists()} == {kept.digest}
    assert list(broken_evidence()) == []
    path = evidence_path(kept.digest)
    path.write_bytes(sealed(b"another", keys=evidence_keys(), bound_to=evidence_place(kept.digest)))
    assert "another picture" in next(broken_evidence())
    path.unlink()
    assert f"photo {kept.digest}: its file is gone or cannot be opened" in checked_book().mismatches


def test_a_look_at_a_small_picture_leaves_one_line_a_day(officer, catalogued) -> None:  # noqa: F811
    sent(officer, stands(catalogued), photo())
    row = Evidence.objects.get()
    for _ in range(3):
        assert officer.get(f"/ghi-viec/anh/{row.pk}/nho/").status_code == 200
    assert AuditLine.objects.filter(action="note_look").count() == 1


def test_what_is_no_picture_or_one_too_many_is_refused_at_its_field(officer, catalogued, settings) -> None:  # noqa: F811
    seq = stands(catalogued)
    assert "không phải ảnh" in sent(officer, seq, b"GIF89a").content.decode()
    settings.CHUNGTAY_EVIDENCE_PER_RECORD = 1
    sent(officer, seq, photo())
    assert "nhiều nhất 1 ảnh" in sent(officer, seq, photo(colour="red")).content.decode()
    assert Evidence.objects.count() == 1


def test_a_withdrawn_photo_is_seen_no_more_and_its_reason_is_kept(officer, catalogued) -> None:  # noqa: F811
    sent(officer, stands(catalogued), photo())
    row = Evidence.objects.get()
    assert officer.post(f"/ghi-viec/anh/{row.pk}/rut/", {"reason": "Nhầm ảnh"}).status_code == 302
    assert officer.get(f"/ghi-viec/anh/{row.pk}/").status_code == 404
    assert AuditLine.objects.get(action="withdraw_evidence").text == "Nhầm ảnh"


def test_a_picture_whose_file_is_gone_is_told(officer, catalogued) -> None:  # noqa: F811
    sent(officer, stands(catalogued), photo())
    row = Evidence.objects.get()
    evidence_path(row.digest).unlink()
    assert officer.get(f"/ghi-viec/anh/{row.pk}/").status_code == 404


def test_what_is_larger_than_anything_the_site_takes_is_refused_unread(officer, catalogued, settings) -> None:  # noqa: F811
    seq = stands(catalogued)
    settings.CHUNGTAY_UPLOAD_BYTES = 1000
    assert sent(officer, seq, photo((300, 300))).status_code == 413
    assert not Evidence.objects.exists()
