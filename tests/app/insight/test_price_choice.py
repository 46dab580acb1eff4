"""The price that applies, by list, currency, day and quantity."""

from datetime import date
from decimal import Decimal

from app.insight.price_choice import ChosenPrice, PriceEntry, PriceList, Wanted, choose_price

D = Decimal
TODAY = date(2026, 5, 12)
GENERAL = PriceList("general", "General 2026", "EUR", is_default=True)
ITALY = PriceList("italy", "Italy", "EUR", parent_id="general")
LISTS = {one.id: one for one in (GENERAL, ITALY)}
PUMP = "pump"


def price(
    entries: list[PriceEntry],
    quantity: str = "1",
    on: date = TODAY,
    currency: str = "EUR",
    start: tuple[str, ...] = ("italy",),
    lists: dict[str, PriceList] = LISTS,
    cost: str | None = None,
) -> ChosenPrice | None:
    wanted = Wanted(PUMP, D(quantity), on, currency, D(cost) if cost else None)
    return choose_price(wanted, start, lists, entries)


def amount(chosen: ChosenPrice | None) -> Decimal | None:
    return chosen.price if chosen else None


def test_the_clients_own_list_goes_before_the_one_it_falls_back_on() -> None:
    general = PriceEntry("general", PUMP, D(100))
    assert price([general, PriceEntry("italy", PUMP, D(92))]) == ChosenPrice(D(92), "EUR", "italy", "Italy")
    assert price([general]) == ChosenPrice(D(100), "EUR", "general", "General 2026")


def test_the_default_list_comes_last_and_without_any_price_there_is_none() -> None:
    assert amount(price([PriceEntry("general", PUMP, D(100))], start=())) == 100
    assert price([PriceEntry("general", "valve", D(100))]) is None


def test_the_price_breaks_at_the_quantity_reached() -> None:
    ladder = [
        PriceEntry("italy", PUMP, D(90)),
        PriceEntry("italy", PUMP, D(85), minimum_quantity=D(100)),
        PriceEntry("italy", PUMP, D(80), minimum_quantity=D(500)),
    ]
    assert [amount(price(ladder, quantity)) for quantity in ("1", "99.5", "100", "499", "500", "0")] == [
        *(90, 90, 85, 85, 80, 90)
    ]
    chosen = price(ladder, "250")
    assert chosen
    assert chosen.origin == "Italy, from 100"


def test_the_last_day_of_a_price_belongs_to_it() -> None:
    summer = [
        PriceEntry("italy", PUMP, D(90)),
        PriceEntry("italy", PUMP, D(75), valid_from=date(2026, 6, 1), valid_until=date(2026, 8, 31)),
    ]
    days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 1))
    assert [amount(price(summer, on=day)) for day in days] == [90, 75, 75, 90]


def test_a_quantity_goes_before_a_season_and_the_later_start_before_the_earlier() -> None:
    entries = [
        PriceEntry("italy", PUMP, D(85), minimum_quantity=D(100)),
        PriceEntry("italy", PUMP, D(75), valid_from=date(2026, 5, 1), valid_until=date(2026, 5, 31)),
    ]
    assert [amount(price(entries, quantity)) for quantity in ("10", "100")] == [75, 85]
    yearly = [
        PriceEntry("italy", PUMP, D(88), valid_from=date(2025, 1, 1)),
        PriceEntry("italy", PUMP, D(91), valid_from=date(2026, 1, 1)),
    ]
    assert amount(price(yearly)) == 91
    assert amount(price(yearly, on=date(2025, 12, 31))) == 88


def test_a_price_is_never_converted_from_another_currency() -> None:
    entries = [PriceEntry("italy", PUMP, D(92)), PriceEntry("general", PUMP, D(110), currency="USD")]
    chosen = price(entries, currency="USD")
    assert (amount(chosen), chosen.currency if chosen else None) == (110, "USD")
    assert price(entries, currency="GBP") is None


def test_a_list_out_of_its_time_is_passed_over() -> None:
    old = {
        **LISTS,
        "italy": PriceList("italy", "Italy", "EUR", parent_id="general", valid_until=date(2026, 5, 11)),
    }
    entries = [PriceEntry("italy", PUMP, D(92)), PriceEntry("general", PUMP, D(100))]
    assert amount(price(entries, lists=old)) == 100
    assert amount(price(entries, lists=old, on=date(2026, 5, 11))) == 92


def test_lists_that_fall_back_on_each_other_end_without_a_price() -> None:
    ring = {
        "a": PriceList("a", "A", "EUR", parent_id="b"),
        "b": PriceList("b", "B", "EUR", parent_id="a"),
    }
    assert price([], lists=ring, start=("a",)) is None


def test_a_client_group_takes_five_percent_off_the_list_it_falls_back_on() -> None:
    group = PriceList(
        "group",
        "Key clients",
        "EUR",
        parent_id="general",
        formula_basis="parent_price",
        formula_percent=D(-5),
    )
    chosen = price(
        [PriceEntry("general", PUMP, D("100.00"))],
        lists={"general": GENERAL, "group": group},
        start=("group",),
    )
    assert chosen
    assert (str(chosen.price), chosen.base, chosen.list_id) == ("95.00", 100, "group")
    assert chosen.origin == "Key clients: list price −5 %"


def test_a_formula_rounds_to_its_step_and_adds_the_surcharge_last() -> None:
    reckoned = PriceList(
        *("plus", "Cost plus", "EUR"),
        formula_basis="cost",
        formula_percent=D(40),
        rounding="up",
        rounding_step=D("0.50"),
        surcharge=D("0.99"),
    )
    chosen = price([], lists={"plus": reckoned}, start=("plus",), cost="65.10")
    assert chosen
    assert str(chosen.price) == "92.49"  # 91.14 → 91.50 → 92.49
    assert chosen.origin == "Cost plus: cost +40 %"
    assert price([], lists={"plus": reckoned}, start=("plus",)) is None
