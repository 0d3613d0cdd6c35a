"""Shape and wording of what the pages of units and programmes ask for; `FORMS`: the form of every change, by its address."""

from chungtay.directory.forms.changes import ChangeForm, Target
from chungtay.directory.forms.cluster_changes import AssignMember, AssignOffice, EndMember, EndOffice
from chungtay.directory.forms.unit_changes import (
    AddUnit,
    AssignAppointment,
    AssignIssuingBody,
    EndAppointment,
    EndUnit,
    GivePart,
    MergeUnit,
    MoveUnit,
    OpenCluster,
    RenameUnit,
    SplitUnit,
)

__all__ = ["FORMS", "ChangeForm", "Target"]

FORMS: dict[str, type[ChangeForm]] = {
    "them-don-vi": AddUnit,
    "doi-ten": RenameUnit,
    "chuyen": MoveUnit,
    "sap-nhap": MergeUnit,
    "chia-tach": SplitUnit,
    "giao-mot-phan": GivePart,
    "ket-thuc": EndUnit,
    "phan-cong": AssignAppointment,
    "thoi-giu-chuc": EndAppointment,
    "co-quan-ban-hanh": AssignIssuingBody,
    "lap-cum": OpenCluster,
    "them-thanh-vien": AssignMember,
    "roi-cum": EndMember,
    "cum-truong-pho": AssignOffice,
    "thoi-cum-truong-pho": EndOffice,
}
