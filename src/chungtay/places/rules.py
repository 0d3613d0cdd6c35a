"""What kinds of area there are, and at which tier of government."""

from enum import StrEnum


class AreaTier(StrEnum):
    """Tier of government; the district tier ended on 1 July 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class AreaKind(StrEnum):
    """Kind of area in Vietnamese law, folded to a code."""

    THANH_PHO = "thanh_pho"
    TINH = "tinh"
    QUAN = "quan"
    HUYEN = "huyen"
    THI_XA = "thi_xa"
    PHUONG = "phuong"
    XA = "xa"
    THI_TRAN = "thi_tran"
    DAC_KHU = "dac_khu"


DESIGNATIONS: dict[AreaKind, str] = {
    AreaKind.THANH_PHO: "thành phố",
    AreaKind.TINH: "tỉnh",
    AreaKind.QUAN: "quận",
    AreaKind.HUYEN: "huyện",
    AreaKind.THI_XA: "thị xã",
    AreaKind.PHUONG: "phường",
    AreaKind.XA: "xã",
    AreaKind.THI_TRAN: "thị trấn",
    AreaKind.DAC_KHU: "đặc khu",
}
