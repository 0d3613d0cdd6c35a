"""What the reader knows in tests without a database: the committed catalogue and causes, Quảng Ninh's cluster no. 2."""

from datetime import date

from chungtay.disasters.formats import committed_disasters
from chungtay.ledger.formats import core_indicators
from chungtay.programmes.formats import committed_programmes
from chungtay.reading.rules.known import Known, KnownCause, KnownCluster, KnownIndicator, KnownUnit

BEGINS, REFORM = date(2008, 1, 1), date(2025, 7, 1)
MEMBERS = ("22.193", "22.195", "22.196", "22.205", "22.206", "22.cdyt")
_UNITS = (
    ("vn", "Trung ương Hội Chữ thập đỏ Việt Nam", "Trung ương", "nation", None, BEGINS, None),
    ("22", "Hội Chữ thập đỏ tỉnh Quảng Ninh", "Quảng Ninh", "province", "vn", BEGINS, None),
    ("22.193", "Hội Chữ thập đỏ thành phố Hạ Long", "Hạ Long", "district", "22", BEGINS, REFORM),
    ("22.195", "Hội Chữ thập đỏ thành phố Cẩm Phả", "Cẩm Phả", "district", "22", BEGINS, REFORM),
    ("22.196", "Hội Chữ thập đỏ thành phố Uông Bí", "Uông Bí", "district", "22", BEGINS, REFORM),
    ("22.205", "Hội Chữ thập đỏ thị xã Đông Triều", "Đông Triều", "district", "22", BEGINS, REFORM),
    ("22.206", "Hội Chữ thập đỏ thị xã Quảng Yên", "Quảng Yên", "district", "22", BEGINS, REFORM),
    ("22.206.07132", "Hội Chữ thập đỏ phường Quảng Yên", "Quảng Yên", "commune", "22.206", BEGINS, REFORM),
    ("22.07132", "Hội Chữ thập đỏ phường Quảng Yên", "Quảng Yên", "commune", "22", REFORM, None),
    ("22.cdyt", "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh", "Cao đẳng Y tế Quảng Ninh", "school", "22", BEGINS, None),
)  # fmt: skip


def known() -> Known:
    """The lexicon, built anew."""
    programmes = tuple(
        KnownCause(
            f"programme:{draft.code}",
            tuple((name.text, name.valid_from, name.valid_to) for name in draft.names),
            {year: (window.first, window.last) for year, window in draft.windows.items()},
            (draft.season.first, draft.season.last) if draft.season else None,
        )
        for draft in committed_programmes()
    )
    disasters = tuple(
        KnownCause(f"disaster:{draft.code}", tuple((name.text, name.valid_from, name.valid_to) for name in draft.names))
        for draft in committed_disasters()
    )
    indicators = tuple(
        KnownIndicator(d.code, d.name_vi, d.measure, d.kind, d.field, d.part_of) for d in core_indicators()
    )
    cluster = KnownCluster("22/cum-2", "Cụm thi đua số 2", "22", tuple((code, BEGINS, None) for code in MEMBERS))
    return Known(tuple(KnownUnit(*row) for row in _UNITS), (cluster,), indicators, programmes + disasters)
