"""Lanes and the bridge: the only threads in the client, and the one way back into the window."""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import RapportError
from app.language import t
from ui.hub import Hub

log = logging.getLogger(__name__)

LANES = ("store", "network", "documents")
Then = Callable[[Any], None] | None
Failed = Callable[[Exception], None] | None


class Workspace(Protocol):
    """What the window needs of the store: questions, verbs, undo, settings and drafts."""

    preferences: Any
    is_read_only: bool
    drafts: Any

    def ask(self, query: Callable[..., Any], *args: Any, **kw: Any) -> Any: ...
    def do(self, label: str, verb: Callable[..., Any], *args: Any, **kw: Any) -> Any: ...
    def undo(self) -> Any: ...
    def redo(self) -> Any: ...
    def close(self) -> None: ...


class Ticket:
    """One task on its way: who waits for it, and whether anybody still does."""

    def __init__(self, owner: QObject | None, then: Then, failed: Failed, progress: Then = None) -> None:
        self.owner = owner
        self.owned = owner is not None
        self.then = then
        self.failed = failed
        self.progress = progress
        self.cancelled = threading.Event()
        self.future: Future[Any] | None = None

    def cancel(self) -> None:
        """Nobody waits any more: a task not yet begun never begins, a result on its way is dropped."""
        self.cancelled.set()
        if self.future is not None:
            self.future.cancel()

    def wanted(self) -> bool:
        """Whether there is still somebody to give the result to."""
        if self.cancelled.is_set():
            return False
        return not self.owned or (self.owner is not None and shiboken6.isValid(self.owner))


class _Bridge(QObject):
    """Lives in the GUI thread; lanes emit, the queued slot runs there."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        call()


class Lanes:
    """Three serial lanes of one thread each, and the bridge back into the window's thread."""

    def __init__(self) -> None:
        self._bridge = _Bridge()
        self._threads = {name: ThreadPoolExecutor(1, thread_name_prefix=name) for name in LANES}
        self._keyed: dict[str, Ticket] = {}
        self.closed = False

    def start(
        self,
        lane: str,
        task: Callable[[], Any],
        ticket: Ticket,
        key: str,
        finish: Callable[[Any], None],
        fail: Callable[[Exception], None],
    ) -> Ticket:
        """Run a task in a lane; `finish` or `fail` runs in the window's thread."""
        if self.closed:
            # A timer that fires while the window is going has nobody to answer.
            ticket.cancel()
            return ticket
        if key:
            former = self._keyed.get(key)
            if former is not None:
                former.cancel()
            self._keyed[key] = ticket

        def run() -> None:
            if ticket.cancelled.is_set():
                return
            try:
                value = task()
            except Exception as error:  # noqa: BLE001  the lane is one of the three edges where all is caught
                fault = error
                self.bring(lambda: fail(fault))
                return
            self.bring(lambda: finish(value))

        ticket.future = self._threads[lane].submit(run)
        return ticket

    def bring(self, call: Callable[[], None]) -> None:
        """Run something in the window's thread."""
        if shiboken6.isValid(self._bridge):
            self._bridge.arrived.emit(call)

    def values(self) -> Iterable[ThreadPoolExecutor]:
        """The executors, for waiting until all of them are idle."""
        return self._threads.values()

    def close(self, last: Callable[[], None] | None) -> None:
        """Drop what nobody waits for, finish what is being written, then do the `last` thing."""
        self.closed = True
        for name in ("network", "documents"):
            self._threads[name].shutdown(wait=False, cancel_futures=True)
        if last is not None:
            self._threads["store"].submit(last)
        self._threads["store"].shutdown(wait=True)


