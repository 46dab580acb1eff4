"""The words and the terms of a proposal; each field is saved by itself at the next pause."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.language import LANGUAGES, language, t
from ui.forms.base import Form
from ui.screens.base import House
from ui.screens.proposal import deeds
from ui.widgets.basics import Label, column, row
from ui.widgets.chips import Chip
from ui.widgets.fields import ChoiceBox, DayEdit, FormField, LongText, NumberEdit, TextEdit

STORED = {"title": "subject"}


class _QuoteForm(Form):
    """Fields of a quote, written 800 ms after the last key."""

    def __init__(self, house: House, name: str, sheet: Any, fields: dict[str, FormField]) -> None:
        super().__init__(house, f"proposal-{name}", sheet.quote.id, self._write, autosave=True)
        for each, field in fields.items():
            self.bind(each, field)

    def take(self, sheet: Any) -> None:
        """Show what was read back, unless something is typed that is not written yet."""
        values = {name: getattr(sheet.quote, name) for name in self.fields}
        if (
            not self._shown
            or not self.changes()
            and values != {name: self._shown.get(name) for name in self.fields}
        ):
            self.show_values(values)

    def _write(
        self, values: dict[str, Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        given = {STORED.get(name, name): None if value == "" else value for name, value in values.items()}
        self.house.work.write(
            t("Change proposal"), deeds.change_quote, self.record, given, then=then, failed=failed, owner=self
        )


class WordsForm(_QuoteForm):
    """What the client needs, what we offer, what it brings; the benefit for both sides side by side."""

    def __init__(self, house: House, sheet: Any, internal: bool) -> None:
        fields = {
            "need": FormField(t("What the client needs, in their words"), LongText(lines=4)),
            "solution": FormField(t("Our solution"), LongText(lines=4)),
            "result": FormField(t("What the client gains"), LongText(lines=3)),
            "benefit_client": FormField(t("Benefit for the client"), LongText(lines=3)),
            "benefit_us": FormField(t("Benefit for us"), LongText(lines=3)),
            "plan": FormField(t("Plan and delivery, a step a line"), LongText(lines=4)),
            "note": FormField(t("Note"), LongText(lines=2)),
        }
        super().__init__(house, "words", sheet, fields)
        fair = Label(t("Fair to both sides"), "small-strong", "text-2")
        theirs = column(row(fair, 1), fields["benefit_client"], gap=4)
        ours = column(row(Chip(t("Only for us"), "warn"), 1), fields["benefit_us"], gap=4)
        side = QFrame()
        side.setProperty("part", "plain")
        side.setLayout(ours)
        both = row(theirs, side, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        layout = column(
            self.banner, fields["need"], fields["solution"], fields["result"], both, fields["plan"], fields["note"], 1,
            gap=12, margins=(0, 4, 8, 8),
        )  # fmt: skip
        self.setLayout(layout)
        self.banner.hide()
        side.setVisible(internal)
        self.take(sheet)


class TermsForm(_QuoteForm):
    """To whom, until when, how paid and delivered, who signs."""

    def __init__(self, house: House, sheet: Any) -> None:
        tongues = [(code, language(code).name) for code in LANGUAGES]
        fields = {
            "title": FormField(t("Title"), TextEdit()),
            "contact_id": FormField(
                t("Addressed to"), ChoiceBox(list(sheet.contacts), "", t("Nobody named"))
            ),
            "valid_until": FormField(t("Valid until"), DayEdit()),
            "language": FormField(t("Language"), ChoiceBox(tongues)),
            "paper": FormField(t("Paper size"), ChoiceBox([("a4", "A4"), ("letter", "Letter")])),
            "discount_percent": FormField(t("Discount on the whole, %"), NumberEdit()),
            "payment_terms": FormField(t("Payment terms"), LongText(lines=2)),
            "delivery_terms": FormField(t("Delivery terms"), LongText(lines=2)),
            "warranty": FormField(t("Warranty"), LongText(lines=2)),
            "tax_note": FormField(t("Tax note"), TextEdit()),
            "signatory": FormField(t("Signed for us by"), TextEdit()),
        }
        fields["signatory"].editor.setPlaceholderText(sheet.signatory)  # type: ignore[attr-defined]
        super().__init__(house, "terms", sheet, fields)
        pairs = (
            ("contact_id", "valid_until"), ("language", "paper"), ("discount_percent", "signatory"),
        )  # fmt: skip
        layout = column(self.banner, fields["title"], gap=12, margins=(0, 4, 8, 8))
        for one, other in pairs:
            both = row(fields[one], fields[other], gap=12)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            layout.addLayout(both)
        for name in ("payment_terms", "delivery_terms", "warranty", "tax_note"):
            layout.addWidget(fields[name])
        layout.addStretch(1)
        self.setLayout(layout)
        self.banner.hide()
        self.take(sheet)

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field."""
        self.fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)
