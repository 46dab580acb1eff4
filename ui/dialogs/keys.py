"""The keys of this screen on one sheet (F1)."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.language import t
from ui import theme
from ui.lists import Column, Fixed
from ui.views import TableView
from ui.widgets.basics import Button, Label, column, row


def rows_of(window: Any) -> list[tuple[str, str]]:
    """What can be done now and by which key, the screen's own keys first."""
    screen = window.shown()
    own = list(getattr(screen, "keys", tuple)()) if screen is not None else []
    return [*own, *window.actions_.keyed()]


def open_dialog(window: Any) -> QDialog:
    """Show the sheet."""
    sheet = QDialog(window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.setWindowTitle(t("Keys of this screen"))
    model = Fixed(
        [
            Column(t("What it does"), lambda pair: pair[0], stretch=True),
            Column(t("Key"), lambda pair: pair[1], 160, face="name"),
        ],
        lambda pair: f"{pair[0]}: {pair[1]}",
        sheet,
    )
    model.show(rows_of(window))
    table = TableView(model, t("Keys of this screen"))
    close = Button(t("Close"), kind="primary", clicked=sheet.accept)
    title = Label(t("Keys of this screen"), "heading")
    sheet.setLayout(column(title, table, row(1, close), gap=12, margins=(24, 16, 24, 16)))
    sheet.resize(theme.px(520), theme.px(560))
    sheet.open()
    table.setFocus()
    return sheet
