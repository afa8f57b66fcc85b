"""A member sees what they know and what fades when, and says "not this one" of an exercise."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenAs
from tests.browser.looks import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def test_skills_are_a_plot_and_the_same_as_a_list(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    page = open_as("lisa", PHONE, "/demo")
    page.get_by_role("link", name="Mijn vaardigheden").click()
    expect(page.get_by_role("heading", name="Mijn vaardigheden", level=1)).to_be_visible()
    expect(page.get_by_text("Alleen jij ziet dit.")).to_be_visible()
    first = page.get_by_role("region").first
    expect(first.get_by_role("img", name=re.compile("in de tijd"))).to_be_visible()
    assert faults_of(page) == []
    first.get_by_text("Hetzelfde als lijst").click()
    expect(first.get_by_role("table")).to_contain_text("Begint weg te zakken")
    expect(first.get_by_role("table")).to_contain_text("Jij")
    assert faults_of(page) == []
    shot(page, "skills")
    # What is due can be practised from here.
    first.get_by_role("link", name=re.compile("^Oefen: ")).click()
    expect(page).to_have_url(re.compile("/demo/practise/"))


def test_not_this_one_offers_another_and_can_be_taken_back(
    open_as: OpenAs, shot: Callable[[Page, str], None]
) -> None:
    page = open_as("lisa", PHONE, "/demo")
    card = page.locator("section.card").first
    expect(card).to_be_visible()
    offered = card.get_attribute("aria-label")
    assert offered
    page.get_by_role("button", name="Deze niet").click()
    expect(page.get_by_text("Prima. Je ziet hem een week niet.")).to_be_visible()
    expect(page.get_by_role("heading", name=offered, exact=True)).not_to_be_visible()
    assert faults_of(page) == []
    shot(page, "not-this-one")
    page.get_by_role("button", name="Toch laten zien").click()
    expect(page.get_by_role("heading", name=offered, exact=True)).to_be_visible()
