"""The pages of honours."""

from .lists import honours
from .marks import honours_given, withdraw_honour
from .own import own_certificate
from .papers import honour_certificates, honour_list
from .tables import honour_tables, record_honour_table

__all__ = [
    "honour_certificates",
    "honour_list",
    "honour_tables",
    "honours",
    "honours_given",
    "own_certificate",
    "record_honour_table",
    "withdraw_honour",
]
