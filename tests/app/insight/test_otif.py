"""Which lines came on time and in full."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.insight.otif import Against, DeliveredLine, otif
from tests.app.twins.real_files import rows

D = Decimal
DAY = date(2026, 5, 12)
MONTH_END = date(2026, 5, 31)


def line(
    name: str, *deliveries: tuple[int, int], confirmed: int | None = None, closed: bool = False
) -> DeliveredLine:
    """A hundred pieces wanted on the day; deliveries are (days after it, pieces)."""
    came = tuple((DAY + timedelta(late), D(pieces)) for late, pieces in deliveries)
    last = None if confirmed is None else DAY + timedelta(confirmed)
    return DeliveredLine(name, D(100), DAY, DAY, last, came, closed)


FIVE = [
    line("punctual", (0, 100)),
    line("a day late", (1, 100)),
    line("two short", (0, 98)),
    line("ten short", (0, 90)),
    line("confirmed later", (3, 100), confirmed=3),
]


@pytest.mark.parametrize(
    ("against", "days", "percent", "share"),
    [
        ("requested", 0, 0, "0.2"),
        ("first_confirmed", 0, 0, "0.2"),
        ("last_confirmed", 0, 0, "0.4"),
        ("requested", 1, 2, "0.6"),
        ("last_confirmed", 1, 2, "0.8"),
    ],
)
def test_the_five_lines_of_the_scenario(against: Against, days: int, percent: int, share: str) -> None:
    found = otif(FIVE, MONTH_END, against, days, D(percent))
    assert found.lines == 5
    assert found.otif == D(share)
    assert sum(row.otif for row in found.rows) == D(share) * 5


def test_each_part_of_the_figure_has_its_lines() -> None:
    found = otif(FIVE, MONTH_END)
    assert [row.line.id for row in found.rows if row.on_time] == ["punctual", "two short", "ten short"]
    assert [row.line.id for row in found.rows if row.in_full] == ["punctual", "a day late", "confirmed later"]
    assert (found.on_time, found.in_full) == (D("0.6"), D("0.6"))


def test_part_deliveries_are_on_time_when_the_last_needed_piece_came_in_time() -> None:
    found = otif([line("in time", (-3, 60), (0, 40)), line("late", (-3, 60), (2, 40))], MONTH_END)
    assert [(row.on_time, row.in_full, row.delivered_on) for row in found.rows] == [
        (True, True, DAY),
        (False, True, DAY + timedelta(2)),
    ]
    generous = otif([line("almost", (0, 99), (5, 1))], MONTH_END, percent=D(2))
    assert generous.otif == 1  # 99 were enough on the day; the last piece changes nothing


def test_what_never_came_is_late_once_its_day_is_over_and_not_before() -> None:
    missing = line("missing")
    assert otif([missing], DAY).unjudged == 1
    over = otif([missing], DAY + timedelta(1))
    assert (over.otif, over.rows[0].delivered_on) == (0, None)
    assert otif([missing], DAY + timedelta(1), days=1).unjudged == 1


def test_a_line_half_delivered_before_its_day_waits_unless_it_is_closed() -> None:
    assert otif([line("half", (-2, 50))], DAY).unjudged == 1
    closed = otif([line("half", (-2, 50), closed=True)], DAY)
    assert (closed.on_time, closed.in_full, closed.otif) == (1, 0, 0)


def test_without_a_confirmation_the_requested_day_stands_and_without_any_day_nothing_is_said() -> None:
    asked = DeliveredLine("asked", D(1), requested_on=DAY, deliveries=((DAY, D(1)),))
    undated = DeliveredLine("undated", D(1), deliveries=((DAY, D(1)),))
    found = otif([asked, undated], MONTH_END, "last_confirmed")
    assert (found.lines, found.otif, found.unjudged) == (1, 1, 1)
    assert otif([], MONTH_END).otif is None


def test_the_classic_traders_orders_are_on_time_as_counted_by_hand(shared_data: Path) -> None:
    def day(text: str) -> date | None:
        return date.fromisoformat(text[:10]) if text else None

    orders = [
        DeliveredLine(
            row["OrderID"],
            D(1),
            requested_on=day(row["RequiredDate"]),
            deliveries=tuple((shipped, D(1)) for shipped in [day(row["ShippedDate"])] if shipped),
        )
        for row in rows(shared_data / "business" / "northwind" / "orders.csv")
    ]
    found = otif(orders, date(1998, 5, 6))
    late = [row for row in found.rows if not row.on_time]
    assert (found.lines, len(late), found.unjudged) == (809, 37, 21)
    assert found.on_time == D("0.9543")
    days = [(row.delivered_on - row.due_on).days for row in late if row.delivered_on]
    assert round(sum(days) / len(days), 1) == 6.4
    assert otif(orders, date(1998, 5, 16)).unjudged < 21  # ten days later some of the open ones are overdue
