"""Sealed bytes: opened by who has the key, where they belong, and by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.sealing import Unopenable, key_id, keys_for, opened, sealed

OLD, NEW, STRANGE = b"an old master key of a chapter", b"the master key of today", b"somebody else's master key"
KEYS = keys_for("second_factor", [NEW])


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_opens_to_the_same_bytes(data: bytes, bound_to: str) -> None:
    assert opened(sealed(data, keys=KEYS, bound_to=bound_to), keys=KEYS, bound_to=bound_to) == data


def test_two_seals_of_one_value_have_nothing_in_common_to_compare() -> None:
    first, second = (sealed(b"JBSWY3DPEHPK3PXP", keys=KEYS, bound_to="user:7") for _ in range(2))
    assert first[5:] != second[5:] and b"JBSWY3DPEHPK3PXP" not in first


def test_a_seal_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(Unopenable, match="không thuộc về nơi này"):
        opened(sealed(b"secret", keys=KEYS, bound_to="user:7"), keys=KEYS, bound_to="user:8")


@given(st.data())
def test_a_seal_that_was_altered_anywhere_does_not_open(data: st.DataObject) -> None:
    seal = bytearray(sealed(b"secret", keys=KEYS, bound_to="user:7"))
    seal[data.draw(st.integers(0, len(seal) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unopenable):
        opened(bytes(seal), keys=KEYS, bound_to="user:7")


@given(st.binary(max_size=40))
def test_bytes_that_are_no_seal_are_refused(data: bytes) -> None:
    with pytest.raises(Unopenable):
        opened(data, keys=KEYS, bound_to="user:7")


def test_a_new_master_seals_while_the_old_one_still_opens() -> None:
    before = sealed(b"kept", keys=keys_for("files", [OLD]), bound_to="file:1")
    rotated = keys_for("files", [NEW, OLD])
    after = sealed(b"kept", keys=rotated, bound_to="file:1")
    assert opened(before, keys=rotated, bound_to="file:1") == b"kept"
    assert opened(after, keys=keys_for("files", [NEW]), bound_to="file:1") == b"kept"


def test_an_absent_key_is_named_so_that_its_file_can_be_found() -> None:
    with pytest.raises(Unopenable, match=key_id(OLD)):
        opened(
            sealed(b"kept", keys=keys_for("files", [OLD]), bound_to="x"), keys=keys_for("files", [NEW]), bound_to="x"
        )


def test_keys_of_two_purposes_do_not_open_each_other() -> None:
    seal = sealed(b"kept", keys=keys_for("files", [NEW]), bound_to="x")
    with pytest.raises(Unopenable):
        opened(seal, keys=KEYS, bound_to="x")


def test_a_key_never_shows_its_secret_when_printed() -> None:
    (key,) = KEYS
    assert repr(key.secret) not in repr(key) and key_id(NEW) != key_id(STRANGE) and len(key_id(NEW)) == 8
