"""Codes of the second step, tokens of links, words for devices: rules without a database."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from chungtay.accounts.rules import (
    LETTERS,
    STEP_SECONDS,
    device_words,
    enrolment_address,
    grouped,
    is_code,
    new_link_token,
    new_recovery_code,
    new_secret,
    normalised_code,
    step_of,
)

AT = datetime(2026, 11, 26, 1, 0, 10, tzinfo=UTC)
STEP = int(AT.timestamp()) // STEP_SECONDS
PUBLISHED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: "12345678901234567890"


@pytest.mark.parametrize(("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_are_those_of_the_published_standard(second: int, code: str) -> None:
    at = datetime.fromtimestamp(second, UTC)
    assert step_of(code, secret=PUBLISHED, at=at, after=0) == second // STEP_SECONDS


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_s_clock_may_be_half_a_minute_off(off: int, taken: bool) -> None:
    code = pyotp.TOTP(PUBLISHED).at(AT + timedelta(seconds=off * STEP_SECONDS))
    assert step_of(code, secret=PUBLISHED, at=AT, after=0) == (STEP + off if taken else None)


def test_a_code_is_good_once_and_none_before_it_is_good_after() -> None:
    code = pyotp.TOTP(PUBLISHED).at(AT)
    assert step_of(code, secret=PUBLISHED, at=AT, after=STEP - 1) == STEP
    assert step_of(code, secret=PUBLISHED, at=AT, after=STEP) is None


def test_what_people_type_between_the_letters_does_not_matter() -> None:
    assert normalised_code(" 287 082 ") == "287082" and is_code("287082")
    assert normalised_code("K7M2Q-x9fbd") == "k7m2qx9fbd" and not is_code("k7m2qx9fbd")


def test_secrets_codes_and_tokens_are_long_and_never_twice_the_same() -> None:
    made = [[make() for _ in range(50)] for make in (new_secret, new_recovery_code, new_link_token)]
    assert [len(set(values)) for values in made] == [50, 50, 50]
    assert all(len(secret) == 32 and len(grouped(secret)) == 39 for secret in made[0])
    assert all(set(token) <= set(LETTERS) and len(token) == 32 for token in made[2])
    assert set(LETTERS).isdisjoint("ilo01")


def test_the_app_is_told_whose_and_where_the_account_is() -> None:
    address = enrolment_address(PUBLISHED, "0912345678")
    assert address.startswith("otpauth://totp/Chung%20Tay:0912345678?") and PUBLISHED in address


ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [(ANDROID, "Chrome · Android"), (EDGE, "Edge · Windows"), (IPHONE, "Safari · iPhone"), ("curl/8.5", ""), ("", "")],
)
def test_a_device_is_told_in_words_that_its_owner_knows(agent: str, words: str) -> None:
    assert device_words(agent) == words
