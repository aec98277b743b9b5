"""Every form that any page shows, found on the pages themselves, with everything wrong in turn."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from django.http import HttpResponse

from limen.actions.visiting import new_identifier, present, state_adult
from limen.protocols.sittings import LongerPage
from limen.terms.calendar import Zone
from limen.terms.errors import NotAllowed
from limen.web import urls
from limen.web.forms import TOO_OLD
from limen.web.openness import Openness
from limen.web.visited import KEY, Visited

FORM_TOKEN = "a" * 32
TOO_LONG, FOREIGN, UNLISTED, ODD = "x" * 5000, "мало", "99 µg", "a\0b"
WRONG = ("", TOO_LONG, FOREIGN, ODD, "NaN", "-1", "2999-12-31", "23:59", "<b>&\"' \N{EGG}")
# What stands where a person writes; anything else is chosen from what the page offers.
WRITTEN = {
    "time": "08:12",
    "date": "2026-03-01",
    "day": "2026-03-02",
    "amount": "0.1",
    "unit": "g",
    "said": "no",  # so that one question of screening leads to the next
}
DATES = {
    "since": "2026-03-01",
    "starts": "2026-05-04",
    "ends": "2026-05-31",
    "rests_until": "2026-06-28",
}
# May be left without the page saying so in brackets, each for its reason.
MAY_BE_LEFT = {
    "item_9": "whoever cannot answer this one is not held up by it",
    "missed": "yesterday is a gap and nothing else",
    "passphrase": "whoever takes the words that are offered has none of their own",
    "again": "the same",
}
NOT_OURS = re.compile(r"\b(?:[Ee]nsure|(?:in)?valid|[Pp]lease|[Ss]orry|required|Select)\b")
HIDDEN_TEXT = re.compile(r"<[^>]+>")


@dataclass(slots=True)
class Control:
    """One input of a form: its kind, what it holds and offers, and what stands beside it."""

    name: str
    kind: str
    holds: str = ""
    offers: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    label: str = ""

    @property
    def is_filled_in(self) -> bool:
        """Whether a person fills it in."""
        return self.kind not in {"hidden", "submit"}

    @property
    def is_chosen(self) -> bool:
        """Whether one of a few answers is chosen."""
        return bool(self.offers) and self.kind != "checkbox"

    @property
    def never(self) -> set[str]:
        """What no such input takes."""
        if self.offers and self.kind != "checkbox":
            return {UNLISTED}
        return {ODD, TOO_LONG}

    @property
    def is_optional(self) -> bool:
        """Whether its page says that it may be left."""
        return self.kind == "checkbox" or "(optional" in self.label or "(only" in self.label


@dataclass(slots=True)
class Form:
    """One form of a page: where it is sent, and its inputs by their names.

    `forgets` says that a browser does not fill it in again when somebody goes back to its page.
    """

    action: str
    forgets: bool = True
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What tells it from others: address and names, those of entries and rows alike."""
        return re.sub(r"[0-9a-f-]{36}", "*", self.action), frozenset(
            re.sub(r"_[0-9a-f-]{36}", "_*", name) for name in self.controls
        )

    @property
    def shown(self) -> list[Control]:
        """The inputs that a person fills in."""
        return [one for one in self.controls.values() if one.is_filled_in]

    def filled(self) -> dict[str, str]:
        """All that is needed to send it, with a new name of its own."""
        first = next((one.name for one in self.controls.values() if one.kind == "submit"), "")
        wanted = {name: one for name, one in self.controls.items() if one.kind != "submit"}
        wanted |= {} if self.shown else {first: self.controls[first]} if first else {}
        told = {name: _filled(one) for name, one in wanted.items()}
        return {**told, "sent": str(new_identifier())} if "sent" in told else told


