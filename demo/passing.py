"""Loads a programme with a pass mark, and one reply near it: its employee has the feedback, and
whether it passed waits for a second coach."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from core.etags import ANY, Precondition
from core.ids import new_id
from demo.people import People
from demo.practice import AS_BROWSER, OF_FATIMA, answer_first, id_of, send_in
from demo.shapes import Library
from scenarios.models import Scenario
from training import services as training
from training.domain.programme_drafts import StepDraft
from training.models import Attempt, AttemptState

NAME = {"nl": "Gesprek met een klant", "en": "A customer conversation"}
DESCRIPTION = {
    "nl": "Eén gesprek. Je slaagt vanaf de helft van de punten, en mag het zo vaak proberen als je "
    "wilt.",
    "en": "One conversation. You pass with half of the points, and may try as often as you like.",
}
PERCENT = 50
WHO = "joris"
NEAR = replace(OF_FATIMA, again_because=None)


def load_passing(people: People, library: Library) -> list[str]:
    """Load it once, with the first exercise of the library's programme; what one start left undone,
    the next one does."""
    member, told = people.members[WHO], []
    # The programme and this attempt are made together.
    made = Attempt.objects.filter(pk=id_of(member, "attempt")).values_list("state", flat=True)
    state = made.first()
    if state is None:
        first = library.programme.steps[0]
        _make(people, Scenario.objects.get(organisation=people.organisation, code=first).id)
        told.append(f"programme {NAME['en']} loaded, with a pass mark")
    if state in (None, AttemptState.SUBMITTED):
        told += answer_first(people.coach, member, NEAR)
    return told


@transaction.atomic
def _make(people: People, scenario: UUID) -> None:
    admin, member = people.members["admin"], people.members[WHO]
    seen, made, step = Precondition(if_match=ANY), new_id(), new_id()
    settings = training.ProgrammeSettings(name=NAME, description=DESCRIPTION, pass_percent=PERCENT)
    training.save_programme(
        actor=admin, programme=made, settings=settings, seen=Precondition(if_none_match=ANY)
    )
    steps = [StepDraft(id=step, scenario=scenario)]
    training.save_steps(actor=admin, programme=made, steps=steps, seen=seen)
    training.publish_steps(actor=admin, programme=made, seen=seen)
    training.enrol(actor=admin, programme=made, membership=member.id)
    send_in(member, step, AS_BROWSER)
