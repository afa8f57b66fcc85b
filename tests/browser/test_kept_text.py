"""A text that was typed after the lease had ended is there on another device, and is put back."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, OpenAs
from tests.browser.looks import faults_of
from tests.browser.phones import press
from tests.browser.reviewed import fatimas_review
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

TYPED = "Je benoemt rustig wat je ziet."


@pytest.fixture
def coach(browser_stack: Stack) -> Caller:
    return browser_stack.sign_in("coach")


@pytest.fixture
def lease(coach: Caller) -> Iterator[dict[str, Any]]:
    """On what the demo's colleague sent in. What other tests left unsaved is thrown away."""
    for kept in coach.get("/kept-drafts"):
        coach.http.delete(f"{coach.root}/kept-drafts/{kept['id']}").raise_for_status()
    with fatimas_review(coach) as taken:
        yield taken


def test_a_text_typed_after_the_lease_is_put_back_on_another_device(
    open_as: OpenAs, coach: Caller, lease: dict[str, Any]
) -> None:
    page = open_as("coach", LAPTOP, f"/demo/coach/reviews/{lease['review']}")
    expect(page.get_by_role("button", name="Opmerking bij dit moment")).to_be_enabled()
    # Else the page takes the review again at once, and saves the text itself.
    page.route("**/leases", lambda route: route.abort())
    coach.http.delete(f"{coach.root}/leases/{lease['id']}").raise_for_status()
    press(page, "Opmerking bij dit moment")
    page.get_by_role("textbox", name="Ging goed", exact=True).fill(TYPED)
    wait_until("the text is kept", lambda: len(coach.get("/kept-drafts")) == 1)
    page.close()  # another context has nothing of this one

    other = open_as("coach", LAPTOP, "/demo/coach")
    expect(other.get_by_role("heading", name="Je tekst is bewaard")).to_be_visible()
    expect(other.get_by_text(TYPED)).to_be_visible()
    assert faults_of(other) == []
    press(other, "De tekst over Fatima el Idrissi terugzetten")
    expect(other.get_by_role("button", name="Opmerking bij dit moment")).to_be_enabled()
    expect(other.get_by_text(TYPED)).to_be_visible()
    expect(other.get_by_role("heading", name="Je tekst is bewaard")).to_have_count(0)
    review = coach.get(f"/reviews/{lease['review']}")
    assert [one["text"] for one in review["comments"]] == [TYPED]
    assert coach.get("/kept-drafts") == []
