"""The full size: the same example with a crowd around it, written in batches so that little of it is in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from app.records import kind as kind_named
from app.services.demo.clients import STAGES
from app.services.demo.mass_trade import LINES_AN_ORDER, MassTrade
from app.services.demo.world import Row, World, material
from app.store import bulk
from app.values import to_stored_moment

if TYPE_CHECKING:
    from app.store.workspace import Workspace

Report = Callable[[float, str], None]

SIZES = {
    "accounts": 100_000,
    "contacts": 200_000,
    "activities": 500_000,
    "products": 50_000,
    "order_lines": 200_000,
    "busy": 5_000,
}
"""How many there are in the end, the small example included; `busy`: rows in the timeline of one account."""
BATCH = 10_000


class Crowd:
    """The many: what was made of them so far, only as far as later rows point to it."""

    def __init__(
        self, workspace: "Workspace", world: World, report: Report, sizes: Mapping[str, int]
    ) -> None:
        self._workspace = workspace
        self._world = world
        self._report = report
        self._dice = world.dice
        self._sizes = sizes
        self._written, self._wanted = 0, sum(sizes.values())
        self._accounts: list[tuple[str, int, str]] = []
        self._trade = MassTrade(world)

    def write(self) -> str:
        """Write everybody; returns the busy account's id."""
        busy = self._busy_account()
        self._put("products", self._trade.products(self._missing("products")))
        self._put("prices", self._trade.prices())
        self._put("accounts", self._new_accounts(self._missing("accounts")))
        self._put("contacts", self._new_contacts(self._missing("contacts")))
        self._put("activities", self._busy_days(busy))
        self._put("activities", self._new_activities(self._missing("activities")))
        wanted = self._missing("order_lines")
        orders = [
            (self._world.new_id(), self._dice.choice(self._accounts)[0])
            for _ in range(wanted // LINES_AN_ORDER)
        ]
        self._put("orders", self._trade.orders(orders))
        self._put("order_lines", self._trade.lines(orders, wanted))
        return busy

    def _missing(self, kind: str) -> int:
        there: int = self._workspace.reader.value(f"SELECT count(*) FROM {kind}")
        return max(self._sizes[kind] - there, 0)

    def _put(self, kind: str, rows: Iterable[Row]) -> None:
        """Write rows in steps of a batch each."""
        waiting = iter(rows)
        record_class = kind_named(kind)
        while batch := list(islice(waiting, BATCH)):
            with self._workspace.step("Example data", origin="program") as session:
                bulk.add(session, record_class, batch)
                session.step.final = True
            self._written += len(batch)
            self._report(0.05 + 0.95 * min(self._written / self._wanted, 1), record_class.titles)

    # -- who there is -----------------------------------------------------------------------------

    def _new_accounts(self, count: int) -> Iterator[Row]:
        countries = material("countries")
        stages = [stage for stage, share in STAGES.items() for _ in range(share)]
        order = [place for place, each in enumerate(countries) for _ in range(each["weight"])]
        users = [row["id"] for row in self._world.rows["users"][:5]]
        for number in range(count):
            place = order[number * 37 % len(order)]
            row = self._account(countries[place], number, stages[self._dice.randrange(len(stages))], users)
            self._accounts.append((row["id"], place, row["owner_id"]))
            yield row

    def _account(self, country: Row, number: int, stage: str, users: list[str]) -> Row:
        dice, turn = self._dice, number // 7
        first, second = country["roots"][turn % len(country["roots"])], dice.choice(country["roots"])
        city, postal, region, area = dice.choice(country["cities"])
        trade, legal = dice.choice(country["trades"]), dice.choice(country["legal"])
        root = f"{first}-{second} {number % 89}" if number % 3 else f"{first}-{second} {city}"
        row: Row = {
            "id": self._world.new_id(), "name": country["name"].format(trade=trade, root=root, legal=legal),
            "stage": stage,
            "type": "customer" if stage in ("contracted", "served", "repeat", "dormant") else "prospect",
            "owner_id": dice.choice(users), "city": city, "region": region, "country": country["code"],
            "street": country["address"].format(street=dice.choice(country["streets"]), n=dice.randint(1, 400)),
            "language": country["language"], "currency": country["currency"],
            "phone": f"{country['dial']} {area} 555 {number:06d}",
        }  # fmt: skip
        if number % 8:
            row |= {"postal_code": postal, "email": f"office@{country['code'].lower()}{number}.example"}
        if number % 4 == 0:
            row |= {"tax_number": country["tax"].format(n=556000000 + number), "tier": dice.choice("abc")}
        if number % 5 == 0:
            row["notes"] = dice.choice(material("talk")["notes"][country["language"]])
        if stage == "lost":
            row["lost_reason"] = dice.choice(material("talk")["lost"])
        return row

    def _new_contacts(self, count: int) -> Iterator[Row]:
        countries, jobs, dice = material("countries"), material("talk")["jobs"], self._dice
        for number in range(count):
            account, place, owner = self._accounts[number // 2 % len(self._accounts)]
            country = countries[place]
            given, family = dice.choice(country["given"])[0], dice.choice(country["family"])
            job, function, role, _ = jobs[number % len(jobs)]
            yield {
                "name": country["person"].format(given=given, family=family), "given_name": given,
                "family_name": family,
                "account_id": account, "job": job, "function": function, "buying_role": role,
                "owner_id": owner,
                "email": f"person{number}@{country['code'].lower()}{number // 2}.example",
                "language": country["language"],
                "mobile": f"{country['dial']} 555 8{number:06d}" if number % 3 == 0 else None,
            }  # fmt: skip

    # -- what happened ----------------------------------------------------------------------------

    def _busy_account(self) -> str:
        """The account of the first appointment of today."""
        return str(self._world.pressing[0]["id"])

    def _busy_days(self, account: str) -> Iterator[Row]:
        found = self._world.rows["accounts"]
        owner = next(row["owner_id"] for row in found if row["id"] == account)
        people = [row["id"] for row in self._world.people[account]]
        there = sum(
            1
            for kind in ("activities", "visits")
            for row in self._world.rows[kind]
            if row["account_id"] == account
        )
        for number in range(self._sizes["busy"] - there):
            row = self._activity(account, owner, "it", 1 + number * 1400 // self._sizes["busy"], number)
            yield row | {"contact_id": people[number % len(people)]}

    def _new_activities(self, count: int) -> Iterator[Row]:
        countries, made = material("countries"), 0
        while made < count:
            for account, place, owner in self._accounts:
                for _ in range(min(self._dice.randint(1, 9), count - made)):
                    made += 1
                    yield self._activity(
                        account, owner, countries[place]["language"], self._dice.randint(1, 1400), made
                    )

    def _activity(self, account: str, owner: str, language: str, days: int, number: int) -> Row:
        talk, dice = material("talk"), self._dice
        begins = self._moment(days)
        type_ = ("call", "call", "e_mail", "e_mail", "meeting", "note", "letter")[number % 7]
        said = dice.choice(talk["calls"])
        row: Row = {
            "type": type_, "account_id": account, "owner_id": owner, "state": "done", "starts_at": begins,
            "done_at": begins,
            "subject": said[0] if type_ == "call" else dice.choice(talk["mails"]),
        }  # fmt: skip
        if type_ == "call":
            row["outcome"] = said[1]
        if number % 3 == 0:
            row["text"] = f"{dice.choice(talk['notes'][language])} ({dice.choice(talk['tasks'])}, {number})"
        return row

    def _moment(self, days: int) -> str:
        on = datetime.combine(self._world.today - timedelta(days=days), time(7), UTC)
        return to_stored_moment(on + timedelta(minutes=self._dice.randint(0, 36) * 15))
