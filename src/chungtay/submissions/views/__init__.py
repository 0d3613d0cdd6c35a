"""The doors of periodic reports: the calendar, a round, one report, closed days."""
