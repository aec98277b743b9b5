from limen.cli.page import print_page
from limen.reports.analysed import PageTable


def test_sentences_tables_and_blank_lines_stand_in_their_order(capsys):
    table = PageTable(("effect", "points"), (("same day", "0.8"),), numeric=("points",))

    print_page(("One sentence.", "", table, "Another."))

    assert capsys.readouterr().out.splitlines() == [
        "One sentence.",
        "",
        "effect    points",
        "same day     0.8",
        "Another.",
    ]


def test_a_long_sentence_is_wrapped_at_eighty_columns(capsys):
    print_page(("word " * 40,))

    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
