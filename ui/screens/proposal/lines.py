"""The lines of a quote as a model: what is typed shows at once, is written behind it, and is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.errors import Refused
from app.language import current, t
from ui.lists import RowRole
from ui.widgets.basics import plain_tip

PRODUCT, QUANTITY, UNIT, PRICE, DISCOUNT, NET = range(6)
FIELDS = {QUANTITY: "quantity", UNIT: "unit", PRICE: "price", DISCOUNT: "discount_percent"}
Index = QModelIndex | QPersistentModelIndex


@dataclass
class LineRow:
    """A line on the screen; without an id it is still being written."""

    id: str = ""
    product_id: str | None = None
    name: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    price: Decimal | None = None
    discount_percent: Decimal = Decimal(0)
    total: Decimal | None = None
    tax_rate: Decimal = Decimal(0)
    is_optional: bool = False
    alternative_to_id: str | None = None
    is_heading: bool = False
    price_origin: str = ""
    is_new: bool = False
    waiting: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What is said beside the name: option or alternative."""
        return t("Alternative") if self.alternative_to_id else t("Option") if self.is_optional else ""


class LinesModel(QAbstractTableModel):
    """Six columns; below the last line there is an empty one to write into, while the quote is a draft."""

    added = Signal(object)
    """A new row to be written."""
    edited = Signal(object, object)
    """A row and the changed fields."""
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LineRow] = []
        self.currency = ""
        self.is_open = False
        self.shows_internal = True

    def take(self, sheet: Any) -> None:
        """Show the lines as they were read back; rows still being written stay."""
        if any(not each.id for each in self.rows):
            return
        new = {row.id for row in self.rows if row.is_new}
        fresh = [_row(line, line.id in new) for line in sheet.lines]
        is_open = sheet.state == "draft"
        if [each.id for each in fresh] == [each.id for each in self.rows] and is_open == self.is_open:
            self.rows, self.currency = fresh, sheet.currency
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, self.rowCount() - 1), NET))
            return
        self.beginResetModel()
        self.rows, self.currency, self.is_open = fresh, sheet.currency, is_open
        self.endResetModel()

    def drop_unwritten(self) -> None:
        """Take away rows that could not be made."""
        self.beginResetModel()
        self.rows = [each for each in self.rows if each.id]
        self.endResetModel()

    def row(self, index: Index | int) -> LineRow | None:
        """The line at a place; None for the empty one."""
        at = index if isinstance(index, int) else index.row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows) + self.is_open

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 6

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index)
        writable = self.is_open and index.column() != NET
        if row is None or row.is_heading:
            writable = writable and index.column() == PRODUCT
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            figures = section in (QUANTITY, PRICE, DISCOUNT, NET)
            side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (t("Product"), t("Quantity"), t("Unit"), t("Price"), t("Discount"), t("Net"))
            return titles[section] + (
                f" {self.currency}" if section in (PRICE, NET) and self.currency else ""
            )
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index) if index.isValid() else None
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return "" if row is None else self.typed(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            if index.column() == PRICE and row.price_origin and self.shows_internal:
                return plain_tip(row.price_origin)
            return plain_tip(row.name) if index.column() == PRODUCT else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        return None

    def text(self, row: LineRow | None, column: int) -> str:
        """What a cell shows."""
        if row is None:
            return t("Type a product, or words of your own") if column == PRODUCT else ""
        if column == PRODUCT:
            return row.name
        if row.is_heading:
            return ""
        if column == UNIT:
            return row.unit
        if column == NET:
            return current().amount(row.total, self.currency) if row.total is not None else "–"
        if column == DISCOUNT:
            return current().percent(row.discount_percent) if row.discount_percent else ""
        return self.typed(row, column)

    def typed(self, row: LineRow, column: int) -> str:
        """What a cell holds when one begins to edit it."""
        words = current()
        if column in (PRODUCT, UNIT):
            return row.name if column == PRODUCT else row.unit
        if column == QUANTITY:
            return words.number(row.quantity)
        if column == PRICE:
            return words.amount(row.price, self.currency, most=4) if row.price is not None else ""
        return words.number(row.discount_percent) if row.discount_percent else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index)
        if row is None or str(value).strip() == self.typed(row, index.column()):
            return False
        name = FIELDS.get(index.column())
        if name is None:
            return False
        try:
            read = str(value).strip() if name == "unit" else self._number(str(value))
        except Refused as wrong:
            self.refused.emit(t(wrong.template, **wrong.values))
            return False
        setattr(row, name, read if read is not None or name == "price" else Decimal(0))
        self.edited.emit(row, {name: read})
        self.dataChanged.emit(index, index)
        return True

    def choose(self, index: Index, product: str, name: str) -> None:
        """Put a product into a line, or begin a line with it."""
        row = self.row(index)
        if row is None:
            self._begin(LineRow(product_id=product, name=name, is_new=True))
        elif row.product_id != product:
            row.product_id, row.name = product, name
            self.edited.emit(row, {"product_id": product})
            self.dataChanged.emit(index, index)

    def write(self, index: Index, text: str) -> None:
        """Words of one's own as the name of a line."""
        row, name = self.row(index), text.strip()
        if not name:
            return
        if row is None:
            self._begin(LineRow(name=name, is_new=True))
        elif row.name != name:
            row.name = name
            self.edited.emit(row, {"name": name})
            self.dataChanged.emit(index, index)

    def _begin(self, row: LineRow) -> None:
        at = len(self.rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.append(row)
        self.endInsertRows()
        self.added.emit(row)

    def _number(self, text: str) -> Decimal | None:
        return current().parse_number(text) if text.strip() else None

    def _spoken(self, row: LineRow | None, column: int) -> str:
        title = str(self.headerData(column, Qt.Orientation.Horizontal))
        if row is None:
            return f"{title}: {t('empty line')}"
        marks = ", ".join(filter(None, (t("heading") if row.is_heading else "", row.mark)))
        return f"{title}: {self.text(row, column)}" + (f", {marks}" if marks and column == PRODUCT else "")


def _row(line: Any, is_new: bool) -> LineRow:
    return LineRow(
        id=line.id, product_id=line.product_id, name=line.product, quantity=line.quantity, unit=line.unit,
        price=line.price, discount_percent=line.discount_percent, total=line.total, tax_rate=line.tax_rate,
        is_optional=line.is_optional, alternative_to_id=line.alternative_to_id, is_heading=line.is_heading,
        price_origin=line.price_origin, is_new=is_new,
    )  # fmt: skip


def firm_above(rows: Sequence[LineRow], at: int) -> str | None:
    """The nearest line above that counts: what an alternative stands for."""
    for each in reversed(rows[:at]):
        if not (each.is_heading or each.is_optional or each.alternative_to_id):
            return each.id or None
    return None
