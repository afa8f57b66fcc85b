"""Chooses which exercise of a programme comes next for a person, and says why. Pure: no ORM, no
clock.

In this order:

1. another take that a coach asked for, also where each exercise was done;
2. an exercise that trains what the person is about to forget: the technique that would be shown
   least well now, of those that are due;
3. the next new exercise, in the order of the programme;
4. where each new exercise is too intense as yet, one more at the highest level met so far; where
   no new one is left, one that was not passed, before what is due.

What holds throughout: an exercise that the person postponed is not offered until then; intensity
rises by one level of the programme at most above what the person has handled; after MOST_REPEATS
repeats in a row 3 or 4 comes, if there is one; and of equals a hash of the seed decides, so
that the same situation always leads to the same choice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from uuid import UUID

MOST_REPEATS = 2
"""Repeats in a row, while there is a new exercise to do."""

HANDLED_FROM = 1 / 3
"""An attempt at which this share or more was reached was handled: the second of four levels. So was
one that nobody judged."""

MOST_TRIES = 3
"""After so many attempts at a level of intensity the next one is offered, handled or not: nobody is
held back for good."""

AGAIN_AFTER = timedelta(days=14)
"""An exercise that was practised since a technique became due did not help, so another one that
trains it comes first, for this long."""


class Reason(StrEnum):
    """Says why an exercise comes next."""

    REQUESTED = "requested"
    DUE = "due"
    NEW = "new"
    AGAIN = "again"
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise is a step of a programme. It `names` techniques, and `measures` those that its
    rubric has criteria for; both in order of importance. `intensity` is from 1 to 5, None where
    nobody said. One that can't be started keeps the programme open, and is not offered. Theory is
    read once (`can_repeat`)."""

    step: UUID
    can_start: bool
    intensity: int | None = None
    names: tuple[UUID, ...] = ()
    measures: tuple[UUID, ...] = ()
    can_repeat: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """A course is what is asked of a programme over and over, prepared once by `course_of`.

    `levels` are the intensities that occur, in order; `start` is that of the first exercise.
    `training` has the exercises that train a technique: first those that measure and name it, then
    those that measure it, then those that name it. `goes_on` says that repeats come also when each
    exercise was done, `has_mark` that the programme has a pass mark.
    """

    exercises: tuple[Exercise, ...]
    levels: tuple[int, ...]
    start: int
    training: Mapping[UUID, Sequence[Exercise]]
    goes_on: bool = False
    has_mark: bool = False


@dataclass(slots=True)
class Practice:
    """A practice says what a person did of one exercise: how often, when last, whether one of them
    was handled, and whether a coach is still to look at one."""

    times: int
    last: datetime
    handled: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Fading:
    """A fading technique has the instant at which it is due, and the two values of its memory that
    tell how much of it is left."""

    technique: UUID
    due: datetime
    stability: float
    last_review: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation is all that the choice depends on. `requested` are the steps of which a coach
    asked for another take, the oldest request first; `postponed` says until when a step is not to
    be offered; `repeats` counts the repeats since the last new exercise. Of what was practised,
    `not_passed` is to be done again, and of `awaited` a coach is still to say."""

    course: Course
    seed: UUID
    practice: Mapping[UUID, Practice] = field(default_factory=dict)
    fading: Sequence[Fading] = ()
    postponed: Mapping[UUID, datetime] = field(default_factory=dict)
    requested: Sequence[UUID] = ()
    repeats: int = 0
    not_passed: Collection[UUID] = ()
    awaited: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice is the exercise that comes next, and why. `technique` is the one that is due."""

    step: UUID
    reason: Reason
    technique: UUID | None = None


def course_of(exercises: Iterable[Exercise], *, goes_on: bool = False) -> Course:
    """Return the course of these exercises, which are in the programme's order."""
    rows = tuple(exercises)
    startable = [one for one in rows if one.can_start]
    intensities = [one.intensity for one in startable if one.intensity is not None]
    ranked: dict[UUID, list[tuple[int, int, Exercise]]] = {}
    for place, one in enumerate(startable):
        for technique in {*one.names, *one.measures}:
            rank = 2 * (technique not in one.measures) + (technique not in one.names)
            ranked.setdefault(technique, []).append((rank, place, one))
    training = {
        technique: [one for _rank, _place, one in sorted(rows, key=lambda row: row[:2])]
        for technique, rows in ranked.items()
    }
    start = intensities[0] if intensities else 0
    return Course(rows, tuple(sorted(set(intensities))), start, training, goes_on)


def is_left(situation: Situation) -> bool:
    """Tell whether an exercise was never done, or not passed, whether or not it can be started."""
    practice, unpassed = situation.practice, {*situation.not_passed, *situation.awaited}
    return any(
        one.step not in practice or one.step in unpassed for one in situation.course.exercises
    )


