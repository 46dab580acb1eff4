"""What each stage of a client's life asks for, record by record."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.errors import Refused
from app.records.accounts import Account
from app.records.addresses import Channel
from app.records.approvals import Approval, ChangeRequest, Envelope
from app.records.attachments import Attachment
from app.records.campaigns import CampaignMember
from app.records.cases import Case
from app.records.contracts import Contract, ContractClause
from app.records.leads import Lead
from app.records.loyalty import LoyaltyEntry
from app.records.needs import Need
from app.records.opportunities import Opportunity
from app.records.orders import Order
from app.records.prices import SpecialTerm
from app.records.promises import Promise
from app.records.questionnaires import Questionnaire
from app.records.quotes import Quote
from app.records.referrals import Referral
from app.records.reliability import ReliabilityGrade
from app.records.services import Service
from app.records.surveys import Survey, SurveyAnswer
from app.records.targets import MonthClosing
from app.records.visits import Visit, VisitAddendum, VisitParticipant

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def test_a_lost_account_needs_the_reason() -> None:
    with pytest.raises(Refused) as refusal:
        Account(name="Molino", stage="lost").check()
    assert set(refusal.value.fields) == {"lost_reason"}
    Account(name="Molino", stage="lost", lost_reason="Price").check()


@pytest.mark.parametrize(
    ("latitude", "fits"), [("45.4642", True), ("-90", True), ("91", False), ("north", False), ("NaN", False)]
)
def test_coordinates_are_degrees(latitude: str, fits: bool) -> None:
    account = Account(name="Molino", latitude=latitude)
    if fits:
        account.check()
    else:
        with pytest.raises(Refused, match="Degrees"):
            account.check()


def test_a_prospect_does_not_become_a_repeat_customer_at_once() -> None:
    moves = Account.transitions["stage"]
    assert "contacted" in moves["prospect"]
    assert not {"contracted", "served", "repeat"} & set(moves["prospect"])
    assert moves["served"][:2] == ("contracted", "repeat")
    assert "prospect" in moves["lost"]


def test_a_channel_belongs_to_somebody() -> None:
    with pytest.raises(Refused):
        Channel(value="+39 02 1234").check()


def test_a_dropped_lead_needs_the_reason() -> None:
    with pytest.raises(Refused):
        Lead(name="Stand visitor", state="dropped").check()


def test_a_lost_opportunity_needs_the_reason_and_can_be_reopened() -> None:
    with pytest.raises(Refused):
        Opportunity(name="Mill", account_id="a", stage="lost").check()
    assert "negotiation" in Opportunity.transitions["stage"]["lost"]
    assert "negotiation" in Opportunity.transitions["stage"]["won"]


@pytest.mark.parametrize("importance", [0, 6])
def test_importance_runs_from_one_to_five(importance: int) -> None:
    with pytest.raises(Refused):
        Need(statement="Finer flour", account_id="a", importance=importance).check()


def test_a_visit_without_a_word_is_not_submitted() -> None:
    with pytest.raises(Refused) as refusal:
        Visit(subject="Prices", account_id="a", state="submitted", starts_at=NOON).check()
    assert set(refusal.value.fields) == {"summary"}


def submitted() -> Visit:
    return Visit(subject="Prices", account_id="a", state="submitted", starts_at=NOON, summary="Agreed.")


@pytest.mark.parametrize("name", ["summary", "internal_notes", "starts_at", "owner_id", "deleted_at"])
def test_a_submitted_visit_is_read_only(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        submitted().check_change({name: None})
    assert set(refusal.value.fields) == {name}


def test_submitting_is_no_change_of_a_submitted_visit() -> None:
    submitted().check_change({"state": "saved", "summary": "Draft."})


def test_unlocking_a_visit_names_who_and_why_and_changes_nothing_else() -> None:
    visit = submitted()
    visit.state = "saved"
    with pytest.raises(Refused):
        visit.check_change({"state": "submitted"})
    visit.unlocked_by_id, visit.unlock_reason = "lead", "Wrong client named"
    visit.check_change({"state": "submitted", "unlocked_by_id": None, "unlock_reason": None})
    with pytest.raises(Refused):
        visit.check_change(
            {"state": "submitted", "unlocked_by_id": None, "unlock_reason": None, "summary": "?"}
        )


def test_a_visit_is_not_unlocked_on_the_word_of_an_earlier_unlocking() -> None:
    visit = submitted()
    visit.state, visit.unlocked_by_id, visit.unlock_reason = "saved", "lead", "Last week"
    with pytest.raises(Refused):
        visit.check_change({"state": "submitted"})


def test_a_cancelled_visit_may_change() -> None:
    Visit(subject="Prices", account_id="a", state="cancelled").check_change({"subject": "Price"})


def test_an_addendum_is_added_and_never_edited() -> None:
    with pytest.raises(Refused, match="add another"):
        VisitAddendum(visit_id="v", text="New").check_change({"text": "Old"})


def test_a_participant_is_somebody() -> None:
    with pytest.raises(Refused):
        VisitParticipant(visit_id="v", side="theirs").check()
    VisitParticipant(visit_id="v", side="theirs", name="The new buyer").check()


def test_a_kept_promise_has_its_day() -> None:
    with pytest.raises(Refused):
        Promise(text="Send samples", side="ours", state="kept").check()
    Promise(text="Send samples", side="ours", state="kept", done_on=TODAY).check()


def issued() -> Quote:
    return Quote(account_id="a", number="Q-1", state="issued", issued_on=TODAY)


@pytest.mark.parametrize("name", ["discount_percent", "payment_terms", "currency", "subject", "valid_until"])
def test_an_issued_quote_keeps_its_words_and_figures(name: str) -> None:
    with pytest.raises(Refused):
        issued().check_change({name: None})


def test_an_issued_quote_goes_on_to_its_fate() -> None:
    quote = issued()
    quote.state = "accepted"
    quote.check_change({"state": "issued", "accepted_on": None, "accepted_by": None})


def test_a_quote_is_not_issued_without_number_and_day() -> None:
    with pytest.raises(Refused):
        Quote(account_id="a", state="issued", issued_on=TODAY).check()
    with pytest.raises(Refused):
        Quote(account_id="a", state="issued", number="Q-1").check()


def test_the_printed_content_stays_as_printed() -> None:
    quote = issued()
    quote.check_change({"frozen": None})
    with pytest.raises(Refused):
        quote.check_change({"frozen": {"total": "1"}})


def test_a_quote_is_not_edited_behind_its_approval() -> None:
    quote = Quote(account_id="a", state="approved")
    with pytest.raises(Refused):
        quote.check_change({"discount_percent": Decimal(3)})
    quote.check_change({"internal_notes": "x"})
    quote.state = "draft"
    quote.check_change({"state": "approved", "discount_percent": Decimal(3)})


def test_special_terms_carry_the_figure_they_are_about() -> None:
    with pytest.raises(Refused) as refusal:
        SpecialTerm(account_id="a", kind="bonus").check()
    assert set(refusal.value.fields) == {"bonus_percent"}


def test_a_clause_is_agreed_with_its_text() -> None:
    with pytest.raises(Refused):
        ContractClause(contract_id="c", heading="Payment", state="agreed").check()


def test_a_contract_is_signed_with_its_days() -> None:
    with pytest.raises(Refused, match="day of signing"):
        Contract(account_id="a", state="signed").check()


def test_a_signed_contract_may_only_meet_its_end() -> None:
    contract = Contract(account_id="a", state="active", signed_on=TODAY, starts_on=TODAY)
    contract.check_change({"notice_given_on": None})
    with pytest.raises(Refused):
        contract.check_change({"ends_on": date(2027, 1, 1)})


def test_an_order_on_its_way_is_not_back_in_draft() -> None:
    assert "draft" not in Order.transitions["state"]["part_delivered"]


def test_a_case_is_not_closed_without_verification() -> None:
    moves = Case.transitions["state"]
    assert "closed" not in moves["action"]
    assert [state for state, goals in moves.items() if "closed" in goals] == ["verified"]
    assert moves["closed"] == ("reopened",)


def case(**values: object) -> Case:
    return Case(subject="Lumps", account_id="a", cause_class_id="c", **values)


def test_somebody_else_than_the_doer_verifies() -> None:
    with pytest.raises(Refused, match="Somebody else"):
        case(state="verified", solved_by_id="u1", verified_by_id="u1").check()
    with pytest.raises(Refused):
        case(state="verified", solved_by_id="u1").check()
    case(state="verified", solved_by_id="u1", verified_by_id="u2").check()


def test_no_action_before_the_cause_is_named() -> None:
    with pytest.raises(Refused, match="cause"):
        Case(subject="Lumps", account_id="a", state="action").check()


def test_a_grade_has_reasons_or_a_named_exception() -> None:
    with pytest.raises(Refused):
        ReliabilityGrade(account_id="a", grade="b").check()
    with pytest.raises(Refused):
        ReliabilityGrade(account_id="a", reasons="No time", is_exception=True).check()
    ReliabilityGrade(account_id="a", reasons="No time", is_exception=True, approved_by_id="lead").check()


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (ReliabilityGrade(account_id="a", grade="b", reasons="Pays late"), "grade"),
        (SurveyAnswer(question="How was it?", text="Fine"), "text"),
        (LoyaltyEntry(program_id="p", account_id="a", points=Decimal(5)), "points"),
        (MonthClosing(month="2026-10"), "figures"),
        (Attachment(name="scan.pdf"), "sha256"),
        (Envelope(name="Until Friday", user_id="u"), "signature"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_was_written_once_stays(record: object, name: str) -> None:
    with pytest.raises(Refused):
        record.check_change({name: "before"})  # type: ignore[attr-defined]


def test_a_submitted_change_request_waits_as_it_is() -> None:
    request = ChangeRequest(field_name="tax_number", new_value="IT1", state="submitted")
    with pytest.raises(Refused):
        request.check_change({"new_value": "IT0"})
    request.state = "processed"
    request.check_change({"state": "submitted", "result": None, "decided_by_id": None})


def test_a_refused_approval_says_why() -> None:
    with pytest.raises(Refused):
        Approval(subject="Discount", state="refused").check()


def test_a_live_questionnaire_is_frozen() -> None:
    with pytest.raises(Refused):
        Questionnaire(name="Visit", state="live").check_change({"name": "Old"})
    Questionnaire(name="Visit", state="retired").check_change({"state": "live"})


@pytest.mark.parametrize(("name", "value"), [("satisfaction", 6), ("recommends", 11), ("recommends", -1)])
def test_survey_figures_stay_on_their_scale(name: str, value: int) -> None:
    with pytest.raises(Refused):
        Survey(subject="After delivery", account_id="a", **{name: value}).check()


def test_a_service_that_was_done_has_its_day() -> None:
    with pytest.raises(Refused):
        Service(subject="Training", account_id="a", state="done").check()


def test_nobody_refers_themselves() -> None:
    with pytest.raises(Refused):
        Referral(account_id="a", referred_name="Itself", referred_account_id="a").check()


def test_a_campaign_addresses_somebody() -> None:
    with pytest.raises(Refused):
        CampaignMember(campaign_id="c", name="Nobody").check()
