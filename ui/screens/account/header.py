"""The head of the account page: who it is, where it stands, how to reach it, and the two things done most."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from app.language import current, t
from ui import theme
from ui.handover import hand_over, mail_link, map_link, phone_link, web_link
from ui.screens.account.listing import FILTERS, choice_text
from ui.screens.base import House
from ui.widgets.basics import (
    Button,
    ElidedLabel,
    IconButton,
    IconLabel,
    Label,
    clear,
    column,
    holder,
    plain_tip,
    row,
)
from ui.widgets.chips import Chip
from ui.widgets.rows import ChipButton
from ui.widgets.strip import Strip

_STAGE_TONES = {"lost": "danger", "dormant": "warn", "contracted": "ok", "served": "ok", "repeat": "ok"}


class AccountHeader(QFrame):
    """Name, chips, contact line, Brief and Log visit."""

    staged = Signal(str)
    """Another stage was chosen."""
    asked = Signal(str)
    """A verb was pressed: brief, visit, plan, proposal, order, merge, delete, back, search."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._house = house
        self._card: Any = None
        self._below = False
        self.name = ElidedLabel("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.stage = ChipButton("", "info", "chevron-down", "", self._stage_menu)
        self._chips = row(gap=6)
        self._chip_box = holder(self._chips)
        self._chip_box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back = IconButton("arrow-left", t("Back"), partial(self.asked.emit, "back"))
        self.seek = IconButton("search", t("Search or run a command"), partial(self.asked.emit, "search"))
        self.brief = Button(t("Brief"), "printer", "", partial(self.asked.emit, "brief"))
        self.visit = Button(t("Log visit"), "square-pen", "primary", partial(self.asked.emit, "visit"))
        self.more = IconButton("ellipsis", t("More for this account"), self._more_menu)
        self._build()

    def _build(self) -> None:
        top = row(self.back, self.name, self._chip_box, gap=8)
        top.addStretch(1)
        for button in (self.seek, self.more, self.brief, self.visit):
            top.addWidget(button)
        top.setStretch(1, 0)
        self._top = top
        self._links = Strip()
        self._whole = column(top, self._links, gap=4, margins=(24, 10, 24, 8))
        self.setLayout(self._whole)

    def offer_back(self, there_is_one: bool) -> None:
        """Whether there is a place to go back to."""
        self.back.setVisible(there_is_one)
        self._place_chips()

    def show_card(self, card: Any) -> None:
        """Another account, or the same anew."""
        self._card = card
        facts = card.facts
        self.name.setText(facts.name)
        stage = choice_text("stage", facts.stage)
        self.stage.set(
            stage, _STAGE_TONES.get(facts.stage, "info"), t("Stage: {stage}. Change it", stage=stage)
        )
        self._show_chips(facts)
        self._show_links(card)
        self._place_chips()
        # New chips have no width before they are shown.
        QTimer.singleShot(0, self, self._place_chips)

    def _show_chips(self, facts: Any) -> None:
        self._chips.removeWidget(self.stage)
        clear(self._chips)
        if facts.tier:
            self._chips.addWidget(Chip(choice_text("tier", facts.tier), "accent"))
        if facts.type != "prospect":
            self._chips.addWidget(Chip(choice_text("type", facts.type), "plain"))
        self._chips.addWidget(self.stage)
        if facts.do_not_contact:
            self._chips.addWidget(Chip(t("Do not contact"), "danger"))
        self._chip_box.updateGeometry()

    def _show_links(self, card: Any) -> None:
        facts = card.facts
        place = ", ".join(part for part in (facts.city, facts.country) if part)
        town = f"{facts.postal_code} {facts.city}".strip()
        address = ", ".join(part for part in (facts.street, town, facts.region, facts.country) if part)
        parts = [
            self._link(
                "map-pin", place, map_link(address), address, t("Show on the map: {place}", place=address)
            ),
            self._link(
                "phone", facts.phone, phone_link(facts.phone), "", t("Call {number}", number=facts.phone)
            ),
            self._link(
                "mail", facts.email, mail_link(facts.email), "", t("Write to {address}", address=facts.email)
            ),
            self._next(card),
            self._link("globe", facts.web, web_link(facts.web), "", t("Open {page}", page=facts.web)),
        ]
        self._links.put([part for part in parts if part is not None])

    def _next(self, card: Any) -> QFrame | None:
        if card.next_meeting_at is None:
            return None
        words = t("Next: {what}, {when}", what=_short(card.next_meeting), when=_when(card.next_meeting_at))
        return holder(row(IconLabel("clock", "text-2"), Label(words, "small", "text-2"), gap=4))

    def _link(self, icon_name: str, shown: str, link: str, text: str, says: str) -> QFrame | None:
        if not shown:
            return None
        part: QWidget = Label(_short(shown), "small", "text-2")
        if link:
            part = Button(
                _short(shown), kind="link", clicked=partial(hand_over, self._house.hub, link, text or shown)
            )
            part.setAccessibleName(says)
            part.setToolTip(plain_tip(says))
        return holder(row(IconLabel(icon_name, "text-2"), part, gap=4))

    # Menus

    def _stage_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for stage in FILTERS["stage"][1]:
            action = group.addAction(choice_text("stage", stage))
            action.setCheckable(True)
            action.setChecked(self._card is not None and self._card.facts.stage == stage)
            action.triggered.connect(partial(self._chosen, stage))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.stage.mapToGlobal(self.stage.rect().bottomLeft()))

    def _chosen(self, stage: str, _: bool = False) -> None:
        if self._card is not None and stage != self._card.facts.stage:
            self.staged.emit(stage)

    def _more_menu(self) -> None:
        menu = QMenu(self)
        verbs: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (t("Plan a visit…"), "calendar-plus", partial(self.asked.emit, "plan")),
            (t("New proposal"), "file-plus", partial(self.asked.emit, "proposal")),
            (t("New order"), "package", partial(self.asked.emit, "order")),
            (t("Merge with another account…"), "layers", partial(self.asked.emit, "merge")),
            (t("Delete account"), "trash-2", partial(self.asked.emit, "delete")),
        )
        from ui.icons import icon

        for text, icon_name, verb in verbs:
            menu.addAction(icon(icon_name), text, verb)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._place_chips()

    def _place_chips(self) -> None:
        """Beside the name where both fit whole, else on a line of their own."""
        self.name.ensurePolished()  # its face, and with it its width, comes with the sheet
        shown = [
            part for part in (self.back, self.seek, self.more, self.brief, self.visit) if not part.isHidden()
        ]
        taken = sum(part.sizeHint().width() + theme.px(8) for part in shown) + theme.px(64)
        wanted = self.name.sizeHint().width() + self._chip_box.sizeHint().width()
        below = taken + wanted > self.width()
        if below == self._below:
            return
        self._below = below
        if below:
            self._top.removeWidget(self._chip_box)
            self._whole.insertWidget(1, self._chip_box)
        else:
            self._whole.removeWidget(self._chip_box)
            self._top.insertWidget(2, self._chip_box)


def _short(text: str) -> str:
    return text if len(text) <= 34 else text[:33] + "…"


def _when(at: Any) -> str:
    from datetime import date

    here = at.astimezone()
    days = (here.date() - date.today()).days
    day = t("today") if days == 0 else t("tomorrow") if days == 1 else current().day_month(here.date())
    return f"{day} {current().time(here)}"
