"""A rubric as a file: what is written is read back the same, and what a spreadsheet saves is read.

Faults name the row, counted from the headers as a spreadsheet counts, and the column.
"""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import normalisation
from scenarios.domain.drafts import CriterionDraft, LevelDraft, RubricDraft
from scenarios.domain.rubric_files import MAX_ROWS, RubricFile, read_csv, read_json, write_csv
from scenarios.domain.rubric_files import write_json as as_json
from scenarios.errors import RubricFileInvalid

# What a text may be: any that is stored as it is, and those that spreadsheets take for more.
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
    .map(normalisation.normal)
    .filter(bool),
    st.sampled_from(
        ["=1+1", "'=1", "''-x", "-5 graden", "@naam", "+31 20", "'s morgens", 'hij zei: "nee"',
         "één; twee, drie\ten\nvier", "＝1"]
    ),
)  # fmt: skip
TEXTS = st.dictionaries(st.sampled_from(["nl", "en"]), TEXT, max_size=2)
LEVELS = st.lists(st.integers(1, 9), unique=True, max_size=4).map(sorted)


@st.composite
def criteria(draw: st.DrawFn) -> CriterionDraft:
    levels = [LevelDraft(value, draw(TEXTS), draw(TEXTS)) for value in draw(LEVELS)]
    technique = draw(st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,9}\Z"))
    weight = draw(st.integers(1, 9))
    return CriterionDraft(technique, draw(TEXTS), draw(TEXTS), tuple(levels), weight)


RUBRICS = st.lists(criteria(), min_size=1, max_size=3).map(lambda some: RubricDraft(tuple(some)))


# A whole rubric is many draws, which take their time on a busy machine.
WHOLE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def draft_in(found: RubricFile) -> RubricDraft:
    """Return what was read as a value; validating it is the API's, and changes none of these."""
    return RubricDraft(
        tuple(
            CriterionDraft(
                **one | {"levels": tuple(LevelDraft(**level) for level in one["levels"])}
            )
            for one in found.document["criteria"]
        )
    )


@WHOLE
@given(RUBRICS, st.sampled_from(["nl", "en"]))
def test_what_is_written_as_csv_is_read_back_the_same(draft: RubricDraft, language: str) -> None:
    assert draft_in(read_csv(write_csv(draft, language))) == draft


@WHOLE
@given(RUBRICS)
def test_what_is_written_as_json_is_read_back_the_same(draft: RubricDraft) -> None:
    text = json.dumps(as_json(draft, code="space", name={"nl": "Ruimte"}))
    assert draft_in(read_json(json.loads(text))) == draft


