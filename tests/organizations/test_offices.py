"""Posts and document headings, dated."""

from datetime import date

import pytest

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import assign_appointment, assign_issuing_body, end_appointment
from chungtay.organizations.queries import appointments_on, issuing_body_on
from tests.factories.organizations import AT, named, plant

HEADING = {"superior": "HỘI CHỮ THẬP ĐỎ VIỆT NAM", "name": "HỘI CHỮ THẬP ĐỎ TỈNH QUẢNG NINH", "place": "Quảng Ninh"}


@pytest.fixture
def province(db: None) -> int:
    return plant(named("vn", None), named("22", "vn"))["22"].pk


def test_a_signatory_holds_the_post_for_its_days_only(province: int) -> None:
    first = assign_appointment(
        by=None,
        at=AT,
        unit_id=province,
        person="Nguyễn Văn A",
        title="Chủ tịch",
        signs_as="TM. BAN THƯỜNG VỤ",
        valid_from=date(2021, 6, 1),
    )
    end_appointment(by=None, at=AT, appointment_id=first.pk, on=date(2025, 3, 1))
    assign_appointment(
        by=None, at=AT, unit_id=province, person="Trần Thị B", title="Chủ tịch", valid_from=date(2025, 3, 1)
    )
    holders = [[a.person for a in appointments_on(province, day)] for day in (date(2025, 2, 28), date(2025, 3, 1))]
    assert holders == [["Nguyễn Văn A"], ["Trần Thị B"]]
    assert appointments_on(province, date(2024, 1, 1))[0].signs_as == "TM. BAN THƯỜNG VỤ"
    assert AuditLine.objects.filter(action="assign_appointment").count() == 2
    with pytest.raises(Refusal, match="không có hiệu lực"):
        end_appointment(by=None, at=AT, appointment_id=first.pk, on=date(2025, 4, 1))


def test_a_new_heading_ends_the_old_one(province: int) -> None:
    give = {"by": None, "at": AT, "unit_id": province, **HEADING}
    assign_issuing_body(**give, symbol="BC-CTĐ", valid_from=date(2020, 1, 1))
    assign_issuing_body(**give, symbol="BC-HCTĐ", valid_from=date(2025, 7, 1))
    symbols = [issuing_body_on(province, day).symbol for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert symbols == ["BC-CTĐ", "BC-HCTĐ"]
    assert issuing_body_on(province, date(2019, 12, 31)) is None
    with pytest.raises(Refusal, match="đã có thông tin cơ quan ban hành"):
        assign_issuing_body(**give, symbol="X", valid_from=date(2024, 1, 1), valid_to=date(2024, 6, 1))


def test_a_post_in_an_unknown_unit_is_refused(db: None) -> None:
    with pytest.raises(Refusal, match="Không có đơn vị số 77"):
        assign_appointment(by=None, at=AT, unit_id=77, person="A", title="B", valid_from=date(2024, 1, 1))
