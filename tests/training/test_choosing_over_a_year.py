"""Ten thousand people practise for a year of virtual time, and no choice breaks a promise.

Everything is drawn from seeds: programmes, who does what they are offered, how well it goes, what
they postpone, and when a coach answers or asks for another take. A third of them have a pass mark.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import cast
from uuid import UUID

import pytest

from training.domain.choosing import (
    HANDLED_FROM,
    MOST_REPEATS,
    MOST_TRIES,
    Choice,
    Course,
    Exercise,
    Fading,
    Practice,
    Reason,
    Situation,
    choose,
    course_of,
)

pytestmark = pytest.mark.slow
PEOPLE, PROGRAMMES = 10_000, 40
START = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
YEAR = timedelta(days=365)
POSTPONED_FOR = timedelta(days=7)
PASSED_FROM = 0.6


def key(random: Random) -> UUID:
    """Return an id of a step or a technique: a plain number, of which the hash costs far less than
    that of a UUID."""
    return cast(UUID, random.getrandbits(48))


def programme(seed: int) -> Course:
    """Return a programme of 1 to 16 exercises whose intensity rises, mostly; some have none, some
    can't be started, some levels are left out. One in eight has a single technique."""
    random = Random(seed)
    techniques = [key(random) for _each in range(1 if seed % 8 == 0 else random.randint(2, 9))]
    levels = sorted(random.sample(range(1, 6), random.randint(1, 5)))
    rows = []
    size = random.randint(1, 16)
    for place in range(size):
        level = levels[min(place * len(levels) // size, len(levels) - 1)]
        some = random.sample(techniques, random.randint(1, min(3, len(techniques))))
        measured = tuple(some) if random.random() < 0.8 else tuple(techniques)
        rows.append(
            Exercise(
                key(random),
                can_start=random.random() > 0.05,
                intensity=None if random.random() < 0.05 else level,
                names=tuple(some),
                measures=measured,
            )
        )
    if random.random() < 0.3:
        random.shuffle(rows)
    return course_of(rows, goes_on=seed % 4 == 0)


@dataclass
class Simulated:
    """A simulated person: what they did, how well, and what they said about it. With a pass mark,
    what a coach looks at is `awaited`, and then passed or not."""

    course: Course
    seed: int
    practice: dict[UUID, Practice] = field(default_factory=dict)
    fading: dict[UUID, Fading] = field(default_factory=dict)
    postponed: dict[UUID, datetime] = field(default_factory=dict)
    requested: list[UUID] = field(default_factory=list)
    answers: list[tuple[datetime, Exercise, float]] = field(default_factory=list)
    repeats: int = 0
    passed: set[UUID] = field(default_factory=set)
    not_passed: set[UUID] = field(default_factory=set)
    awaited: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.ability = self.random.random()
        self.exercises = {one.step: one for one in self.course.exercises}

    @property
    def has_mark(self) -> bool:
        return self.seed % 3 == 0

    def situation(self) -> Situation:
        return Situation(
            course=self.course,
            seed=UUID(int=self.seed),
            practice=self.practice,
            fading=list(self.fading.values()),
            postponed=self.postponed,
            requested=self.requested,
            repeats=self.repeats,
            not_passed=self.not_passed,
            awaited=self.awaited,
        )

    def year(self) -> Iterator[tuple[datetime, Situation, Choice | None]]:
        """Yield each moment at which something is offered; what the person did with it follows."""
        at = START
        while at < START + YEAR:
            self.answered(at)
            situation = self.situation()
            choice = choose(situation, at)
            yield at, situation, choice
            if choice is not None:
                self.react(choice, at)
            at += timedelta(days=self.random.randint(2, 9))

    def react(self, choice: Choice, at: datetime) -> None:
        drawn = self.random.random()
        if drawn < 0.1:
            self.postponed[choice.step] = at + POSTPONED_FOR
        elif drawn < 0.85:
            self.do(self.exercises[choice.step], at)

    def do(self, exercise: Exercise, at: datetime) -> None:
        if exercise.step in self.requested:
            self.requested.remove(exercise.step)
        before = self.practice.get(exercise.step)
        self.repeats = 0 if before is None else self.repeats + 1
        reached = min(1.0, max(0.0, self.random.gauss(self.ability, 0.3)))
        kind = self.random.random()
        if kind < 0.2:  # nobody judges it
            self.note(exercise, at, handled=True)
        elif kind < 0.5:  # the person themselves, at once
            self.note(exercise, at, handled=reached >= HANDLED_FROM)
            self.learn(exercise, at, reached)
        else:
            self.note(exercise, at, handled=True, waiting=True)
            if self.has_mark and exercise.step not in self.passed:
                self.not_passed.discard(exercise.step)
                self.awaited.add(exercise.step)
            self.answers.append((at + timedelta(days=self.random.randint(0, 6)), exercise, reached))

    def note(
        self, exercise: Exercise, at: datetime, *, handled: bool, waiting: bool = False
    ) -> None:
        before = self.practice.get(exercise.step)
        times = 1 + (before.times if before else 0)
        was = bool(before and before.handled and not before.waiting)
        self.practice[exercise.step] = Practice(times, at, handled or was, waiting)

    def answered(self, now: datetime) -> None:
        """Let the coach's answers come that are there by now."""
        for at, exercise, reached in [one for one in self.answers if one[0] <= now]:
            self.answers.remove((at, exercise, reached))
            done = self.practice[exercise.step]
            done.waiting, done.handled = False, reached >= HANDLED_FROM
            if exercise.step in self.awaited:
                self.awaited.remove(exercise.step)
                (self.passed if reached >= PASSED_FROM else self.not_passed).add(exercise.step)
            self.learn(exercise, done.last, reached)
            if self.random.random() < 0.1 and exercise.step not in self.requested:
                self.requested.append(exercise.step)

    def learn(self, exercise: Exercise, at: datetime, reached: float) -> None:
        for technique in exercise.measures:
            # Far cheaper than FSRS, and as varied: what the choice sees is a due instant.
            before = self.fading.get(technique)
            stability = 2.0 if before is None else before.stability * (0.4 + 2 * reached)
            stability = min(180.0, max(0.3, stability))
            due = at + timedelta(days=max(1, round(stability)))
            self.fading[technique] = Fading(technique, due, stability, at)


def highest_met(person: Simulated) -> int:
    """Return the highest intensity that was handled, or tried often enough, counted anew here."""
    tries: Counter[int] = Counter()
    for step, done in person.practice.items():
        tries[person.exercises[step].intensity or 0] += done.times
    handled = [
        person.exercises[step].intensity or 0
        for step, one in person.practice.items()
        if one.handled
    ]
    return max([0, *handled, *(level for level, times in tries.items() if times >= MOST_TRIES)])


def check(person: Simulated, at: datetime, situation: Situation, choice: Choice | None) -> None:
    """Hold one choice to every promise."""
    course = person.course
    open_now = {
        one.step
        for one in course.exercises
        if one.can_start and person.postponed.get(one.step, at) <= at
    }
    if choice is None:
        left = [one for one in course.exercises if one.step not in person.practice]
        new_ones = [one for one in left if one.step in open_now]
        waiting = all(person.practice[step].waiting for step in open_now & person.practice.keys())
        assert not new_ones or waiting, "a new exercise starves"
        return
    assert choice.step in open_now, "offered what was postponed, or can't be started"
    if person.seed % 10 == 0:
        assert choose(situation, at) == choice, "chosen differently"
    chosen = person.exercises[choice.step]
    if asked := [one for one in person.requested if one in open_now]:
        assert (choice.step, choice.reason) == (asked[0], Reason.REQUESTED), "a request waits"
    if choice.step not in person.practice and chosen.intensity is not None:
        met = highest_met(person)
        above = [level for level in course.levels if level > met]
        allowed = max(course.start, above[0] if met and above else met)
        assert chosen.intensity <= allowed, "two levels at once"
    if choice.reason == Reason.NOT_PASSED:
        assert choice.step in person.not_passed, "passed, or a coach is still to say"
    if choice.reason == Reason.DUE:
        assert choice.technique in (*chosen.names, *chosen.measures)
        assert person.fading[choice.technique].due <= at, "not due"


@pytest.mark.parametrize("part", range(4))
def test_no_choice_of_a_year_breaks_a_promise(part: int) -> None:
    courses = [programme(seed) for seed in range(PROGRAMMES)]
    seen: Counter[str] = Counter()
    for seed in range(part, PEOPLE, 4):
        person = Simulated(courses[seed % PROGRAMMES], seed)
        repeats = 0
        for at, situation, choice in person.year():
            check(person, at, situation, choice)
            seen[choice.reason if choice else "nothing"] += 1
            if choice is None or choice.step not in person.practice:
                repeats = 0
            elif choice.reason == Reason.DUE:
                repeats += 1
                undone = {one.step for one in person.course.exercises if one.can_start}
                crowded = repeats > 12 * MOST_REPEATS and undone - person.practice.keys()
                assert not crowded, "repeats crowd out what is new"
    assert set(seen) == {*Reason, "nothing"}


def test_everything_that_can_be_done_is_done_by_whoever_keeps_practising() -> None:
    """Nothing starves: within a year everybody met every exercise that can be started, and whatever
    is due comes back."""
    for seed in range(400):
        course = programme(seed % PROGRAMMES)
        person = Simulated(course, seed)
        for at, _situation, choice in person.year():
            if choice is not None:
                person.do(person.exercises[choice.step], at + timedelta(hours=1))
                person.postponed.clear()
        startable = {one.step for one in course.exercises if one.can_start}
        assert startable <= person.practice.keys()
