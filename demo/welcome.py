"""Loads a second programme of short texts to read, as an admin would make it on screen: with a rule
for new people, and somebody who finished it and has a certificate."""

from core.etags import ANY, Precondition
from core.ids import new_id
from demo.people import SERVICE, People
from training import services as training
from training.domain.programme_drafts import THEORY, StepDraft
from training.models import Programme

NAME = {"nl": "Welkom aan de balie", "en": "Welcome to the desk"}
DESCRIPTION = {
    "nl": "Drie korte teksten om mee te beginnen. Samen tien minuten.",
    "en": "Three short texts to begin with. Ten minutes in all.",
}
TEXTS = (
    (
        {"nl": "Boosheid is zelden persoonlijk", "en": "Anger is rarely personal"},
        {
            "nl": "Iemand die boos binnenkomt, had vaak al een lange dag. **Jij bent niet de "
            "oorzaak**, en je hoeft het niet in één zin op te lossen.\n\nAdem uit voordat je "
            "antwoordt. Laat de ander uitpraten. Noem dan wat je hoort: ‘U wacht al een half uur.’",
            "en": "Somebody who comes in angry has often had a long day. **You are not the "
            "cause**, and you need not solve it in one sentence.\n\nBreathe out before you "
            "answer. Let them "
            "finish. Then say what you hear: “You have been waiting for half an hour.”",
        },
        3,
    ),
    (
        {"nl": "Zeg wat je gaat doen", "en": "Say what you are going to do"},
        {
            "nl": "Wie weet wat er komt, wordt rustiger. Zeg wat je doet en hoelang het duurt:\n\n"
            "- ‘Ik zoek het voor u uit.’\n- ‘Dat duurt twee minuten.’\n- ‘Daarna kom ik bij u "
            "terug.’",
            "en": "Whoever knows what comes grows calmer. Say what you do and how long it "
            "takes:\n\n- “I’ll look it up for you.”\n- “That takes two minutes.”\n- “Then I’ll "
            "come back to "
            "you.”",
        },
        3,
    ),
    (
        {"nl": "Een grens stellen mag", "en": "You may set a limit"},
        {
            "nl": "Scheldt iemand je uit, dan mag je dat zeggen: ‘Ik help u graag, en niet als u "
            "zo tegen me praat.’ Blijft het doorgaan, haal dan een collega. **Je veiligheid gaat "
            "voor.**",
            "en": "When somebody insults you, you may say so: “I am glad to help, but not when you "
            "talk to me like that.” If it goes on, fetch a colleague. **Your safety comes first.**",
        },
        4,
    ),
)


def load_welcome(people: People) -> list[str]:
    """Load the programme once; what was changed about it afterwards stays."""
    admin = people.members["admin"]
    if Programme.objects.filter(organisation=people.organisation, name__en=NAME["en"]).exists():
        return []
    seen, programme = Precondition(if_match=ANY), new_id()
    settings = training.ProgrammeSettings(name=NAME, description=DESCRIPTION, weeks=2)
    training.save_programme(
        actor=admin, programme=programme, settings=settings, seen=Precondition(if_none_match=ANY)
    )
    steps = [
        StepDraft(id=new_id(), kind=THEORY, title=title, text=text, minutes=minutes)
        for title, text, minutes in TEXTS
    ]
    training.save_steps(actor=admin, programme=programme, steps=steps, seen=seen)
    training.publish_steps(actor=admin, programme=programme, seen=seen)
    reader, beginner = people.employee, people.members["mehmet"]
    wanted = training.Wanted(members=frozenset({reader.id, beginner.id}))
    training.enrol_many(actor=admin, programme=programme, wanted=wanted)
    service = people.organisation.teams.get(name=SERVICE)
    training.add_rule(actor=admin, programme=programme, team=service.id)
    for step in steps:
        training.read_theory(member=reader, step=step.id)
    enrolment = reader.enrolments.get(programme=programme)
    training.plan_waiting(enrolments=[enrolment.id])
    training.issue_certificate(member=reader, enrolment=enrolment.id)
    return [f"programme {NAME['en']} loaded, with a certificate of {reader.shown_name}"]
