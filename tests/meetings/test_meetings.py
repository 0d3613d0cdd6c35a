from .conftest import LAST_YEAR, LATER, NOW, OF, ConclusionState, closed, concluded, opened, said


def test_smoke(book):
    a = opened(book, LAST_YEAR)
    c = concluded(book, a, indicator="blood.units", value=100)
    closed(a)
    b = opened(book)
    from chungtay.meetings.queries.following import open_conclusions

    print(open_conclusions(OF, NOW))
    said(c, ConclusionState.CARRIED, "x", at=b, due=LATER)
    closed(b)
