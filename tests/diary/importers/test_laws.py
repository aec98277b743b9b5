"""What holds for every importer and every file: once is enough, undoing undoes, nothing crashes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.importers.catalogue import IMPORTERS
from limen.diary.importers.importer import Rest
from limen.journal.kinds.measures import NoteWritten
from limen.journal.payloads import plain
from limen.terms.errors import BadInput, CheckFailed

SHEET = (
    "version = 1\nkind = 'long'\nnote = [{ column = 'words' }]\n"
    "batch = [{ name = 'B', material = 'cubensis', form = 'dried', basis = 'material', "
    "tested = 'no' }]\n"
    "time = { column = 'when', format = '%Y-%m-%d %H:%M' }\n"
    "dose = [{ amount = 'amount', unit = 'g', form = 'dried', batch = { fixed = 'B' } }]\n"
    "felt = [{ column = 'felt', no = ['n'], yes = ['y'] }]\n"
    "rating = [{ column = 'mood', name = 'mood', low = 1, high = 7 }]\n"
)
JOURNAL = (
    "[[batch]]\nname = 'X'\nmaterial = 'cubensis'\nform = 'dried'\n"
    "basis = 'material'\ntested = 'no'\n"
)
MOODS = "[mood]\nrad = 5\ngood = 4\n"
MORNING = 1_772_438_400_000

days = st.integers(1, 9)
hours = st.integers(5, 23)
amounts = st.sampled_from(["0.1", "0.11", "0.12", "", "0,1", "1 g", "2000"])
words = st.sampled_from(["", "Rain.", "=1", "Sun."])


def sheet(rows):
    lines = ["when,amount,felt,mood,words"]
    for day, hour, amount, felt, note in rows:
        cell = f'"{amount}"' if "," in amount else amount
        lines.append(f"2026-03-{day:02} {hour:02}:05,{cell},{felt},{day % 9},{note}")
    return "\n".join(lines)


def journal(rows):
    experiences = [
        {
            "title": note,
            "ingestions": [
                {
                    "substanceName": "X",
                    "time": MORNING + (day * 24 + hour) * 3_600_000,
                    "dose": float(amount) if amount.replace(".", "").isdigit() else None,
                    "units": "g",
                    "consumerName": "Ada" if amount == "2000" else None,
                }
            ],
            "ratings": [{"option": {"y": "plus", "n": "minus", "": "so"}[felt]}],
        }
        for day, hour, amount, felt, note in rows
    ]
    return json.dumps({"experiences": experiences})


def daylio(rows):
    lines = ["full_date,time,mood,note"]
    for day, hour, _, felt, note in rows:
        mood = {"y": "rad", "n": "good", "": "own"}[felt]
        lines.append(f"2026-03-{day:02},{hour}:05,{mood},{note}")
    return "\n".join(lines)


files = st.lists(st.tuples(days, hours, amounts, st.sampled_from("yn") | st.just(""), words))
FORMATS = [("table", sheet, SHEET), ("journal_json", journal, JOURNAL), ("daylio", daylio, MOODS)]
each_format = pytest.mark.parametrize(
    ("importer", "write", "mapping"), FORMATS, ids=[name for name, _, _ in FORMATS]
)


@each_format
@given(rows=files)
def test_importing_twice_is_importing_once(another_vault, importer, write, mapping, rows):
    vault = another_vault(1)
    first = vault.preview(importer, write(rows), mapping=mapping, rest=Rest.KEPT)
    vault.add(*first.drafts)

    again = vault.preview(importer, write(rows), mapping=mapping, rest=Rest.KEPT)

    assert again.drafts == ()
    assert again.counts.already_here == first.counts.added
    assert again.counts.open == first.counts.open


@each_format
@given(rows=files, more=files)
def test_a_longer_file_adds_what_is_new_and_nothing_else(
    another_vault, importer, write, mapping, rows, more
):
    rows, more = ([row for row in part if row[2].startswith("0.")] for part in (rows, more))
    vault = another_vault(1)
    whole = vault.preview(importer, write(rows + more), mapping=mapping)
    first = vault.preview(importer, write(rows), mapping=mapping)
    vault.add(*first.drafts)

    second = vault.preview(importer, write(rows + more), mapping=mapping)

    assert ids(first).isdisjoint(ids(second))
    assert ids(first) | ids(second) == ids(whole)


@each_format
@given(rows=files)
def test_undoing_restores_the_diary(another_vault, importer, write, mapping, rows):
    vault = another_vault(1)
    vault.state(NoteWritten(words="Before."), 1)
    before = vault.diary
    vault.add(*vault.preview(importer, write(rows), mapping=mapping).drafts)

    vault.undo()

    assert vault.diary == before


@each_format
@given(rows=files)
def test_importing_after_undoing_is_importing_once(another_vault, importer, write, mapping, rows):
    vault = another_vault(1)
    first = vault.preview(importer, write(rows), mapping=mapping).drafts
    vault.add(*first)
    vault.undo()

    again = vault.preview(importer, write(rows), mapping=mapping).drafts

    names = {
        str(new.id): str(old.id) for new, old in zip(again, first, strict=True) if new.id != old.id
    }
    assert len(names) == len(first)
    assert [(one.day, one.at, said(one, names)) for one in again] == [
        (one.day, one.at, said(one, {})) for one in first
    ]


def ids(preview):
    return {draft.id for draft in preview.drafts}


def said(draft, names):
    written = json.dumps(plain(draft.payload))
    for new, old in names.items():
        written = written.replace(new, old)
    return written


@pytest.mark.parametrize("importer", IMPORTERS)
@given(octets=st.binary() | st.text().map(str.encode))
def test_any_octets_give_a_preview_or_a_refusal(another_vault, importer, octets):
    for mapping in ("", SHEET):
        assert drafts_or_refusal(another_vault(1), importer, octets, mapping)


def drafts_or_refusal(vault, importer, octets, mapping):
    """What a file gives; any other exception than a refusal is a mistake."""
    try:
        return vault.preview(importer, octets, mapping=mapping)
    except (BadInput, CheckFailed) as refused:
        return refused.says


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=5,
)
MEMBERS = ("experiences", "ingestions", "ratings", "timedNotes", "customUnits", "time", "dose")
NAMES = ("units", "substanceName", "option", "customUnitId", "id", "title", "note", "consumerName")


@given(
    members=st.recursive(
        json_values,
        lambda below: st.dictionaries(
            st.sampled_from(MEMBERS + NAMES), below | st.lists(below, max_size=3)
        ),
        max_leaves=20,
    )
)
def test_any_members_give_a_preview_or_a_refusal(another_vault, members):
    text = json.dumps({"experiences": [members, {"ingestions": [members], "ratings": [members]}]})

    preview = another_vault(1).preview("journal_json", text, mapping=JOURNAL)

    assert preview.counts.read >= 0


cells = st.sampled_from(["", "a", "=1", "0.1", "2026-03-02", "08:12", "good", "é", '"x"', "\x00"])


@each_format
@given(lines=st.lists(st.lists(cells | st.text(), max_size=6)))
def test_any_rows_below_a_right_header_give_a_preview_or_a_refusal(
    another_vault, importer, write, mapping, lines
):
    header = write([]).split("\n")[0]
    text = "\n".join([header, *(",".join(line) for line in lines)])

    octets = text.encode(errors="surrogatepass")
    assert drafts_or_refusal(another_vault(1), importer, octets, mapping)
