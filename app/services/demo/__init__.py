"""Example data: a trader of industrial supplies with clients in seven countries, made up from a fixed seed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.store.workspace import Workspace

Report = Callable[[float, str], None]


def fill(
    workspace: "Workspace", size: Literal["small", "full"] = "small", report: Report | None = None
) -> dict[str, int | str]:
    """Fill an empty profile with an example: about 200 accounts, or 100,000 for measuring.

    The same seed and day give the same example. Answers how many records of each kind there are; for the
    full size also `busy_account`, the id of one with a timeline of 5,000 rows.
    """
    from app.services.demo.story import tell

    return tell(workspace, size, report or (lambda share, text: None))