class FormsOfPage(HTMLParser):
    """Reads the forms of a page as a browser would."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address, self._form = address, None
        self._select, self._area = None, None
        self._labels: dict[str, str] = {}
        self._reading: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            forgets = told.get("autocomplete") == "off"
            self._form = Form(told.get("action") or self._address, forgets)
            self.forms += [self._form] if told.get("method") == "post" else []
        elif self._form is not None and tag in {"input", "select", "textarea", "button"}:
            self._control(tag, told)
        elif tag == "option" and self._select is not None:
            self._select.offers.append(told.get("value", ""))
        elif tag in {"label", "legend"}:
            self._reading = [tag, ""]
        if tag == "label" and "class" not in told:
            self._reading = []

    def handle_data(self, data: str) -> None:
        if self._reading:
            self._reading[1] += data
        if self._area is not None:
            self._area.holds += data.lstrip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"label", "legend"} and self._reading:
            self._labelled = self._reading[1]
            self._reading = []
        elif tag in {"select", "textarea"}:
            self._select = self._area = None

    def _control(self, tag: str, told: Mapping[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", tag)
        if not name or name == "csrfmiddlewaretoken":
            return
        known = self._form.controls.setdefault(name, Control(name, kind, told.get("value", "")))
        known.label = getattr(self, "_labelled", "")
        if kind in {"radio", "checkbox"}:
            known.offers.append(told.get("value", "on"))
            known.chosen += known.offers[-1:] if "checked" in told else []
        self._select = known if tag == "select" else None
        self._area = known if tag == "textarea" else None


Sender = Callable[[Form, Mapping[str, object]], HttpResponse]


@pytest.fixture
def sender(window: object) -> Sender:
    """Send a form as its page would."""
    client = window.client
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = FORM_TOKEN

    def sent(form: Form, fields: Mapping[str, object], token: str = FORM_TOKEN) -> HttpResponse:
        told = {"HTTP_ORIGIN": f"http://{window.here.host}", "limen.moment": window.at}
        return client.post(form.action, {**fields, "csrfmiddlewaretoken": token}, **told)

    return sent


@pytest.fixture(params=["open", "locked", "vacant"])
def every_form(
    request: pytest.FixtureRequest,
    window: object,
    lived: Mapping[str, object],
    sender: Sender,
    load: Callable[[Path], ModuleType],
    root: Path,
) -> list[Form]:
    """Every form with something to fill in, of every page and of those that follow on it."""
    addresses = load(root / "tests" / "addresses.py")
    state_adult(present(window.at, Zone("Europe/Berlin")))
    window.at += timedelta(days=1)  # the plan runs, and its review is open
    window.client.defaults[KEY] = _in_state(window.here, request.param)
    named = {**lived, **addresses.NAMED}
    found: dict[object, Form] = {}
    waiting = [form for path in _paths(addresses, named) for form in forms_at(window, path)]
    is_pressed = request.param == "vacant"  # elsewhere a button alone locks, pauses or puts off
    while waiting:
        form = waiting.pop()
        if (form.shown or (is_pressed and form.controls)) and form.key not in found:
            found[form.key] = form
            answer = sender(form, form.filled())
            leads = answer.headers.get("Location")
            waiting += forms_at(window, leads) if leads else forms_in(answer, form.action)
    return list(found.values())


def test_whatever_is_wrong_is_said_beside_its_field_and_nothing_is_saved(
    every_form: list[Form], sender: Sender, state: Callable[[], object]
) -> None:
    wrong = []
    for form in every_form:
        for control, typed in every_slip(form):
            before = state().head
            answer = sender(form, {**form.filled(), control.name: typed})
            is_saved = state().head != before
            found = tuple(problems(form, control, typed, answer, is_saved=is_saved))
            wrong += [(form.action, control.name, typed[:9], found)] if found else []

    assert wrong == []
    assert every_form != []


@pytest.mark.parametrize("every_form", ["open"], indirect=True)
def test_a_form_that_is_not_ours_or_too_old_saves_nothing(
    every_form: list[Form], sender: Sender, state: Callable[[], object]
) -> None:
    wrong = []
    for form in every_form:
        before = state().head
        expired = sender(form, form.filled(), "b" * 32)
        nameless = [
            sender(form, {**form.filled(), "sent": name})
            for name in ("", "no name", "7")
            if "sent" in form.controls
        ]
        told = {expired.status_code, state().head == before}
        told |= {(one.status_code, tuple(messages_of(one))) for one in nameless}
        if told != {403, True, *((400, (TOO_OLD,)) for _ in nameless)}:
            wrong.append((form.action, told))

    assert wrong == []


@pytest.mark.parametrize("every_form", ["open"], indirect=True)
def test_a_form_that_comes_twice_is_saved_once(
    every_form: list[Form], sender: Sender, state: Callable[[], object]
) -> None:
    wrong = []
    for form in every_form:
        fields = form.filled()
        first, head = sender(form, fields), state().head
        again = sender(form, fields)
        leads = [one.headers.get("Location") for one in (first, again)]
        if (leads[0], first.status_code, head) != (leads[1], again.status_code, state().head):
            wrong.append((form.action, first.status_code, again.status_code, messages_of(again)))

    assert wrong == []


def test_no_form_is_filled_in_again_by_the_back_button(every_form: list[Form]) -> None:
    assert [form.action for form in every_form if not form.forgets] == []


def test_words_of_a_library_far_from_their_field_are_noticed() -> None:
    asked = Control("why", "radio", offers=["ill"])
    page = '<p class="error">Select a valid choice.</p>'

    refused = problems(Form("/t/x"), asked, "x", HttpResponse(page, status=400), is_saved=True)
    served = problems(Form("/t/x"), asked, "", HttpResponse(page), is_saved=True)

    assert [one.partition(":")[0] for one in refused] == [
        "refused, and yet saved",
        "not our words",
        "not beside its field",
    ]
    assert "200 is no refusal" in list(served)


def every_slip(form: Form) -> Iterator[tuple[Control, str]]:
    """Everything wrong that can be typed, and two answers that no page offers."""
    for control in form.shown:
        yield from product([control], ("", UNLISTED) if control.is_chosen else WRONG)


def problems(
    form: Form, control: Control, typed: str, answer: HttpResponse, *, is_saved: bool
) -> Iterator[str]:
    """What is wrong with the answer to a form in which one thing was typed that may be wrong."""
    page, refused = answer.content.decode(), answer.status_code >= 400
    messages = messages_of(answer)
    is_wanted = not control.is_optional and control.name not in MAY_BE_LEFT
    if answer.status_code not in {200, 303, 400, 403, 409}:
        yield f"status {answer.status_code}"
    if refused and is_saved:
        yield "refused, and yet saved"
    if refused and not messages:
        yield "nothing is said"
    if any(NOT_OURS.search(one) for one in messages):
        yield f"not our words: {messages}"
    if not refused and (typed in control.never or (is_wanted and not typed)):
        yield f"{answer.status_code} is no refusal"
    if answer.status_code == 400 and f"id_{control.name}" not in page:
        yield f"not beside its field: {messages}"
    if answer.status_code == 400 and not _keeps_the_rest(form, control, page):
        yield "the rest was lost"


def _keeps_the_rest(form: Form, control: Control, page: str) -> bool:
    """Whether what stood in the other inputs that are written in is still there."""
    found = {
        name: one.holds
        for each in FormsOfPage(page, form.action).forms
        for name, one in each.controls.items()
    }
    written = [one for one in form.shown if one.kind in {"text", "textarea", "date", "time"}]
    others = [one for one in written if one is not control and one.name in found]
    return all(found[one.name] == _filled(one) for one in others)


def _in_state(here: Visited, state: str) -> Visited:
    """The same vault in another state; one that is to be made is made by nobody."""
    if state == "open":
        return here
    shut = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    if state == "locked":
        return replace(here, openness=shut, unlock=_refuse)
    return replace(here, openness=shut, folder=here.folder / "nowhere", begin=lambda *_: None)


def _refuse(_: str) -> str:
    raise NotAllowed("This does not open it.", fix="Try again.")


def _paths(addresses: ModuleType, named: Mapping[str, object]) -> Iterator[str]:
    """The addresses of all pages, the longer ones each by its name."""
    for pattern in urls.urlpatterns:
        path = addresses.address(pattern, named)
        if path in addresses.FILES:
            continue
        longer = [page.value for page in LongerPage] if "<longer:" in str(pattern.pattern) else [""]
        yield from (path.replace("/week", f"/{one}") for one in longer)


def forms_at(window: object, path: str) -> list[Form]:
    """The forms of the page at an address; none where there is no page."""
    answer = window.client.get(path, **{"limen.moment": window.at})
    return forms_in(answer, path)


def forms_in(answer: HttpResponse, path: str) -> list[Form]:
    """The forms of an answer."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return FormsOfPage(answer.content.decode(), path).forms if is_page else []


def messages_of(answer: HttpResponse) -> list[str]:
    """What an answer says is wrong, beside the fields and in the summary."""
    page = answer.content.decode()
    told = re.findall(r'class="error"[^>]*>(.*?)</p>', page, re.DOTALL)
    summary = re.findall(r'<div class="summary".*?</div>', page, re.DOTALL)
    said = re.findall(r"<(?:p|a [^>]*)>(.*?)</(?:p|a)>", "".join(summary), re.DOTALL)
    return [unescape(HIDDEN_TEXT.sub("", one)).strip() for one in (*told, *said)]


def _filled(control: Control) -> str | list[str]:
    if control.name in DATES:
        return DATES[control.name]
    if control.name in WRITTEN or control.kind in WRITTEN:
        return WRITTEN.get(control.name) or WRITTEN[control.kind]
    if not control.is_filled_in:
        return control.holds
    if control.kind == "checkbox":
        return control.chosen
    offered = [one for one in control.offers if one]
    return offered[0] if offered else "" if control.is_optional else "one word"
