"""The one style sheet of the program, written anew from the tokens at every change of look."""

from collections.abc import Callable, Mapping


def sheet_text(
    colour: Callable[[str], str],
    px: Callable[[float], int],
    points: Callable[[int], float],
    control: int,
    faces: Mapping[str, tuple[int, int]],
) -> str:
    """The sheet for a scheme, zoom and control height."""
    parts = [
        _faces(points, faces),
        _tones(colour),
        _surfaces(colour, px),
        _buttons(colour, px, control),
        _quiet_buttons(colour, px),
        _boxes(colour, px),
        _fields(colour, px, control),
        _popups(colour, px),
        _views(colour, px),
        _bars(colour, px),
    ]
    return "\n".join(parts)


def _faces(points: Callable[[int], float], faces: Mapping[str, tuple[int, int]]) -> str:
    return "\n".join(
        f'*[face="{name}"] {{ font-size: {points(size):.2f}pt; font-weight: {weight}; }}'
        for name, (size, weight) in faces.items()
    )


def _tones(colour: Callable[[str], str]) -> str:
    tones = ("text", "text-2", "text-3", "accent", "info", "ok", "warn", "danger")
    return "\n".join(f'QLabel[tone="{tone}"] {{ color: {colour(tone)}; }}' for tone in tones)


