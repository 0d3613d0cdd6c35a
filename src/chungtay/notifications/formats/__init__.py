"""Web Push on the wire."""

from .push import (
    GONE,
    Message,
    Subscription,
    delivered,
    is_push_service,
    new_private_key,
    public_key,
    request_of,
    subscription_of,
)

__all__ = [
    "GONE",
    "Message",
    "Subscription",
    "delivered",
    "is_push_service",
    "new_private_key",
    "public_key",
    "request_of",
    "subscription_of",
]
