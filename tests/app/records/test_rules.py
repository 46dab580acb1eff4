"""Locks, parts of locked papers, and figures within their limits."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.errors import Refused
from app.records.accounts import Account, AccountFinance
from app.records.base import Record
from app.records.contacts import Contact
from app.records.contracts import Contract, ContractClause
from app.records.prices import PriceList
from app.records.quotes import Quote, QuoteLine
from app.records.visits import Visit, VisitParticipant
from app.services import records
from app.store.session import StoreSession
from app.store.workspace import Workspace

Keep = Callable[..., Record]


@pytest.fixture
def account(kept: Keep) -> Record:
    return kept(Account(name="Molino Verdi"))


def quote_of(account: Record, state: str) -> Quote:
    return Quote(account_id=account.id, number="Q-1", state=state, issued_on=date(2026, 11, 21))


def test_a_line_comes_in_with_its_issued_quote_and_none_after_it(workspace: Workspace) -> None:
    workspace.clock = lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # a clock that stands still decides nothing

    def bring_in(session: StoreSession) -> str:
        account = Account(name="Balkan Parts OOD")
        session.add(account)
        session.flush()
        quote = quote_of(account, "issued")
        session.add(quote)
        session.flush()
        session.add(QuoteLine(quote_id=quote.id, name="Mill", price=Decimal(10)))
        return quote.id

    quote_id = workspace.do("Bring in", bring_in).value
    with pytest.raises(Refused, match="locked"):
        workspace.do("Add", records.add, "quote_lines", {"quote_id": quote_id, "name": "Mill", "price": Decimal(10)})


@pytest.mark.parametrize("state", ["issued", "accepted", "approved"])
def test_a_line_of_a_fixed_quote_keeps_its_price(
    state: str, kept: Keep, account: Record, session: Session
) -> None:
    quote = kept(quote_of(account, state))
    line = kept(QuoteLine(quote_id=quote.id, name="Mill", price=Decimal(10)))
    line.price = Decimal(9)
    with pytest.raises(Refused, match="locked"):
        line.check()


def test_a_line_of_a_draft_is_free(kept: Keep, account: Record) -> None:
    line = kept(QuoteLine(quote_id=kept(quote_of(account, "draft")).id, name="Mill", price=Decimal(10)))
    line.price = Decimal(9)
    line.check()


def test_a_line_is_fixed_in_the_step_that_issues_its_quote(kept: Keep, account: Record) -> None:
    quote = kept(quote_of(account, "draft"))
    line = kept(QuoteLine(quote_id=quote.id, name="Mill", price=Decimal(10)))
    quote.state = "issued"
    line.net = Decimal(10)
    line.check()


def test_a_line_changes_in_the_step_that_takes_an_approved_quote_back(kept: Keep, account: Record) -> None:
    quote = kept(quote_of(account, "approved"))
    line = kept(QuoteLine(quote_id=quote.id, name="Mill", price=Decimal(10)))
    quote.state = "draft"
    line.price = Decimal(9)
    line.check()


def test_a_line_does_not_leave_an_issued_quote_for_another(kept: Keep, account: Record) -> None:
    issued, draft = kept(quote_of(account, "issued")), kept(quote_of(account, "draft"))
    line = kept(QuoteLine(quote_id=issued.id, name="Mill", price=Decimal(10)))
    line.quote_id = draft.id
    with pytest.raises(Refused, match="locked"):
        line.check()


def test_a_signed_contract_cannot_lose_a_clause(kept: Keep, account: Record) -> None:
    contract = kept(
        Contract(
            account_id=account.id, state="signed", signed_on=date(2026, 1, 1), starts_on=date(2026, 1, 1)
        )
    )
    clause = kept(ContractClause(contract_id=contract.id, heading="Payment", agreed="30 days"))
    clause.deleted_at = clause.changed_at
    with pytest.raises(Refused, match="locked"):
        clause.check()


def test_a_locked_record_follows_its_account_into_a_merged_one(kept: Keep, account: Record) -> None:
    visit = kept(Visit(subject="Prices", account_id=account.id, state="submitted", summary="Agreed."))
    into = kept(Account(name="Molino Verdi SpA"))
    account.merged_into_id = into.id
    visit.account_id = into.id
    visit.check_change({"account_id": account.id})


def test_a_locked_record_does_not_wander_to_another_account(kept: Keep, account: Record) -> None:
    visit = kept(Visit(subject="Prices", account_id=account.id, state="submitted", summary="Agreed."))
    visit.account_id = kept(Account(name="Somebody else")).id
    with pytest.raises(Refused) as refusal:
        visit.check_change({"account_id": account.id})
    assert set(refusal.value.fields) == {"account_id"}


def test_a_locked_record_does_not_drop_a_link(kept: Keep, account: Record) -> None:
    contact = kept(Contact(name="Anna Bianchi"))
    quote = kept(quote_of(account, "issued"))
    quote.contact_id = None
    with pytest.raises(Refused):
        quote.check_change({"contact_id": contact.id})


def test_a_participant_of_a_submitted_visit_follows_a_merged_contact(kept: Keep, account: Record) -> None:
    one, other = kept(Contact(name="A. Bianchi")), kept(Contact(name="Anna Bianchi"))
    visit = kept(Visit(subject="Prices", account_id=account.id, state="submitted", summary="Agreed."))
    participant = kept(VisitParticipant(visit_id=visit.id, contact_id=one.id))
    one.merged_into_id = other.id
    participant.contact_id = other.id
    participant.check()
    participant.side = "ours"
    with pytest.raises(Refused, match="locked"):
        participant.check()


def test_a_refusal_says_which_field() -> None:
    with pytest.raises(Refused) as refusal:
        PriceList(name="2026", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)).check()
    assert set(refusal.value.fields) == {"valid_until"}


@pytest.mark.parametrize("share", [Decimal(-1), Decimal("100.01")])
def test_a_discount_is_a_share_of_a_hundred(share: Decimal) -> None:
    with pytest.raises(Refused, match="Between 0 and 100"):
        AccountFinance(cash_discount_percent=share).check()


@pytest.mark.parametrize("share", [None, Decimal(0), Decimal(100)])
def test_both_ends_of_a_share_are_permitted(share: Decimal | None) -> None:
    AccountFinance(cash_discount_percent=share).check()


def test_a_limit_is_not_below_zero() -> None:
    with pytest.raises(Refused, match="Credit limit: This cannot be negative"):
        AccountFinance(credit_limit=Decimal("-0.01")).check()


def test_nothing_is_its_own_parent(account: Record) -> None:
    account.parent_id = account.id
    with pytest.raises(Refused, match="Parent account: This is the record itself"):
        account.check()