class Work:
    """Gives tasks to the lanes and brings their results back to living owners."""

    def __init__(self, hub: Hub, workspace: Workspace | None = None) -> None:
        self.hub = hub
        self.workspace = workspace
        self._lanes = Lanes()
        self._warm = False

    def open(self, opener: Callable[[], Workspace], then: Then = None, failed: Failed = None) -> Ticket:
        """Open the workspace in the store lane; what was asked before waits behind it."""

        def task() -> Workspace:
            self.workspace = opener()
            return self.workspace

        def opened(workspace: Workspace) -> None:
            if then is not None:
                then(workspace)
            self.hub.opened.emit()

        return self._start("store", task, Ticket(None, opened, failed))

    def read(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed = None,
        owner: QObject | None = None,
        key: str = "",
        **kw: Any,
    ) -> Ticket:
        """Ask a query; `key` lets a newer question replace an older one that is still waiting."""
        return self._start(
            "store", lambda: self._space().ask(query, *args, **kw), Ticket(owner, then, failed), key
        )

    def write(
        self,
        label: str,
        verb: Callable[..., Any],
        *args: Any,
        then: Then = None,
        failed: Failed = None,
        owner: QObject | None = None,
        notice: str = "",
        **kw: Any,
    ) -> Ticket:
        """Do a verb as one step named `label`; `then` gets Done; `notice` is shown with Undo."""
        ticket = Ticket(owner, then, failed)
        return self._start(
            "store",
            lambda: self._space().do(label, verb, *args, **kw),
            ticket,
            after=lambda done: self._written(done, notice),
        )

    def undo(self, then: Then = None) -> Ticket:
        """Take the last step back and say what was taken back."""
        return self._step(lambda: self._space().undo(), t("Undone: {label}", label="{label}"), then)

    def redo(self, then: Then = None) -> Ticket:
        """Do the step again that was taken back last."""
        return self._step(lambda: self._space().redo(), t("Done again: {label}", label="{label}"), then)

    def document(
        self,
        task: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed = None,
        owner: QObject | None = None,
        key: str = "",
        progress: Callable[[Any], None] | None = None,
        **kw: Any,
    ) -> Ticket:
        """Run `task(workspace, *args)` in the documents lane.

        With `progress` the task also gets `report(share, text)` and `cancel` (an event).
        """
        ticket = Ticket(owner, then, failed, progress)
        return self._start(
            "documents", lambda: task(self._space(), *args, **kw, **self._extras(ticket)), ticket, key
        )

    def draw(
        self,
        task: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed = None,
        owner: QObject | None = None,
        key: str = "",
        **kw: Any,
    ) -> Ticket:
        """Run `task(*args)` in the documents lane: work that needs no workspace, as drawing a page."""
        return self._start("documents", lambda: task(*args, **kw), Ticket(owner, then, failed), key)

    def store(
        self,
        task: Callable[..., Any],
        *args: Any,
        then: Then = None,
        failed: Failed = None,
        owner: QObject | None = None,
        key: str = "",
        **kw: Any,
    ) -> Ticket:
        """Run `task(workspace, *args)` in the store lane: drafts, settings, backup, import."""
        return self._start(
            "store", lambda: task(self._space(), *args, **kw), Ticket(owner, then, failed), key
        )

    def network(
        self,
        task: Callable[..., Any],
        *args: Any,
        then: Then = None,
        failed: Failed = None,
        owner: QObject | None = None,
        **kw: Any,
    ) -> Ticket:
        """Run `task(*args)` in the network lane; it may be slow or never answer."""
        return self._start("network", lambda: task(*args, **kw), Ticket(owner, then, failed))

    def warm(self) -> None:
        """Load what a write needs while the person still types, so that the first save is as quick as the next."""
        if not self._warm and self.workspace is not None:
            self._warm = True
            self.draw(_load_writing, then=None)

    def close(self) -> None:
        """Finish what is being written, drop what nobody waits for, close the workspace."""
        self._lanes.close(self.workspace.close if self.workspace is not None else None)

    def _space(self) -> Workspace:
        if self.workspace is None:
            raise RapportError("The data are not open yet.")
        return self.workspace

    def _extras(self, ticket: Ticket) -> dict[str, Any]:
        progress = ticket.progress
        if progress is None:
            return {}

        def report(share: float, text: str = "") -> None:
            self._lanes.bring(lambda: progress((share, text)) if ticket.wanted() else None)

        return {"report": report, "cancel": ticket.cancelled}

    def _step(self, task: Callable[[], Any], sentence: str, then: Then) -> Ticket:
        def after(done: Any) -> None:
            self._written(done, "")
            self.hub.tell(sentence.replace("{label}", done.label))

        return self._start("store", task, Ticket(None, then, None), after=after)

    def _written(self, done: Any, notice: str) -> None:
        touched: frozenset[tuple[str, str]] = getattr(done, "touched", frozenset())
        if touched:
            self.hub.changed.emit(touched)
        if notice:
            self.hub.tell(notice, self._undo_quietly if getattr(done, "step", None) else None)

    def _undo_quietly(self) -> None:
        self.undo()

    def _start(
        self, lane: str, task: Callable[[], Any], ticket: Ticket, key: str = "", after: Then = None
    ) -> Ticket:
        return self._lanes.start(
            lane,
            task,
            ticket,
            key,
            lambda value: self._finish(ticket, value, after),
            lambda error: self._fail(ticket, error),
        )

    def _finish(self, ticket: Ticket, value: Any, after: Then) -> None:
        if after is not None:
            after(value)
        if ticket.then is not None and ticket.wanted():
            ticket.then(value)

    def _fail(self, ticket: Ticket, error: Exception) -> None:
        if isinstance(error, RapportError):
            if ticket.failed is None:
                self.hub.trouble.emit(sentence(error))
            elif ticket.wanted():
                ticket.failed(error)
            return
        log.error("A task failed", exc_info=error)
        self.hub.fault.emit(error)


def sentence(error: RapportError) -> str:
    """The error's sentence in the program's language."""
    return t(error.template, **error.values)


def _load_writing() -> None:
    import_module("app.store.session")
    import_module("app.records")
