"""Settings: one searchable page made from their declarations; what is changed applies at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.language import fold, t, use
from app.settings import SETTINGS
from ui import theme
from ui.screens import base, settings_tasks
from ui.screens.base import House, Place
from ui.screens.settings_care import BackupCard, HealthCard, KeysCard
from ui.screens.settings_fields import SettingField
from ui.screens.settings_tasks import Care
from ui.widgets.basics import Button, Label, column, holder, row, scrolled
from ui.widgets.panels import Card, EmptyState
from ui.widgets.pdf import PdfView
from ui.widgets.search import SearchField

SET_BY_PROGRAM = frozenset({"user.id"})
LOOK = {"window.theme": "scheme", "window.density": "density", "window.zoom": "zoom"}
ON_PAPER = "Company"
WIDTH = 560
NAV_UNDER = 900
PREVIEW = (300, 424)


class Screen(base.Screen):
    """Groups one below the other; the names of the groups at the left lead to them."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.fields: dict[str, SettingField] = {}
        self._cards: dict[str, QFrame] = {}
        self._place = Place("settings")
        self._build()

    def _build(self) -> None:
        self.search = SearchField(t("Find a setting…"))
        self.search.asked.connect(self._find)
        self._none = EmptyState("search", t("No setting has this word"), "")
        self._none.hide()
        groups: dict[str, list[SettingField]] = {}
        for key, setting in SETTINGS.items():
            if key in SET_BY_PROGRAM:
                continue
            field = SettingField(self.house, setting)
            field.kept.connect(self._kept)
            self.fields[key] = field
            groups.setdefault(setting.group, []).append(field)
        page = column(gap=12, margins=(0, 0, 24, 24))
        for name, fields in groups.items():
            page.addWidget(self._group(name, fields))
        self.backup, self.keys, self.health = (
            BackupCard(self.house),
            KeysCard(self.house),
            HealthCard(self.house),
        )
        self._care_cards = {"Backup": self.backup, "Keys": self.keys, "Health": self.health}
        for name, card in self._care_cards.items():
            card.setMaximumWidth(theme.px(WIDTH))
            self._cards[name] = card
            page.addWidget(card)
        page.addWidget(self._none)
        page.addStretch(1)
        self._nav = self._contents()
        self._area: QScrollArea = scrolled(holder(page))
        body = row(self._nav, self._area, gap=16, margins=(24, 0, 0, 0))
        body.setStretch(1, 1)
        top = row(self.search, 1, gap=0, margins=(24, 0, 24, 0))
        theme.fix(self.search, 340)
        whole = column(top, body, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _group(self, name: str, fields: list[SettingField]) -> QWidget:
        card = Card(t(name), gap=12)
        card.setMaximumWidth(theme.px(WIDTH))
        card.add(*fields)
        self._cards[name] = card
        if name != ON_PAPER:
            return card
        self.preview = PdfView(self.house.work, t("A page in your look"))
        theme.fix(self.preview, *PREVIEW)
        self._preview = holder(
            column(
                Label(t("Your papers"), "small-strong", "text-2"),
                self.preview,
                1,
                gap=8,
                margins=(0, 12, 0, 0),
            )
        )
        both = row(card, self._preview, 0, gap=16)
        both.setStretch(0, 1)
        return holder(both)

    def _contents(self) -> QWidget:
        names = {
            **{name: name for name in self._cards},
            "Keys": "How your data open",
            "Health": "Health of the data",
        }
        lines = column(gap=4)
        self._ways: dict[str, Button] = {}
        for name in self._cards:
            button = Button(t(names[name]), kind="quiet", clicked=partial(self._lead_to, name))
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._ways[name] = button
        lines.addStretch(1)
        nav = holder(lines)
        theme.fix(nav, 216)
        return nav

    def _lead_to(self, name: str) -> None:
        card = self._cards[name]
        page = self._area.widget()
        if page is not None:
            self._area.verticalScrollBar().setValue(card.mapTo(page, card.rect().topLeft()).y())

    # What the shell asks

    def open(self, place: Place) -> None:
        self._place = place
        self.search.blockSignals(True)
        self.search.setText(str(place.state.get("text", "")))
        self.search.blockSignals(False)
        self._find(self.search.text())
        self.refresh()

    def refresh(self) -> None:
        work = self.house.work
        work.store(settings_tasks.values, then=self._show, owner=self)
        work.document(settings_tasks.care, then=self._show_care, owner=self, key="care")
        self._draw_sample()

    def state(self) -> dict[str, Any]:
        return {"text": self.search.text(), "scroll": self._area.verticalScrollBar().value()}

    def filter_here(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def leave(self) -> None:
        for field in self.fields.values():
            field.leave()

    # Showing

    def _show(self, values: dict[str, Any]) -> None:
        choice = theme.look().choice
        for key, field in self.fields.items():
            own = LOOK.get(key)
            field.show_value(getattr(choice, own) if own else values[key])
        scroll = self._place.state.get("scroll", 0)
        QTimer.singleShot(0, lambda: self._area.verticalScrollBar().setValue(int(scroll)))

    def _show_care(self, care: Care) -> None:
        for card in (self.backup, self.keys, self.health):
            card.show_care(care)

    def _draw_sample(self) -> None:
        self.house.work.document(settings_tasks.sample, then=self.preview.show_pdf, owner=self, key="sample")

    def _find(self, text: str) -> None:
        words = fold(text).split()
        shown = 0
        for name, card in self._cards.items():
            if name in self._care_cards:
                fits = all(word in fold(_texts_of(card)) for word in words)
            else:
                fits = False
                for field in self.fields.values():
                    if field.setting.group == name:
                        fit = all(word in field.words() for word in words)
                        field.setVisible(fit)
                        fits = fits or fit
            card.setVisible(fits)
            self._ways[name].setVisible(fits)
            shown += fits
        self._preview.setVisible(
            self._cards[ON_PAPER].isVisibleTo(self) and self.width() >= theme.px(NAV_UNDER)
        )
        self._none.setVisible(not shown)

    # Applying

    def _kept(self, key: str, value: Any) -> None:
        if key in LOOK:
            theme.look().choose(**{LOOK[key]: value})
        elif key == "language":
            use(str(value))
            window = self.house.actions.parent()
            # The screen is made anew in the new language; not while it still handles the click.
            QTimer.singleShot(0, getattr(window, "retell", self.refresh))
        elif SETTINGS[key].group == ON_PAPER or key == "paper":
            self._draw_sample()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(NAV_UNDER)
        self._nav.setVisible(wide)
        self._preview.setVisible(wide and self._cards[ON_PAPER].isVisibleTo(self))


def _texts_of(card: QWidget) -> str:
    """Everything a card says, for finding it."""
    labels = [label.text() for label in card.findChildren(Label)]
    return " ".join(
        [card.accessibleName(), *labels, *(button.text() for button in card.findChildren(Button))]
    )
