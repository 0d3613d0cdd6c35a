"""The one way the domain says no: a message for people, with the values it speaks of."""


def gettext_noop(message: str) -> str:
    """Mark a Vietnamese message for translation; the door that shows it translates."""
    return message


class Refusal(Exception):
    """Input that the rules do not accept.

    `message` is a Vietnamese %-format template, `params` its values; doors render
    `gettext(refusal.message) % refusal.params`.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message
