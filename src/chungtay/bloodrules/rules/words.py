"""The words of rules and reasons for people; codes stay in the data."""

from typing import Final, NamedTuple

from chungtay.kernel.errors import gettext_noop

from .counting import UnitConvention
from .kinds import ExclusionReason

REASON_NAMES: Final[dict[ExclusionReason, str]] = {
    ExclusionReason.INACTIVE: gettext_noop("đang tạm nghỉ hoặc thôi tham gia"),
    ExclusionReason.NO_CONSENT: gettext_noop("chưa đồng ý được gọi"),
    ExclusionReason.PERMANENT: gettext_noop("cơ sở y tế đã dặn không hiến nữa"),
    ExclusionReason.AGE_LOW: gettext_noop("chưa đủ tuổi hoặc chưa có ngày sinh"),
    ExclusionReason.AGE_HIGH: gettext_noop("quá tuổi hiến máu"),
    ExclusionReason.WEIGHT_LOW: gettext_noop("thiếu cân hoặc chưa có cân nặng"),
    ExclusionReason.PREGNANT: gettext_noop("đang mang thai"),
    ExclusionReason.INTERVAL: gettext_noop("chưa đủ thời gian từ lần hiến trước"),
    ExclusionReason.DEFERRED: gettext_noop("đang tạm hoãn"),
    ExclusionReason.HB_LOW_LAST: gettext_noop("huyết sắc tố lần đo gần đây thấp"),
    ExclusionReason.ABO: gettext_noop("nhóm máu ABO không phù hợp"),
    ExclusionReason.RHD: gettext_noop("nhóm Rh(D) không phù hợp"),
    ExclusionReason.RARE_RESERVED: gettext_noop("máu hiếm, để dành cho người bệnh Rh(D) âm"),
    ExclusionReason.ANTIGEN_POS: gettext_noop("có kháng nguyên cần tránh"),
    ExclusionReason.ANTIGEN_UNKNOWN: gettext_noop("chưa biết kháng nguyên cần tránh"),
    ExclusionReason.RANGE: gettext_noop("ở xa"),
    ExclusionReason.COOLDOWN: gettext_noop("vừa được gọi gần đây"),
    ExclusionReason.CAP: gettext_noop("đã được gọi nhiều lần trong năm"),
    ExclusionReason.BUSY: gettext_noop("đang nhận một yêu cầu khác"),
    ExclusionReason.NIGHT: gettext_noop("ban đêm, chưa đồng ý được gọi đêm"),
}
STATUS_NAMES: Final[dict[str, str]] = {
    "confirmed": gettext_noop("đã đối chiếu với bản trích quy định"),
    "secondary": gettext_noop("theo nguồn gián tiếp"),
    "assumption": gettext_noop("cách hiểu của phần mềm, chờ cơ sở máu xác nhận"),
    "memory": gettext_noop("chưa tìm lại được nguồn"),
    "": gettext_noop("chưa ghi mức chắc chắn"),
}
CONVENTION_NAMES: Final[dict[UnitConvention, str]] = {
    UnitConvention.BAG: gettext_noop("một túi, cỡ nào cũng là một"),
    UnitConvention.EQUIVALENT: gettext_noop("mỗi 250 ml"),
}
_CIRCULAR: Final = gettext_noop("Thông tư 26/2013/TT-BYT, Điều 4")
_INTERVALS: Final = gettext_noop("Thông tư 26/2013/TT-BYT, Điều 6")
_CAUSES: Final = gettext_noop("Thông tư 26/2013/TT-BYT, Điều 5")
_PUBLIC: Final = gettext_noop("hướng dẫn công khai của cơ sở tiếp nhận máu")
_CODE: Final = gettext_noop("Bộ luật Dân sự 2015, Điều 147, 148")


class RuleWords(NamedTuple):
    """What a rule says, how its value is written (%s; empty: the label says all), where it stands."""

    label: str
    value: str
    source: str


