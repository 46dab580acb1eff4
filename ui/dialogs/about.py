"""What program this is: its version and its parts, to be read or copied."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from app.language import t
from ui import theme
from ui.widgets.basics import Button, Label, column, row


def parts() -> list[tuple[str, str]]:
    """Name and version of the program, its libraries and the machine."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    def of(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "–"

    return [
        ("Rapport", of("rapport")),
        ("Qt", of("PySide6-Essentials")),
        ("SQLAlchemy", of("SQLAlchemy")),
        ("SQLCipher", of("sqlcipher3")),
        ("ReportLab", of("reportlab")),
        ("Python", platform.python_version()),
        (t("System"), platform.platform()),
    ]


def diagnostics(window: Any) -> str:
    """Versions and the state of the window; no text of a client."""
    place = window.place.screen if window.place is not None else "–"
    size = f"{window.width()} × {window.height()} @ {window.devicePixelRatioF():g}"
    look = theme.look().choice
    state = [("screen", place), ("window", size), ("look", f"{look.scheme} {look.density} {look.zoom}")]
    return "\n".join(f"{name}: {value}" for name, value in [*parts(), *state])


def open_dialog(window: Any) -> QDialog:
    """Show it."""
    sheet = QDialog(window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.setWindowTitle(t("About Rapport"))
    lines = [
        row(_fixed(Label(name, "small", "text-2")), Label(value, "small", selectable=True), 1)
        for name, value in parts()
    ]
    copy = Button(
        t("Copy diagnostics"),
        "copy",
        clicked=lambda: QGuiApplication.clipboard().setText(diagnostics(window)),
    )
    close = Button(t("Close"), kind="primary", clicked=sheet.accept)
    sheet.setLayout(
        column(
            Label("Rapport", "title"),
            Label(t("Client relations that work on this laptop, with or without a network."), wrap=True),
            *lines,
            Label(
                t("Free software under the Apache Licence 2.0. Icons by Lucide (ISC), fonts by Noto (OFL)."),
                "note",
                "text-2",
                wrap=True,
            ),
            row(1, copy, close),
            gap=8,
            margins=(24, 16, 24, 16),
        )
    )
    sheet.setMinimumWidth(theme.px(440))
    sheet.open()
    return sheet


def _fixed(label: Label) -> Label:
    theme.fix(label, 96)
    return label
