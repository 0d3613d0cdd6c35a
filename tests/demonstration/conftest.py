"""What a load of the demonstration is given."""

from datetime import UTC, datetime

from chungtay.demonstration.formats import committed

AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def passwords() -> dict[str, str]:
    return {person["login"]: f"thử nghiệm {person['login']}" for person in committed("chapter.json")["people"]}
