"""Who may send a unit's report: it is the unit's own word."""


def sends(*, own: bool, leads: bool, anybody: bool) -> bool:
    """May a person send it? `own`: as leader or clerk of the unit itself; `leads`: as a leader above it; `anybody`: somebody of
    the unit itself may.

    Who is above receives the report and enters phoned-in figures; they do not speak for a unit that can speak. Where nobody of
    the unit may send, a leader above sends it on its behalf, never a clerk, and the report says so.
    """
    return own or (leads and not anybody)
