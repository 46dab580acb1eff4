"""Where the frozen program begins: the command line, which opens the window when it is given no words."""

import sys

from app.interop.reading import serve_if_asked

if __name__ == "__main__":
    # An import reads foreign files in a process of its own, which is this program started once more.
    if not serve_if_asked(sys.argv):
        from app.cli import main

        sys.exit(main())
