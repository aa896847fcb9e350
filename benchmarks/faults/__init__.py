"""A desk on embedded servers, people who work on it, and the faults of its parts: `python -m benchmarks.faults`."""
