"""Materials at the edge: what documents must still print well."""

from dataclasses import replace
from datetime import UTC, datetime

from chungtay.documents.rules import KnownAt, Review
from chungtay.reports.rules.composition import compose
from chungtay.reports.rules.material import Body, Fact, FactsOf, Gathering, Heading, Material, Member

from .made_up import MEMBERS, TEN_MONTHS, WHOLE, by_unit, cluster_review, fact, facts

LATE = ("Cẩm Phả", "Trường Cao đẳng Y tế Quảng Ninh")
LONG_CLUSTER = "Cụm thi đua các trường đại học, cao đẳng và trung học phổ thông khu vực miền Đông tỉnh Quảng Ninh"
LONG_UNIT = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Đông Triều"
HOSTILE = "<b>&amp; {{ title }} #set text(red) =1+1 | ```\x07\x00 “Ngoặc”"
HOSTILE_READ = "<b>&amp; {{ title }} #set text(red) =1+1 | ``` “Ngoặc”"
LETTERS = "àáảãạăằắẳẵặâầấẩẫậ èéẻẽẹêềếểễệ ìíỉĩị òóỏõọôồốổỗộơờớởỡợ ùúủũụưừứửữự ỳýỷỹỵ đ"
ALL_LETTERS = f"{LETTERS} {LETTERS.upper()} ₫"


def unreported(given: Fact) -> Fact:
    """The figure of somebody who owes a report."""
    state = "not_reported"
    return replace(given, state=state, value=None, reference=replace(given.reference, state=state, value=None))


def renamed(name: str) -> tuple[FactsOf, ...]:
    """The members' rows, all under one name."""
    return tuple(replace(row, label=name) for row in by_unit())


def review(**changes: object) -> Review:
    """The review of cluster no. 2."""
    return compose(cluster_review(**changes))


def real(**changes: object) -> Review:
    """The same from real data: no watermark."""
    return review(illustrative=False, **changes)


def published() -> Review:
    """A real review with its place in the ledger."""
    return replace(real(), known_at=KnownAt(812, "9f86d081884c7d65" * 4, datetime(2026, 11, 23, tzinfo=UTC)))


def bare() -> Review:
    """A report about which nothing is known yet: no annex either."""
    return compose(Material(Body("22/cum-2", "Cụm thi đua số 2", "Cụm", True), TEN_MONTHS, TEN_MONTHS.last, {}))


def partial() -> Review:
    """Two units late with everything, one with blood; parts estimated, parts not placed."""
    told = {code: replace(one, reported=4, missing=LATE) for code, one in facts(WHOLE).items()}
    blood, health = told["blood.units"], told["health.value"]
    told["blood.units"] = replace(blood, estimated=1_200, unplaced=300, missing=(*LATE, "Uông Bí"), reported=3)
    told["health.value"] = replace(health, estimated=250_000_000)
    rows = tuple(
        replace(row, facts={code: unreported(one) for code, one in row.facts.items()}) if row.label in LATE else row
        for row in by_unit()
    )
    return review(facts=told, by_unit=rows)


def commune() -> Review:
    """One unit, no members, no year before."""
    values = {"total.turns": 128, "total.value": 64_500_000, "social.turns": 128, "social.value": 64_500_000}
    heading = Heading("Hội Chữ thập đỏ thị xã Quảng Yên", "Hội Chữ thập đỏ phường Quảng Yên", "CTĐ", "Quảng Yên")
    nothing = {"members": (), "by_unit": (), "by_month": (), "by_programme": (), "by_disaster": (), "earlier": {}}
    return real(
        body=Body("22.07132", "Hội Chữ thập đỏ phường Quảng Yên", "Hội"),
        facts=facts({**values, "blood.units": 31, "org.members": 612}),
        heading=heading,
        gathering=Gathering(),
        visits=None,
        earlier_period=None,
        **nothing,
    )


def province(units: int = 54) -> Review:
    """Many members: tables over several pages."""
    members = tuple(Member(f"22.{n:05}", f"Hội CTĐ phường số {n}", f"Phường số {n}") for n in range(1, units + 1))
    shares = tuple(range(1, units + 1))
    columns = {code: [value * share // sum(shares) for share in shares] for code, value in WHOLE.items()}
    rows = tuple(
        FactsOf(m.code, m.short_name, {c: fact(c, columns[c][i], by="unit", key=m.code) for c in WHOLE})
        for i, m in enumerate(members)
    )
    wholes = facts({code: sum(column) for code, column in columns.items()})
    body = Body("22", "Hội Chữ thập đỏ tỉnh Quảng Ninh", "Hội")
    return review(body=body, members=members, by_unit=rows, facts=wholes)


def long_names() -> Review:
    """The longest names that heads, tables and charts meet."""
    heading = Heading(
        superior="Hội Chữ thập đỏ tỉnh Bà Rịa - Vũng Tàu",
        issuer=LONG_CLUSTER,
        symbol="CTĐ",
        place="Thành phố Hồ Chí Minh",
        addressees=("Hội Chữ thập đỏ tỉnh Quảng Ninh", "Ban Thi đua - Khen thưởng tỉnh Quảng Ninh"),
        recipients=("Như trên", "Lưu: VT"),
        signature_lines=("TM. Ban Thường vụ", "KT. Chủ tịch", "Phó Chủ tịch Thường trực"),
        signer="Nguyễn Hoàng Thị Phương Thảo",
    )
    members = tuple(replace(member, short_name=LONG_UNIT) for member in MEMBERS)
    body = Body("22/x", LONG_CLUSTER, "Cụm", True)
    return review(body=body, members=members, by_unit=renamed(LONG_UNIT), heading=heading)


EDGES = {made.__name__: made for made in (review, published, bare, partial, commune, province, long_names)}
