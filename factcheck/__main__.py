"""``python -m factcheck up`` runs everything; ``prepare`` does only what must precede it."""

import argparse
import sys
from pathlib import Path

from factcheck.processes import CannotStart


def main() -> None:
    """Do what the command line asks for, or end with the sentence that says why not."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except CannotStart as reason:
        sys.exit(f"\nfactcheck: {reason}")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m factcheck", description=__doc__)
    commands = parser.add_subparsers(required=True)
    up = commands.add_parser("up", help="run the whole desk until Ctrl-C")
    up.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    up.add_argument("--port", type=int, default=8000, help="the port to listen on (%(default)s)")
    up.add_argument("--data", type=Path, default=Path(".data"), help="where the data live (%(default)s)")
    up.add_argument("--no-demo", dest="demo", action="store_false", help="no demo articles and accounts")
    up.set_defaults(run=_up)
    prepare = commands.add_parser("prepare", help="migrate and collect static files")
    prepare.add_argument("--demo", action="store_true", help="load the demo articles and accounts")
    prepare.set_defaults(run=_prepare)
    return parser


def _up(arguments: argparse.Namespace) -> None:
    from factcheck.up import Options, up

    up(Options(host=arguments.host, port=arguments.port, data=arguments.data, demo=arguments.demo))


def _prepare(arguments: argparse.Namespace) -> None:
    from factcheck.prepare import prepare

    prepare(demo=arguments.demo)


if __name__ == "__main__":
    main()
