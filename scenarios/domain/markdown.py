"""Renders what authors write in Markdown as HTML that is safe to show. Pure.

Markdown-it parses a small part of CommonMark, without HTML of the author's and without pictures;
nh3 then lets through nothing but the tags of that part, whatever the parser made of the text.
"""

import nh3
from markdown_it import MarkdownIt

TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h2", "h3", "a"})

_PARSER = MarkdownIt(
    "zero", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20}
).enable(
    [
        *("list", "blockquote", "heading"),
        *("emphasis", "link", "autolink", "newline", "escape", "entity"),
    ]
)


def safe_html(text: str) -> str:
    """Return the HTML of a text in Markdown: paragraphs, emphasis, lists, quotes, headings of level
    2 and 3, and links over http and https, which open without telling where they came from."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            # The page around it has the first level.
            token.tag = "h2" if token.tag in {"h1", "h2"} else "h3"
    return nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )
