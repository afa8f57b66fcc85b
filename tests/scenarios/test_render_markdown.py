"""Markdown by authors comes out as a few safe tags."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.markdown import TAGS, safe_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hoi *daar* **jij**", "<p>Hoi <em>daar</em> <strong>jij</strong></p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("1. een\n2. twee", "<ol>\n<li>een</li>\n<li>twee</li>\n</ol>"),
        ("> Nou en?", "<blockquote>\n<p>Nou en?</p>\n</blockquote>"),
        ("# Groot\n\n## Kop\n\n#### Klein", "<h2>Groot</h2>\n<h2>Kop</h2>\n<h3>Klein</h3>"),
        ("", ""),
    ],
)
def test_it_renders_the_small_part_of_markdown(text: str, html: str) -> None:
    assert safe_html(text).strip() == html


def test_a_link_opens_without_telling_where_it_came_from() -> None:
    link = safe_html("[lees](https://example.org/a?b=1)")
    assert 'href="https://example.org/a?b=1"' in link
    assert 'rel="noopener noreferrer nofollow"' in link


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![plaatje](https://example.org/a.png)",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "[klik](/ergens)",
        "[klik](//example.org)",
        "<a href='javascript:alert(1)'>x</a>",
        '<https://example.org/"onmouseover=alert(1)>',
        "[a](https://example.org \"x' onmouseover='alert(1)\")",
    ],
)
def test_nothing_else_gets_through(text: str) -> None:
    html = safe_html(text)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    for tag in re.findall(r"<a [^>]*>", html):
        assert re.fullmatch(
            r'<a( href="https?://[^"]*")?( rel="noopener noreferrer nofollow")>', tag
        ), tag


@given(st.text(alphabet=st.sampled_from("<>&\"'/=:()[]!*_#-`\\ \nahrefscipton1."), max_size=200))
def test_no_text_yields_another_tag(text: str) -> None:
    html = safe_html(text)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', "", html))
