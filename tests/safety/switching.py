"""Ways to switch a control off for real, in every module that has it already and in later ones.

Each of them refuses to switch off what is not there: a removal that removes nothing shows nothing.
"""

import importlib
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import ModuleType

from django.template import engines
from django.template.loaders import app_directories, filesystem

Off = AbstractContextManager[object]


@contextmanager
def replaced(place: str, other: object) -> Iterator[None]:
    """Put something else in a place, `module:name` or `module:Class.name`.

    A function or a class that other modules imported by name is replaced there as well; so is one
    that they import while this holds, and it comes back in all of them.
    """
    module, _, names = place.partition(":")
    *owners, name = names.split(".")
    owner: object = importlib.import_module(module)
    for one in owners:
        owner = getattr(owner, one)
    original = vars(owner)[name]
    setattr(owner, name, other)
    try:
        _swap(name, original, other)
        yield
    finally:
        setattr(owner, name, original)
        _swap(name, other, original)


@contextmanager
def wrapped(place: str, around: Callable[[Callable[..., object]], object]) -> Iterator[None]:
    """The same, with what `around` makes of the function that stands there."""
    module, _, names = place.partition(":")
    found: object = importlib.import_module(module)
    for one in names.split("."):
        found = getattr(found, one)
    if not callable(found):
        raise TypeError(f"{place} is no function")
    with replaced(place, around(found)):
        yield


@contextmanager
def without_key(place: str, key: str) -> Iterator[None]:
    """Take one entry out of a dictionary."""
    module, _, name = place.partition(":")
    kept: MutableMapping[str, object] = getattr(importlib.import_module(module), name)
    order = dict(kept)
    del kept[key]
    try:
        yield
    finally:
        kept.clear()
        kept.update(order)


@contextmanager
def template_without(name: str, words: str, by: str = "") -> Iterator[None]:
    """Take words out of a template, or put others in their place."""
    read = filesystem.Loader.get_contents

    def changed(self: filesystem.Loader, origin: object) -> str:
        text = read(self, origin)
        if getattr(origin, "template_name", None) != name:
            return text
        if words not in text:
            raise ValueError(f"{name} does not say: {words}")
        return text.replace(words, by)

    with ExitStack() as kept:
        for loader in {filesystem.Loader, app_directories.Loader}:
            kept.enter_context(_attribute(loader, "get_contents", changed))
        _forget_templates()
        kept.callback(_forget_templates)
        yield


def together(*removals: Off) -> Off:
    """Several of them at once."""
    kept = ExitStack()
    for one in removals:
        kept.enter_context(one)
    return kept


def always(answer: object) -> Callable[..., object]:
    """A function that gives one answer to everything."""
    return lambda *_, **__: answer


@contextmanager
def _attribute(owner: type, name: str, other: object) -> Iterator[None]:
    had = name in vars(owner)
    before = getattr(owner, name)
    setattr(owner, name, other)
    try:
        yield
    finally:
        if had:
            setattr(owner, name, before)
        else:
            delattr(owner, name)


def _forget_templates() -> None:
    for engine in engines.all():
        for loader in engine.engine.template_loaders:
            loader.reset()


def _swap(name: str, one: object, other: object) -> None:
    """Put `other` in the place of `one` wherever our own modules hold it."""
    is_named = callable(one) and not isinstance(one, str)
    for module in [*sys.modules.values()]:
        if not _is_ours(module):
            continue
        held = vars(module)
        names = [key for key, value in held.items() if value is one] if is_named else [name]
        for key in names:
            if held.get(key) is one:
                held[key] = other


def _is_ours(module: ModuleType) -> bool:
    place = str(getattr(module, "__file__", "") or "")
    return module.__name__.partition(".")[0] in {"limen", "tests"} or "/tests/" in place
