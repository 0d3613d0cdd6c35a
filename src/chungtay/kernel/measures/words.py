"""The words of measures in Vietnamese and English, both ways."""

from typing import Final, NamedTuple

from chungtay.kernel.measures.codes import Measure
from chungtay.kernel.text import folded, is_english, spelled


class Words(NamedTuple):
    """The words of a measure: Vietnamese, English for one, English for several, other words it is known by."""

    vi: str
    en: str
    en_many: str
    also: tuple[str, ...] = ()


def _price(vi: str, en: str, *also: str) -> Words:
    return Words(f"đồng/{vi}", f"VND per {en}", f"VND per {en}", also)


def _counted(vi: str, en: str, en_many: str, *also: str) -> Words:
    return Words(vi, en, en_many, also)


WORDS: Final[dict[Measure, Words]] = {
    Measure.TURNS: _counted("lượt người", "person-time", "person-times", "lượt", "lượt đối tượng", "turn", "turns"),
    Measure.PEOPLE: _counted("người", "person", "people", "cá nhân", "đối tượng", "trẻ em", "trẻ", "học sinh", "cháu"),
    Measure.HOUSEHOLDS: _counted("hộ", "household", "households", "gia đình", "hộ gia đình", "hộ nghèo"),
    Measure.CASES: _counted("trường hợp", "case", "cases", "ca"),
    Measure.GIFTS: _counted("suất quà", "gift", "gifts", "phần quà", "suất", "phần", "túi quà", "parcels"),
    Measure.PORTIONS: _counted("suất ăn", "portion", "portions", "suất cháo", "suất cơm", "meals"),
    Measure.ADDRESSES: _counted("địa chỉ", "address", "addresses", "địa chỉ nhân đạo"),
    Measure.ADDRESS_TURNS: _counted("lượt địa chỉ", "address assistance", "address assistances"),
    Measure.HOUSEHOLD_TURNS: _counted("lượt hộ", "household turn", "household turns", "lượt gia đình"),
    Measure.DONG: _counted("đồng", "VND", "VND", "đ", "₫", "vnd", "vnđ", "dong"),
    Measure.DONG_PER_GIFT: _price("suất quà", "gift", "đồng/suất", "đồng/phần", "đồng/phần quà"),
    Measure.DONG_PER_HOUSE: _price("nhà", "house", "đồng/căn"),
    Measure.DONG_PER_HOUSEHOLD: _price("hộ", "household", "đồng/gia đình"),
    Measure.DONG_PER_PERSON: _price("người", "person"),
    Measure.DONG_PER_COW: _price("con", "cow", "đồng/con bò"),
    Measure.DONG_PER_WHEELCHAIR: _price("xe", "wheelchair", "đồng/xe lăn"),
    Measure.DONG_PER_UNIT_OF_BLOOD: _price("đơn vị máu", "unit of blood"),
    Measure.DONG_PER_MESSAGE: _price("tin nhắn", "message"),
    Measure.DONG_PER_PROVINCE: _price("tỉnh", "province"),
    Measure.DONG_PER_TURN: _price("lượt người", "person-time", "đồng/lượt"),
    Measure.DONG_PER_PORTION: _price("suất ăn", "portion"),
    Measure.DONG_PER_YEAR: _price("năm", "year"),
    Measure.UNIT_OF_BLOOD: _counted(
        "đơn vị máu", "unit of blood", "units of blood", "đơn vị", "đv", "đv máu", "túi máu"
    ),
    Measure.UNIT_OF_PLATELETS: _counted("đơn vị tiểu cầu", "unit of platelets", "units of platelets"),
    Measure.ML: _counted("ml", "ml", "ml", "mililít", "millilitres"),
    Measure.DRIVES: _counted("đợt", "drive", "drives", "đợt hiến máu", "buổi hiến máu"),
    Measure.UNITS: _counted("đơn vị", "unit", "units", "hội trực thuộc"),
    Measure.BASES: _counted("cơ sở hội", "base association", "base associations", "hội cơ sở", "tổ chức cơ sở hội"),
    Measure.BRANCHES: _counted("chi hội", "branch", "branches"),
    Measure.CLUBS: _counted("câu lạc bộ", "club", "clubs", "clb"),
    Measure.TEAMS: _counted("đội", "team", "teams", "đội tình nguyện"),
    Measure.MEMBERS: _counted("hội viên", "member", "members"),
    Measure.VOLUNTEERS: _counted("tình nguyện viên", "volunteer", "volunteers", "tnv"),
    Measure.YOUTH: _counted("thanh thiếu niên", "youth member", "youth members", "thanh niên", "thiếu niên", "ttn"),
    Measure.STAFF: _counted("cán bộ", "staff member", "staff members"),
    Measure.COMMITTEE_MEMBERS: _counted("ủy viên", "committee member", "committee members", "thành viên"),
    Measure.DELEGATES: _counted("đại biểu", "delegate", "delegates"),
    Measure.SPONSORS: _counted("nhà tài trợ", "sponsor", "sponsors", "tổ chức, cá nhân"),
    Measure.SITES: _counted("điểm", "site", "sites", "bếp ăn", "điểm nấu cháo", "trạm", "điểm, trạm"),
    Measure.LOCALITIES: _counted("địa phương", "locality", "localities", "xã", "phường", "xã, phường", "huyện"),
    Measure.PROVINCES: _counted("tỉnh", "province", "provinces", "tỉnh, thành phố", "tỉnh, thành"),
    Measure.HOUSES: _counted("nhà", "house", "houses", "căn nhà", "căn", "ngôi nhà", "nhà nhân đạo", "nhà chữ thập đỏ"),
    Measure.COURSES: _counted("lớp", "course", "courses", "lớp tập huấn", "khóa"),
    Measure.EVENTS: _counted("hoạt động", "event", "events", "chương trình", "phiên chợ", "buổi", "hội chợ"),
    Measure.WORKS: _counted("công trình", "humanitarian work", "humanitarian works"),
    Measure.BRIDGES: _counted("cầu", "bridge", "bridges", "cây cầu"),
    Measure.ROOMS: _counted("phòng học", "classroom", "classrooms", "phòng"),
    Measure.WELLS: _counted("giếng nước", "well", "wells", "giếng"),
    Measure.BOATS: _counted("tàu, thuyền", "boat", "boats", "tàu", "thuyền"),
    Measure.WHEELCHAIRS: _counted("xe lăn", "wheelchair", "wheelchairs", "xe lăn, xe lắc"),
    Measure.COWS: _counted("con bò", "cow", "cows", "con", "bò giống", "bò"),
    Measure.SCHOLARSHIPS: _counted("suất học bổng", "scholarship", "scholarships", "học bổng"),
    Measure.BICYCLES: _counted("xe đạp", "bicycle", "bicycles"),
    Measure.BOOKS: _counted("bộ sách", "set of books", "sets of books", "bộ sách giáo khoa", "quyển", "cuốn"),
    Measure.CARDS: _counted("thẻ", "card", "cards", "thẻ bảo hiểm y tế", "thẻ bhyt"),
    Measure.KITS: _counted("bộ", "kit", "kits", "bộ dụng cụ"),
    Measure.BOXES: _counted("thùng", "box", "boxes", "thùng hàng", "thùng hàng gia đình"),
    Measure.PACKS: _counted("gói", "pack", "packs", "chai", "hộp", "lon"),
    Measure.ITEMS: _counted("chiếc", "item", "items", "cái", "hiện vật", "ổ"),
    Measure.LOANS: _counted("lượt vay", "loan", "loans", "suất vay"),
    Measure.MESSAGES: _counted("tin nhắn", "message", "messages"),
    Measure.AWARDS: _counted("hình thức khen thưởng", "award", "awards", "giấy khen", "bằng khen", "cờ", "tập thể"),
    Measure.CRITERIA: _counted("tiêu chí", "criterion", "criteria", "nội dung", "chỉ tiêu"),
    Measure.TONNES: _counted("tấn", "tonne", "tonnes"),
    Measure.KG: _counted("kg", "kg", "kg", "ký", "cân", "kilogam"),
    Measure.KM: _counted("km", "km", "km", "cây số", "kilômét"),
    Measure.HA: _counted("ha", "ha", "ha", "héc ta", "hecta"),
    Measure.LITRES: _counted("lít", "litre", "litres", "l"),
    Measure.DAYS: _counted("ngày", "day", "days"),
    Measure.LABOUR_DAYS: _counted("ngày công", "day of labour", "days of labour", "công"),
    Measure.PERCENT: _counted("%", "%", "%", "phần trăm", "percent"),
    Measure.DAYS_A_WEEK: _counted("ngày/tuần", "day a week", "days a week", "lần/tuần", "buổi/tuần"),
    Measure.RANK: _counted("hạng", "rank", "rank"),
}

