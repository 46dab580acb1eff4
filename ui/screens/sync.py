"""Sync, said truthfully for a laptop that works alone: where the data are, how many changes are kept, what to do."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QFrame

from app.language import current, t
from ui import theme
from ui.lists import Column, Fixed
from ui.screens import base, settings_tasks
from ui.screens.base import House, Place
from ui.screens.settings_tasks import Care
from ui.views import Line, ListView
from ui.widgets.basics import Button, IconLabel, Label, column, holder, row, scrolled
from ui.widgets.panels import Card, EmptyState

NARROW_UNDER = 860


class Screen(base.Screen):
    """Three facts at the left with what to do; what was done last at the right."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._build()

    def _build(self) -> None:
        left = scrolled(holder(column(self._truth(), gap=0)))
        self._right = self._last()
        body = row(left, self._right, gap=16, margins=(24, 0, 24, 16))
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _truth(self) -> Card:
        """Where the data are, in three facts, and what to do about it."""
        self.headline = Label(t("Works on this laptop only"), "heading", wrap=True)
        head = row(IconLabel("laptop", "accent", 28), self.headline, gap=12)
        head.setStretch(1, 1)
        words = t(
            "There is no server yet. Everything you enter is saved on this laptop, encrypted, and nothing is sent. "
            "All of it works without a network."
        )
        self.facts = column(gap=8)
        self._saved = self._fact("database")
        self._backed = self._fact("hard-drive")
        self._opens = self._fact("key-round")
        self.advice = Label("", "body", wrap=True)
        self.backup = Button(
            t("Back up now…"), "hard-drive", clicked=lambda: self.house.actions.run("backup")
        )
        to_settings = Button(
            t("Keys and backups"), "settings", "quiet", lambda: self.house.go(Place("settings"))
        )
        card = Card(gap=16)
        card.body.addLayout(head)
        card.add(Label(words, "body", "text-2", wrap=True))
        card.body.addLayout(self.facts)
        card.add(Label(t("What to do"), "strong"), self.advice)
        card.body.addLayout(row(self.backup, to_settings, 1, gap=8))
        card.body.addStretch(1)
        return card

    def _last(self) -> Card:
        """The steps done last."""
        card = Card(t("What was done last on this laptop"))
        self._steps = Fixed([Column("", lambda step: step.label)], lambda s: f"{t(s.label)}, {_when(s.at)}")
        self.list = ListView(
            self._steps,
            lambda step: Line(t(step.label), _when(step.at), strong=False),
            t("What was done last"),
            48,
        )
        self._none = EmptyState(
            "history", t("Nothing was done yet"), t("Each step you save will be listed here.")
        )
        card.add(self.list, self._none)
        theme.space(card.outer, (8, 12, 8, 8), 8)  # the rows have their own air at the sides
        theme.space(card.head, (8, 0, 8, 0), 8)
        return card

    def _fact(self, icon: str) -> Label:
        words = Label("", "body", wrap=True)
        line = row(IconLabel(icon, "text-2", 20), words, gap=12)
        line.setStretch(1, 1)
        frame: QFrame = holder(line)
        self.facts.addWidget(frame)
        return words

    def open(self, place: Place) -> None:
        self.refresh()

    def refresh(self) -> None:
        self.house.work.document(settings_tasks.care, then=self._show, owner=self, key="sync-care")

    def _on_changed(self, touched: frozenset[tuple[str, str]]) -> None:
        # Any change at all is one more that is kept here.
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _show(self, care: Care) -> None:
        speech = current()
        self._saved.setText(
            speech.plural(
                care.changes,
                "{count} change is kept on this laptop",
                "{count} changes are kept on this laptop",
            )
            + ", "
            + speech.plural(care.accounts, "{count} account", "{count} accounts")
        )
        if care.backed_up_at is not None:
            self._backed.setText(t("Last backup file: {moment}", moment=speech.moment(care.backed_up_at)))
        elif care.snapshot_at is not None:
            self._backed.setText(
                t(
                    "No backup file yet. Last snapshot on this laptop: {moment}",
                    moment=speech.moment(care.snapshot_at),
                )
            )
        else:
            self._backed.setText(t("No backup file yet."))
        self._opens.setText(_ways(care))
        self.advice.setText(_advice(care))
        self._steps.show(care.steps)
        self.list.setVisible(bool(care.steps))
        self._none.setVisible(not care.steps)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._right.setVisible(self.width() >= theme.px(NARROW_UNDER))


def _when(at: str) -> str:
    return current().moment(datetime.fromisoformat(at.replace("Z", "+00:00")))


def _ways(care: Care) -> str:
    if not care.has_recovery_code:
        return t("There is no recovery code: make one in the settings and keep it on paper.")
    return t("A recovery code on paper opens the data when nothing else does.")


def _advice(care: Care) -> str:
    if care.backed_up_at is None:
        return t(
            "Make a backup file and keep it on another disk. A lost or broken laptop then costs nothing but the laptop."
        )
    days = (datetime.now(care.backed_up_at.tzinfo) - care.backed_up_at).days
    if days >= 7:
        return current().plural(
            days,
            "The last backup file is {count} day old. Make a new one.",
            "The last backup file is {count} days old. Make a new one.",
        )
    return t("Nothing. Make a new backup file about once a week and keep it on another disk.")
