"""Small on purpose: 300 lines end a file, 40 a function."""

from tests.architecture.source_files import ROOT, iterate_functions, source_files

MAX_FILE_LINES, MAX_FUNCTION_LINES = 300, 40


def test_a_file_is_one_noun() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in source_files()
        if (n := len(path.read_text().splitlines())) > MAX_FILE_LINES
    }
    assert long == {}


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": lines
        for path in source_files(endings={".py"})
        for function in iterate_functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert long == {}


def test_no_file_is_a_drawer_for_everything() -> None:
    assert [path for path in source_files(endings={".py"}) if path.stem in {"utils", "helpers", "misc", "common"}] == []
