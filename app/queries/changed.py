"""What changed at an account since a day: people, orders, deliveries, cases, payments, colleagues' contacts."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.language import Language
from app.queries.papers import Change
from app.store.engine import Reader
from app.values import number

_SQL = """
SELECT substr(created_at, 1, 10) AS day, 'person_new' AS what, name AS a, coalesce(job, '') AS b, NULL AS n, '' AS c
  FROM contacts WHERE account_id = :account AND deleted_at IS NULL AND created_at > :since AND created_at < :end
UNION ALL SELECT left_on, 'person_left', name, coalesce(job, ''), NULL, ''
  FROM contacts WHERE account_id = :account AND deleted_at IS NULL AND left_on > :since AND left_on < :end
UNION ALL SELECT ordered_on, 'ordered', coalesce(number, ''), '', net, coalesce(currency, '')
  FROM orders WHERE account_id = :account AND deleted_at IS NULL AND ordered_on > :since AND ordered_on < :end
UNION ALL SELECT shipped_on, CASE WHEN shipped_on > coalesce(confirmed_last_on, requested_on) THEN 'shipped_late'
    ELSE 'shipped' END, coalesce(number, ''), '', NULL, ''
  FROM orders WHERE account_id = :account AND deleted_at IS NULL AND shipped_on > :since AND shipped_on < :end
UNION ALL SELECT substr(reported_at, 1, 10), 'case_new', coalesce(number, ''), subject, NULL, ''
  FROM cases WHERE account_id = :account AND deleted_at IS NULL AND reported_at > :since AND reported_at < :end
UNION ALL SELECT substr(closed_at, 1, 10), 'case_closed', coalesce(number, ''), subject, NULL, ''
  FROM cases WHERE account_id = :account AND deleted_at IS NULL AND closed_at > :since AND closed_at < :end
UNION ALL SELECT paid_on, 'paid', coalesce(number, ''), '', amount, coalesce(currency, '')
  FROM invoices WHERE account_id = :account AND deleted_at IS NULL AND paid_on > :since AND paid_on < :end
UNION ALL SELECT due_on, 'unpaid', coalesce(number, ''), '', open_amount, coalesce(currency, '')
  FROM invoices WHERE account_id = :account AND deleted_at IS NULL AND due_on > :since AND due_on < :today
   AND state IN ('open', 'part_paid')
UNION ALL SELECT coalesce(done_on, ''), 'promise_' || state, text, '', NULL, ''
  FROM promises WHERE account_id = :account AND deleted_at IS NULL AND state IN ('kept', 'broken')
   AND done_on > :since AND done_on < :end
UNION ALL SELECT pr.valid_from, 'price', p.name, '', pr.price, coalesce(pr.currency, l.currency)
  FROM prices pr JOIN products p ON p.id = pr.product_id JOIN price_lists l ON l.id = pr.price_list_id
  WHERE pr.deleted_at IS NULL AND pr.valid_from > :since AND pr.valid_from < :end AND pr.product_id IN
   (SELECT ol.product_id FROM order_lines ol JOIN orders o ON o.id = ol.order_id WHERE o.account_id = :account)
UNION ALL SELECT substr(a.starts_at, 1, 10), 'contact', u.name, a.subject, NULL, a.type
  FROM activities a JOIN users u ON u.id = a.owner_id
  WHERE a.account_id = :account AND a.deleted_at IS NULL AND a.state = 'done' AND a.starts_at > :since
   AND a.starts_at < :end AND a.owner_id <> coalesce((SELECT owner_id FROM accounts WHERE id = :account), '')
ORDER BY day DESC LIMIT 100
"""


def changes_since(reader: Reader, account_id: str, since: date, today: date, words: Language) -> list[Change]:
    """The changes after a day up to today, newest first, as sentences of the language."""
    end = f"{today.isoformat()}T~"
    values = {
        "account": account_id,
        "since": f"{since.isoformat()}T~",
        "end": end,
        "today": today.isoformat(),
    }
    return [
        Change(date.fromisoformat(row.day), _sentence(row, words))
        for row in reader.rows(_SQL, values)
        if row.day
    ]


def _sentence(row: Any, words: Language) -> str:
    amount = words.money(number(row.n) or Decimal(0), row.c) if row.n is not None and row.c else ""
    match row.what:
        case "person_new":
            return (
                words.text("New contact: {name}, {job}", name=row.a, job=row.b)
                if row.b
                else words.text("New contact: {name}", name=row.a)
            )
        case "person_left":
            return words.text("{name} has left", name=row.a)
        case "ordered":
            return words.text("Order {number}: {amount}", number=row.a, amount=amount or "–")
        case "shipped":
            return words.text("Order {number} shipped", number=row.a)
        case "shipped_late":
            return words.text("Order {number} shipped late", number=row.a)
        case "case_new":
            return words.text("New case {number}: {subject}", number=row.a, subject=row.b)
        case "case_closed":
            return words.text("Case {number} closed: {subject}", number=row.a, subject=row.b)
        case _:
            return _money_sentence(row, amount, words)


def _money_sentence(row: Any, amount: str, words: Language) -> str:
    match row.what:
        case "paid":
            return words.text("Invoice {number} paid: {amount}", number=row.a, amount=amount or "–")
        case "unpaid":
            return words.text("Invoice {number} is overdue: {amount}", number=row.a, amount=amount or "–")
        case "price":
            return words.text("New price of {product}: {amount}", product=row.a, amount=amount or "–")
        case "promise_kept":
            return words.text("Promise kept: {promise}", promise=row.a)
        case "promise_broken":
            return words.text("Promise broken: {promise}", promise=row.a)
        case _:
            return words.text("{name} was in contact: {subject}", name=row.a, subject=row.b)
