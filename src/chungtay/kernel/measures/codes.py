"""The measures that indicators have, as stored and exported, and how their numbers behave."""

from enum import StrEnum
from typing import Final


class MeasureKind(StrEnum):
    """How numbers of a measure behave: what may be added and how they are written."""

    COUNT = "count"  # whole things or people; large ones are rounded in sentences
    MONEY = "money"  # đồng
    QUANTITY = "quantity"  # weight, volume, length, area, time: written exactly
    PRICE = "price"  # đồng for one of something: never summed
    SHARE = "share"  # a percentage, a frequency or a rank: never summed


class Measure(StrEnum):
    """The unit of an indicator, as stored and exported."""

    # people and what reaches them
    TURNS = "turns"
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    CASES = "cases"
    GIFTS = "gifts"
    PORTIONS = "portions"
    ADDRESSES = "addresses"
    ADDRESS_TURNS = "address_turns"
    HOUSEHOLD_TURNS = "household_turns"
    # money
    DONG = "dong"
    DONG_PER_GIFT = "dong_per_gift"
    DONG_PER_HOUSE = "dong_per_house"
    DONG_PER_HOUSEHOLD = "dong_per_household"
    DONG_PER_PERSON = "dong_per_person"
    DONG_PER_COW = "dong_per_cow"
    DONG_PER_WHEELCHAIR = "dong_per_wheelchair"
    DONG_PER_UNIT_OF_BLOOD = "dong_per_unit_of_blood"
    DONG_PER_MESSAGE = "dong_per_message"
    DONG_PER_PROVINCE = "dong_per_province"
    DONG_PER_TURN = "dong_per_turn"
    DONG_PER_PORTION = "dong_per_portion"
    DONG_PER_YEAR = "dong_per_year"
    # blood
    UNIT_OF_BLOOD = "unit_of_blood"
    UNIT_OF_PLATELETS = "unit_of_platelets"
    ML = "ml"
    DRIVES = "drives"
    # the organization
    UNITS = "units"
    BASES = "bases"
    BRANCHES = "branches"
    CLUBS = "clubs"
    TEAMS = "teams"
    MEMBERS = "members"
    VOLUNTEERS = "volunteers"
    YOUTH = "youth"
    STAFF = "staff"
    COMMITTEE_MEMBERS = "committee_members"
    DELEGATES = "delegates"
    SPONSORS = "sponsors"
    SITES = "sites"
    LOCALITIES = "localities"
    PROVINCES = "provinces"
    # what is done and handed over
    HOUSES = "houses"
    COURSES = "courses"
    EVENTS = "events"
    WORKS = "works"
    BRIDGES = "bridges"
    ROOMS = "rooms"
    WELLS = "wells"
    BOATS = "boats"
    WHEELCHAIRS = "wheelchairs"
    COWS = "cows"
    SCHOLARSHIPS = "scholarships"
    BICYCLES = "bicycles"
    BOOKS = "books"
    CARDS = "cards"
    KITS = "kits"
    BOXES = "boxes"
    PACKS = "packs"
    ITEMS = "items"
    LOANS = "loans"
    MESSAGES = "messages"
    AWARDS = "awards"
    CRITERIA = "criteria"
    # quantities
    TONNES = "tonnes"
    KG = "kg"
    KM = "km"
    HA = "ha"
    LITRES = "litres"
    DAYS = "days"
    LABOUR_DAYS = "labour_days"
    # shares, frequencies, ranks
    PERCENT = "percent"
    DAYS_A_WEEK = "days_a_week"
    RANK = "rank"

    @property
    def kind(self) -> MeasureKind:
        """How its numbers behave."""
        return _KINDS.get(self) or (MeasureKind.PRICE if self.startswith("dong_per_") else MeasureKind.COUNT)

    @property
    def summable(self) -> bool:
        """Whether two numbers of this measure may be added at all."""
        return self.kind not in (MeasureKind.PRICE, MeasureKind.SHARE)


_KINDS: Final = {
    Measure.DONG: MeasureKind.MONEY,
    **dict.fromkeys(
        (Measure.ML, Measure.TONNES, Measure.KG, Measure.KM, Measure.HA, Measure.LITRES), MeasureKind.QUANTITY
    ),
    **dict.fromkeys((Measure.DAYS, Measure.LABOUR_DAYS), MeasureKind.QUANTITY),
    **dict.fromkeys((Measure.PERCENT, Measure.DAYS_A_WEEK, Measure.RANK), MeasureKind.SHARE),
}
