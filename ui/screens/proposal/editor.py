"""The proposal's editor: lines, words and terms at the left, the real pages at the right."""

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QTabWidget, QWidget

from app.errors import RapportError
from app.language import current, t
from ui import theme
from ui.actions import key_text
from ui.forms.base import SavedMark
from ui.screens.base import House
from ui.screens.proposal import deeds
from ui.screens.proposal.life import Life
from ui.screens.proposal.lines import PRODUCT, LinesModel
from ui.screens.proposal.pages import Pages
from ui.screens.proposal.sheet import LinesView
from ui.screens.proposal.summary import Summary
from ui.screens.proposal.tools import LineTools, PriceBar
from ui.screens.proposal.words import TermsForm, WordsForm
from ui.widgets.basics import Button, ElidedLabel, column, holder, row, scrolled
from ui.widgets.chips import Chip
from ui.widgets.panels import Banner
from ui.work import sentence

BESIDE_FROM = 1000
LOW_UNDER = 500
TONES = {
    "draft": "info", "approved": "accent", "issued": "ok", "accepted": "ok", "declined": "danger", "expired": "warn",
    "replaced": "plain", "withdrawn": "plain",
}  # fmt: skip
PREVIEW_KEYS = ("Ctrl+Shift+P",)


class Editor(QFrame):
    """One quote."""

    titled = Signal(str)
    gone = Signal()
    """The quote is not there (any more)."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house = house
        self.sheet: deeds.Sheet | None = None
        self._quote, self._stale = "", False
        self._preview_wanted: bool | None = None
        self.model = LinesModel(self)
        self.view = LinesView(house.work, self.model)
        self.life = Life(house, self, self.refuse)
        self.summary = Summary(self.life.steps())
        self.tools = LineTools(house, self.model, self.view, self)
        self.prices = PriceBar(self.tools.writer)
        self.banner = Banner()
        self.pages = Pages(house)
        self.words: WordsForm | None = None
        self.terms: TermsForm | None = None
        self._build()

    def _build(self) -> None:
        self._chip = Chip("")
        self._who = ElidedLabel("", "small", "text-2")
        self._mark = SavedMark()
        self.turn = Button("", "eye", "quiet", self.turn_preview)
        self.turn.setToolTip(key_text(PREVIEW_KEYS))
        self.paper = Button(t("Print or save…"), "printer", "", self.pages.open_paper)
        head = row(self._chip, self._who, self._mark, self.turn, self.paper, gap=8)
        head.setStretch(1, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        card = holder(column(self.tools, self.view, gap=4, margins=(4, 4, 4, 4)), "card")
        page = column(self.banner, self.prices, gap=8, margins=(0, 8, 0, 0))
        page.addWidget(card, 1)
        self.tabs.addTab(holder(page), t("Lines"))
        self.banner.hide()
        self.prices.hide()
        self._column = column(head, self.tabs, self.summary, gap=8)
        self._column.setStretch(1, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(holder(self._column))
        self._split.addWidget(self.pages)
        self._split.setChildrenCollapsible(False)
        self.setLayout(column(self._split, gap=0))
        QShortcut(QKeySequence(PREVIEW_KEYS[0]), self, self.turn_preview)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.summary.main_step)
        self.tools.writer.failed.connect(self.refuse)
        self.tools.writer.written.connect(self._written)
        self.tools.writer.repriced.connect(lambda found: self.prices.say(found, self.model.currency))
        self.model.refused.connect(lambda text: self.banner.say(text, "warn"))
        self.summary.asked.connect(self.go_to)
        self.view.itemDelegate().closeEditor.connect(
            lambda *_: QTimer.singleShot(0, self, self.refresh) if self._stale else None
        )
        self.house.actions.get("client-view").toggled.connect(lambda _: self._turn_to_client())

    def open(self, quote: str) -> None:
        """Another quote."""
        self.leave()
        self._quote = self.tools.writer.quote = quote
        self.sheet = None
        self._mark.hide()
        self.banner.say("")
        self.prices.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read it back."""
        if self._quote:
            self.house.work.read(
                deeds.ask_sheet, self._quote, then=self._take, failed=lambda _: self.gone.emit(), owner=self,
                key=f"sheet-{id(self)}",
            )  # fmt: skip

    def _written(self) -> None:
        self._mark.saved()
        self.refresh()

    def leave(self) -> None:
        """Nothing typed stays only on the screen."""
        for form in (self.words, self.terms):
            if form is not None:
                form.leave()

    def refuse(self, error: Exception) -> None:
        """Say what a rule says no to."""
        self.tabs.setCurrentIndex(0)
        self.banner.say(sentence(cast(RapportError, error)), "danger")
        self._mark.unsaved(t("Not saved"))
        self.refresh()

    def _take(self, sheet: deeds.Sheet, anew: bool = False) -> None:
        if sheet.quote.id != self._quote:
            return
        first = self.sheet is None
        self.sheet, self.life.quote = sheet, sheet.quote
        # What is being typed or written now is newer than what was read.
        self._stale = self.view.is_editing() or not self.tools.writer.is_idle
        if not self._stale:
            self._take_lines(first)
        self._take_forms(sheet, first or anew)
        self._say(sheet)
        self.pages.show_quote(sheet.quote.id)

    def _take_lines(self, first: bool) -> None:
        assert self.sheet is not None
        here = self.view.currentIndex()
        row, column_at = here.row(), here.column()
        self.model.take(self.sheet.quote)
        if first:
            self.view.go_to(self.model.rowCount() - 1 if self.model.is_open else 0, PRODUCT)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.view.currentIndex().isValid() and row >= 0:
            self.view.go_to(row, column_at)

    def _take_forms(self, sheet: deeds.Sheet, first: bool) -> None:
        if first or self.words is None or self.terms is None:
            self._make_forms(sheet)
            return
        for form in (self.words, self.terms):
            form.take(sheet)
            form.setEnabled(sheet.quote.state == "draft")

    def _make_forms(self, sheet: deeds.Sheet) -> None:
        at = self.tabs.currentIndex()
        while self.tabs.count() > 1:
            former = self.tabs.widget(1)
            self.tabs.removeTab(1)
            if former is not None:
                former.deleteLater()
        self.words = WordsForm(self.house, sheet, self._internal())
        self.terms = TermsForm(self.house, sheet)
        for form, title in ((self.words, t("Words")), (self.terms, t("Terms"))):
            area = scrolled(cast(QWidget, form))
            self.tabs.addTab(area, title)
            form.stored.connect(lambda _: self._mark.saved())
            form.setEnabled(sheet.quote.state == "draft")
        self.tabs.setCurrentIndex(max(0, at) if self.tabs.count() > at else 0)

    def _say(self, sheet: deeds.Sheet) -> None:
        quote = sheet.quote
        version = f" · v{quote.version}" if quote.version > 1 else ""
        self.titled.emit(t("Proposal {number}", number=quote.number) + version)
        self._chip.set(current().choice(quote.state, "quotes.state"), TONES.get(quote.state, "plain"))
        self._who.setText(" · ".join(filter(None, (quote.account, quote.title))))
        self.model.shows_internal = self._internal()
        self.tools.setVisible(quote.state == "draft")
        self.summary.show_sheet(sheet, self._internal())
        self._fit()

    def _internal(self) -> bool:
        return not self.house.actions.get("client-view").isChecked()

    def _turn_to_client(self) -> None:
        self.leave()
        if self.sheet is not None:
            self._take(self.sheet, anew=True)

    def go_to(self, where: str) -> None:
        """To the place where something missing is mended."""
        if where == "lines" or self.words is None or self.terms is None:
            self.tabs.setCurrentIndex(0)
            self.view.setFocus()
        elif where in self.words.fields:
            self.tabs.setCurrentIndex(1)
            self.words.fields[where].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.tabs.setCurrentIndex(2)
            self.terms.go_to(where)

    def turn_preview(self) -> None:
        """Show or hide the pages."""
        self._preview_wanted = not self.pages.isVisible()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= theme.px(BESIDE_FROM)
        shown = beside if self._preview_wanted is None else self._preview_wanted
        was = self.pages.isVisible()
        self.pages.setVisible(shown)
        # On a narrow window the pages take the place of the lines instead of squeezing them.
        for part in (self.tabs, self.summary):
            part.setVisible(beside or not shown)
        theme.space(self._column, (24, 0, 12 if shown else 24, 16), 8)
        self.summary.make_low(self.height() < theme.px(LOW_UNDER))
        self.turn.set_text(t("Hide pages") if shown else t("Show pages"), "eye-off" if shown else "eye")
        if shown and not was:
            self._split.setSizes([self.width() * 3 // 5, self.width() * 2 // 5])
