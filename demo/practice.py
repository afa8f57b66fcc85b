"""Enrols the cast in the programme and makes their first practice: feedback that waits to be read
by the employee, and a reply that waits for the coach."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from coaching.errors import VideoNotReady
from coaching.models import CommentKind
from coaching.services.leases import take as take_review
from coaching.services.marks import Remark, save_comment, save_score
from coaching.services.release import release
from demo.people import People
from media import services as media
from media.models import Purpose
from media.store import get_store
from scenarios.models import Criterion, Level
from training import services as training
from training.models import Attempt, AttemptState, Programme, Step

PHONE = Path(__file__).parent / "phone"


@dataclass(frozen=True)
class Recording:
    """A reply as a phone sent it."""

    path: Path
    content_type: str
    duration_ms: int = 6700


AS_PHONE = Recording(PHONE / "rotated.mp4", "video/mp4")
AS_BROWSER = Recording(PHONE / "streamed.webm", "video/webm")

# What the coach found in the reply "Wat vervelend, en dat op je eerste dag. Ik kijk even met je
# mee.": a level for each criterion of the first exercise, in order.
LEVELS = (3, 4, 2)
REMARKS = (
    (1400, CommentKind.STRENGTH, "Je noemt zijn eerste dag. Daaraan hoort hij dat je luistert."),
    (
        4200,
        CommentKind.SAY_INSTEAD,
        "Zeg liever: ik kijk met je mee, dat duurt een halve minuut. Dan weet hij waar hij "
        "aan toe is.",
    ),
)


def load_practice(people: People, programme: Programme) -> list[str]:
    """Enrol who is not, and make the first practice once; what one start left undone, the next one
    does."""
    told = _take_part(people, programme)
    mine = Attempt.objects.filter(
        pk=_id(people.employee, "attempt"),
        state=AttemptState.SUBMITTED,
        submission__reviews__isnull=True,
    )
    if attempt := mine.select_related("scenario_version", "submission").first():
        # Preparing takes seconds and looks at the clock of others: outside any transaction.
        media.process(video_id=_id(people.employee, "upload"))
        told += _give_feedback(people.coach, attempt)
        # Whoever looks at the demo should not have to wait for half past nine.
        training.plan(enrolments=[attempt.enrolment_id])
        training.bring_forward(enrolment=attempt.enrolment_id)
    return told


@transaction.atomic
def _take_part(people: People, programme: Programme) -> list[str]:
    told, new = [], _enrol_all(people, programme)
    if new:
        told.append(f"{len(new)} people enrolled")
    if not Attempt.objects.filter(enrolment__programme=programme).exists():
        step = programme.steps.order_by("order")[0]
        _send_in(people.employee, step, AS_PHONE)
        _send_in(people.members["fatima"], step, AS_BROWSER)
        told.append("two replies sent in")
    return told


def _id(member: Membership, what: str) -> UUID:
    """Return an id in place of the phone's, the same at each start."""
    return uuid5(member.id, what)


def _enrol_all(people: People, programme: Programme) -> list[Membership]:
    """Enrol the members and return those who are new in the programme."""
    there = set(programme.enrolments.values_list("membership", flat=True))
    new = [member for member in people.employees if member.pk not in there]
    manager = people.members["manager"]
    for member in new:
        training.enrol(actor=manager, programme=programme.id, membership=member.id)
    return new


def _send_in(member: Membership, step: Step, recording: Recording) -> None:
    """Choose the right options, record, and submit."""
    attempt, _ = training.start(member=member, attempt=_id(member, "attempt"), step=step.id)
    for scene in attempt.scenario_version.scenes.filter(kind="choose"):
        right = scene.options.get(is_right=True)
        training.answer(member=member, attempt=attempt.id, scene=scene.id, option=right.id)
    take = training.NewTake(
        id=_id(member, "take"),
        scene=attempt.scenario_version.scenes.get(kind="respond").id,
        upload=_upload(member, recording),
        recorded_at=timezone.now(),
        duration_ms=recording.duration_ms,
    )
    training.register_take(member=member, attempt=attempt.id, take=take)
    training.submit(member=member, attempt=attempt.id, takes=[take.id])


def _upload(member: Membership, recording: Recording) -> UUID:
    """Write the bytes as a finished upload; the worker converts them once it runs."""
    content, upload, store = recording.path.read_bytes(), _id(member, "upload"), get_store()
    media.create_upload(
        owner=member,
        id=upload,
        length=len(content),
        content_type=recording.content_type,
        purpose=Purpose.TAKE,
    )
    store.delete(upload)  # left by a start that was cut off
    run = store.append(upload, 0)
    run.write(content)
    run.settle(keep=True)
    store.make_durable(upload)
    media.complete_upload(upload_id=upload)
    return upload


def _give_feedback(coach: Membership, attempt: Attempt) -> list[str]:
    try:
        with transaction.atomic():
            _review(coach, attempt)
    except VideoNotReady:
        return ["feedback waits for its video; it comes with the next start"]
    return ["one reply has feedback"]


def _review(coach: Membership, attempt: Attempt) -> None:
    lease, _ = take_review(submission=attempt.submission.id, coach=coach)
    criteria = Criterion.objects.filter(version=attempt.scenario_version.rubric_version_id)
    for criterion, value in zip(criteria.order_by("order"), _levels(criteria.count()), strict=True):
        level = Level.objects.get(criterion=criterion, value=value)
        save_score(
            coach=coach,
            review=lease.review_id,
            lease=lease.id,
            criterion=criterion.id,
            level=level.id,
            note="",
        )
    take = attempt.submission.takes.get()
    for number, (at_ms, kind, text) in enumerate(REMARKS):
        save_comment(
            coach=coach,
            review=lease.review_id,
            lease=lease.id,
            comment=uuid5(attempt.id, f"comment {number}"),
            remark=Remark(take=take.id, at_ms=at_ms, kind=kind, text=text),
        )
    release(coach=coach, review=lease.review_id, lease=lease.id)


def _levels(count: int) -> list[int]:
    """Return as many levels as there are criteria now; a criterion that was added later gets the
    middle one."""
    return [*LEVELS, *[3] * count][:count]
