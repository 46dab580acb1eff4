"""Making a proposal: lines by keyboard, prices proposed, issued once and then as it was."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.screens.world import GOODS, World, quote_of_two
from ui.screens.base import Place

if TYPE_CHECKING:
    from app.store.workspace import Workspace
    from tests.ui.screens.conftest import Hands
    from ui.screens.proposal.editor import Editor


def opened(hands: Hands, quote: str) -> Editor:
    """The editor with a quote in it."""
    hands.window.go(Place("proposal", quote, "quotes"))
    editor: Editor = hands.window.shown().editor  # type: ignore[union-attr]
    hands.wait(lambda: editor.sheet is not None and editor.sheet.quote.id == quote)
    return editor


def sheet_of(office: Workspace, quote: str) -> Any:
    from app.queries.quote_sheet import quote_sheet

    return office.ask(quote_sheet, quote)


def new_quote(office: Workspace, world: World) -> str:
    from ui.screens.proposal.deeds import make_quote

    return str(office.do("New", make_quote, world.account).value)


def settled(hands: Hands, editor: Editor, lines: int) -> None:
    """Until so many lines are written and read back."""
    hands.wait(
        lambda: (
            len(editor.model.rows) == lines
            and all(row.id and row.total is not None for row in editor.model.rows)
            and editor.tools.writer.is_idle
        )
    )


def test_a_proposal_of_ten_lines_is_made_and_issued_within_100_keys(
    hands: Hands, office: Workspace, world: World
) -> None:
    editor = opened(hands, new_quote(office, world))
    hands.wait(editor.view.hasFocus)
    for at, (code, *_rest) in enumerate(GOODS, 1):
        hands.write(code)
        hands.press("Return")
        hands.wait(lambda at=at: len(editor.model.rows) == at and not editor.view.is_editing())
        hands.write(str(at * 3))
        hands.press("Return")
    settled(hands, editor, 10)
    hands.press("Ctrl+Return")
    hands.wait(lambda: editor.life.question is not None and editor.life.question.isVisible())
    editor.life.question.yes.click()  # type: ignore[union-attr]
    hands.presses += 1
    hands.wait(lambda: editor.sheet is not None and editor.sheet.issued and editor.sheet.has_pdf)
    sheet = sheet_of(office, editor.sheet.quote.id)  # type: ignore[union-attr]
    assert [line.product for line in sheet.lines] == [name for _, name, *_ in GOODS]
    assert [line.quantity for line in sheet.lines] == [Decimal(at * 3) for at in range(1, 11)]
    assert all(line.price is not None for line in sheet.lines)
    assert hands.presses <= 40  # the house asks for 100 at the most


def test_a_new_quantity_proposes_its_price_and_keeping_the_old_one_asks_a_reason(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    editor = opened(hands, quote)
    settled(hands, editor, 2)
    editor.view.go_to(0, 1)
    hands.write("250")
    hands.press("Return")
    hands.wait(lambda: editor.prices.isVisible())
    assert sheet_of(office, quote).lines[0].price == Decimal("11.25")
    editor.prices.keep.click()
    question = visible_question(hands)
    question.yes.click()
    assert question.field.refused
    question.line.setText("Agreed by hand on the fair")
    question.yes.click()
    hands.wait(lambda: sheet_of(office, quote).lines[0].price == Decimal("12.50"))
    kept = office.reader.value(
        "SELECT price_kept_reason FROM quote_lines WHERE id = ?", (editor.model.rows[0].id,)
    )
    assert kept == "Agreed by hand on the fair"


def visible_question(hands: Hands) -> Any:
    from ui.dialogs.asking import Question

    hands.wait(lambda: any(each.isVisible() for each in hands.window.findChildren(Question)))
    return next(each for each in hands.window.findChildren(Question) if each.isVisible())


def test_lines_are_doubled_moved_and_taken_away_by_keys_and_come_back_by_undo(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    editor = opened(hands, quote)
    settled(hands, editor, 2)
    names = [row.name for row in editor.model.rows]
    editor.view.go_to(0, 0)
    hands.press("Ctrl+D")
    settled(hands, editor, 3)
    assert [row.name for row in editor.model.rows] == [names[0], names[0], names[1]]
    editor.view.go_to(2, 0)
    hands.press("Ctrl+Up")
    hands.wait(
        lambda: [line.product for line in sheet_of(office, quote).lines] == [names[0], names[1], names[0]]
    )
    settled(hands, editor, 3)
    editor.view.go_to(0, 0)
    hands.press("Del")
    settled(hands, editor, 2)
    hands.window.house.work.undo()
    settled(hands, editor, 3)


def test_words_of_ones_own_make_a_line_without_a_product(
    hands: Hands, office: Workspace, world: World
) -> None:
    editor = opened(hands, new_quote(office, world))
    hands.wait(editor.view.hasFocus)
    hands.write("Travel to <b>Piraeus</b> & back")
    hands.press("Return")
    hands.wait(lambda: len(editor.model.rows) == 1 and bool(editor.model.rows[0].id))
    assert editor.model.rows[0].name == "Travel to <b>Piraeus</b> & back"
    assert editor.model.rows[0].product_id is None


def test_an_issued_proposal_cannot_be_edited_any_more(hands: Hands, office: Workspace, world: World) -> None:
    from app.services import quotes

    quote = quote_of_two(office, world)
    office.do("Issue", quotes.issue_quote, quote)
    editor = opened(hands, quote)
    assert editor.model.rowCount() == 2
    assert not any(
        editor.model.flags(editor.model.index(row, column)) & editor_flag()
        for row in range(2)
        for column in range(6)
    )
    assert not editor.words.isEnabled()  # type: ignore[union-attr]
    assert set(editor.summary.buttons) == {"accept", "decline", "version"}


def editor_flag() -> Any:
    from PySide6.QtCore import Qt

    return Qt.ItemFlag.ItemIsEditable


def test_what_is_missing_is_named_beside_issue(hands: Hands, office: Workspace, world: World) -> None:
    from ui.screens.proposal.summary import checks

    editor = opened(hands, new_quote(office, world))
    open_ones = {where for _, good, where in checks(editor.sheet) if not good}
    assert {"lines", "need"} <= open_ones


def test_issuing_goes_straight_to_what_is_missing(hands: Hands, office: Workspace, world: World) -> None:
    from datetime import date, timedelta

    from app.services import records

    quote = quote_of_two(office, world)
    office.do("Old", records.change, "quotes", quote, {"valid_until": date.today() - timedelta(1)})
    editor = opened(hands, quote)
    hands.rest()
    editor.summary.buttons["issue"].click()
    assert editor.life.question is None
    assert editor.tabs.currentIndex() == 2
    assert sheet_of(office, quote).state == "draft"


def test_margin_and_benefit_for_us_are_not_on_a_screen_shown_to_the_client(
    hands: Hands, office: Workspace, world: World
) -> None:
    editor = opened(hands, quote_of_two(office, world))
    hands.rest()
    assert "Margin" in texts_of(editor)
    assert "Benefit for us" in texts_of(editor)
    hands.window.actions_.get("client-view").setChecked(True)
    hands.wait(lambda: "Benefit for us" not in texts_of(editor))
    assert "Margin" not in texts_of(editor)


def texts_of(widget: Any) -> str:
    """All words that can be read in a widget, on every tab of it."""
    from PySide6.QtWidgets import QLabel

    shown = [each for each in widget.findChildren(QLabel) if not hidden_by_rule(each, widget)]
    return "\n".join(each.text() for each in shown)


def hidden_by_rule(label: Any, top: Any) -> bool:
    """Whether it or something around it was hidden (a page of a tab that is not in front is not)."""
    from PySide6.QtWidgets import QStackedWidget

    at = label
    while at is not None and at is not top:
        if at.isHidden() and not isinstance(at.parentWidget(), QStackedWidget):
            return True
        at = at.parentWidget()
    return False


@pytest.mark.parametrize("column", range(6))
def test_every_cell_says_what_it_is(column: int, hands: Hands, office: Workspace, world: World) -> None:
    from PySide6.QtCore import Qt

    editor = opened(hands, quote_of_two(office, world))
    settled(hands, editor, 2)
    spoken = editor.model.data(editor.model.index(0, column), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(("Product: ", "Quantity: ", "Unit: ", "Price EUR: ", "Discount: ", "Net EUR: "))


def test_the_lines_keep_the_rules_of_models(hands: Hands, office: Workspace, world: World) -> None:
    from PySide6.QtTest import QAbstractItemModelTester

    editor = opened(hands, quote_of_two(office, world))
    settled(hands, editor, 2)
    tester = QAbstractItemModelTester(editor.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    editor.view.go_to(2, 0)
    hands.write("Travel")
    hands.press("Return")
    hands.wait(lambda: len(editor.model.rows) == 3 and bool(editor.model.rows[2].id))
    editor.view.go_to(0, 0)
    hands.press("Del")
    hands.wait(lambda: len(editor.model.rows) == 2 and editor.tools.writer.is_idle)
    assert tester.model() is editor.model


def test_an_alternative_and_an_option_are_not_in_the_total(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    editor = opened(hands, quote)
    settled(hands, editor, 2)
    editor.view.go_to(1, 0)
    editor.tools.do("alternative")
    hands.wait(lambda: sheet_of(office, quote).totals.net == Decimal("150.00"))
    assert sheet_of(office, quote).lines[1].alternative_to_id == editor.model.rows[0].id
    settled(hands, editor, 2)
    editor.tools.do("option")
    hands.wait(lambda: sheet_of(office, quote).lines[1].is_optional)
    assert sheet_of(office, quote).totals.optional_net == Decimal("226.80")


def test_what_is_written_into_the_words_is_saved_by_itself(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    editor = opened(hands, quote)
    hands.rest()
    editor.go_to("need")
    hands.write("A line that never stops")
    hands.wait(lambda: sheet_of(office, quote).need == "A line that never stops")


def test_a_line_that_the_rules_refuse_is_said_and_not_shown_as_if_it_were_there(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    editor = opened(hands, quote)
    settled(hands, editor, 2)
    editor.view.go_to(0, 4)
    hands.write("140")
    hands.press("Return")
    hands.wait(lambda: editor.banner.isVisible())
    hands.wait(lambda: editor.model.rows[0].discount_percent == Decimal(0))
    assert sheet_of(office, quote).lines[0].discount_percent == Decimal(0)


def test_a_proposal_that_is_gone_leads_to_the_list(hands: Hands, world: World) -> None:
    hands.window.go(Place("proposal", "00000000-0000-7000-8000-000000000000", "quotes"))
    hands.wait(lambda: "is not here" in hands.window.toast.text)
    assert hands.window.shown()._stack.currentIndex() == 0  # type: ignore[union-attr]


def test_an_accepted_proposal_becomes_an_order_and_asks_who_said_yes(
    hands: Hands, office: Workspace, world: World
) -> None:
    from app.services import quotes

    quote = quote_of_two(office, world)
    office.do("Issue", quotes.issue_quote, quote)
    editor = opened(hands, quote)
    hands.rest()
    editor.summary.buttons["accept"].click()
    question = visible_question(hands)
    question.line.setText("Eleni Papadaki")
    question.yes.click()
    hands.wait(lambda: office.reader.value("SELECT count(*) FROM orders WHERE quote_id = ?", (quote,)) == 1)
    accepted = office.reader.row("SELECT state, accepted_by FROM quotes WHERE id = ?", (quote,))
    assert (accepted.state, accepted.accepted_by) == ("accepted", "Eleni Papadaki")


def test_a_new_version_opens_as_a_draft_with_the_same_lines(
    hands: Hands, office: Workspace, world: World
) -> None:
    from app.services import quotes

    quote = quote_of_two(office, world)
    office.do("Issue", quotes.issue_quote, quote)
    editor = opened(hands, quote)
    hands.rest()
    editor.summary.buttons["version"].click()
    hands.wait(lambda: editor.sheet is not None and editor.sheet.quote.version == 2)
    settled(hands, editor, 2)
    assert editor.sheet is not None and editor.sheet.quote.state == "draft"


def test_going_back_never_makes_a_second_proposal_for_the_account(
    hands: Hands, office: Workspace, world: World
) -> None:
    hands.window.go(Place("proposal", "", "quotes", {"account": world.account}))
    hands.wait(lambda: office.reader.value("SELECT count(*) FROM quotes") == 1)
    hands.rest()
    hands.window.back()
    hands.rest()
    assert office.reader.value("SELECT count(*) FROM quotes") == 1


def test_the_pages_at_the_right_are_those_of_the_paper(hands: Hands, office: Workspace, world: World) -> None:
    editor = opened(hands, quote_of_two(office, world))
    hands.wait(lambda: editor.pages.view.data.startswith(b"%PDF"))
    before = editor.pages.view.data
    editor.view.go_to(0, 1)
    hands.write("40")
    hands.press("Return")
    hands.wait(lambda: editor.pages.view.data != before)
    hands.press("Ctrl+Shift+P")
    assert not editor.pages.isVisible()


def test_the_list_shows_each_proposal_and_enter_opens_it(
    hands: Hands, office: Workspace, world: World
) -> None:
    quote = quote_of_two(office, world)
    hands.window.go(Place("proposal", "", "quotes"))
    screen: Any = hands.window.shown()
    hands.wait(lambda: screen.list.model.rowCount() == 1)
    screen.list.table.go_to(0)
    screen.list.table.setFocus()
    hands.press("Return")
    hands.wait(lambda: screen.editor.sheet is not None and screen.editor.sheet.quote.id == quote)
