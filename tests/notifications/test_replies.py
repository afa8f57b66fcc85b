"""A mail server's refusal is classified by what it is about."""

import pytest

from notifications.domain.replies import Fault, Stage, enhanced_of, fault_of

BEFORE = [Stage.GREETING, Stage.HELLO, Stage.TLS, Stage.SIGN_IN, Stage.SENDER]


@pytest.mark.parametrize("stage", BEFORE)
@pytest.mark.parametrize("code", [421, 454, 530, 535, 550, 554])
def test_before_the_recipient_is_named_every_refusal_is_about_us(stage: Stage, code: int) -> None:
    assert fault_of(stage, code) == Fault.CHANNEL


@pytest.mark.parametrize("enhanced", ["", "5.3.4"])
def test_a_mail_that_is_too_large_is_refused_for_itself(enhanced: str) -> None:
    assert fault_of(Stage.SENDER, 552, enhanced) == Fault.MAIL


@pytest.mark.parametrize(
    ("code", "enhanced", "fault"),
    [
        (550, "", Fault.ADDRESS),
        (553, "", Fault.ADDRESS),
        (550, "5.1.1", Fault.ADDRESS),
        (550, "5.2.1", Fault.ADDRESS),
        (552, "5.2.2", Fault.MAIL),  # a full mailbox is a mailbox
        (450, "4.2.1", Fault.MAIL),
        (451, "4.7.1", Fault.MAIL),  # greylisting
        (554, "5.7.1", Fault.US),  # relaying denied, our address blocked
        (550, "5.7.1", Fault.US),
        (530, "", Fault.US),
        (421, "", Fault.US),
        (452, "4.3.1", Fault.US),  # the server's disk is full
    ],
)
def test_at_the_recipient_the_status_code_tells(code: int, enhanced: str, fault: Fault) -> None:
    assert fault_of(Stage.RECIPIENT, code, enhanced) == fault


@pytest.mark.parametrize(
    ("code", "enhanced", "fault"),
    [
        (554, "", Fault.MAIL),
        (550, "", Fault.MAIL),
        (552, "5.3.4", Fault.MAIL),
        (550, "5.7.26", Fault.US),  # our domain is not authenticated
        (550, "5.1.1", Fault.ADDRESS),
        (451, "4.3.0", Fault.US),
    ],
)
def test_so_it_does_after_the_content(code: int, enhanced: str, fault: Fault) -> None:
    assert fault_of(Stage.CONTENT, code, enhanced) == fault


@pytest.mark.parametrize(
    ("text", "enhanced"),
    [
        ("5.1.1 no such mailbox", "5.1.1"),
        ("4.7.1", "4.7.1"),
        ("no such mailbox", ""),
        ("", ""),
        ("2.1.1 fine", ""),
        ("5.1 half a code", ""),
        ("5.x.1 no number", ""),
        ("٥.1.1 another alphabet", ""),
    ],
)
def test_the_status_code_stands_at_the_start_or_there_is_none(text: str, enhanced: str) -> None:
    assert enhanced_of(text) == enhanced
