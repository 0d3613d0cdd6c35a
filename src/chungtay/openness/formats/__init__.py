"""The bytes of the open pages: calendars and open data."""

from .calendars import CalendarEvent, calendar_bytes
from .data import data_csv, data_json

__all__ = ["CalendarEvent", "calendar_bytes", "data_csv", "data_json"]
