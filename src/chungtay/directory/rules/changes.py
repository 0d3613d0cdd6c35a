"""The changes that an administrator makes of units and clusters: the word of each, and the address it is done at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from chungtay.kernel.errors import gettext_noop


@dataclass(frozen=True, slots=True)
class TreeChange:
    """One change: the last part of its address, what it is called, what it does in one sentence."""

    slug: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Step:
    """One write of the organization: the action's name and its values."""

    action: str
    values: Mapping[str, object] = field(default_factory=dict)


CHANGES_OF_UNIT: Final = (
    TreeChange("them-don-vi", gettext_noop("Thêm đơn vị trực thuộc"),
               gettext_noop("Đơn vị mới nằm trong cây tổ chức từ ngày thành lập.")),
    TreeChange("doi-ten", gettext_noop("Đổi tên"),
               gettext_noop("Tên mới dùng từ ngày đổi; báo cáo của kỳ trước vẫn mang tên cũ.")),
    TreeChange("chuyen", gettext_noop("Chuyển về đơn vị cấp trên khác"),
               gettext_noop("Từ ngày chuyển, số liệu tính vào đơn vị cấp trên mới; số liệu trước ngày ấy ở nguyên chỗ cũ.")),
    TreeChange("sap-nhap", gettext_noop("Sáp nhập vào đơn vị khác"),
               gettext_noop("Đơn vị kết thúc hoạt động; đơn vị nhận kế thừa từ cùng ngày.")),
    TreeChange("chia-tach", gettext_noop("Chia tách thành nhiều đơn vị"),
               gettext_noop("Đơn vị kết thúc hoạt động; các đơn vị nhận kế thừa từ cùng ngày, mỗi đơn vị một phần.")),
    TreeChange("giao-mot-phan", gettext_noop("Giao một phần cho đơn vị khác"),
               gettext_noop("Đơn vị vẫn hoạt động và giữ mọi số liệu đã ghi; chi hội thuộc phần giao thì chuyển riêng từng chi hội.")),
    TreeChange("ket-thuc", gettext_noop("Kết thúc hoạt động"),
               gettext_noop("Đơn vị không còn hoạt động từ ngày này và không có đơn vị kế thừa.")),
    TreeChange("phan-cong", gettext_noop("Phân công chức vụ"),
               gettext_noop("Người giữ chức vụ và dòng thẩm quyền ghi trên chữ ký.")),
    TreeChange("thoi-giu-chuc", gettext_noop("Thôi giữ chức vụ"),
               gettext_noop("Người này không còn giữ chức vụ từ ngày này.")),
    TreeChange("co-quan-ban-hanh", gettext_noop("Cơ quan ban hành văn bản"),
               gettext_noop("Phần đầu văn bản của đơn vị theo Nghị định 30/2020/NĐ-CP.")),
    TreeChange("lap-cum", gettext_noop("Lập cụm thi đua"),
               gettext_noop("Cụm do đơn vị này lập; thành viên được thêm ở trang của cụm.")),
)  # fmt: skip
CHANGES_OF_CLUSTER: Final = (
    TreeChange("them-thanh-vien", gettext_noop("Thêm thành viên"),
               gettext_noop("Số liệu của cụm tính cả đơn vị này từ ngày tham gia.")),
    TreeChange("roi-cum", gettext_noop("Thành viên rời cụm"),
               gettext_noop("Đơn vị không còn trong cụm từ ngày này.")),
    TreeChange("cum-truong-pho", gettext_noop("Cử cụm trưởng, cụm phó"),
               gettext_noop("Đơn vị đang giữ vai trò này mà chưa định ngày kết thúc thì bàn giao vào ngày ấy.")),
    TreeChange("thoi-cum-truong-pho", gettext_noop("Thôi cụm trưởng, cụm phó"),
               gettext_noop("Đơn vị không còn giữ vai trò từ ngày này.")),
)  # fmt: skip


def change_of(slug: str, changes: tuple[TreeChange, ...]) -> TreeChange | None:
    """The change of that address, or None."""
    return next((change for change in changes if change.slug == slug), None)
