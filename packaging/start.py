"""Where the frozen program begins: the command line, which opens the window when it is given no words."""

import multiprocessing
import sys

from app.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
