"""A little world for the store: an account that others point at, and short ways to write."""

from collections.abc import Callable
from typing import Any

import pytest

from app.services import records
from app.store.workspace import Workspace

Writer = Callable[..., str]


@pytest.fixture
def add(workspace: Workspace) -> Writer:
    """Adds a record as a step of its own: kind and fields."""
    return lambda kind, **values: workspace.do(f"Add {kind}", records.add, kind, values).value


@pytest.fixture
def change(workspace: Workspace) -> Writer:
    """Changes a record as a step of its own: kind, id and fields."""
    return lambda kind, id, **values: workspace.do(f"Change {kind}", records.change, kind, id, values).value


@pytest.fixture
def delete(workspace: Workspace) -> Writer:
    """Deletes a record as a step of its own."""
    return lambda kind, id: workspace.do(f"Delete {kind}", records.delete, kind, id).value


@pytest.fixture
def value(workspace: Workspace) -> Callable[..., Any]:
    """What lies in a column of a record now."""
    return lambda kind, id, column: workspace.reader.value(f"SELECT {column} FROM {kind} WHERE id = ?", (id,))


@pytest.fixture
def account(add: Writer) -> str:
    """The id of one account."""
    return add("accounts", name="Olearia Bianchi S.r.l.", city="Bari", country="IT")
