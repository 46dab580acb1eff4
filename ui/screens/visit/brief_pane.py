"""The brief's essentials beside the form: what to keep in mind while one writes down what was said."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame

from app.language import current, t
from ui.widgets.basics import IconLabel, Label, clear, column, holder, row, scrolled

SHOWN = 4


class BriefPane(QFrame):
    """A narrow column of headings and lines; a heading without lines is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.setAccessibleName(t("Brief"))
        self._lines = column(gap=4, margins=(16, 12, 16, 16))
        area = scrolled(holder(self._lines))
        whole = column(holder(column(area, gap=0, margins=(1, 4, 1, 4)), "card"), gap=0)
        self.setLayout(whole)

    def show_brief(self, brief: Any) -> None:
        """Another brief."""
        clear(self._lines)
        self._lines.addWidget(Label(t("Brief"), "strong"))
        if brief.account_line:
            self._lines.addWidget(Label(brief.account_line, "note", "text-2", wrap=True))
        for text in brief.warnings.items[:SHOWN]:
            line = row(IconLabel("triangle-alert", "warn"), Label(text, "small", "warn", wrap=True), gap=8)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        self._say(t("Goal"), [brief.goal] if brief.goal else [])
        self._say(t("I ask for"), [brief.ask] if brief.ask else [])
        self._part(t("We promised"), brief.our_promises, _promise)
        self._part(t("They promised"), brief.their_promises, _promise)
        self._part(t("Open cases"), brief.cases, lambda case: f"{case.number} {case.title}".strip())
        self._part(t("Open orders"), brief.orders, _order)
        self._part(t("Known needs"), brief.needs, str)
        self._part(
            t("Offer next"),
            brief.next_products,
            lambda one: f"{one.name}: {one.why}" if one.why else one.name,
        )
        self._part(t("Questions"), brief.questions, str)
        self._part(t("Last contacts"), brief.contacts, _contact)
        self._lines.addStretch(1)

    def _part(self, title: str, excerpt: Any, told: Any) -> None:
        lines = [told(each) for each in excerpt.items[:SHOWN]]
        if lines and excerpt.total > len(lines):
            lines.append(t("+{count} more", count=excerpt.total - len(lines)))
        self._say(title, lines)

    def _say(self, title: str, lines: Iterable[str]) -> None:
        shown = [each for each in lines if each]
        if not shown:
            return
        self._lines.addSpacing(8)
        self._lines.addWidget(Label(title, "small-strong", "text-2"))
        for each in shown:
            self._lines.addWidget(Label(each, "small", "text", wrap=True))


def _promise(line: Any) -> str:
    if line.due_on is None:
        return str(line.what)
    due = current().day_month(line.due_on)
    return (
        t("{what} – overdue since {day}", what=line.what, day=due) if line.overdue else f"{line.what} – {due}"
    )


def _order(line: Any) -> str:
    late = current().plural(line.days_late, "{count} day late", "{count} days late") if line.days_late else ""
    return " – ".join(filter(None, (line.number, line.what, late)))


def _contact(line: Any) -> str:
    day = current().day_month(line.on) if line.on.year == date.today().year else current().day(line.on)
    summary = line.summary if len(line.summary) < 120 else line.summary[:119] + "…"
    return f"{day}, {line.kind}: {summary}"


def ask_brief(reader: Any, visit: str, account: str, spoken: str) -> Any:
    """The brief of a visit, or of an account."""
    from app.queries.briefing import briefing

    return briefing(reader, visit, account, spoken)
