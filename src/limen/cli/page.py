"""How a page of sentences and tables looks in a terminal."""

from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.cli.trial_tables import print_lines
from limen.reports.analysed import Page, PageTable


def print_page(page: Page) -> None:
    """Print the parts of a page in order; an empty sentence is a blank line."""
    for part in page:
        if isinstance(part, PageTable):
            print_table(part.headings, part.rows, numeric=part.numeric)
        elif part:
            print_lines((part,))
        else:
            print_text("")
