"""The bytes of the open pages: open data."""

from .data import data_csv, data_json

__all__ = ["data_csv", "data_json"]
