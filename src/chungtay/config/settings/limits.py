"""Facts of the field that nobody has confirmed yet (settings, never constants), and how much is taken in."""

import os

# May leaders approve what they entered themselves: never, sole (nobody else may approve for the unit), always.
CHUNGTAY_APPROVE_OWN = os.environ.get("CHUNGTAY_APPROVE_OWN", "sole")
# May who handed a report in take it as well: never, sole (nobody else may for the unit that asks for it), always.
CHUNGTAY_ACCEPT_OWN = os.environ.get("CHUNGTAY_ACCEPT_OWN", "sole")
CHUNGTAY_STOCK_AGE_DAYS = int(os.environ.get("CHUNGTAY_STOCK_AGE_DAYS", "400"))  # a reading of a stock counts so long
CHUNGTAY_CARE_DAYS = int(os.environ.get("CHUNGTAY_CARE_DAYS", "7"))  # a backup and a check of the book are due so often
CHUNGTAY_RELIEF_DAYS = int(os.environ.get("CHUNGTAY_RELIEF_DAYS", "180"))  # relief is likely so long after a disaster
CHUNGTAY_DUPLICATE_DAYS = int(os.environ.get("CHUNGTAY_DUPLICATE_DAYS", "3"))  # the same work so near is asked about
CHUNGTAY_PRICE_TIMES = int(os.environ.get("CHUNGTAY_PRICE_TIMES", "5"))  # a price so far from the usual is asked about

# What is sent in: photos as evidence, and how much one person may write within an hour.
CHUNGTAY_EVIDENCE_BYTES = int(os.environ.get("CHUNGTAY_EVIDENCE_BYTES", str(10 << 20)))  # of one photo as it arrives
CHUNGTAY_EVIDENCE_PIXELS = int(os.environ.get("CHUNGTAY_EVIDENCE_PIXELS", "50000000"))
CHUNGTAY_EVIDENCE_EDGE = int(os.environ.get("CHUNGTAY_EVIDENCE_EDGE", "1600"))  # longer edges are shrunk to this
CHUNGTAY_EVIDENCE_PER_RECORD = int(os.environ.get("CHUNGTAY_EVIDENCE_PER_RECORD", "12"))
CHUNGTAY_EVIDENCE_DAYS = int(os.environ.get("CHUNGTAY_EVIDENCE_DAYS", "30"))  # that photos of no record are kept
CHUNGTAY_UPLOAD_BYTES = int(os.environ.get("CHUNGTAY_UPLOAD_BYTES", str(64 << 20)))  # of anything that is sent at once
CHUNGTAY_WRITES_AN_HOUR = int(os.environ.get("CHUNGTAY_WRITES_AN_HOUR", "600"))
CHUNGTAY_SERIES_PER_KIND = (
    os.environ.get("CHUNGTAY_SERIES_PER_KIND") == "1"
)  # papers numbered per kind, not all together
CHUNGTAY_ATTACHMENT_BYTES = int(
    os.environ.get("CHUNGTAY_ATTACHMENT_BYTES", str(10 << 20))
)  # of a file with a directive
CHUNGTAY_ATTACHMENTS = int(os.environ.get("CHUNGTAY_ATTACHMENTS", "5"))  # files with one directive
CHUNGTAY_EVIDENCE_CACHE = 3600  # seconds that a reader's own browser may keep a small picture

# Files on their way in: what one may be, how long it is kept, and from how many rows on it is done in the background.
CHUNGTAY_IMPORT_BYTES = int(os.environ.get("CHUNGTAY_IMPORT_BYTES", str(20 << 20)))
CHUNGTAY_IMPORT_UNPACKED = int(
    os.environ.get("CHUNGTAY_IMPORT_UNPACKED", str(200 << 20))
)  # bytes of a workbook's parts
CHUNGTAY_IMPORT_ROWS = int(os.environ.get("CHUNGTAY_IMPORT_ROWS", "200000"))
CHUNGTAY_IMPORT_CELLS = int(os.environ.get("CHUNGTAY_IMPORT_CELLS", "6000000"))
CHUNGTAY_IMPORT_DAYS = int(os.environ.get("CHUNGTAY_IMPORT_DAYS", "30"))
CHUNGTAY_IMPORT_DRAFTS = int(os.environ.get("CHUNGTAY_IMPORT_DRAFTS", "20"))  # of one person at a time
CHUNGTAY_IMPORT_AT_ONCE = int(os.environ.get("CHUNGTAY_IMPORT_AT_ONCE", "2000"))  # rows done while the page waits
CHUNGTAY_IMPORT_SHOWN = int(os.environ.get("CHUNGTAY_IMPORT_SHOWN", "2000"))  # refused rows that are kept to be mended

# Documents that are read: how large one may be, how many figures it may hold, how many of one person wait, and for how
# long one that nobody posted is kept.
CHUNGTAY_DOCUMENT_BYTES = int(os.environ.get("CHUNGTAY_DOCUMENT_BYTES", str(20 << 20)))
CHUNGTAY_DOCUMENT_FIGURES = int(os.environ.get("CHUNGTAY_DOCUMENT_FIGURES", "3000"))
CHUNGTAY_DOCUMENTS = int(os.environ.get("CHUNGTAY_DOCUMENTS", "50"))
CHUNGTAY_DOCUMENT_DAYS = int(os.environ.get("CHUNGTAY_DOCUMENT_DAYS", "30"))
