"""Enrols the cast in the programme and makes their first practice: feedback that waits to be read
by the employee, and a colleague's second attempt that waits for the coach."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from coaching.errors import VideoNotReady
from coaching.models import CommentKind
from coaching.services.marks import Remark, save_comment, save_score
from coaching.services.release import release
from coaching.services.retakes import save_retake_request
from coaching.services.taking import take as take_review
from core.etags import ANY, Precondition
from demo.own_levels import score_oneself
from demo.people import People
from media import services as media
from media.models import Purpose
from media.store import get_store
from scenarios.models import Criterion, Level
from training import services as training
from training.models import Attempt, AttemptState, Programme

PHONE = Path(__file__).parent / "phone"


@dataclass(frozen=True)
class Recording:
    """Represents a reply as a phone sent it."""

    path: Path
    content_type: str
    duration_ms: int = 6700


AS_PHONE = Recording(PHONE / "rotated.mp4", "video/mp4")
AS_BROWSER = Recording(PHONE / "streamed.webm", "video/webm")


@dataclass(frozen=True)
class Judgement:
    """Holds the coach's findings on the reply "Wat vervelend, en dat op je eerste dag. Ik kijk even
    met je mee.": a level for each criterion of the first exercise, in order, remarks, and which of
    these the coach asks another take for. `own` are the levels that its member gave themselves, as
    far as they went."""

    levels: tuple[int, ...]
    remarks: tuple["Finding", ...]
    own: tuple[int, ...]
    again_because: int | None = None


@dataclass(frozen=True)
class Finding:
    """Holds a remark on a moment, or on the stretch to `until_ms`; `about` is the place of a
    criterion in the rubric, from 1."""

    at_ms: int
    kind: CommentKind
    text: str
    until_ms: int | None = None
    about: int | None = None


OF_NOOR = Judgement(
    levels=(3, 4, 2),
    own=(3, 3, 4),
    remarks=(
        Finding(
            1400,
            CommentKind.STRENGTH,
            "Je noemt zijn eerste dag. Daaraan hoort hij dat je luistert.",
            until_ms=3100,
            about=1,
        ),
        Finding(
            4200,
            CommentKind.SAY_INSTEAD,
            "Zeg liever: ik kijk met je mee, dat duurt een halve minuut. Dan weet hij waar hij "
            "aan toe is.",
        ),
        Finding(
            5600, CommentKind.QUESTION, "Wat zou je doen als hij je dan nog een keer onderbreekt?"
        ),
    ),
)
OF_FATIMA = Judgement(
    levels=(2, 3, 2),
    own=(3,),
    remarks=(
        Finding(900, CommentKind.STRENGTH, "Je stem blijft rustig. Dat werkt aanstekelijk."),
        Finding(
            3600,
            CommentKind.SAY_INSTEAD,
            "Ik zie dat het poortje u tegenhoudt. Ik zoek het nu voor u uit.",
        ),
    ),
    again_because=1,
)


def load_practice(people: People, programme: Programme) -> list[str]:
    """Enrol who is not, and make the first practice once; what one start left undone, the next one
    does."""
    told = _take_part(people, programme)
    fatima, coach = people.members["fatima"], people.coach
    if answered := answer_first(coach, people.employee, OF_NOOR):
        _nudge_now(people.employee)
    return [*told, *answered, *answer_first(coach, fatima, OF_FATIMA), *_try_again(fatima)]


@transaction.atomic
def _take_part(people: People, programme: Programme) -> list[str]:
    told, new = [], _enrol_all(people, programme)
    if new:
        told.append(f"{len(new)} people enrolled")
    if not Attempt.objects.filter(enrolment__programme=programme).exists():
        step = programme.steps.order_by("order")[0]
        send_in(people.employee, step.id, AS_PHONE)
        send_in(people.members["fatima"], step.id, AS_BROWSER)
        told.append("two replies sent in")
    return told


def answer_first(coach: Membership, member: Membership, judgement: Judgement) -> list[str]:
    """Give feedback on the member's first attempt, where it has none yet."""
    waiting = Attempt.objects.filter(
        pk=id_of(member, "attempt"),
        state=AttemptState.SUBMITTED,
        submission__reviews__isnull=True,
    )
    attempt = waiting.select_related("scenario_version", "submission").first()
    if attempt is None:
        return []
    # Preparing takes seconds and looks at the clock of others: outside any transaction.
    media.process(video_id=id_of(member, "upload"))
    score_oneself(attempt, judgement.own)
    return _give_feedback(coach, attempt, judgement)


