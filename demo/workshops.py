"""Plans the demo's live sessions: one that was held, with who was there, and one to come whose
seats are taken, so that a visitor sees the waiting list."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import Team
from core.etags import Precondition
from core.ids import new_id
from core.local_time import instant, local_date
from demo.people import STATION, People
from training.models import (
    Attendance,
    AttendanceState,
    RiskProfile,
    TeamRisk,
    Workshop,
    WorkshopKind,
    WorkshopState,
)
from training.services import workshops
from training.services.risks import set_risk

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLACE = "Utrecht, Stationshal 12, zaal 2"


@transaction.atomic
def load_workshops(people: People) -> list[str]:
    """Add the session that was held, once, and one to come whenever there is none."""
    rows, told = Workshop.objects.filter(organisation=people.organisation), []
    if not rows.filter(ends_at__lte=timezone.now()).exists():
        _hold(people)
        told.append("a live session was held")
    if not rows.filter(ends_at__gt=timezone.now()).exists():
        _plan(people)
        told.append("a live session is planned")
    if not TeamRisk.objects.filter(team__organisation=people.organisation).exists():
        _judge(people)
        told.append("one team is asked for a physical training")
    return told


def _hold(people: People) -> None:
    """Write a session of three weeks ago: no verb plans in the past."""
    present = {"fatima": AttendanceState.ATTENDED, "mehmet": AttendanceState.ATTENDED}
    states = present | {"joris": AttendanceState.ABSENT}
    row = Workshop.objects.create(
        organisation=people.organisation,
        title={"nl": "Rustig blijven als het spannend wordt", "en": "Staying calm under pressure"},
        description={
            "nl": "We oefenden in tweetallen met ademhaling, houding en stem.",
            "en": "We practised breathing, posture and voice in pairs.",
        },
        state=WorkshopState.HELD,
        starts_at=_on(-21, 13),
        ends_at=_on(-21, 16),
        time_zone=str(AMSTERDAM),
        place=PLACE,
        seats=8,
        seats_taken=len(present),
        trainer=people.coach,
    )
    Attendance.objects.bulk_create(
        Attendance(workshop=row, membership=people.members[name], state=state, number=number)
        for number, (name, state) in enumerate(states.items(), start=1)
    )


def _plan(people: People) -> None:
    manager = people.members["manager"]
    row, _new = workshops.save(
        actor=manager,
        workshop=new_id(),
        plan=workshops.WorkshopPlan(
            title={"nl": "Veilig weg bij fysieke dreiging", "en": "Getting away safely"},
            description={
                "nl": "Een middag met losmaken, afstand houden en hulp roepen. "
                "Draag kleren waarin je goed kunt bewegen.",
                "en": "An afternoon of breaking free, keeping distance and calling for help. "
                "Wear clothes that you can move in.",
            },
            kind=WorkshopKind.PHYSICAL,
            starts_at=_on(10, 13),
            ends_at=_on(10, 16),
            time_zone=str(AMSTERDAM),
            place=PLACE,
            seats=2,
            trainer_name="Kim de Boer",
        ),
        seen=Precondition(),
    )
    for name in ("joris", "lisa", "anouk"):
        workshops.register_other(actor=manager, workshop=row.id, membership=people.members[name].pk)


def _judge(people: People) -> None:
    """Say that the station's work can become physical, and that a training is asked."""
    station = Team.objects.get(organisation=people.organisation, name=STATION)
    by = local_date(timezone.now(), AMSTERDAM) + timedelta(days=60)
    set_risk(
        actor=people.members["admin"],
        team=station.id,
        profile=RiskProfile.PHYSICAL,
        physical_by=by,
    )


def _on(days: int, hour: int) -> datetime:
    """Return an hour of the day that is so many days from today, at the place."""
    day = local_date(timezone.now(), AMSTERDAM) + timedelta(days=days)
    return instant(day, time(hour), AMSTERDAM)