def choose(situation: Situation, at: datetime) -> Choice | None:
    """Return what comes next at this instant; None when there is nothing: each exercise was done,
    or can't be started, or was postponed."""
    has_left = is_left(situation)
    is_over = not has_left and not situation.course.goes_on
    if is_over and not situation.requested:
        return None
    later = {step for step, until in situation.postponed.items() if until > at}
    offered = {
        one.step: one
        for one in situation.course.exercises
        if one.can_start and not (later and one.step in later)
    }
    for step in situation.requested:
        if step in offered:
            return Choice(step, Reason.REQUESTED)
    if is_over:
        return None
    new = _new(situation, offered) if has_left else None
    onward = _onward(situation, offered, new) if has_left else None
    if onward is not None and _is_turn_of_onward(situation, onward):
        return onward
    missed = _missed(situation, offered) if onward is None else None
    return missed or _due(situation, offered, new, at) or onward


def _onward(
    situation: Situation, offered: Mapping[UUID, Exercise], new: Exercise | None
) -> Choice | None:
    """Return what brings the person further in the programme: a new exercise, or one more at the
    highest level met so far where the new ones are too intense."""
    return Choice(new.step, Reason.NEW) if new else _again(situation, offered)


def _is_turn_of_onward(situation: Situation, onward: Choice) -> bool:
    """Tell whether so many repeats came that what is due waits for a moment. One more at the same
    level is a repeat too, so there every turn after as many."""
    if onward.reason == Reason.NEW:
        return situation.repeats >= MOST_REPEATS
    return situation.repeats % (MOST_REPEATS + 1) == MOST_REPEATS


def most_intense(situation: Situation) -> int:
    """Return the highest intensity that may be offered: one level of the course above the highest
    that was handled, or met MOST_TRIES times; the start of the course before any was."""
    course, practice = situation.course, situation.practice
    tries: dict[int, int] = {}
    handled = 0
    for one in course.exercises if practice else ():
        done = practice.get(one.step)
        if done is None or one.intensity is None:
            continue
        tries[one.intensity] = tries.get(one.intensity, 0) + done.times
        if done.handled or tries[one.intensity] >= MOST_TRIES:
            handled = max(handled, one.intensity)
    if not handled:
        return course.start
    above = next((level for level in course.levels if level > handled), handled)
    return max(course.start, above)


def _new(situation: Situation, offered: Mapping[UUID, Exercise]) -> Exercise | None:
    """Return the first exercise that was never done and is not too intense."""
    most = most_intense(situation)
    for step, one in offered.items():
        if step not in situation.practice and (one.intensity or 0) <= most:
            return one
    return None


def _due(
    situation: Situation, offered: Mapping[UUID, Exercise], new: Exercise | None, at: datetime
) -> Choice | None:
    """Return an exercise for the technique of which least is left, if one is due and can be
    trained. One that a coach is still to look at is not due: it was practised just now."""
    due = [one for one in situation.fading if one.due <= at]
    if not due:
        return None
    unknown = {
        technique
        for one in situation.course.exercises
        if (done := situation.practice.get(one.step)) and done.waiting
        for technique in (*one.measures, *one.names)
    }
    due = [one for one in due if one.technique not in unknown]
    for fading in sorted(due, key=lambda one: _order(one, situation, at)):
        found = _training(fading, situation, offered, new, at)
        if found is not None:
            return Choice(found.step, Reason.DUE, fading.technique)
    return None


def _order(fading: Fading, situation: Situation, at: datetime) -> tuple[float, bytes]:
    """Sort first what is known least: how well falls with time over stability alone."""
    elapsed = (at - fading.last_review).total_seconds() / fading.stability
    key = f"{situation.seed} {situation.repeats} {fading.technique}"
    return -elapsed, blake2b(key.encode(), digest_size=8).digest()


def _training(
    fading: Fading,
    situation: Situation,
    offered: Mapping[UUID, Exercise],
    new: Exercise | None,
    at: datetime,
) -> Exercise | None:
    """Return the exercise to train the technique by: the next new one where it does, else the one
    that was done longest ago, of those that train it best."""
    candidates = []
    for rank, one in enumerate(situation.course.training.get(fading.technique, ())):
        done = situation.practice.get(one.step)
        if one.step not in offered or (done is None and one is not new):
            continue
        if done is None:
            return one
        tried = done.last > fading.due and done.last > at - AGAIN_AFTER
        if not done.waiting and not tried:
            measured = fading.technique in one.measures
            candidates.append((not measured, done.last, rank, one))
    return min(candidates, key=lambda row: row[:3])[3] if candidates else None


def _missed(situation: Situation, offered: Mapping[UUID, Exercise]) -> Choice | None:
    """Return the exercise that was not passed and was done longest ago."""
    last = {step: situation.practice[step].last for step in situation.not_passed if step in offered}
    found = min(last, key=lambda step: (last[step], step), default=None)
    return Choice(found, Reason.NOT_PASSED) if found else None


def _again(situation: Situation, offered: Mapping[UUID, Exercise]) -> Choice | None:
    """Return the most intense exercise that was done and not handled, else the most intense that
    was done, where new ones are left that are too intense; of equals, the one done longest ago."""
    practice = situation.practice
    if not any(step not in practice for step in offered):
        return None
    done = [
        (practice[step].handled, -(one.intensity or 0), practice[step].last, step)
        for step, one in offered.items()
        if one.can_repeat and step in practice and not practice[step].waiting
    ]
    return Choice(min(done)[3], Reason.AGAIN) if done else None
