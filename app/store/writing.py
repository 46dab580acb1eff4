"""How a step reaches the disk: one transaction, all of it or nothing, and what is done when the disk says no."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.errors import Unreachable
from app.store import log, schema
from app.store.engine import told
from app.store.session import StoreSession

if TYPE_CHECKING:
    from app.store.workspace import Workspace


@contextmanager
def step(workspace: "Workspace", label: str, origin: log.Origin) -> Iterator[StoreSession]:
    """A step being written: durable at the end of the block, or it leaves no trace."""
    with workspace.turn:
        if workspace.is_read_only:
            raise Unreachable("These data are open for reading only: the disk or folder cannot be written.")
        written = log.Step(label, workspace.clock(), workspace.preferences.user_id, origin)
        session = StoreSession(workspace.engine, workspace.writer, written)
        try:
            yield session
            session.write_log()
            log.write_step(session.driver, written)
            session.commit()
        except BaseException as problem:
            with suppress(Exception):  # the transaction may be gone with the disk
                session.rollback()
            with suppress(Exception):  # a COMMIT that is refused leaves the driver's transaction open
                if workspace.writer.in_transaction:
                    workspace.writer.rollback()
            _make_up_for(workspace, problem)
            complaint = told(problem)
            if complaint is not problem:
                raise complaint from problem
            raise
        finally:
            session.close()


def grow(workspace: "Workspace") -> None:
    """Bring the shape of the database up to the declarations: wholly, or not at all."""
    try:
        with workspace.turn, workspace.writer.capturing(), workspace.engine.begin() as connection:
            schema.grow(connection)
    except Exception as problem:
        complaint = told(problem)
        if complaint is not problem:
            raise complaint from problem
        raise


def _make_up_for(workspace: "Workspace", problem: BaseException) -> None:
    """Give free what was set aside for a full disk; trust no connection that met an error of the disk."""
    name = getattr(getattr(problem, "orig", problem), "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        workspace.profile.free_reserve()
    if name.startswith("SQLITE_IOERR"):
        workspace.drop_writer()
