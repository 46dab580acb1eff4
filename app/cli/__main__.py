"""`python -m app.cli` is the `rapport` command."""

import sys

from app.cli import main

sys.exit(main())