def _surfaces(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QFrame[part="card"] {{ background: {c("surface")}; border: 1px solid {c("line")}; border-radius: {px(10)}px; }}
QFrame[part="plain"] {{ background: transparent; border: none; }}
QFrame[part="rail"] {{ background: {c("rail")}; border: none; border-right: 1px solid {c("line")}; }}
QFrame[part="pane"] {{ background: {c("surface")}; border: none; border-right: 1px solid {c("line")}; }}
QFrame[part="raised"] {{ background: {c("raised")}; border: 1px solid {c("control")}; border-radius: {px(10)}px; }}
QFrame[part="rule"] {{ background: {c("line")}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[part="page"] {{ background: {c("bg")}; border: none; }}
QFrame[part="banner"][state="info"] {{ background: {c("info-soft")}; border: 1px solid {c("info")};
    border-radius: {px(8)}px; }}
QFrame[part="banner"][state="ok"] {{ background: {c("ok-soft")}; border: 1px solid {c("ok")};
    border-radius: {px(8)}px; }}
QFrame[part="banner"][state="warn"] {{ background: {c("warn-soft")}; border: 1px solid {c("warn")};
    border-radius: {px(8)}px; }}
QFrame[part="banner"][state="danger"] {{ background: {c("danger-soft")}; border: 1px solid {c("danger")};
    border-radius: {px(8)}px; }}
QToolTip {{ background: {c("raised")}; color: {c("text")}; border: 1px solid {c("control")}; padding: {px(4)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[part="page"] {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {c("line")}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QProgressBar {{ background: {c("surface")}; border: 1px solid {c("control")}; border-radius: {px(4)}px;
    min-height: {px(8)}px; max-height: {px(8)}px; color: transparent; }}
QProgressBar::chunk {{ background: {c("accent")}; border-radius: {px(3)}px; }}
"""


def _buttons(c: Callable[[str], str], px: Callable[[float], int], control: int) -> str:
    # A border of 2 px would make the button jump when it takes the ring, so padding gives one back.
    side = px(12)
    inner = control - 2
    return f"""
QPushButton {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("control")};
    border-radius: {px(8)}px; padding: 0 {side}px; min-height: {inner}px; max-height: {inner}px; outline: none; }}
QPushButton:hover, QPushButton:checked {{ background: {c("accent-soft")}; }}
QPushButton:pressed {{ background: {c("selection")}; }}
QPushButton:focus {{ border: 2px solid {c("focus")}; padding: 0 {side - 1}px;
    min-height: {inner - 2}px; max-height: {inner - 2}px; }}
QPushButton:disabled {{ color: {c("text-3")}; border-color: {c("line")}; background: {c("bg")}; }}
QPushButton[kind="primary"] {{ background: {c("accent")}; color: {c("on-accent")}; border-color: {c("accent")};
    font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {c("accent-hover")}; border-color: {c("accent-hover")}; }}
QPushButton[kind="primary"]:pressed {{ background: {c("accent-hover")}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c("text")}; }}
QPushButton[kind="primary"]:disabled {{ background: {c("line")}; color: {c("text-2")};
    border-color: {c("line")}; }}
QPushButton[kind="danger"] {{ color: {c("danger")}; border-color: {c("danger")}; }}
QPushButton[kind="danger"]:hover {{ background: {c("danger-soft")}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {c("focus")}; }}
"""


def _quiet_buttons(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QPushButton[kind="quiet"], QToolButton {{ background: transparent; border: 1px solid transparent;
    border-radius: {px(8)}px; }}
QPushButton[kind="quiet"] {{ padding: 0 {px(8)}px; }}
QPushButton[kind="quiet"]:hover, QToolButton:hover {{ background: {c("accent-soft")}; }}
QPushButton[kind="quiet"]:checked, QToolButton:checked {{ background: {c("selection")}; font-weight: 600; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c("focus")}; padding: 0 {px(8) - 1}px; }}
QPushButton[kind="quiet"]:disabled {{ color: {c("text-3")}; background: transparent; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {c("info")};
    padding: 0 {px(2)}px; min-height: {px(24)}px; max-height: {px(24)}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; background: transparent; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {c("focus")}; padding: 0 {px(2) - 1}px;
    min-height: {px(24) - 2}px; max-height: {px(24) - 2}px; }}
QToolButton {{ color: {c("text")}; padding: {px(6)}px; }}
QToolButton:focus {{ border: 2px solid {c("focus")}; padding: {px(6) - 1}px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton[kind="rail"] {{ background: transparent; border: 1px solid transparent; color: {c("text-2")};
    text-align: left; padding: 0 {px(10)}px; min-height: {px(40)}px; max-height: {px(40)}px;
    border-radius: {px(8)}px; }}
QPushButton[kind="rail"]:hover {{ background: {c("selection")}; color: {c("text")}; }}
QPushButton[kind="rail"]:checked {{ background: {c("accent-soft")}; color: {c("accent")}; font-weight: 600; }}
QPushButton[kind="rail"]:focus {{ border: 2px solid {c("focus")}; padding: 0 {px(10) - 1}px;
    min-height: {px(40) - 2}px; max-height: {px(40) - 2}px; }}
QFrame[tight="true"] QPushButton[kind="rail"] {{ min-height: {px(26)}px; max-height: {px(26)}px; }}
QPushButton[kind="sync"] {{ background: {c("surface")}; border: 1px solid {c("line")}; text-align: left;
    border-radius: {px(8)}px; padding: 0; min-height: 0; max-height: {px(400)}px; }}
QPushButton[kind="sync"]:focus {{ border: 2px solid {c("focus")}; padding: 0; min-height: 0;
    max-height: {px(400)}px; }}
"""


def _boxes(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QCheckBox, QRadioButton {{ background: transparent; outline: none; border: 2px solid transparent;
    border-radius: {px(6)}px;
    min-height: {px(24)}px; padding: {px(2)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c("focus")}; }}
"""


def _fields(c: Callable[[str], str], px: Callable[[float], int], control: int) -> str:
    names = (
        "QLineEdit",
        "QComboBox",
        "QPlainTextEdit",
        "QTextEdit",
        "QDateEdit",
        "QSpinBox",
        "QDoubleSpinBox",
    )
    plain = ", ".join(names)
    focus = ", ".join(f"{name}:focus" for name in names)
    wrong = ", ".join(f'{name}[wrong="true"]' for name in names)
    disabled = ", ".join(f"{name}:disabled" for name in names)
    one_line = ", ".join(name for name in names if "TextEdit" not in name)
    one_line_focus = ", ".join(f"{name}:focus" for name in names if "TextEdit" not in name)
    inner = control - 2
    return f"""
{plain} {{ background: {c("surface")}; color: {c("text")}; border: 1px solid {c("control")};
    border-radius: {px(8)}px; padding: 0 {px(8)}px; selection-background-color: {c("selection")};
    selection-color: {c("text")}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(6)}px; }}
{one_line} {{ min-height: {inner}px; max-height: {inner}px; }}
{wrong} {{ border-color: {c("danger")}; background: {c("surface")}; }}
{focus} {{ border: 2px solid {c("focus")}; padding: 0 {px(8) - 1}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(6) - 1}px; }}
{one_line_focus} {{ min-height: {inner - 2}px; max-height: {inner - 2}px; }}
{disabled} {{ background: {c("bg")}; color: {c("text-2")}; border-color: {c("line")}; }}
QLineEdit[part="search"] {{ padding-left: {px(36)}px; }}
QLineEdit[part="search"]:focus {{ padding-left: {px(36) - 1}px; }}
QLineEdit[part="bare"] {{ border: none; background: transparent; padding: 0; }}
"""


def _popups(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QDateEdit::up-button, QDateEdit::down-button {{ width: 0; border: none; }}
QComboBox QAbstractItemView {{ background: {c("raised")}; color: {c("text")};
    border: 1px solid {c("control")}; selection-background-color: {c("selection")};
    selection-color: {c("text")}; outline: none; padding: {px(4)}px; }}
QComboBox QAbstractItemView::item {{ min-height: {px(32)}px; }}
QCalendarWidget QWidget {{ alternate-background-color: {c("bg")}; }}
QCalendarWidget QAbstractItemView {{ background: {c("raised")}; color: {c("text")};
    selection-background-color: {c("accent")}; selection-color: {c("on-accent")}; }}
QCalendarWidget QToolButton {{ min-height: {px(24)}px; }}
"""


def _views(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QListView, QTableView, QTreeView {{ background: transparent; color: {c("text")}; border: none; outline: none;
    selection-background-color: {c("selection")}; selection-color: {c("text")}; }}
QTableView[part="solid"] {{ background: {c("raised")}; }}
QTableView {{ gridline-color: {c("line")}; }}
QTableView:focus, QListView:focus {{ outline: none; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {c("surface")}; color: {c("text-2")}; border: none;
    border-bottom: 1px solid {c("line")}; padding: {px(6)}px {px(8)}px; font-weight: 600; }}
QHeaderView::section:hover {{ color: {c("text")}; }}
QTableCornerButton::section {{ background: {c("surface")}; border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {px(12)}px; }}
QScrollBar:horizontal {{ height: {px(12)}px; }}
QScrollBar::handle {{ background: {c("control")}; border-radius: {max(1, px(3))}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; margin: {px(2)}px {px(3)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; margin: {px(3)}px {px(2)}px; }}
QScrollBar::handle:hover {{ background: {c("text-2")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c("line")}; }}
QTabBar::tab {{ background: transparent; color: {c("text-2")}; border: 2px solid transparent;
    padding: {px(6)}px {px(10)}px; }}
QTabBar::tab:selected {{ color: {c("accent")}; border-bottom-color: {c("accent")}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {c("text")}; }}
QTabBar::tab:focus {{ border: 2px solid {c("focus")}; }}
"""


def _bars(c: Callable[[str], str], px: Callable[[float], int]) -> str:
    return f"""
QMenuBar {{ background: {c("rail")}; color: {c("text")}; border: none; border-bottom: 1px solid {c("line")};
    padding: {px(2)}px {px(6)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(4)}px {px(8)}px; border-radius: {px(4)}px; }}
QMenuBar::item:selected {{ background: {c("selection")}; }}
QMenuBar:disabled, QMenuBar::item:disabled {{ color: {c("text-3")}; }}
QMenu {{ background: {c("raised")}; color: {c("text")}; border: 1px solid {c("control")}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(24)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {c("selection")}; }}
QMenu::item:disabled {{ color: {c("text-3")}; }}
QMenu::separator {{ height: 1px; background: {c("line")}; margin: {px(4)}px {px(8)}px; }}
QMenu::icon {{ left: {px(4)}px; }}
QDialog, QMessageBox {{ background: {c("bg")}; }}
"""