RULE_WORDS: Final[dict[str, RuleWords]] = {
    "age_min": RuleWords(gettext_noop("Tuổi nhỏ nhất"), gettext_noop("đủ %s tuổi"), _CIRCULAR),
    "age_max_completed_years": RuleWords(gettext_noop("Tuổi lớn nhất"), gettext_noop("hết %s tuổi"), _CIRCULAR),
    "weight_min_kg": RuleWords(gettext_noop("Cân nặng ít nhất"), gettext_noop("%s kg"), _CIRCULAR),
    "wb_volume": RuleWords(gettext_noop("Thể tích một lần hiến máu toàn phần"), "%s", _CIRCULAR),
    "bag_ml": RuleWords(
        gettext_noop("Cỡ túi máu"), gettext_noop("%s ml"),
        gettext_noop("Thông tư 05/2017, 17/2020 và 15/2023/TT-BYT, bảng quà tặng"),
    ),
    "blood_unit": RuleWords(
        gettext_noop("Một đơn vị máu trong số liệu"), "%s", gettext_noop("quy ước của Hội, văn bản không nêu")
    ),
    "apheresis": RuleWords(gettext_noop("Thể tích một lần hiến gạn tách"), "%s", _CIRCULAR),
    "hb_min_g_l": RuleWords(gettext_noop("Huyết sắc tố ít nhất"), gettext_noop("%s g/l"), _PUBLIC),
    "hb_min_g_l_large": RuleWords(gettext_noop("Huyết sắc tố khi hiến túi lớn"), "%s", _PUBLIC),
    "interval_days": RuleWords(gettext_noop("Khoảng cách giữa hai lần hiến"), gettext_noop("%s ngày"), _INTERVALS),
    "granulocyte_stemcell": RuleWords(gettext_noop("Bạch cầu hạt, tế bào gốc"), "%s", _INTERVALS),
    "interval_basis": RuleWords(
        gettext_noop("Hiến xen kẽ: tính theo thành phần hiến sau cùng, và không sớm hơn hạn của mọi lần trước"),
        "", _INTERVALS,
    ),
    "interval_eligible_on_day": RuleWords(gettext_noop("Đúng ngày đủ khoảng cách là hiến lại được"), "", ""),
    "deferral_last_day": RuleWords(gettext_noop("Hết ngày cuối của thời gian tạm hoãn mới hiến được"), "", _CODE),
    "deferral_offset_days": RuleWords(
        gettext_noop("Số ngày cộng thêm sau thời gian tạm hoãn"), gettext_noop("%s ngày"), _CODE
    ),
    "deferrals": RuleWords(gettext_noop("Thời gian tạm hoãn theo nguyên nhân"), "%s", _CAUSES),
    "permanent": RuleWords(gettext_noop("Không hiến nữa khi đã nhiễm"), "%s", _PUBLIC),
    "occupation": RuleWords(
        gettext_noop("Phi công, lái xe, lái tàu, làm việc trên cao, dưới sâu, vận động viên: hiến vào ngày nghỉ, hoặc sau đó"
                     " 12 giờ không làm việc ấy"),
        "", _CAUSES,
    ),
    "on_site_only": RuleWords(
        gettext_noop("Huyết áp, mạch, tiểu cầu, đạm: bác sĩ tại nơi hiến khám"), "", ""
    ),
}  # fmt: skip
COMPONENT_NAMES: Final[dict[str, str]] = {
    "WB": gettext_noop("máu toàn phần"),
    "RBC_APH": gettext_noop("hồng cầu gạn tách"),
    "PLASMA_APH": gettext_noop("huyết tương gạn tách"),
    "PLT_APH": gettext_noop("tiểu cầu gạn tách"),
}
CAUSE_NAMES: Final[dict[str, str]] = {
    "SURGERY": gettext_noop("phẫu thuật"),
    "MALARIA": gettext_noop("sốt rét"),
    "SYPHILIS": gettext_noop("giang mai"),
    "TB": gettext_noop("lao"),
    "TETANUS": gettext_noop("uốn ván"),
    "ENCEPHALITIS": gettext_noop("viêm não"),
    "MENINGITIS": gettext_noop("viêm màng não"),
    "RABIES_PEP": gettext_noop("tiêm phòng dại sau khi bị cắn"),
    "TRANSFUSED": gettext_noop("được truyền máu, chế phẩm máu"),
    "BIRTH_OR_TERMINATION": gettext_noop("sinh con hoặc chấm dứt thai nghén"),
    "TATTOO": gettext_noop("xăm trổ trên da"),
    "PIERCING": gettext_noop("bấm dái tai, mũi, rốn, vị trí khác"),
    "BLOOD_EXPOSURE": gettext_noop("phơi nhiễm với máu, dịch cơ thể"),
    "TYPHOID": gettext_noop("thương hàn"),
    "SEPSIS": gettext_noop("nhiễm trùng huyết"),
    "SNAKEBITE": gettext_noop("bị rắn cắn"),
    "ARTERITIS": gettext_noop("viêm tắc động mạch"),
    "PHLEBITIS": gettext_noop("viêm tắc tĩnh mạch"),
    "OSTEOMYELITIS": gettext_noop("viêm tủy xương"),
    "PANCREATITIS": gettext_noop("viêm tụy"),
    "GASTROENTERITIS": gettext_noop("viêm dạ dày, ruột"),
    "UTI": gettext_noop("viêm đường tiết niệu"),
    "SKIN_INFECTION": gettext_noop("viêm da nhiễm trùng"),
    "BRONCHITIS": gettext_noop("viêm phế quản"),
    "PNEUMONIA": gettext_noop("viêm phổi"),
    "MEASLES": gettext_noop("sởi"),
    "PERTUSSIS": gettext_noop("ho gà"),
    "MUMPS": gettext_noop("quai bị"),
    "DENGUE": gettext_noop("sốt xuất huyết"),
    "DYSENTERY": gettext_noop("kiết lỵ"),
    "RUBELLA": gettext_noop("rubella"),
    "CHOLERA": gettext_noop("tả"),
    "VACCINE_LISTED": gettext_noop("tiêm vắc-xin rubella, sởi, thương hàn, tả, quai bị, thủy đậu, BCG"),
    "FLU": gettext_noop("cúm"),
    "COLD": gettext_noop("cảm lạnh"),
    "ALLERGIC_RHINITIS": gettext_noop("viêm mũi dị ứng"),
    "SORE_THROAT": gettext_noop("viêm họng"),
    "MIGRAINE": gettext_noop("đau nửa đầu"),
    "VACCINE_OTHER": gettext_noop("tiêm vắc-xin khác"),
    "HIV": gettext_noop("HIV"),
    "HBV": gettext_noop("viêm gan B"),
    "HCV": gettext_noop("viêm gan C"),
}
