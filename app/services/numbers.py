"""Numbers of papers: counted on this laptop within its own lease, so that no two laptops give the same one."""

from app.queries.company import preference
from app.store.session import StoreSession

_PREFIXES = {"quotes": "P-", "orders": "O-", "cases": "C-", "contracts": "K-"}
_FIRST = {"quotes": 2001, "orders": 1001, "cases": 101, "contracts": 501}


def next_number(session: StoreSession, series: str) -> str:
    """The next number of a series: from the lease a server gave, else after the highest this laptop knows."""
    leased = _from_lease(session, series)
    if leased is not None:
        return leased
    prefix = _prefix(session, series)
    used = session.reader.value(
        f"SELECT max(CAST(substr(number, :start) AS INTEGER)) FROM {series}"
        " WHERE number LIKE :pattern AND length(number) < 20",
        {"start": len(prefix) + 1, "pattern": f"{prefix}%"},
    )
    return f"{prefix}{max(used or 0, _FIRST[series] - 1) + 1}"


def _prefix(session: StoreSession, series: str) -> str:
    return preference(session.reader, "quote.prefix") if series == "quotes" else _PREFIXES[series]


def _from_lease(session: StoreSession, series: str) -> str | None:
    from app.records.approvals import NumberLease

    row = session.reader.row(
        "SELECT id FROM number_leases WHERE series = ? AND deleted_at IS NULL AND NOT is_used_up ORDER BY seq LIMIT 1",
        (series,),
    )
    if row is None:
        return None
    lease = session.find(NumberLease, row.id)
    number = lease.next_number or lease.first_number
    lease.next_number, lease.is_used_up = number + 1, number >= lease.last_number
    return f"{lease.prefix or _prefix(session, series)}{number}"
