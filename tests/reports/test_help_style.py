"""The sheet of the help page loads nothing, and the policy names it by its hash."""

import base64
import hashlib
import re

from limen.reports.help_page import help_page
from limen.reports.help_style import STYLE, style_source
from limen.screening.tables import crisis_table


def test_the_policy_names_exactly_what_stands_in_the_page():
    table = crisis_table()

    page = help_page(table, table.compiled_on, "Notes")

    (styled,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styled.encode()).digest()).decode()
    assert style_source() == f"'sha256-{digest}'"


def test_it_loads_nothing():
    assert re.findall(r"url|import|http|//", STYLE) == []
