"""Reads of persons."""

from .persons import consents_of, exported, person_by_phone, profiles, standing_consents, standing_person

__all__ = ["consents_of", "exported", "person_by_phone", "profiles", "standing_consents", "standing_person"]
