"""One setting as a field that applies at once: text, choice, yes or no, number, colour, logo."""

import base64
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QFileDialog, QFrame, QLineEdit, QWidget

from app.errors import RapportError
from app.language import LANGUAGES, country_name, current, fold, language, t
from app.settings import Setting
from ui import theme
from ui.forms.base import SavedMark
from ui.screens import settings_tasks
from ui.screens.base import House
from ui.screens.product_pane import Picture
from ui.widgets.basics import Button, Label, column, row
from ui.widgets.fields import ChoiceBox, Flag, FormField, LongText, NumberEdit, TextEdit
from ui.work import sentence

IDLE_MS = 600
PAPER_NAMES = {"a4": "A4", "letter": "Letter"}
CURRENCIES = (
    "EUR", "USD", "GBP", "BGN", "BDT", "CHF", "PLN", "RON", "CZK", "HUF", "SEK", "NOK", "DKK", "TRY", "INR", "JPY",
)  # fmt: skip


class ColourEdit(QFrame):
    """A colour as #RRGGBB beside a patch of it; what papers will make of it is said beneath."""

    changed = Signal(object)

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._house = house
        self.line = QLineEdit()
        theme.fix(self.line, 120)
        self.setFocusProxy(self.line)
        self._patch = Patch()
        self._choose = Button(t("Choose…"), clicked=self._ask)
        self.verdict = Label("", "note", "text-2", wrap=True)
        self.setLayout(column(row(self._patch, self.line, self._choose, 1, gap=8), self.verdict, gap=4))
        self.line.textEdited.connect(lambda text: self._typed(text))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._choose.setAccessibleName(f"{name}: {t('Choose…')}")

    def value(self) -> str:
        """The colour as typed."""
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a colour."""
        self.line.setText(str(value or ""))
        self._show()

    def _typed(self, text: str) -> None:
        self._show()
        self.changed.emit(text)

    def _show(self) -> None:
        colour = QColor(self.value())
        self._patch.show_colour(colour)
        if not colour.isValid():
            self.verdict.setText(t("Write it like #0B6B6B."))
            return
        self._house.work.draw(
            settings_tasks.verdict, self.value(), then=self._judge, owner=self, key="colour"
        )

    def _judge(self, used: str) -> None:
        if used.lower() == self.value().lower():
            self.verdict.setText(t("Text in this colour can be read on white paper."))
        else:
            self.verdict.setText(
                t("Too pale for text on white paper; papers use the darker {colour}.", colour=used.upper())
            )

    def _ask(self) -> None:
        option = QColorDialog.ColorDialogOption.DontUseNativeDialog
        found = QColorDialog.getColor(QColor(self.value()), self, t("Brand colour"), option)
        if found.isValid():
            self.set_value(found.name().upper())
            self.changed.emit(self.value())


class Patch(QWidget):
    """A square of a colour."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor()
        theme.fix(self, 36, 36)

    def show_colour(self, colour: QColor) -> None:
        """Another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("control"))
        painter.setBrush(self._colour if self._colour.isValid() else theme.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(8), theme.px(8))


class LogoEdit(QFrame):
    """The logo with the ways to change it."""

    changed = Signal(object)
    kept = Signal()

    def __init__(self, house: House) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self._house = house
        self._text = ""
        self._picture = Picture(72)
        self.choose = Button(t("Choose a picture…"), "image", clicked=self._ask)
        self.drop = Button(t("Take it away"), kind="quiet", clicked=lambda: self._put(""))
        self.setFocusProxy(self.choose)
        self.setLayout(row(self._picture, self.choose, self.drop, 1, gap=8))

    def value(self) -> str:
        """The logo as it is kept."""
        return self._text

    def set_value(self, value: Any) -> None:
        """Show a logo."""
        self._text = str(value or "")
        image = QImage()
        if self._text:
            try:
                image = QImage.fromData(base64.b64decode(self._text))
            except ValueError:
                image = QImage()
        self._picture.show_image(image)
        self.drop.setVisible(bool(self._text))

    def take(self, path: str) -> None:
        """Keep a picture from a file as the logo."""
        self._house.work.document(
            settings_tasks.keep_logo, path, then=self._taken, failed=self._refused, owner=self
        )

    def _taken(self, text: str) -> None:
        self.set_value(text)
        self.refuse("")
        self.kept.emit()

    def _put(self, text: str) -> None:
        self.set_value(text)
        self.changed.emit(text)

    def _refused(self, error: Exception) -> None:
        self.refuse(sentence(cast(RapportError, error)))

    def refuse(self, text: str) -> None:
        """Say what is wrong beside the field."""
        field = self.parentWidget()
        while field is not None and not isinstance(field, FormField):
            field = field.parentWidget()
        if isinstance(field, FormField):
            field.refuse(text)

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, t("Choose a picture"), "", f"{t('Pictures')} (*.png *.jpg *.jpeg *.webp)"
        )
        if path:
            self.take(path)


class SettingField(FormField):
    """A setting under its label; what is changed is kept at once and marked so."""

    kept = Signal(str, object)

    def __init__(self, house: House, setting: Setting) -> None:
        super().__init__(t(setting.label), editor_of(house, setting), t(setting.help) if setting.help else "")
        self.setting = setting
        self._house = house
        self.mark = SavedMark()
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.label)
        head = row(self.label, 1, self.mark, gap=8)
        layout.insertLayout(0, head)  # type: ignore[attr-defined]
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.keep)
        self.editor.changed.connect(lambda _: self._changed())  # type: ignore[attr-defined]
        if isinstance(self.editor, LogoEdit):
            self.editor.kept.connect(lambda: self._kept(self.editor.value()))

    def show_value(self, value: Any) -> None:
        """Show the present value."""
        self.editor.blockSignals(True)
        self.editor.set_value(value)  # type: ignore[attr-defined]
        self.editor.blockSignals(False)

    def words(self) -> str:
        """What a search for settings looks in."""
        return fold(
            f"{t(self.setting.label)} {t(self.setting.help)} {t(self.setting.group)} {self.setting.key}"
        )

    def keep(self) -> None:
        """Keep the value now."""
        self._idle.stop()
        value = self.editor.value()  # type: ignore[attr-defined]
        problem = getattr(self.editor, "problem", str)()
        if problem:
            self.refuse(problem)
            self.mark.unsaved(t("Not saved"))
            return
        self._house.work.store(
            settings_tasks.keep,
            self.setting.key,
            "" if value is None else value,
            then=self._kept,
            failed=self._refused,
            owner=self,
        )

    def leave(self) -> None:
        """Nothing typed stays only on the screen."""
        if self._idle.isActive():
            self.keep()

    def _changed(self) -> None:
        self.refuse("")
        if self.setting.type in ("choice", "flag", "file") or isinstance(self.editor, ChoiceBox):
            self.keep()
        else:
            self._idle.start()

    def _kept(self, value: Any) -> None:
        self.refuse("")
        self.mark.saved()
        self.kept.emit(self.setting.key, value)

    def _refused(self, error: Exception) -> None:
        self.refuse(sentence(cast(RapportError, error)))
        self.mark.unsaved(t("Not saved"))


def editor_of(house: House, setting: Setting) -> QWidget:
    """The editor for a declared setting."""
    if setting.choices:
        return ChoiceBox([(value, _choice(setting, value)) for value in setting.choices], t(setting.label))
    if setting.key == "window.zoom":
        return ChoiceBox([(str(zoom), current().percent(zoom)) for zoom in theme.ZOOMS], t(setting.label))
    if setting.key == "currency":
        return ChoiceBox([(code, code) for code in CURRENCIES], t(setting.label))
    makers: dict[str, Any] = {
        "long": lambda: LongText(lines=3),
        "flag": lambda: Flag(t("Yes")),
        "whole": lambda: NumberEdit(whole=True),
        "color": lambda: ColourEdit(house),
        "file": lambda: LogoEdit(house),
    }
    made: QWidget = makers.get(setting.type, TextEdit)()
    return made


def _choice(setting: Setting, value: str) -> str:
    if setting.key == "language":
        return language(value).name if value in LANGUAGES else value
    if setting.key == "country":
        return country_name(value, current().code)
    return PAPER_NAMES.get(value) or t(value.capitalize())