@WHOLE
@given(RUBRICS, st.sampled_from(["nl", "en"]))
def test_no_cell_is_run_as_a_formula(draft: RubricDraft, language: str) -> None:
    text = write_csv(draft, language).decode("utf-8-sig")
    delimiter = ";" if language == "nl" else ","
    cells = [
        cell
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    read: list[object] = []
    try:
        read = read_csv(body).document["criteria"]
    except RubricFileInvalid as refusal:
        read = [one["code"] for one in refusal.errors]
    assert read


DUTCH = (
    "nummer;criterium_nl;omschrijving_nl;techniek;gewicht;niveau;niveau_naam_nl;"
    "niveau_omschrijving_nl\r\n"
    '1;Luisteren;"Laat je de klant\nuitpraten?";letting_vent;2;1;Begin;Je onderbreekt\r\n'
    '1;;;;;2;Goed;"Je zegt: ""vertel"""\r\n'
    "2;Danken;Dank je?;thanking;;1;Begin;Nee\r\n"
    "2;;;;;2;Goed;Ja\r\n"
)


def first_of(body: bytes) -> dict[str, object]:
    """Return the first criterion in the file."""
    found: dict[str, object] = read_csv(body).document["criteria"][0]
    return found


@pytest.mark.parametrize(
    "body",
    [
        DUTCH.encode("utf-8-sig"),
        DUTCH.replace("\r\n", "\n").encode(),
        DUTCH.encode("cp1252"),
        DUTCH.replace(";", "\t").encode("utf-16"),
        b"sep=;\r\n" + DUTCH.encode(),
        b"\r\n;;\r\n" + DUTCH.encode(),
    ],
    ids=["excel, utf-8", "plain", "windows-1252", "unicode text", "sep=", "empty rows above"],
)
def test_what_a_spreadsheet_saves_is_read(body: bytes) -> None:
    criteria = read_csv(body).document["criteria"]
    assert [(one["technique"], one["weight"]) for one in criteria] == [
        ("letting_vent", 2),
        ("thanking", 1),
    ]
    assert criteria[0]["name"] == {"nl": "Luisteren"}
    assert [level["value"] for level in criteria[0]["levels"]] == [1, 2]
    assert criteria[0]["levels"][1]["description"] == {"nl": 'Je zegt: "vertel"'}


def test_letters_of_windows_are_read() -> None:
    text = "criterium nl;techniek;niveau\r\nCafé – één;thanking;1\r\n"
    assert first_of(text.encode("cp1252"))["name"] == {"nl": "Café – één"}


def test_headers_may_be_english_in_any_order_with_spaces() -> None:
    body = b"Level,Technique,Criterion EN,Level name-en\n1,thanking,Thanks,Start\n"
    assert first_of(body)["name"] == {"en": "Thanks"}


def test_rows_without_numbers_go_together_by_what_they_repeat() -> None:
    body = (
        b"criterion_en,technique,level\n"
        b"A,thanking,1\nA,thanking,2\n,,3\nB,thanking,1\nB,thanking,1\n"
    )
    levels = [
        [level["value"] for level in one["levels"]] for one in read_csv(body).document["criteria"]
    ]
    assert levels == [[1, 2, 3], [1], [1]]


def test_rows_may_be_sorted_otherwise() -> None:
    body = b"number,criterion_en,technique,level\n2,B,thanking,2\n1,A,thanking,1\n2,,,1\n1,,,2\n"
    criteria = read_csv(body).document["criteria"]
    assert [one["name"]["en"] for one in criteria] == ["A", "B"]
    assert [[level["value"] for level in one["levels"]] for one in criteria] == [[1, 2]] * 2


def faults_in(text: str | bytes) -> list[tuple[object, object]]:
    """Return the code and the place of each fault."""
    body = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(RubricFileInvalid) as refusal:
        read_csv(body)
    return [(one["code"], one["attr"]) for one in refusal.value.errors]


HEAD = "number;criterion_nl;technique;weight;level;level_name_nl\n"


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("1;A;thanking;10;1;x\n", [("weight_invalid", "rows.2.weight")]),
        ("1;A;thanking;1,5;1;x\n", [("weight_invalid", "rows.2.weight")]),
        ("1;A;thanking;1;0;x\n", [("level_invalid", "rows.2.level")]),
        ("1;A;thanking;1;1;x\n1;;;;1;y\n", [("level_twice", "rows.3.level")]),
        ("1;A;thanking;1;;x\n", [("level_missing", "rows.2.level")]),
        ("1;A;;1;1;x\n", [("technique_missing", "rows.2.technique")]),
        (";;;;1;x\n", [("criterion_missing", "rows.2")]),
        ("1;A;thanking;1;1;x\n1;B;;;2;y\n", [("criterion_differs", "rows.3.criterion_nl")]),
        ("x;A;thanking;1;1;x\n", [("number_invalid", "rows.2.number")]),
        ("1;A;thanking;1;1;x;y\n", [("cells_too_many", "rows.2")]),
        ('1;"A"B;thanking;1;1;x\n', [("row_unreadable", "rows.2")]),
        ('1;A;thanking;1;1;"x\n1;;;;2;y\n', [("row_unreadable", "rows.2")]),
        ("\n", [("file_empty", None)]),
        (
            "1;A;thanking;0;1;x\n\n1;;;;2;x\n1;;;;2;y\n",
            [("weight_invalid", "rows.2.weight"), ("level_twice", "rows.5.level")],
        ),
    ],
)
def test_a_fault_names_its_row_and_column(rows: str, faults: list[tuple[str, str]]) -> None:
    assert faults_in(HEAD + rows) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (b"", [("file_empty", None)]),
        (b"PK\x03\x04rest", [("file_is_workbook", None)]),
        (b"a;\x81\x8d\n", [("encoding_unknown", None)]),
        ("wat;dan\n1;2\n", [("header_missing", "rows.1")]),
        (
            "criterion_nl;technique;level;smaak\n",
            [("column_unknown", "rows.1.smaak")],
        ),
        (
            "criterion_nl;level;level\n",
            [("column_missing", "rows.1.technique"), ("column_twice", "rows.1.level")],
        ),
        ("technique;level\n", [("column_missing", "rows.1.criterion_nl")]),
    ],
)
def test_a_file_that_is_no_rubric_says_why(
    text: str | bytes, faults: list[tuple[str, str | None]]
) -> None:
    assert faults_in(text) == faults


def test_a_file_without_end_is_refused_before_it_is_read_whole() -> None:
    rows = "".join(f"{at};A{at};thanking;1;1;x\n" for at in range(1, MAX_ROWS + 300))
    assert faults_in(HEAD + rows)[-1] == ("rows_too_many", f"rows.{MAX_ROWS + 2}")


def test_a_json_file_of_another_schema_is_refused() -> None:
    for value, code in (
        ({"schema": "kalm-rubric/2", "criteria": []}, "schema_unknown"),
        ({"criteria": []}, "schema_unknown"),
        ({"schema": "kalm-rubric/1"}, "no_rubric"),
        ([], "no_rubric"),
    ):
        with pytest.raises(RubricFileInvalid) as refusal:
            read_json(value)
        assert [one["code"] for one in refusal.value.errors] == [code]
