"""The words of voluntary blood: groups, what is given, why somebody may not give or is not called."""

from enum import StrEnum


class Sex(StrEnum):
    """What the rules of weight and of RhD ask for."""

    FEMALE = "f"
    MALE = "m"


class Product(StrEnum):
    """What a patient needs, or a donor gives."""

    RBC = "rbc"
    WHOLE_BLOOD = "whole_blood"
    PLASMA = "plasma"
    PLATELETS = "plt_aph"


class ExclusionReason(StrEnum):
    """Why a donor may not give, or is not called; in the order in which reasons are told."""

    INACTIVE = "inactive"
    NO_CONSENT = "no_consent"
    PERMANENT = "permanent"
    AGE_LOW = "age_low"
    AGE_HIGH = "age_high"
    WEIGHT_LOW = "weight_low"
    PREGNANT = "pregnant"
    INTERVAL = "interval"
    DEFERRED = "deferred"
    HB_LOW_LAST = "hb_low_last"
    ABO = "abo"
    RHD = "rhd"
    RARE_RESERVED = "rare_reserved"
    ANTIGEN_POS = "antigen_pos"
    ANTIGEN_UNKNOWN = "antigen_unknown"
    RANGE = "range"
    COOLDOWN = "cooldown"
    CAP = "cap"
    BUSY = "busy"
    NIGHT = "night"


ORDER = {reason: place for place, reason in enumerate(ExclusionReason)}
