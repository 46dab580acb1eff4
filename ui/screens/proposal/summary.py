"""The foot of the proposal: what is still missing, what it comes to, and the steps that may be taken now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from app.language import current, t
from ui import theme
from ui.widgets.basics import Button, ElidedLabel, IconLabel, Label, clear, column, holder, row

STEPS = {
    "draft": ("issue", "approve"),
    "approved": ("issue", "reopen"),
    "issued": ("accept", "decline", "version"),
    "declined": ("version", "accept"),
    "expired": ("version", "accept"),
    "accepted": (),
    "replaced": (),
    "withdrawn": (),
}
"""By state the steps, the main one first."""

NEEDED = ("lines", "valid_until", "payment_terms")
"""Checks without which the rules refuse to issue; the others only advise."""


class Summary(QFrame):
    """Check list at the left, totals at the right, the steps below."""

    asked = Signal(str)
    """A place to mend what is missing: lines, words or the name of a field of the terms."""

    def __init__(self, steps: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._steps = steps
        self._in_short = self._blocked = ""
        self._said: tuple[Any, ...] = (None, None, None)
        self.buttons: dict[str, Button] = {}
        self._checks = column(gap=2)
        self._totals = QGridLayout()
        theme.space(self._totals, (0, 0, 0, 0), 2)
        self._totals.setHorizontalSpacing(theme.px(16))
        self._row = row(gap=8)
        top = row(holder(self._checks), holder(self._totals), gap=24)
        top.setStretch(0, 1)
        self._top = holder(top)
        self._line = ElidedLabel("", "strong")
        foot = row(self._line, gap=8)
        foot.addLayout(self._row)
        foot.setStretch(0, 1)
        self.setLayout(column(self._top, foot, gap=8, margins=(16, 12, 16, 12)))

    def _issue(self) -> None:
        """Straight to what would be refused; when nothing would, ask."""
        if self._blocked:
            self.asked.emit(self._blocked)
        else:
            self._steps["issue"]()

    def main_step(self) -> None:
        """Take the step that stands first."""
        main = next((each for each in self.buttons.values() if each.property("kind") == "primary"), None)
        if main is not None:
            main.click()

    def make_low(self, low: bool) -> None:
        """One line instead of the lists, where the window is low."""
        self._top.setVisible(not low)
        self._line.setText(self._in_short if low else "")

    def show_sheet(self, sheet: Any, internal: bool) -> None:
        """Another state of the quote."""
        quote = sheet.quote
        sums = totals(quote, internal)
        # What did not change keeps its widgets, and with them the keyboard that may stand on one of them.
        now = ((sheet.issued, sheet.has_pdf, checks(sheet)), sums, quote.state)
        former, self._said = self._said, now
        if now[0] != former[0]:
            self._say_checks(sheet)
        if now[1] != former[1]:
            self._say_totals(sums)
        if now[2] != former[2]:
            self._say_steps(quote.state)
        lacking = [where for _, good, where in checks(sheet) if not good]
        self._blocked = next((where for where in lacking if where in NEEDED), "")
        open_ones = [text for text, good, _ in checks(sheet) if not good]
        total = current().money(quote.totals.gross, quote.currency)
        missing = "" if sheet.issued or not open_ones else open_ones[0]
        self._in_short = " · ".join(filter(None, (total, missing)))
        if not self._top.isVisibleTo(self):
            self._line.setText(self._in_short)

    def _say_checks(self, sheet: Any) -> None:
        clear(self._checks)
        if sheet.issued:
            day = current().day(sheet.quote.issued_on) if sheet.quote.issued_on else ""
            self._checks.addWidget(Label(t("Issued on {day}", day=day), "small", "text-2", wrap=True))
            if sheet.has_pdf:
                self._checks.addWidget(
                    Label(t("The paper as issued is kept with it."), "small", "text-2", wrap=True)
                )
        else:
            for text, good, where in checks(sheet):
                self._checks.addLayout(self._check(text, good, where))
        self._checks.addStretch(1)

    def _check(self, text: str, good: bool, where: str) -> Any:
        mark = IconLabel("circle-check" if good else "circle-alert", "ok" if good else "warn")
        words: Label | Button
        if good:
            words = Label(text, "small", "text-2", wrap=True)
        else:
            words = Button(text, "", "link", lambda: self.asked.emit(where))
        line = row(mark, words, gap=8)
        if good:
            line.setStretch(1, 1)
        else:
            line.addStretch(1)
        return line

    def _say_totals(self, sums: list[tuple[str, str, str]]) -> None:
        clear(self._totals)
        for at, (title, amount, face) in enumerate(sums):
            self._totals.addWidget(Label(title, "small", "text-2"), at, 0)
            figure = Label(amount, face)
            self._totals.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignRight)
        self._totals.setColumnMinimumWidth(1, theme.px(96))
        self._totals.setRowStretch(8, 1)

    def _say_steps(self, state: str) -> None:
        clear(self._row)
        self.buttons = {}
        texts = {
            "approve": (t("Approve"), "check"), "issue": (t("Issue…"), "send"),
            "reopen": (t("Back to draft"), "pencil"), "accept": (t("Accept…"), "handshake"),
            "decline": (t("Decline…"), "x"), "version": (t("New version"), "copy"),
        }  # fmt: skip
        names = STEPS[state]
        for name in reversed(names):
            text, icon_name = texts[name]
            kind = "primary" if name == names[0] else ""
            slot = self._issue if name == "issue" else self._steps[name]
            self.buttons[name] = Button(text, icon_name, kind, slot)
            self._row.addWidget(self.buttons[name])


def checks(sheet: Any) -> list[tuple[str, bool, str]]:
    """What a proposal needs before it leaves: the text, whether it is there, and where it is mended."""
    quote = sheet.quote
    lacking = set(quote.missing)
    counted = [
        line for line in quote.lines if not (line.is_heading or line.is_optional or line.alternative_to_id)
    ]
    untaxed = any(line.tax_rate == 0 for line in counted) and not quote.tax_note
    until = current().day(quote.valid_until) if quote.valid_until else ""
    is_over = quote.valid_until is not None and quote.valid_until < date.today()
    validity = t("Valid until {day}", day=until) if until else t("Say until when it is valid")
    if is_over:
        validity = t("{day} is over: say until when it is valid", day=until)
    lines = t("Lines with prices")
    if lacking & {"lines", "price"}:
        lines = t("Every line needs its price") if "price" in lacking else t("No line counts yet")
    return [
        (lines, not lacking & {"lines", "price"}, "lines"),
        (validity, bool(until) and not is_over, "valid_until"),
        (t("Payment terms") if quote.payment_terms else t("Say how it is to be paid"), bool(quote.payment_terms),
         "payment_terms"),
        (t("A line without tax needs the tax note") if untaxed else t("Tax"), not untaxed, "tax_note"),
        (t("Signed by {name}", name=sheet.signatory) if sheet.signatory else t("Say who signs"), bool(sheet.signatory),
         "signatory"),
        (t("The client's need") if quote.need or quote.solution else t("Say what the client needs"),
         bool(quote.need or quote.solution), "need"),
    ]  # fmt: skip


def totals(quote: Any, internal: bool) -> list[tuple[str, str, str]]:
    """The sums as the paper will show them, and our margin where it may be seen: title, amount, face."""
    words, sums = current(), quote.totals

    def money(value: Any) -> str:
        return words.money(value, quote.currency)

    rows = [(t("Net"), money(sums.net), "small-strong")]
    if sums.discount:
        rows.insert(0, (t("Subtotal"), money(sums.subtotal), "small"))
        rows.insert(1, (t("Discount"), f"−{money(sums.discount)}", "small"))
    rows += [
        (t("Tax {rate}", rate=words.percent(each.percent)), money(each.tax), "small") for each in sums.taxes
    ]
    rows.append((t("Total"), money(sums.gross), "strong"))
    if sums.optional_net:
        rows.append((t("Options, not in the total"), money(sums.optional_net), "small"))
    if internal and sums.margin is not None:
        share = words.percent(sums.margin_percent) if sums.margin_percent is not None else ""
        rows.append((t("Margin (only for us)"), f"{money(sums.margin)} · {share}", "small"))
    return rows
