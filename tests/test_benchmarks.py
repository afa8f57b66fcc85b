"""The tables of docs/benchmarks are those of the figures beside them."""

import json

from bench.coaching import report as coaching
from bench.fairness import report as fairness
from bench.nudges import report as nudges
from bench.uploads import report


def test_the_page_of_uploads_shows_what_its_json_holds() -> None:
    document = json.loads(report.JSON.read_text())
    page = report.PAGE.read_text()
    assert report.filled(page, document) == page


def test_the_bars_in_the_json_are_those_of_its_figures() -> None:
    document = json.loads(report.JSON.read_text())
    assert document["bars"] == report.bars(document["servers"])
    assert document["ratios"] == report.ratios(document["servers"])


def test_the_page_of_nudges_shows_what_its_json_holds() -> None:
    document = json.loads(nudges.JSON.read_text())
    page = nudges.PAGE.read_text()
    assert nudges.filled(page, document) == page
    assert document["bars"] == nudges.bars(document)


def test_the_page_of_fairness_shows_what_its_json_holds() -> None:
    document = json.loads(fairness.JSON.read_text())
    page = fairness.PAGE.read_text()
    assert fairness.filled(page, document) == page
    assert document["bars"] == fairness.bars(document)
    assert all(one["met"] for one in document["bars"].values())


def test_the_page_of_coaching_shows_what_its_json_holds() -> None:
    document = json.loads(coaching.JSON.read_text())
    page = coaching.PAGE.read_text()
    assert coaching.filled(page, document) == page
    assert document["bars"] == coaching.bars(document)
