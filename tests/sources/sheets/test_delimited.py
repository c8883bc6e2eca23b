from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.sources.sheets.sheet import CellKind, NumberStyle
from tests.sources.sheets.written import names, read, texts, told
from tests.support import problems_if_any, problems_of

ACCOUNTS = [["Naam", "Omzet", "Plaats"], ["Bakkerij Jansen", "1.250,50", "Delft"], ["Café Één", "3,5", "’s-Gravenhage"]]  # fmt: skip


def written(table, delimiter=";", quoting=csv.QUOTE_MINIMAL, end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(table)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_delimiter_and_encoding(delimiter, codec, name):
    sheet = read(written(ACCOUNTS, delimiter).encode(codec))
    assert names(sheet) == ACCOUNTS[0]
    assert texts(sheet) == ACCOUNTS[1:]
    assert (sheet.delimiter, sheet.encoding) == (delimiter, name)
    assert sheet.number_style is NumberStyle.COMMA
    assert bool(told(sheet, "encoding-guessed")) is (name == "Windows-1252")


def test_a_guessed_encoding_is_told_with_a_word_to_judge_it_by():
    sheet = read("Naam;Plaats\nJansen;Delft\nCafé Zon;Urk\n".encode("cp1252"))
    (problem,) = told(sheet, "encoding-guessed")
    assert problem.line == 3
    assert "“Café Zon;Urk”" in problem.message
    assert problem.hint


def test_windows_lines_in_a_utf_8_file_are_each_read_as_what_they_are():
    raw = "Naam;Plaats\nCafé;Één\n".encode() + "Bistro Zoë;Urk\n".encode("cp1252")
    sheet = read(raw)
    assert texts(sheet) == [["Café", "Één"], ["Bistro Zoë", "Urk"]]
    assert "lines 3 only" in told(sheet, "encoding-guessed")[0].message


def test_bytes_that_are_no_text_in_either_encoding_are_refused_with_their_place():
    (problem,) = problems_of(lambda: read(b"Naam;Plaats\nA;B\nCaf\xe9 \x81;C\n"))
    assert (problem.code, problem.line, problem.column) == ("encoding", 3, 6)


def test_text_decoded_wrongly_before_is_told():
    sheet = read("Naam;Plaats\nCafé;Delft\n".encode().decode("cp1252"))
    assert told(sheet, "decoded-twice")[0].line == 2


def test_lost_characters_are_told():
    problem = told(read("Naam;Plaats\nCaf\ufffd;Delft\n"), "characters-lost")[0]
    assert (problem.line, problem.column) == (2, 1)


def test_a_nul_is_refused_with_its_place():
    (problem,) = problems_of(lambda: read("Naam;Plaats\nA;B\nA\0;B\n"))
    assert (problem.code, problem.line, problem.column) == ("not-text", 3, 2)


def test_the_declaration_of_a_delimiter_counts_as_a_line():
    sheet = read("sep=,\r\nNaam,Omzet;Plaats\r\nA,1\r\n")
    assert names(sheet) == ["Naam", "Omzet;Plaats"]
    assert (sheet.header, sheet.rows[0].number) == (2, 3)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Naam;Omzet\nA;1,5\nB;2,5\nC;3,5\n", ";"),
        ("Name,Notes\nA,one; two\nB,three; four\n", ","),
        ("Naam;Adres, plaats\nA;Straat 1, Delft\nB;Weg 2, Urk\n", ";"),
        ('"Naam";"Adres, plaats"\n"A";"Straat 1, Delft"\n', ";"),
        ("Report generated on 3 April, 2026\n\nName,Sector\nA,Bouw\nB,Zorg\n", ","),
        ("Naam\tBedrag\nA, B en C\t1,5\n", "\t"),
        ("Naam;Sector\nA;Bouw\n\nCopyright (c) 2000-2026 salesforce.com, inc.\n", ";"),
        ("Naam\nJansen, Piet\nDe Zon\nBakkerij\n", None),
        ("Naam|Plaats\nA|Urk\n", "|"),
    ],
)
def test_the_delimiter_is_voted_for(text, delimiter):
    assert read(text).delimiter == delimiter


def test_one_column_is_a_table_too():
    sheet = read("Naam\nJansen, Piet\nDe Zon; bakkerij\n")
    assert texts(sheet) == [["Jansen, Piet"], ["De Zon; bakkerij"]]


def test_lines_quoted_as_a_whole_are_unwrapped():
    sheet = read('"Naam;Plaats"\n"A;""Urk; haven"""\n"B;Delft"\n')
    assert texts(sheet) == [["A", "Urk; haven"], ["B", "Delft"]]
    assert [row.number for row in sheet.rows] == [2, 3]
    assert told(sheet, "lines-quoted")


