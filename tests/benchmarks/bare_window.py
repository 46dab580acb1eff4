"""The floor of every window: an empty QMainWindow of the same size. Prints its processor time at the first paint."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Bare(QMainWindow):
    """An empty window that says when it was painted."""

    painted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = time.process_time()
            QTimer.singleShot(0 if sys.argv[1] == "start" else 1500, QApplication.quit)


app = QApplication(sys.argv[:1])
window = Bare()
window.resize(1366, 768)
window.show()
app.exec()
found = {"painted": window.painted}
if sys.argv[1] == "memory":
    # Not by `measuring`: its imports would be memory of this window.
    text = Path(f"/proc/{os.getpid()}/smaps_rollup").read_text()
    found["memory"] = (
        next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
    )
print(json.dumps(found))
