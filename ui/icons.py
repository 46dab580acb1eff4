"""Lucide icons in the colours of the scheme, each drawn once per name, colour, size and screen density."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from ui import theme

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 20
STROKE = 'stroke-width="1.75"'

_drawn: dict[tuple[str, str, int, float, int], QPixmap] = {}
_sources: dict[str, str] = {}


def pixmap(name: str, role: str = "text-2", size: int = SIZE, dpr: float = 0, tail: int = 0) -> QPixmap:
    """The icon as a picture of `size` design px, with `tail` px of air behind it."""
    ratio = dpr or _ratio()
    key = (name, theme.look().name_of(role), theme.px(size), ratio, theme.px(tail))
    picture = _drawn.get(key)
    if picture is None:
        picture = _draw(*key)
        _drawn[key] = picture
    return picture


def icon(name: str, role: str = "text-2", size: int = SIZE, on: str = "", tail: int = 0) -> QIcon:
    """The icon for a button or action; `on` is the colour role while it is checked."""
    made = QIcon()
    made.addPixmap(pixmap(name, role, size, tail=tail), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(pixmap(name, "text-3", size, tail=tail), QIcon.Mode.Disabled, QIcon.State.Off)
    if on:
        made.addPixmap(pixmap(name, on, size, tail=tail), QIcon.Mode.Normal, QIcon.State.On)
    return made


def names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in FOLDER.glob("*.svg"))


def _draw(name: str, colour: str, size: int, ratio: float, tail: int) -> QPixmap:
    # QtSvg costs start time only here, and only once.
    from PySide6.QtSvg import QSvgRenderer

    source = _sources.get(name)
    if source is None:
        source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', STROKE)
        _sources[name] = source
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    picture = QPixmap(round((size + tail) * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0
