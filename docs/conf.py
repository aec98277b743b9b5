"""How the documentation is built: Markdown pages, one theme, and tables read from the code."""

import sys
from functools import partial
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS))

import from_code  # noqa: E402 -- stands beside this file, which Sphinx does not put on the path
import from_evidence  # noqa: E402 -- the same
import from_hazards  # noqa: E402 -- the same
import from_instruments  # noqa: E402 -- the same
import from_published  # noqa: E402 -- the same
import from_screening  # noqa: E402 -- the same

from limen import __version__  # noqa: E402 -- stands with the other names that the pages use

project = "Limen"
author = "the authors of Limen"
version = release = __version__
language = "en-GB"

extensions = ["myst_parser"]
myst_heading_anchors = 3

smartquotes = False  # an apostrophe in a formula is a transpose
html_theme = "furo"
html_title = "Limen"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False
html_permalinks_icon = "#"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0B5C7A", "color-brand-content": "#0B5C7A"},
    "dark_css_variables": {"color-brand-primary": "#7CC4DE", "color-brand-content": "#7CC4DE"},
}

_SETTINGS = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
TABLES = {
    "checklist": from_screening.checklist,
    "contracts": partial(from_code.contracts, _SETTINGS),
    "claims": from_evidence.claims_checked,
    "claim-words": from_evidence.label_words,
    "works": from_evidence.works,
    "worst-results": from_evidence.worst_results,
    "designs": from_code.designs,
    "errors": from_code.errors,
    "estimators": from_code.estimators,
    "event-kinds": from_code.event_kinds,
    "exit-codes": from_code.exit_codes,
    "fields": from_code.fields,
    "forms": from_code.forms,
    "formulas": from_code.formulas,
    "hazards": from_hazards.hazards,
    "hazards-awaited": from_hazards.awaited,
    "hazards-guards": from_hazards.guards,
    "hazards-reviews": from_hazards.reviews,
    "libraries": partial(from_code.libraries, _SETTINGS),
    "own-items": from_instruments.own,
    "presets": from_code.presets,
    "protocol-moves": from_code.protocol_moves,
    "protocol-keys": from_code.protocol_keys,
    "protocol-schema": from_code.protocol_schema,
    "questionnaires": from_instruments.carried,
    "questionnaire-definitions": from_instruments.defined,
    "questionnaire-examples": from_instruments.examples,
    "questionnaire-sources": from_instruments.sources,
    "reasons": from_code.reasons,
    "schemas": from_code.schemas,
    "screening-conditions": from_screening.conditions,
    "screening-medicines": from_screening.medicines,
    "screening-names": from_screening.names,
    "screening-questions": from_screening.questions,
    "screening-signs": from_screening.signs,
    "screening-sources": from_screening.sources,
    "rooms": partial(from_code.rooms, _SETTINGS),
    "rows-schema": from_code.rows_schema,
    "tables": from_code.tables,
    "units": from_code.units,
    "verb": from_code.verb_help,
    "published-terms": from_published.terms_of_use,
    "published-files": from_published.files,
    "published-columns": from_published.columns,
    "published-outcomes": from_published.outcomes,
    "published-misprints": from_published.misprints,
    "published-quirks": from_published.quirks,
}


class FromCode(SphinxDirective):
    """A part of a page that is read from the code each time the page is built."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the table that the first argument names, about what the second one names."""
        self.env.note_reread()
        name, *about = self.arguments
        if name not in TABLES:
            raise self.error(f"from-code knows {', '.join(TABLES)}, not {name}")
        return self.parse_text_to_nodes(TABLES[name](*about))


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the directive."""
    app.add_directive("from-code", FromCode)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
