"""Serves calendar feeds to calendars, which sign in nowhere: the address has the secret."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.etags import etag, matches
from training.domain.calendars import write_calendar
from training.queries.calendars import entries_of, feed_with

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the calendar behind a secret, 304 where it is the one that the caller has, and the
    same 404 for whatever is no feed: unknown, renewed, switched off, or of somebody who left."""
    found = feed_with(secret)
    if found is None:
        return _private(HttpResponse("Not found\n", status=404, content_type="text/plain"))
    content = write_calendar(entries_of(found), name="Kalm")
    tag = etag(hashlib.sha256(content).hexdigest()[:32])
    seen = request.headers.get("If-None-Match")
    if seen and matches(seen, tag):
        answer = HttpResponse(status=304)
        del answer.headers["Content-Type"]
    else:
        answer = HttpResponse(content, content_type=CALENDAR)
    answer.headers["ETag"] = tag
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    """Let no proxy keep the answer, and no address of it reach another site."""
    patch_cache_control(answer, private=True, max_age=300)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