def test_rows_are_numbered_by_the_line_on_which_they_begin():
    sheet = read('Naam;Notitie\nA;"een\ntwee"\n\nB;drie\n')
    assert [row.number for row in sheet.rows] == [2, 5]
    assert sheet.rows[0].cells[1].text == "een\ntwee"
    assert [(one.number, one.reason) for one in sheet.left_out] == [(4, "empty")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('Naam;Plaats\nA;B\n"C;D\nE;F\n', (3, 1)),
        ('Naam;Plaats\n"A";"B\nb"\nC;"D\nE;F\n', (4, 3)),
        ('Naam;Plaats\nA;B\n"De Zon" Bakkerij;Urk\n', (3, 1)),
        ('sep=;\nNaam;Plaats\nA;"B\n', (3, 3)),
        ('Naam;Plaats\rA;B\rC;"D\r', (3, 3)),
        ('Naam;Plaats\nA;B\nC;"' + "x" * 140_000 + '"\n', (3, 3)),
    ],
)
def test_a_quote_out_of_place_is_refused_where_it_was_opened(text, place):
    (problem,) = problems_of(lambda: read(text))
    assert problem.code == "syntax"
    assert (problem.line, problem.column) == place
    assert problem.hint


def test_a_quote_inside_a_text_is_text():
    assert texts(read('Naam;Maat\nPijp 3";12\n')) == [['Pijp 3"', "12"]]


def test_a_record_with_cells_too_many_is_told():
    problem = told(read("Naam;Sector\nA;Bouw\nB;Bouw; Infra\n"), "ragged-row")[0]
    assert problem.line == 3


def test_a_record_with_cells_too_few_is_told_where_all_others_are_whole():
    lines = "".join(f"A{number};Bouw;1\n" for number in range(20))
    sheet = read(f"Naam;Sector;Omzet\n{lines}B;Bouw\nen infra;3\n")
    assert [one.line for one in told(sheet, "ragged-row")] == [22, 23]


def test_texts_come_in_one_form():
    sheet = read("Naam;Plaats\n\u00a0Cafe\u0301 \u200b;  Urk\t\n")
    assert texts(sheet) == [["Café", "Urk"]]


def test_everything_in_a_csv_is_text_but_errors():
    sheet = read("Nr;Naam;Omzet\n00123;A;#N/B\n00124;B;#DEEL/0!\n00125;C;########\n")
    assert [cell.kind for cell in sheet.rows[0].cells[:2]] == [CellKind.TEXT] * 2
    assert sheet.rows[0].cells[0].text == "00123"
    assert {row.cells[2].kind for row in sheet.rows} == {CellKind.ERROR}
    assert "“#DEEL/0!”" in told(sheet, "error-cells")[0].message


@pytest.mark.parametrize(
    ("amounts", "style"),
    [
        (["1.250,50", "3.000"], NumberStyle.COMMA),
        (["1,250.50", "3,000"], NumberStyle.DOT),
        (["1.250", "3.000"], NumberStyle.UNKNOWN),
        (["1.250.000", "3.000"], NumberStyle.COMMA),
        (["€ 12,5", "80"], NumberStyle.COMMA),
        (["12.5%", "80"], NumberStyle.DOT),
        (["1250", "80"], NumberStyle.UNKNOWN),
        (["0,125", "1.250"], NumberStyle.COMMA),
        (["€ 1.250,-", "3.000"], NumberStyle.UNKNOWN),
        (["€ 1.250.000,-", "3.000"], NumberStyle.COMMA),
        (["3.4.2026", "12.11.2026"], NumberStyle.UNKNOWN),
        (["12,5", "12.5"], NumberStyle.UNKNOWN),
        (["62.01", "1.250,50"], NumberStyle.COMMA),
        (["1'250.50", "3"], NumberStyle.DOT),
        (["1 250,50", "3"], NumberStyle.COMMA),
    ],
)
def test_number_style(amounts, style):
    lines = "".join(f"A{index};{amount}\n" for index, amount in enumerate(amounts))
    assert read(f"Naam;Omzet\n{lines}").number_style is style


WORD = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zs"], exclude_characters="#"),
    min_size=1,
    max_size=6,
)
CELL = st.one_of(WORD, st.just(""), st.from_regex(r"[a-zé]{1,4}[;,|\n\t \"]{1,2}[a-z]{1,4}", fullmatch=True))  # fmt: skip
HEAD = ["Naam", "Plaats; wijk", "Adres, nummer", 'Maat "3"']


@given(
    st.lists(st.tuples(WORD.map("A {}".format), CELL, CELL, CELL), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_any_table_reads_back_the_same(rows, delimiter, codec, end):
    text = written([HEAD, *rows], delimiter, csv.QUOTE_ALL, end)
    sheet = read(text.encode(codec))
    assert sheet.delimiter == delimiter
    assert names(sheet) == HEAD
    assert texts(sheet) == [[cell.strip() for cell in row] for row in rows]


@given(st.binary(max_size=300))
def test_no_bytes_bring_it_down(raw):
    assert all(problem.hint for problem in problems_if_any(lambda: read(raw)))
