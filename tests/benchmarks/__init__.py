"""The figures of the program, each beside its floor measured in the same run: `python -m tests.benchmarks`."""
