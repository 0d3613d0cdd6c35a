"""Every write of the organization. None touches the ledger: its `post_tree` follows the newest revision."""

from chungtay.organizations.actions.clusters import assign_member, assign_office, end_member, end_office, open_cluster
from chungtay.organizations.actions.loading import LoadedUnits, load_units
from chungtay.organizations.actions.looks import assign_look
from chungtay.organizations.actions.offices import (
    assign_appointment,
    assign_issuing_body,
    assign_role,
    end_appointment,
    end_role,
    end_roles,
)
from chungtay.organizations.actions.people import Invitation, end_lost_second_factor, open_invitation, open_persons_link
from chungtay.organizations.actions.units import (
    add_unit,
    add_units,
    end_unit,
    move_unit,
    record_succession,
    rename_unit,
)

__all__ = [
    "Invitation",
    "LoadedUnits",
    "add_unit",
    "add_units",
    "assign_appointment",
    "assign_issuing_body",
    "assign_look",
    "assign_member",
    "assign_office",
    "assign_role",
    "end_appointment",
    "end_lost_second_factor",
    "end_member",
    "end_office",
    "end_role",
    "end_roles",
    "end_unit",
    "load_units",
    "move_unit",
    "open_cluster",
    "open_invitation",
    "open_persons_link",
    "record_succession",
    "rename_unit",
]
