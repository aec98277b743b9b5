"""The only place of the pages where the clock is read."""

from datetime import UTC, date, datetime

from django.http import HttpRequest

_MOMENT = "limen.moment"


def today() -> date:
    """The date of the system's clock, for the pages that ask how old a fact is."""
    return datetime.now(UTC).date()


def moment(request: HttpRequest) -> datetime:
    """When a request came in; the same for all that is done for it."""
    at: object = request.META.setdefault(_MOMENT, datetime.now(UTC))
    if not isinstance(at, datetime):
        raise TypeError("a request has the moment at which it came in")
    return at
