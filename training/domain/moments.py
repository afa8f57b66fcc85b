"""Learns at which hour of the day somebody practises. Pure: no ORM, no clock.

Thompson sampling: of each hour is believed how often a nudge is followed by practice, as a Beta
distribution; for each slot one value is drawn of each allowed hour, and the highest draw wins. So
an hour that served well comes often, an hour of which little is known comes at times, and the same
slot has the same hour as long as nothing new was seen. What was seen counts half after HALF_LIFE,
so that another shift is learned within weeks.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

FOLLOWED_WITHIN = timedelta(hours=3)
"""Practice that begins so soon after a nudge followed it."""

HALF_LIFE = timedelta(days=30)

REMEMBERED = timedelta(days=120)
"""Something that was seen is left out once it is this much older than the latest: it would count
for a sixteenth."""

PRIOR = (0.5, 1.0)
"""An hour of which nothing was seen starts with these weights for it and against it: its nudges are
expected to be followed half as often as not."""

NEXT_TO = 0.5
"""Something that was seen at an hour counts by this share for the hours beside it: habits are no
clocks."""

ENOUGH = 3.0
"""An hour is called the usual one once so much was seen at it, by weight."""

Beliefs = Mapping[int, tuple[float, float]]
"""By local hour how much was seen for it and how much against it, by weight."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was seen at an instant: practice that began (`practised`), a nudge that was
    followed by practice (`practised` too), or one that was not."""

    at: datetime
    practised: bool


def look_back(nudges: Collection[datetime], began: Collection[datetime]) -> list[Seen]:
    """Return what was seen of nudges at these instants and of practice that began at those. The
    latest nudge counts once practice followed or another nudge came, so that the hour of the next
    one does not change meanwhile."""
    starts, latest = sorted(began), max(nudges, default=None)
    seen = [Seen(at, practised=True) for at in starts]
    for at in nudges:
        place = bisect_left(starts, at)
        followed = place < len(starts) and starts[place] - at < FOLLOWED_WITHIN
        if followed or at != latest:
            seen.append(Seen(at, practised=followed))
    return seen


def believe(seen: Collection[Seen], zone: ZoneInfo) -> Beliefs:
    """Return what was seen as beliefs, by the hours of the zone. Practice counts once for an hour
    of a day, however often it began. Weights are counted from the latest of what was seen, so that
    they change when something is seen, and not with the clock."""
    if not seen:
        return {}
    latest = max(one.at for one in seen)
    beliefs: dict[int, tuple[float, float]] = {}
    counted: set[tuple[date, int]] = set()
    for one in seen:
        local = one.at.astimezone(zone)
        hour = local.hour
        if latest - one.at > REMEMBERED or (one.practised and (local.date(), hour) in counted):
            continue
        if one.practised:
            counted.add((local.date(), hour))
        weight = 0.5 ** ((latest - one.at) / HALF_LIFE)
        for beside, share in (
            (hour, weight),
            (hour - 1, weight * NEXT_TO),
            (hour + 1, weight * NEXT_TO),
        ):
            for_it, against = beliefs.get(beside, (0.0, 0.0))
            if one.practised:
                beliefs[beside] = for_it + share, against
            else:
                beliefs[beside] = for_it, against + share
    return beliefs


def draw_hours(hours: Iterable[int], beliefs: Beliefs, seed: int) -> list[int]:
    """Return these hours by Thompson sampling, the one to take first; the same hours, seed and
    beliefs have the same order."""
    random = Random(seed)  # noqa: S311  # no secret: the same slot is to have the same hour
    drawn = {hour: _draw(random, beliefs.get(hour, (0.0, 0.0))) for hour in hours}
    return sorted(drawn, key=lambda hour: drawn[hour], reverse=True)


def usual_hour(beliefs: Beliefs) -> int | None:
    """Return the hour at which most practice was seen, once it was ENOUGH; None before."""
    hour = max(beliefs, key=lambda one: beliefs[one][0], default=None)
    return hour if hour is not None and beliefs[hour][0] >= ENOUGH else None


def _draw(random: Random, belief: tuple[float, float]) -> float:
    for_it, against = belief
    return random.betavariate(PRIOR[0] + for_it, PRIOR[1] + against)
