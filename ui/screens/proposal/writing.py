"""Lines on their way to the store: each edit is written in its turn, also to a line that is still being made."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.language import current, t
from ui.screens.base import House
from ui.screens.proposal import deeds
from ui.screens.proposal.lines import LineRow, LinesModel, firm_above


class LineWriter(QObject):
    """Writes what the sheet says."""

    repriced = Signal(object)
    """A line has another price than before (a deeds.Repriced)."""
    failed = Signal(object)
    written = Signal()
    """Every edit so far is on the disk."""

    def __init__(self, house: House, model: LinesModel, parent: QObject) -> None:
        super().__init__(parent)
        self.house = house
        self.model = model
        self.quote = ""
        self._open = 0
        model.added.connect(self.add)
        model.edited.connect(self.change)

    @property
    def is_idle(self) -> bool:
        """Whether everything is on the disk."""
        return not self._open

    def add(self, row: LineRow) -> None:
        """Write a new line; what is typed into it meanwhile is written behind it."""
        values = {"product": row.product_id} if row.product_id else {"name": row.name}

        def made(done: Any) -> None:
            row.id = str(done.value)
            waiting, row.waiting = row.waiting, []
            for each in waiting:
                self.change(row, each)

        self._write(t("Add line"), deeds.add_line, self.quote, values, then=made)

    def change(self, row: LineRow, values: Mapping[str, Any]) -> None:
        """Write changed fields of a line."""
        if not row.id:
            row.waiting.append(values)
            return
        was_new, row.is_new = row.is_new, False

        def changed(done: Any) -> None:
            found = done.value
            if "quantity" in values and not was_new and found.before != found.after:
                self.repriced.emit(found)

        self._write(t("Change line"), deeds.change_line, row.id, values, then=changed)

    def keep_price(self, line: str, price: Decimal, reason: str) -> None:
        """Go back to the price before, with the reason."""
        values = {"price": price, "price_kept_reason": reason}
        self._write(t("Keep the old price"), deeds.change_line, line, values)

    def do(self, wanted: str, at: int) -> None:
        """Something with the line at a place: duplicate, remove, up, down, option, alternative, heading."""
        row = self.model.row(at)
        if wanted == "heading":
            places = max(0, len(self.model.rows) - at)
            self._write(t("Add heading"), deeds.add_heading, self.quote, t("Heading"), places)
        elif row is not None and row.id:
            self._with(wanted, row, at)

    def _with(self, wanted: str, row: LineRow, at: int) -> None:
        if wanted == "duplicate":
            self._write(t("Duplicate line"), deeds.duplicate_line, row.id)
        elif wanted == "remove":
            short = row.name if len(row.name) <= 60 else row.name[:59] + "…"
            self._write(
                t("Remove line"), deeds.remove_line, row.id, notice=t("Line removed: {name}", name=short)
            )
        elif wanted in ("up", "down"):
            self._write(t("Move line"), deeds.move_line, row.id, -1 if wanted == "up" else 1)
        elif wanted == "option":
            self.change(row, {"is_optional": not row.is_optional, "alternative_to_id": None})
        elif wanted == "alternative":
            other = None if row.alternative_to_id else firm_above(self.model.rows, at)
            if other is None and not row.alternative_to_id:
                self.house.hub.trouble.emit(t("An alternative stands below the line it can replace."))
                return
            self.change(row, {"alternative_to_id": other, "is_optional": False})

    def _write(self, label: str, deed: Any, *args: Any, then: Any = None, notice: str = "") -> None:
        self._open += 1

        def over(done: Any) -> None:
            self._open -= 1
            if then is not None:
                then(done)
            if not self._open:
                self.written.emit()

        def refused(error: Exception) -> None:
            self._open -= 1
            # A line that could not be made is not shown as if it were there.
            self.model.drop_unwritten()
            self.failed.emit(error)

        self.house.work.write(label, deed, *args, then=over, failed=refused, owner=self, notice=notice)


def price_sentence(found: deeds.Repriced, currency: str) -> str:
    """What a new quantity did to the price, in a sentence."""
    words = current()
    shown = [words.money(each, currency) if each is not None else "–" for each in (found.before, found.after)]
    return t(
        "For {quantity} the price is {after} instead of {before}.",
        quantity=words.number(found.quantity), after=shown[1], before=shown[0],
    )  # fmt: skip
