"""Moving a record of any kind to its next state, by the verb of its trade where there is one."""

from app.records import kind as kind_named
from app.services import cases, opportunities, quotes, records, verb
from app.store.session import StoreSession


@verb("Move record")
def move_record(session: StoreSession, kind: str, id: str, state: str, field: str = "state") -> str:
    """Take a record to a state its kind permits, doing what goes with it; refused where a rule says no."""
    kind_named(kind)
    if (kind, field) == ("accounts", "stage"):
        return opportunities.move_account(session, id, state)
    if (kind, field) == ("opportunities", "stage"):
        return opportunities.move_opportunity(session, id, state)
    if (kind, field) == ("cases", "state"):
        return cases.move_case(session, id, state)
    quote_verbs = {
        "draft": quotes.reopen_quote,
        "approved": quotes.approve_quote,
        "issued": quotes.issue_quote,
        "accepted": quotes.accept_quote,
    }
    if (kind, field) == ("quotes", "state") and state in quote_verbs:
        quote_verbs[state](session, id)
        return id
    return records.change(session, kind, id, {field: state})
