"""The look of the window: design tokens, sizes, palette, and the one place where they change."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.sheet import sheet_text
from ui.style import HouseStyle

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SCHEMES = ("system", "light", "dark", "sunlight")
DENSITIES = ("compact", "normal", "roomy")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)

# role: light, dark, sunlight. Ratios are computed by tests/ui/test_theme.py.
TOKENS: Mapping[str, tuple[str, str, str]] = {
    "bg": ("#F6F7F9", "#12171C", "#FFFFFF"),
    "surface": ("#FFFFFF", "#1A2128", "#FFFFFF"),
    "raised": ("#FFFFFF", "#222B33", "#FFFFFF"),
    "rail": ("#EDF0F3", "#0E1317", "#FFFFFF"),
    "selection": ("#CFE8E7", "#1A4142", "#EEF4F4"),
    "text": ("#16202B", "#E8EDF2", "#000000"),
    "text-2": ("#4A5663", "#B4BFCA", "#161616"),
    "text-3": ("#576371", "#A3AFBA", "#262626"),
    "line": ("#D5DAE1", "#313C46", "#8A8A8A"),
    "control": ("#717C89", "#8593A0", "#4A4A4A"),
    "accent": ("#0B6B6B", "#4FC3BD", "#003F3F"),
    "accent-hover": ("#095858", "#72D3CE", "#002B2B"),
    "on-accent": ("#FFFFFF", "#06201F", "#FFFFFF"),
    "accent-soft": ("#DDF0EF", "#17393A", "#FFFFFF"),
    "info": ("#0A5FA8", "#7CB8F2", "#00366B"),
    "info-soft": ("#E3F0FB", "#15304A", "#FFFFFF"),
    "focus": ("#0B6BCB", "#7CB8F2", "#00429A"),
    "ok": ("#16703A", "#6FCF8E", "#00421A"),
    "ok-soft": ("#E1F4E7", "#17331F", "#FFFFFF"),
    "warn": ("#8A5300", "#F2B85A", "#5A3400"),
    "warn-soft": ("#FFF1D6", "#3A2A0E", "#FFFFFF"),
    "danger": ("#B3261E", "#FF8A80", "#7A0010"),
    "danger-soft": ("#FCE8E6", "#43201D", "#FFFFFF"),
}
# face: size in px at 100 %, weight
FACES: Mapping[str, tuple[int, int]] = {
    "display": (28, 700),
    "title": (22, 700),
    "heading": (18, 600),
    "strong": (15, 600),
    "name": (14, 600),
    "body": (14, 400),
    "small": (13, 400),
    "small-strong": (13, 600),
    "note": (12, 400),
    "note-strong": (12, 600),
}
CONTROL = {"compact": 32, "normal": 36, "roomy": 44}
ROW = {"compact": 48, "normal": 56, "roomy": 64}
TABLE_ROW = {"compact": 28, "normal": 32, "roomy": 40}
COLUMNS = ("light", "dark", "sunlight")


@dataclass(frozen=True)
class Choice:
    """What the person chose for the look: scheme, density and zoom in percent."""

    scheme: str = "system"
    density: str = "normal"
    zoom: int = 100


class Look(QObject):
    """The look in force; `changed` tells painters to draw again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice()
        self.family = ""
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._before_sunlight = "system"
        self.scheme = "light"
        """light, dark or sunlight: what is drawn now."""
        self.scale = 1.0
        """Zoom as a factor; sunlight reads at 16 px instead of 14."""
        self._load_colours()

    def _settle(self) -> None:
        # Asked for at every painted cell, so it is worked out once per change of look.
        self.scheme = self.choice.scheme if self.choice.scheme != "system" else _system_scheme()
        self.scale = self.choice.zoom / 100 * (16 / 14 if self.scheme == "sunlight" else 1)

    def choose(self, scheme: str = "", density: str = "", zoom: int = 0) -> None:
        """Change what is given, keep the rest, and dress the whole program anew."""
        now = self.choice
        self.choice = Choice(
            scheme if scheme in SCHEMES else now.scheme,
            density if density in DENSITIES else now.density,
            min(200, max(80, zoom)) if zoom else now.zoom,
        )
        self.dress()

    def sunlight(self) -> None:
        """Into the sunlight scheme and back to the one before it."""
        if self.choice.scheme == "sunlight":
            self.choose(scheme=self._before_sunlight)
            return
        self._before_sunlight = self.choice.scheme
        self.choose(scheme="sunlight")

    def zoom_by(self, steps: int) -> None:
        """To the next larger (1) or smaller (-1) zoom."""
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self.choice.zoom))
        self.choose(zoom=ZOOMS[min(len(ZOOMS) - 1, max(0, nearest + steps))])

    def dress(self) -> None:
        """Put palette, font, sheet and remembered sizes on the program."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._load_colours()
        app.setPalette(_palette(self._colours))
        app.setFont(self.font("body"))
        app.setStyleSheet(sheet_text(self.name_of, self.px, self.points, self.control_height, dict(FACES)))
        for window in app.topLevelWidgets():
            _rescale(window)
        self.changed.emit()

    def name_of(self, role: str) -> str:
        """The colour of a role as #RRGGBB."""
        return self._colours[role].name()

    def colour(self, role: str) -> QColor:
        """The colour of a role in the scheme in force."""
        return self._colours[role]

    def px(self, length: float) -> int:
        """A length of the design at the zoom in force."""
        return round(length * self.scale)

    def points(self, size: int) -> float:
        """A text size of the design in points, so that the screen's own text setting counts."""
        return size * (13 / 14 if sys.platform == "darwin" else 0.75) * self.scale

    def font(self, face: str) -> QFont:
        """The font of a face: title, strong, name, body, small, note …"""
        font = self._fonts.get(face)
        if font is None:
            size, weight = FACES[face]
            font = QFont(self.family) if self.family else QFont()
            font.setPointSizeF(self.points(size))
            font.setWeight(QFont.Weight(weight))
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[face] = font
        return font

    @property
    def control_height(self) -> int:
        return self.px(CONTROL[self.choice.density])

    @property
    def row_height(self) -> int:
        return self.px(ROW[self.choice.density])

    @property
    def table_row_height(self) -> int:
        return self.px(TABLE_ROW[self.choice.density])

    def _load_colours(self) -> None:
        self._settle()
        column = COLUMNS.index(self.scheme)
        self._colours = {role: QColor(values[column]) for role, values in TOKENS.items()}
        self._fonts.clear()


