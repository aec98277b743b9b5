"""Two ways to use a page: with a pointer, and with the keys of a keyboard alone."""

from datetime import date

from playwright.sync_api import Locator, Page

MOST_STOPS = 120

# How many arrows lead from the answer that has the focus to another one of the same question.
STEPS = """wanted => {
  const all = [...document.getElementsByName(wanted.name)];
  return (all.indexOf(wanted) - all.indexOf(document.activeElement) + all.length) % all.length;
}"""


class Pointer:
    """A finger or a mouse, and typing where it was put."""

    def __init__(self, page: Page, *, has_script: bool = True) -> None:
        self.page, self.has_script = page, has_script

    def press(self, name: str) -> None:
        """Use a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Use a link."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def choose(self, group: str, words: str) -> None:
        """Choose one answer of a question."""
        asked = self.page.get_by_role("group", name=group, exact=True)
        asked.get_by_text(words, exact=True).click()

    def write(self, label: str, words: str) -> None:
        """Write into a field what stands there from now on."""
        self.page.get_by_label(label, exact=True).fill(words)

    def write_day(self, label: str, day: date) -> None:
        """Write a day into its field."""
        self.write(label, day.isoformat())

    def select(self, label: str, words: str) -> None:
        """Take a line of a list."""
        self.page.get_by_label(label, exact=True).select_option(words)


class Keyboard:
    """Tab to get somewhere, then Enter, the space bar, arrows or letters."""

    def __init__(self, page: Page, *, has_script: bool = True) -> None:
        self.page, self.has_script = page, has_script

    def press(self, name: str) -> None:
        """Use a button."""
        self._reach(self.page.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """Use a link."""
        self._reach(self.page.get_by_role("link", name=name, exact=True).first)
        self.page.keyboard.press("Enter")

    def choose(self, group: str, words: str) -> None:
        """Choose one answer of a question: Tab into it, then the arrows."""
        asked = self.page.get_by_role("group", name=group, exact=True)
        wanted = asked.get_by_label(words, exact=True)
        self._reach(asked.locator("input"))
        steps = wanted.evaluate(STEPS)
        self.page.keyboard.press("Space")
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")

    def write(self, label: str, words: str) -> None:
        """Write into a field what stands there from now on."""
        self._reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def write_day(self, label: str, day: date) -> None:
        """Write a day, part by part, in the order in which an English browser asks for it."""
        self._reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(f"{day:%m%d%Y}")

    def select(self, label: str, words: str) -> None:
        """Take a line of a list by writing how it begins."""
        listed = self.page.get_by_label(label, exact=True)
        self._reach(listed)
        self.page.keyboard.type(words)
        taken = listed.evaluate("one => one.selectedOptions[0].label")
        assert taken == words, f"{taken} instead of {words}"

    def _reach(self, wanted: Locator) -> None:
        """Press Tab until one of these has the focus."""
        wanted.first.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            if wanted.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {wanted}")
