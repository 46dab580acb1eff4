"""Reports: sales, deliveries on time in full, the pipeline, likely duplicates; each with the table behind it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from app.language import t
from ui import theme
from ui.screens import base, report_tasks
from ui.screens.base import House, Place
from ui.screens.report_base import Report, Span
from ui.screens.report_pages import REPORTS, TIMELESS
from ui.widgets.basics import column, holder, row, scrolled
from ui.widgets.fields import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.toggles import Toggle

YEAR = timedelta(days=365)


class Screen(base.Screen):
    """One report at a time; its choice and the span of days stand above it."""

    kinds = frozenset(
        {"orders", "order_lines", "deliveries", "delivery_lines", "opportunities", "accounts", "contacts"}
    )

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.shown = "sales"
        self.pages: dict[str, Report] = {}
        self._build()

    def _build(self) -> None:
        self.buttons: dict[str, Toggle] = {}
        doors = Flow(gap=4)
        for name, title, _ in REPORTS:
            button = Toggle(t(title), lambda name=name: self.show_report(name))  # type: ignore[misc]
            self.buttons[name] = button
            doors.addWidget(button)
        self.span_box = ChoiceBox(
            [
                ("year", t("This year")),
                ("last", t("Last year")),
                ("12", t("Last 12 months")),
                ("all", t("All the time")),
            ],
            t("Span of time"),
        )
        self.span_box.choose("12")
        self.span_box.changed.connect(lambda _: self.refresh())
        theme.fix(self.span_box, 184)
        top = row(holder(doors), self.span_box, gap=8)
        top.setStretch(0, 1)
        top.setAlignment(self.span_box, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        whole = column(top, self._stack, gap=12, margins=(24, 0, 0, 0))
        whole.setStretch(1, 1)
        theme.space(top, (0, 0, 24, 0), 8)
        self.setLayout(whole)

    # What the shell asks

    def primary(self) -> Any:
        return (t("Export to Excel…"), "download", self._ask_export)

    def new_here(self) -> None:
        """Nothing new begins here."""

    def open(self, place: Place) -> None:
        span = str(place.state.get("span", "")) or self.span_box.value()
        self.span_box.choose(span)
        self.show_report(str(place.state.get("report", "")) or self.shown)

    def refresh(self) -> None:
        page = self.pages.get(self.shown)
        if page is not None:
            page.ask(self.span())

    def state(self) -> dict[str, Any]:
        return {"report": self.shown, "span": self.span_box.value()}

    # Showing

    def show_report(self, name: str) -> None:
        """Show a report by its name."""
        self.shown = name if name in self.buttons else "sales"
        for each, button in self.buttons.items():
            button.setChecked(each == self.shown)
        self.span_box.setVisible(self.shown not in TIMELESS)
        page = self.pages.get(self.shown)
        if page is None:
            make = next(make for each, _, make in REPORTS if each == self.shown)
            page = self.pages[self.shown] = make(self.house)
            page.wider.connect(self._widen)
            self._stack.addWidget(scrolled(holder(column(page, gap=0, margins=(0, 0, 24, 16)))))
        self._stack.setCurrentIndex(list(self.pages).index(self.shown))
        page.ask(self.span())

    def _widen(self) -> None:
        self.span_box.choose("all")
        self.refresh()

    def span(self) -> Span:
        """First and last day of the chosen span; open where there is none."""
        today = date.today()
        spans: dict[str, Span] = {
            "year": (date(today.year, 1, 1), date(today.year, 12, 31)),
            "last": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
            "12": (today - YEAR, today),
        }
        return spans.get(self.span_box.value(), (None, None))

    # Out

    def _ask_export(self) -> None:
        title = self.pages[self.shown].exported()[0]
        start = str(Path.home() / f"{title} {date.today():%Y-%m-%d}.xlsx")
        path, _ = QFileDialog.getSaveFileName(self, t("Export to Excel"), start, "*.xlsx")
        if path:
            self.export(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")

    def export(self, path: str) -> None:
        """Write the table of the report in sight."""
        title, columns, rows = self.pages[self.shown].exported()
        self.house.work.document(
            report_tasks.write, path, title, columns, rows,
            then=lambda _: self.house.hub.tell(t("Saved as {name}", name=Path(path).name)), owner=self,
        )  # fmt: skip