# Words that fit two measures (a bare "đơn vị" is a unit of blood or a unit of the organization) name none.
_AMBIGUOUS: Final = frozenset({"đơn vị"})


def _by_word() -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for measure, words in WORDS.items():
        for word in (words.vi, words.en.lower(), words.en_many.lower(), *words.also):
            if word not in _AMBIGUOUS:
                found.setdefault(word, measure)
    return found


def _by_folded() -> dict[str, Measure]:
    """The same without accents, but for words that then fit two measures (căn, cân)."""
    found: dict[str, set[Measure]] = {}
    for word, measure in _BY_WORD.items():
        found.setdefault(folded(word), set()).add(measure)
    return {word: measures.pop() for word, measures in found.items() if len(measures) == 1}


_BY_WORD: Final = _by_word()
_BY_FOLDED: Final = _by_folded()


def measure_of(word: str) -> Measure | None:
    """The measure that a unit word names ("suất quà", "phần quà", "households"), None where none or two do.

    Words typed wholly without accents are understood too.
    """
    plain = " ".join(spelled(word).lower().split())
    return _BY_WORD.get(plain) or (_BY_FOLDED.get(plain) if plain.isascii() else None)


def unit_word(measure: Measure, lang: str = "vi", value: int | None = None) -> str:
    """The word behind a number: "suất quà"; in English "gift" for 1, else "gifts"."""
    words = WORDS[measure]
    if not is_english(lang):
        return words.vi
    return words.en if value == 1 else words.en_many
