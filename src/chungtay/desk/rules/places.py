"""The places of the product, in the order of the rail, and whom each of them is for."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.organizations.rules import PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the rail leads to: its URL name, word and sign, and one sentence on what is done there.

    For whom has any of `permissions`; for everyone where none is named. `on_bar`: one of the four on a phone.
    """

    name: str
    label: str
    icon: str
    about: str
    permissions: frozenset[Permission] = frozenset()
    on_bar: bool = False


_RECORD, _SEE = frozenset({Permission.RECORD}), frozenset({Permission.SEE_RECORDS})
_FIGURES = frozenset({Permission.SEE_FIGURES})

PLACES: Final = (
    Place("home", gettext_noop("Trang đầu"), "home", gettext_noop("Việc đang chờ và số liệu kỳ này"), on_bar=True),
    Place("record_delivery", gettext_noop("Ghi việc"), "pen", gettext_noop("Ghi một lần trao, một hoạt động vừa làm"),
          _RECORD, on_bar=True),
    Place("records", gettext_noop("Sổ ghi chép"), "book", gettext_noop("Tìm, xem, sửa, rút những gì đã ghi"),
          _SEE, on_bar=True),
    Place("declare_totals", gettext_noop("Số tổng hợp"), "grid", gettext_noop("Nhập số tổng hợp tháng của đơn vị"),
          _RECORD),
    Place("approve", gettext_noop("Duyệt"), "check", gettext_noop("Duyệt hoặc trả lại những gì đơn vị đã ghi"),
          frozenset({Permission.APPROVE})),
    Place("imports", gettext_noop("Nhập tệp"), "upload", gettext_noop("Đưa bảng tính vào sổ, có kiểm tra từng ô"),
          _RECORD),
    Place("transcripts", gettext_noop("Đọc văn bản"), "marked", gettext_noop("Tìm các con số trong văn bản rồi ghi vào sổ"),
          _RECORD),
    Place("figures", gettext_noop("Số liệu"), "figures", gettext_noop("Xem số liệu theo đơn vị, tháng, chương trình"),
          _FIGURES),
    Place("programmes", gettext_noop("Chương trình"), "flag", gettext_noop("Từng chương trình, phong trào và kết quả"),
          _FIGURES),
    Place("review", gettext_noop("Báo cáo"), "report", gettext_noop("Lập, xem và phát hành báo cáo giao ban"), _FIGURES),
    Place("due_reports", gettext_noop("Lịch báo cáo"), "calendar",
          gettext_noop("Báo cáo định kỳ: kỳ nào đến hạn, ai chưa nộp, gửi và tiếp nhận"), _FIGURES),
    Place("targets", gettext_noop("Chỉ tiêu giao"), "target", gettext_noop("Chỉ tiêu được giao, kết quả và tiến độ"), _FIGURES),
    Place("meetings", gettext_noop("Hội nghị"), "people", gettext_noop("Mời họp, tài liệu, biên bản, kết luận và việc còn mở"),
          _FIGURES),
    Place("outgoing", gettext_noop("Văn bản đi"), "mail", gettext_noop("Sổ văn bản đi: ghi, ký xong thì cấp số"),
          frozenset({Permission.PUBLISH})),
    Place("directives", gettext_noop("Chỉ đạo, đề xuất"), "downward",
          gettext_noop("Kế hoạch, công văn gửi xuống, ai đã đọc, đã làm; đề xuất gửi lên và trả lời"), _FIGURES),
    Place("blood", gettext_noop("Hiến máu"), "drop", gettext_noop("Người hiến máu, quy tắc, đăng ký"),
          frozenset({Permission.COORDINATE_BLOOD})),
    Place("opinions", gettext_noop("Ý kiến bạn đọc"), "speech", gettext_noop("Đọc ý kiến gửi dưới bài viết, cho hiện hoặc không"),
          frozenset({Permission.EDIT_PORTAL})),
    Place("wagtailadmin_home", gettext_noop("Cổng thông tin"), "news", gettext_noop("Viết bài, ảnh, tài liệu; gửi duyệt và đăng"),
          frozenset({Permission.EDIT_PORTAL})),
    Place("units", gettext_noop("Đơn vị"), "tree", gettext_noop("Cây tổ chức Hội theo ngày, cụm thi đua, lãnh đạo"),
          _FIGURES),
    Place("administration", gettext_noop("Quản trị"), "gear", gettext_noop("Người dùng, danh mục, nhật ký, tình trạng"),
          frozenset({Permission.ADMINISTER})),
    Place("notices", gettext_noop("Thông báo"), "bell", gettext_noop("Những gì vừa xảy ra với bản ghi, tệp, vai trò")),
    Place("help", gettext_noop("Hướng dẫn"), "question", gettext_noop("Hướng dẫn theo vai trò và giải thích từ ngữ")),
    Place("account", gettext_noop("Tài khoản"), "person", gettext_noop("Mật khẩu, bảo mật, hiển thị")),
    Place("menu", gettext_noop("Tất cả mục"), "menu", "", on_bar=True),
)  # fmt: skip


def places_for(roles: Collection[Role]) -> list[Place]:
    """The places for a person with these roles."""
    allowed = frozenset(permission for role in roles for permission in PERMISSIONS[role])
    return [place for place in PLACES if not place.permissions or place.permissions & allowed]
