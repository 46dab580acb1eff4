"""How the example is told: chapter by chapter, each written before the next begins."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from app.services.demo.ahead import choose_today, make_ahead
from app.services.demo.care import make_care
from app.services.demo.clients import make_clients
from app.services.demo.crowd import SIZES, Crowd
from app.services.demo.days import make_days
from app.services.demo.firm import make_house, settle_in
from app.services.demo.goods import make_range
from app.services.demo.outreach import make_outreach
from app.services.demo.sales import make_chances, make_quotes
from app.services.demo.trade import make_trade
from app.services.demo.world import World

if TYPE_CHECKING:
    from app.store.workspace import Workspace

Report = Callable[[float, str], None]
LABEL = "Example data"
LONG_AGO = 740


def tell(
    workspace: "Workspace", size: str, report: Report, sizes: Mapping[str, int] = SIZES
) -> dict[str, int | str]:
    """Write the example; returns the number of records of each kind."""
    early = report if size == "small" else _early(report)
    world = World(workspace.clock().astimezone().date())
    early(0.0, "The house")
    make_house(world)
    make_range(world)
    _write(workspace, world, LONG_AGO)
    settle_in(workspace, world)
    early(0.1, "Clients")
    make_clients(world)
    choose_today(world)
    _write(workspace, world, LONG_AGO - 10)
    make_trade(world)
    early(0.3, "Working days")
    make_days(world)
    make_ahead(world)
    make_care(world)
    make_outreach(world)
    make_chances(world)
    _write(workspace, world)
    early(0.6, "Quotes")
    with workspace.step(LABEL, origin="program") as session:
        make_quotes(session, world)
        session.step.final = True
    found: dict[str, int | str] = {}
    if size == "full":
        found["busy_account"] = Crowd(workspace, world, report, sizes).write()
    report(1.0, "Done")
    return {**_counts(workspace), **found}


def _early(report: Report) -> Report:
    """The small example is the first twentieth of the full one."""
    return lambda share, text: report(share / 20, text)


def _write(workspace: "Workspace", world: World, days_ago: int = 0) -> None:
    """Write what waits, dated so many days back: a client known for years is not new in every report."""
    present = workspace.clock
    workspace.clock = lambda: present() - timedelta(days=days_ago)
    try:
        with workspace.step(LABEL, origin="program") as session:
            world.write(session)
            session.step.final = True
    finally:
        workspace.clock = present


def _counts(workspace: "Workspace") -> dict[str, int]:
    from app.records import kinds

    counted = {
        kind: workspace.reader.value(f"SELECT count(*) FROM {kind} WHERE deleted_at IS NULL")
        for kind in kinds()
    }
    return {kind: count for kind, count in counted.items() if count}
