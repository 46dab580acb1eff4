"""`python -m tests.benchmarks [--only NAME] [--size small|full] [--data DIR] [--json FILE]`: one line a figure."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measuring import Figure, Figures
from tests.benchmarks.office import Office, office

Measure = Callable[[Office], Figures]


def measures() -> dict[str, Measure]:
    """What can be measured, by name."""
    from tests.benchmarks import bringing, papers, saving, window

    return {
        "start": window.start, "memory": window.memory, "search": window.search, "account": window.account,
        "list": window.list_, "save": saving.save, "import": bringing.import_, "proposal": papers.proposal,
        "brief": papers.brief,
    }  # fmt: skip


def main() -> int:
    """Measure and print; 0 also where a figure is not where it shall be, for that is said in its line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=list(measures()), help="one figure; may be repeated"
    )
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "rapport-benchmarks")
    parser.add_argument("--json", type=Path, help="also write all lines to this file")
    wanted = parser.parse_args()
    wanted.data.mkdir(parents=True, exist_ok=True)
    place = office(wanted.data.resolve(), wanted.size)
    lines = []
    for name, measure in measures().items():
        if wanted.only is None or name in wanted.only:
            for figure in measure(place):
                lines.append(_told(figure))
    if wanted.json:
        wanted.json.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _told(figure: Figure) -> str:
    line = figure.line()
    print(line, flush=True)
    return line


if __name__ == "__main__":
    sys.exit(main())
