"""Short messages: how many parts a text takes, and texts that fit. Donors are written to in Vietnamese."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from chungtay.callout.rules.states import MessagePurpose

# GSM 03.38: letters of one septet, and those that take two.
_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyz"
    "äöñüà"
)
_TWICE: Final = frozenset("^{}\\[~]|€\f")
GSM_ONE, GSM_MORE = 160, 153
UCS_ONE, UCS_MORE = 70, 67
ACCENTED_PARTS: Final = 2  # an accented text with a link does not fit one part
SHORTEST_NAME: Final = 8

_LETTERS: Final = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "“": '"', "”": '"', "’": "'", "…": "."})
_TEXTS: Final[dict[MessagePurpose, str]] = {
    MessagePurpose.CALL: "Cần máu{group} tại {hospital} trước {hour}. Trả lời: {link}",
    MessagePurpose.CLOSED: "Gọi máu tại {hospital}: đã xong, không cần đến nữa. Hội Chữ thập đỏ cảm ơn.",
    MessagePurpose.THANKS: "Hội Chữ thập đỏ cảm ơn đã hiến máu tại {hospital}.",
}


@dataclass(frozen=True, slots=True)
class CallText:
    """What a message says: no name of anybody. `group`: the one asked for, empty where it is not known."""

    purpose: MessagePurpose
    hospital: str
    group: str
    needed_at: datetime  # in local time
    link: str

    def written(self, hospital: str) -> str:
        """The text with so much of the hospital's name."""
        group = f" {self.group}" if self.group else ""
        hour = f"{self.needed_at:%H:%M %d/%m}"
        return _TEXTS[self.purpose].format(group=group, hospital=hospital, hour=hour, link=self.link)


def plain(text: str) -> str:
    """The text without accents, letter by letter."""
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def parts(text: str) -> int:
    """How many short messages the text takes: 160 septets or 70 units of UTF-16; 153 and 67 where there are more."""
    if all(letter in _GSM or letter in _TWICE for letter in text):
        size, one, more = sum(2 if letter in _TWICE else 1 for letter in text), GSM_ONE, GSM_MORE
    else:
        size, one, more = len(text.encode("utf-16-le")) // 2, UCS_ONE, UCS_MORE
    return 1 if size <= one else -(-size // more)


def fitted(said: CallText, *, accented: bool) -> str:
    """The text in one part without accents, in two with them; the hospital's name is cut where it must be, nothing else."""
    most = ACCENTED_PARTS if accented else 1
    name = said.hospital
    while True:
        text = said.written(name)
        text = text if accented else plain(text)
        if parts(text) <= most or len(name) <= SHORTEST_NAME:
            return text
        name = name[:-2].rstrip(" .") + "."
