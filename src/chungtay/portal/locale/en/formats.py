"""The same on English screens: the office is in Viet Nam, and a day before its month must not be read the other way."""

from chungtay.portal.locale.vi.formats import *  # noqa: F403 - a module of formats is made of names
