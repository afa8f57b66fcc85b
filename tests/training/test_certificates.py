"""PUT enrolments/{id}/certificate, its file, and GET verify/{code}, which anyone may ask."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from accounts.models import AuditEvent, Membership, Organisation, Person
from tests.cast import Api, Cast, code_of
from tests.training.world import School, fresh
from training.domain.certificate_codes import ALPHABET, grouped, new_code, typed
from training.domain.printing import printable
from training.models import Certificate, Enrolment, Programme

pytestmark = pytest.mark.slow


@pytest.fixture
def finished(cast: Cast, school: School, enrolment: Enrolment) -> Enrolment:
    """Let Emma, who reads Dutch, finish the programme."""
    for step in range(3):
        school.submitted(cast.employee, step)
    assert fresh(enrolment).state == "finished"
    return enrolment


def url_of(school: School, enrolment: Enrolment) -> str:
    return f"{school.base}/enrolments/{enrolment.id}/certificate"


def verify(api: Api, code: str) -> Any:
    return api(None).get(f"/api/v1/verify/{code}")


def test_it_is_issued_once_the_programme_is_finished(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    client, url = api(cast.employee), url_of(school, enrolment)
    early = client.put(url)
    assert (early.status_code, code_of(early)) == (409, "not_finished")
    assert code_of(client.get(url)) == "not_found"
    for step in range(3):
        school.submitted(cast.employee, step)
    first, again = client.put(url), client.put(url)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == again.json() == client.get(url).json()
    assert AuditEvent.objects.filter(verb="certificate_issued").count() == 1
    assert api(cast.manager).get(url).json() == {**first.json(), "programme": "Calm (en)"}
    for other in (cast.teammate, cast.manager):
        assert code_of(api(other).put(url)) == "not_found"


def test_anyone_verifies_it_and_learns_three_things(
    cast: Cast, api: Api, school: School, finished: Enrolment
) -> None:
    made = api(cast.employee).put(url_of(school, finished)).json()
    Person.objects.filter(pk=cast.employee.person_id).update(name="Emma Anders")
    Programme.objects.update(name={"nl": "Anders"})
    for code in (made["code"], made["code"].lower().replace("-", " ").replace("0", "o")):
        answer = verify(api, code)
        assert answer.status_code == 200
        assert sorted(answer.json()) == ["finished_on", "name", "programme"]
        assert answer.json()["name"] == "Emma"
        assert answer.json()["finished_on"] == made["finished_on"]
        assert answer["Cache-Control"] == "no-store"


def test_a_revoked_code_answers_as_one_that_never_was(
    cast: Cast, api: Api, school: School, finished: Enrolment
) -> None:
    url = url_of(school, finished)
    code = api(cast.employee).put(url).json()["code"]
    for _again in range(2):
        assert api(cast.admin).put(f"{url}/revocation").json()["revoked_at"] is not None
    assert AuditEvent.objects.filter(verb="certificate_revoked").count() == 1
    answers = [verify(api, one) for one in (code, new_code(), "x", "é" * 400)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for refused in (api(cast.employee).put(url), api(cast.employee).get(f"{url}/file")):
        assert (refused.status_code, code_of(refused)) == (409, "certificate_revoked")


def test_an_admin_issues_it_anew_with_the_name_of_today(
    cast: Cast, api: Api, school: School, finished: Enrolment
) -> None:
    url = url_of(school, finished)
    before = api(cast.employee).put(url).json()
    Membership.objects.filter(pk=cast.employee.pk).update(name="Emma Anders")
    after = api(cast.admin).post(f"{url}/renewal").json()
    assert (before["name"], after["name"]) == ("Emma", "Emma Anders")
    assert verify(api, before["code"]).status_code == 404
    assert verify(api, after["code"]).json()["name"] == "Emma Anders"
    assert api(cast.employee).put(url).json()["code"] == after["code"]
    assert Certificate.objects.count() == 2


def test_the_pdf_says_it_in_the_owner_s_language_and_is_the_same_each_time(
    cast: Cast, api: Api, school: School, finished: Enrolment
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(name="Zoë #strong[Ünal] $x$")
    made = api(cast.employee).put(url_of(school, finished)).json()

    def download() -> bytes:
        answer: Any = api(cast.employee).get(f"{url_of(school, finished)}/file")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        return b"".join(answer.streaming_content)

    pdf = download()
    assert pdf == download()
    document: Any = PdfReader(BytesIO(pdf))
    [page] = document.pages
    text = re.sub(r"\s+", " ", page.extract_text())
    for said in ("Certificaat", "Zoë #strong[Ünal] $x$", "Calm (nl)", "Haven", made["code"]):
        assert said in text
    catalogue = document.trailer["/Root"]
    assert (catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert document.metadata is not None
    assert document.metadata.title == "Certificaat"
    metadata = catalogue["/Metadata"].get_data()
    assert b"pdfaid:part>2<" in metadata
    assert b"pdfuaid:part>1<" in metadata


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("李伟", ""),
        ("Emma 💪", "Emma"),
        ("Emma \ue000", "Emma"),
        ("สมชาย", ""),
        ("👩\u200d🚒 Zoë ⭐️", "Zoë"),
    ],
)
def test_whatever_somebody_is_called_it_can_be_printed(
    cast: Cast, api: Api, school: School, finished: Enrolment, name: str, printed: str
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(name=name)
    Programme.objects.update(name={"nl": "Rustig 🧘", "en": "Calm"})
    Organisation.objects.filter(pk=cast.haven.pk).update(name="Haven 🚀")
    url = url_of(school, finished)
    made = api(cast.employee).put(url).json()
    assert (made["name"], verify(api, made["code"]).json()["name"]) == (name, name)
    answer: Any = api(cast.employee).get(f"{url}/file")
    assert answer.status_code == 200, answer.content
    pdf = b"".join(answer.streaming_content)
    document: Any = PdfReader(BytesIO(pdf))
    text = document.pages[0].extract_text()
    for said in (printed, "Rustig", "Haven", made["code"]):
        assert said in text
    assert "🚀" not in text
    # Where this machine has no font for them, the title says what boxes stand for.
    follows = b"pdfuaid:part>1<" in document.trailer["/Root"]["/Metadata"].get_data()
    assert follows or not printed
    assert document.metadata.title == ("Certificaat" if follows else f"Certificaat: {name}")


def test_what_is_printed_keeps_every_letter() -> None:
    for text in ("Zoë D'Ünal-Łuk", "李\U000e0100伟", "अमित", "a\u200db", "Haven® ™ № 1", "💪", ""):
        assert printable(text) == text
    for unseen in "\u202e\u2066\u200f\ufeff\u200b\u00ad\u2060\u3164":
        assert printable(f"Em{unseen}ma {unseen}💪") == "Emma"
        assert printable(f"{unseen}💪") == "💪"
    assert printable("Emma\u2028Anders") == "Emma Anders"
    assert printable("1️⃣ Emma 🏴\U000e0067\U000e007f 👍🏽 Anders") == "1 Emma Anders"


def test_whoever_tries_many_codes_is_slowed_down(
    api: Api, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training.api.certificates import PerVerifier

    cache.clear()
    monkeypatch.setattr(PerVerifier, "rate", "2/min")
    answers = [verify(api, new_code()) for _try in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_a_code_is_read_as_it_was_meant() -> None:
    code = new_code()
    assert set(code) <= set(ALPHABET)
    assert typed(grouped(code)) == code
    assert typed("oOiI-lL 1 0") == "00111110"
    assert len({new_code() for _again in range(100)}) == 100
