"""What a document holds, opened: its name, its bytes, its text, what was read of it."""

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from chungtay.kernel.sealing import Key, Unopenable, keys_for, opened, sealed
from chungtay.kernel.text import folded
from chungtay.reading.rules.figures import Reading
from chungtay.transcription.formats import pressed, unpressed
from chungtay.transcription.models import TranscriptContent
from chungtay.unpacking.rules import Document

if TYPE_CHECKING:
    Buffer = bytes | memoryview[int]
else:
    Buffer = bytes | memoryview  # as databases give it

EMPTY = Document("", "", ())
NOTHING = Reading((), (), None, None)


@dataclass(frozen=True, slots=True)
class Content:
    """A document and what was read of it; `name` of its file, `title` as it is listed, `why` it could not be read."""

    name: str
    title: str
    document: Document = EMPTY
    reading: Reading = NOTHING
    why: str = ""


def content_keys() -> tuple[Key, ...]:
    """The keys that documents are sealed with."""
    return keys_for("transcript", settings.CHUNGTAY_DATA_KEYS)


def seal(number: int, part: str, data: bytes) -> bytes:
    """A part of a document, sealed and bound to it."""
    return sealed(data, keys=content_keys(), bound_to=f"transcript:{number}:{part}")


def sealed_parts(number: int, content: Content) -> dict[str, bytes]:
    """Everything but the file, sealed."""
    head = json.dumps([content.name, content.title, content.why], ensure_ascii=False).encode()
    parts = {"head": head, "document": pressed(content.document), "reading": pressed(content.reading)}
    return {part: seal(number, part, data) for part, data in parts.items()}


def content_of(number: int) -> Content:
    """The document with what was read of it."""
    head, document, reading = TranscriptContent.objects.values_list("head", "document", "reading").get(of=number)
    name, title, why = json.loads(_opened(number, "head", head))
    text, read = _opened(number, "document", document), _opened(number, "reading", reading)
    return Content(name, title, unpressed(Document, text), unpressed(Reading, read), why)


def title_in(number: int, head: Buffer) -> str:
    """The title alone, for lists; empty where its key is gone."""
    try:
        return str(json.loads(_opened(number, "head", head))[1])
    except Unopenable:
        return ""


def file_of(number: int) -> tuple[str, bytes]:
    """The file as it came: its name and bytes."""
    head, file = TranscriptContent.objects.values_list("head", "file").get(of=number)
    return json.loads(_opened(number, "head", head))[0], _opened(number, "file", file)


def digest_of(data: bytes) -> str:
    """The mark of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def text_digest_of(text: str) -> str:
    """The mark of a text, whatever its line breaks, accents' form and case; empty for an empty one."""
    plain = folded(text)
    return digest_of(plain.encode()) if plain else ""


def _opened(number: int, part: str, data: Buffer) -> bytes:
    return opened(bytes(data), keys=content_keys(), bound_to=f"transcript:{number}:{part}")