def _nudge_now(member: Membership) -> None:
    """Bring the member's nudge forward: a visitor should not have to wait for half past nine."""
    enrolment = Attempt.objects.get(pk=id_of(member, "attempt")).enrolment_id
    training.plan(enrolments=[enrolment])
    training.bring_forward(enrolment=enrolment)


@transaction.atomic
def _try_again(member: Membership) -> list[str]:
    """Send in a second attempt that builds on the feedback, once."""
    first = Attempt.objects.filter(pk=id_of(member, "attempt"), state=AttemptState.SCORED).first()
    if first is None or Attempt.objects.filter(step=first.step_id, follows=first).exists():
        return []
    send_in(member, first.step_id, AS_BROWSER, which="second ", follows=first.id)
    return ["a second attempt sent in"]


def id_of(member: Membership, what: str) -> UUID:
    """Return an id in place of the phone's, the same at each start."""
    return uuid5(member.id, what)


def _enrol_all(people: People, programme: Programme) -> list[Membership]:
    """Enrol the members and return those who are new in the programme."""
    there = set(programme.enrolments.values_list("membership", flat=True))
    new = [member for member in people.employees if member.pk not in there]
    # The admin reaches everyone, whichever teams a visitor lets the manager lead.
    admin = people.members["admin"]
    for member in new:
        training.enrol(actor=admin, programme=programme.id, membership=member.id)
    return new


def send_in(
    member: Membership,
    step: UUID,
    recording: Recording,
    *,
    which: str = "",
    follows: UUID | None = None,
) -> None:
    """Choose the right options, record, and submit."""
    attempt, _ = training.start(
        member=member, attempt=id_of(member, f"{which}attempt"), step=step, follows=follows
    )
    for scene in attempt.scenario_version.scenes.filter(kind="choose"):
        right = scene.options.get(is_right=True)
        training.answer(member=member, attempt=attempt.id, scene=scene.id, options=[right.id])
    take = training.NewTake(
        id=id_of(member, f"{which}take"),
        scene=attempt.scenario_version.scenes.get(kind="respond").id,
        upload=_upload(member, recording, id_of(member, f"{which}upload")),
        recorded_at=timezone.now(),
        duration_ms=recording.duration_ms,
    )
    training.register_take(member=member, attempt=attempt.id, take=take)
    training.submit(member=member, attempt=attempt.id, takes=[take.id])


def _upload(member: Membership, recording: Recording, upload: UUID) -> UUID:
    """Write the bytes as a finished upload; the worker converts them once it runs."""
    content, store = recording.path.read_bytes(), get_store()
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


def _give_feedback(coach: Membership, attempt: Attempt, judgement: Judgement) -> list[str]:
    try:
        with transaction.atomic():
            _review(coach, attempt, judgement)
    except VideoNotReady:
        return ["feedback waits for its video; it comes with the next start"]
    return ["one reply has feedback"]


def _review(coach: Membership, attempt: Attempt, judgement: Judgement) -> None:
    lease, _ = take_review(submission=attempt.submission.id, coach=coach)
    rubric = attempt.scenario_version.rubric_version_id
    criteria = list(Criterion.objects.filter(version=rubric).order_by("order"))
    levels = levels_for(judgement.levels, len(criteria))
    for criterion, value in zip(criteria, levels, strict=True):
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
    for number, found in enumerate(judgement.remarks):
        save_comment(
            coach=coach,
            review=lease.review_id,
            lease=lease.id,
            comment=uuid5(attempt.id, f"comment {number}"),
            remark=Remark(
                take=take.id,
                at_ms=found.at_ms,
                kind=found.kind,
                text=found.text,
                until_ms=found.until_ms,
                criterion=criteria[found.about - 1].id if found.about else None,
            ),
        )
    if judgement.again_because is not None:
        save_retake_request(
            coach=coach,
            review=lease.review_id,
            lease=lease.id,
            comment=uuid5(attempt.id, f"comment {judgement.again_because}"),
        )
    release(coach=coach, review=lease.review_id, lease=lease.id, seen=Precondition(if_match=ANY))


def levels_for(levels: tuple[int, ...], count: int) -> list[int]:
    """Return as many levels as there are criteria now; a criterion that was added later gets the
    middle one."""
    return [*levels, *[3] * count][:count]