_look: Look | None = None


def look() -> Look:
    """The one look of the program."""
    global _look
    if _look is None:
        _look = Look()
    return _look


def dress(app: QApplication, choice: Choice | None = None) -> Look:
    """Give a new program its style, font and colours, and follow the system's light or dark."""
    dressed = look()
    app.setStyle(HouseStyle(dressed.colour, dressed.px))
    dressed.family = _family(app)
    if choice is not None:
        dressed.choice = choice
    dressed.dress()
    app.styleHints().colorSchemeChanged.connect(_follow_system)
    return dressed


def colour(role: str) -> QColor:
    """The colour of a role in the scheme in force."""
    return look().colour(role)


def px(length: float) -> int:
    """A length of the design at the zoom in force."""
    return look().px(length)


def font(face: str) -> QFont:
    """The font of a face."""
    return look().font(face)


def space(layout: QLayout, margins: Iterable[int] = (0, 0, 0, 0), gap: int = 8) -> QLayout:
    """Margins (left, top, right, bottom) and gap of a layout in design px, kept right when the zoom changes."""
    layout.setProperty("designSpace", [*margins, gap])
    _apply_space(layout)
    return layout


def fix(widget: QWidget, width: int = 0, height: int = 0, least_width: int = 0) -> QWidget:
    """Fixed sizes of a widget in design px (0: free), kept right when the zoom changes."""
    widget.setProperty("designSize", [width, height, least_width])
    _apply_size(widget)
    return widget


def _follow_system(_: Qt.ColorScheme) -> None:
    if look().choice.scheme == "system":
        look().dress()


def _system_scheme() -> str:
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleHints().colorScheme() == Qt.ColorScheme.Dark:
        return "dark"
    return "light"


def _family(app: QApplication) -> str:
    """The system's UI face; where that cannot be trusted with Greek and Bengali, the bundled one."""
    if sys.platform in ("win32", "darwin"):
        return ""
    family = ""
    for file in sorted(FONTS.glob("RapportSans-*.ttf")):
        if "Italic" in file.stem:
            continue
        loaded = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        family = loaded[0] if loaded else family
    return family


def _palette(colours: Mapping[str, QColor]) -> QPalette:
    """All roles one by one: Qt would derive black fields from a dark button colour."""
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: "bg",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "bg",
        roles.Text: "text",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "danger",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "text-3",
        roles.Highlight: "selection",
        roles.HighlightedText: "text",
        roles.Accent: "accent",
        roles.Link: "info",
        roles.LinkVisited: "info",
        roles.Light: "raised",
        roles.Midlight: "line",
        roles.Mid: "line",
        roles.Dark: "control",
        roles.Shadow: "control",
    }
    palette = QPalette()
    for role, token in pairs.items():
        palette.setColor(role, colours[token])
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["text-3"])
    return palette


def _rescale(window: QWidget) -> None:
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.property("designSize"):
            _apply_size(widget)
    for layout in window.findChildren(QLayout):
        if layout.property("designSpace"):
            _apply_space(layout)


def _apply_space(layout: QLayout) -> None:
    left, top, right, bottom, gap = layout.property("designSpace")
    layout.setContentsMargins(px(left), px(top), px(right), px(bottom))
    layout.setSpacing(px(gap))


def _apply_size(widget: QWidget) -> None:
    width, height, least_width = widget.property("designSize")
    if width:
        widget.setFixedWidth(px(width))
    if height:
        widget.setFixedHeight(px(height))
    if least_width:
        widget.setMinimumWidth(px(least_width))
