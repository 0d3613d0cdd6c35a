"""What every page of records asks of its address: who reads, which page, where the pages beside it are."""

from django.http import HttpRequest

MOST_PAGES, MOST_DIGITS = 10**7, 18


def page_number(request: HttpRequest) -> int:
    """The asked page; the first one for what is no number."""
    return min(number_of(request.GET.get("page", "")) or 1, MOST_PAGES)


def number_of(text: str) -> int | None:
    """The number that an address or form names; None for what is none, or larger than any of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def turns(request: HttpRequest, number: int, pages: int) -> dict[str, str]:
    """Addresses of the pages before and after this one, everything else of the address kept."""
    found = {}
    for name, other in (("before", number - 1), ("after", number + 1)):
        if 1 <= other <= pages:
            query = request.GET.copy()
            query["page"] = str(other)
            found[name] = f"?{query.urlencode()}"
    return found
