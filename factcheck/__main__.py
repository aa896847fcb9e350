"""``python -m factcheck``: ``up`` runs the desk, ``prepare`` updates the database.

``run`` runs one process of the Procfile, ``workers`` all workers and beat, ``restore`` restores a backup,
``restore_export`` an export, ``sbom`` lists the packages, ``messages`` updates the translations.
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from factcheck.local.processes import StartError


def main() -> None:
    """Run a command, or exit with a message that says why it failed."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except StartError as reason:
        sys.exit(f"\nfactcheck: {reason}")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m factcheck", description=__doc__)
    commands = parser.add_subparsers(required=True)
    up = commands.add_parser("up", help="run the desk until Ctrl-C")
    up.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    up.add_argument("--port", type=int, default=8000, help="the port to listen on (%(default)s)")
    up.add_argument("--data", type=Path, default=Path(".data"), help="the data directory (%(default)s)")
    up.add_argument("--no-demo", dest="demo", action="store_false", help="do not load demo articles and accounts")
    up.add_argument("--prepared", action="store_true", help="start without preparing, which somebody else has done")
    up.set_defaults(run=_up)
    run = commands.add_parser("run", help="run one process of the Procfile, for systemd and containers")
    run.add_argument("name", help="its name, such as web")
    run.set_defaults(run=_run)
    workers = commands.add_parser("workers", help="run all workers and beat of the Procfile, which share their memory")
    workers.add_argument("--web", action="store_true", help="run web too")
    workers.add_argument("--prepare", action="store_true", help="do what prepare does first, in a fork of its own")
    workers.add_argument("--demo", action="store_true", help="load the demo articles and accounts with --prepare")
    workers.add_argument("--data", type=Path, default=Path(".data"), help="the data directory (%(default)s)")
    workers.add_argument("--logs", type=Path, help="a directory where each writes a log (default: write it here)")
    workers.set_defaults(run=_run_workers)
    prepare = commands.add_parser("prepare", help="migrate and collect static files")
    prepare.add_argument("--demo", action="store_true", help="load the demo articles and accounts")
    prepare.set_defaults(run=_prepare)
    restore = commands.add_parser("restore", help="restore a backup into a new data directory of bin/up")
    restore.add_argument("backup", type=Path, help="the folder of the backup")
    restore.add_argument("--keys", type=Path, required=True, help="the directory with the keys of the desk")
    restore.add_argument("--data", type=Path, default=Path(".data"), help="the new data directory (%(default)s)")
    restore.set_defaults(run=_restore)
    export = commands.add_parser("restore_export", help="restore an export into a new data directory of bin/up")
    export.add_argument("export", type=Path, help="the folder of the export")
    export.add_argument("--data", type=Path, default=Path(".data"), help="the new data directory (%(default)s)")
    export.set_defaults(run=_restore_export)
    sbom = commands.add_parser("sbom", help="print the software bill of materials (CycloneDX)")
    sbom.set_defaults(run=_sbom)
    messages = commands.add_parser("messages", help="extract the sentences to translate and compile the catalogues")
    messages.add_argument("--add", metavar="LANGUAGE", help="add a catalogue for a language, such as fr")
    messages.add_argument("--compile-only", action="store_true", help="only compile the catalogues")
    messages.set_defaults(run=_messages)
    return parser


def _up(arguments: argparse.Namespace) -> None:
    from factcheck.local.runner import Options, run_desk

    options = {name: getattr(arguments, name) for name in ("host", "port", "data", "demo", "prepared")}
    run_desk(Options(**options))


def _run(arguments: argparse.Namespace) -> None:
    from factcheck.local.procfile import become_process

    become_process(arguments.name)


def _run_workers(arguments: argparse.Namespace) -> None:
    from factcheck.local.preparation import check_in_fork, prepare_in_fork
    from factcheck.local.workers import run_workers

    first = partial(prepare_in_fork, demo=arguments.demo) if arguments.prepare else check_in_fork
    run_workers(arguments.logs, arguments.data, with_web=arguments.web, first=first)


def _prepare(arguments: argparse.Namespace) -> None:
    os.environ["AS_DATABASE_OWNER"] = "on"
    from factcheck.prepare import prepare

    prepare(demo=arguments.demo)


def _restore(arguments: argparse.Namespace) -> None:
    from factcheck.local.restore import restore_desk

    restore_desk(backup=arguments.backup, keys=arguments.keys, data=arguments.data)


def _restore_export(arguments: argparse.Namespace) -> None:
    from factcheck.local.restore import restore_exported_desk

    restore_exported_desk(export=arguments.export, data=arguments.data)


def _sbom(_arguments: argparse.Namespace) -> None:
    from factcheck.sbom import write_sbom  # its library is for development

    print(write_sbom())  # noqa: T201 - output of the command


def _messages(arguments: argparse.Namespace) -> None:
    from factcheck.messages import CatalogError, compile_catalog, extract_messages, languages, update_catalog

    new_languages = [arguments.add] if arguments.add else []
    try:
        messages = None if arguments.compile_only else extract_messages()
        for language in sorted({*languages(), *new_languages}):
            if messages:
                print(update_catalog(language, messages))  # noqa: T201 - output of the command
            print(compile_catalog(language))  # noqa: T201
    except CatalogError as reason:
        raise StartError(str(reason)) from reason


if __name__ == "__main__":
    main()
