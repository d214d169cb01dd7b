"""The house as a whole: what may be imported where, and what ships."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from store.data import data_dir

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cli", "store", "tui")
EVERY_MODULE = [
    ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in PACKAGES
    for p in sorted((ROOT / package).rglob("*.py"))
    if "__pycache__" not in p.parts and "_data" not in p.parts
]


def test_every_module_imports_on_a_system_without_posix_modules() -> None:
    script = (
        "import sys, types, importlib\n"
        "import textual.app, textual.widgets, textual.pilot, git, jinja2, frontmatter, yaml_edit\n"
        "import asyncio, ctypes, multiprocessing, subprocess, shutil, tempfile, signal, platformdirs\n"
        "for name in ('fcntl', 'termios', 'tty', 'pty', 'resource', 'pwd', 'grp'): sys.modules[name] = None\n"
        "sys.modules['msvcrt'] = types.ModuleType('msvcrt')\n"
        "sys.platform = 'win32'\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *EVERY_MODULE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


@pytest.mark.parametrize("package", PACKAGES)
def test_package_files_hold_a_docstring_and_no_code(package: str) -> None:
    for file in sorted((ROOT / package).rglob("__init__.py")):
        body = ast.parse(file.read_text()).body
        allowed = 2 if file == ROOT / "store" / "__init__.py" else 1  # the version stands in store
        assert 1 <= len(body) <= allowed, file
        assert isinstance(body[0], ast.Expr), file


def test_only_the_entry_point_reads_the_clock_and_the_environment() -> None:
    readers = set()
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                    readers.add(file.relative_to(ROOT).as_posix())
    # whoever starts another program hands it a cleaned environment
    starters = {"store/history/git.py", "store/history/identity.py", "store/letters/limited.py"}
    starters |= {"store/outside/spelling.py", "store/outside/opening.py"}
    editors = {"tui/bridge/editor.py", "cli/commands/edit.py"}
    assert readers <= {"cli/main.py", "cli/start.py"} | starters | editors


@pytest.mark.parametrize("name", ["templates", "sample-vault"])
def test_the_files_that_ship_are_found(name: str) -> None:
    assert data_dir(name).is_dir()


def test_a_missing_folder_of_files_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        data_dir("nonesuch")
