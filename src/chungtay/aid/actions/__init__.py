"""Every write of deliveries; the numbers go to the ledger in the same transaction."""

from .deliveries import correct_delivery, record_deliveries, record_delivery, withdraw_deliveries, withdraw_delivery

__all__ = ["correct_delivery", "record_deliveries", "record_delivery", "withdraw_deliveries", "withdraw_delivery"]
