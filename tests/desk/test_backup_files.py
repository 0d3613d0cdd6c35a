"""A backup's file: what was written is read back, and no damage, foreign file or clever name gets through."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from chungtay.desk.formats import DATABASE, FORMAT, MANIFEST, Manifest, Reading, Writing
from chungtay.kernel.errors import Refusal

ROWS = [b"01" * 400_000, b"\x00\xff" * 10, b"end"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "b.zip"
    writing = Writing(path)
    writing.add("tables/ledger_fact.copy", ROWS, ("id", "value"))
    writing.add(DATABASE, [b"x" * 5000])
    manifest = Manifest(
        FORMAT, "0.1.0", "2026-11-26T01:00:00+00:00", "sqlite", 7, "ab", (("ledger", "0001_ledger"),),
        tuple(writing.members), ("secret.key",), ("0a1b2c3d",),
    )  # fmt: skip
    writing.close(manifest)
    writing.abandon()
    return path


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The same zip with other contents."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    change(held)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in held.items():
            new.writestr(name, data)


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        Reading(path)
    return refusal.value.message % refusal.value.params


def told(held: dict[str, bytes], **changes: object) -> None:
    held[MANIFEST] = json.dumps(json.loads(held[MANIFEST]) | changes).encode()


def test_what_was_written_is_read_back(archive: Path) -> None:
    reading = Reading(archive)
    table, database = reading.manifest.members
    assert b"".join(reading.pieces(table)) == b"".join(ROWS) and table.columns == ("id", "value")
    assert b"".join(reading.pieces(database)) == b"x" * 5000
    assert reading.manifest == Manifest.of(json.loads(json.dumps(asdict(reading.manifest))))
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_writes_over_a_file(archive: Path) -> None:
    with pytest.raises(FileExistsError):
        Writing(archive)


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(archive: Path, share: float) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * share)])
    assert "không phải là bản sao lưu" in refused(archive)


def test_every_byte_counts(archive: Path) -> None:
    data = archive.read_bytes()
    passed = []
    for place in range(0, len(data), 7):
        archive.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        try:
            manifest = Reading(archive).manifest
        except Refusal:
            continue
        passed.append((place, manifest))
    # Bytes that no reader looks at (a date, a version, flags of the zip) may differ; what is inside may not.
    original = Reading(_written(archive, data)).manifest
    assert all(manifest == original for _, manifest in passed)
    assert len(passed) < len(data) / 7 / 2


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda held: held.pop(MANIFEST), "không phải là bản sao lưu"),
        (lambda held: held.update({MANIFEST: b"[]"}), "không phải là bản sao lưu"),
        (lambda held: held.update({MANIFEST: b"{"}), "bị hỏng"),
        (lambda held: held.update({MANIFEST: b'{"format": 1}'}), "bị hỏng"),
        (lambda held: told(held, format=FORMAT + 1), "mới hơn"),
        (lambda held: told(held, more=1), "bị hỏng"),
        (lambda held: held.pop(DATABASE), "bị hỏng"),
        (lambda held: held.update({"more": b""}), "bị hỏng"),
        (lambda held: held.update({DATABASE: b"y" * 5000}), DATABASE),
        (lambda held: held.update({DATABASE: b"x" * 5001}), DATABASE),
        (lambda held: held.update({DATABASE: b"x" * 4999}), DATABASE),
    ],
)
def test_a_file_that_does_not_hold_what_it_says_is_refused(
    archive: Path, change: Callable[[dict[str, bytes]], None], word: str
) -> None:
    repacked(archive, change)
    assert word in refused(archive)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "tables/../../evil.copy", "tables\\evil.copy", "secret.key"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, archive: Path, name: str) -> None:
    manifest, evil = Reading(archive).manifest, tmp_path / "evil.zip"
    writing = Writing(evil)
    writing.add(name, [b"x"])
    writing.close(replace(manifest, members=tuple(writing.members)))
    writing.abandon()
    assert "bị hỏng" in refused(evil)


@pytest.mark.parametrize("column", ["id\") FROM PROGRAM 'id' --", '"id"', "a, b", "Id", "", "id\n"], ids=range(6))
def test_a_column_that_is_no_plain_word_is_refused(archive: Path, column: str) -> None:
    def forge(held: dict[str, bytes]) -> None:
        members = json.loads(held[MANIFEST])["members"]
        members[0]["columns"] = [column]
        told(held, members=members)

    repacked(archive, forge)
    assert "bị hỏng (tables/ledger_fact.copy)" in refused(archive)


def test_a_size_below_nothing_does_not_unpack_a_member_whole(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forge(held: dict[str, bytes]) -> None:
        members = json.loads(held[MANIFEST])["members"]
        members[0]["size"] = -1
        told(held, members=members)

    def opened(*_: object) -> None:
        raise AssertionError("unpacked")

    repacked(archive, forge)
    monkeypatch.setattr(Reading, "pieces", opened)
    assert "bị hỏng (tables/ledger_fact.copy)" in refused(archive)


def test_what_is_no_zip_or_not_there_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "b.txt"
    text.write_text("Đây không phải là tệp nén")
    assert "không phải là bản sao lưu" in refused(text)
    assert "Không đọc được" in refused(tmp_path / "none.zip")
    assert "Không đọc được" in refused(tmp_path)
