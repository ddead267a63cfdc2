import subprocess
import sys
from pathlib import Path

from sheets_schema import ALL_SHEETS
from sheets_schema.describe import describe

ROOT = Path(__file__).parents[2]


def test_docs_say_what_is_declared():
    written = (ROOT / "docs" / "sheets.md").read_text(encoding="utf-8")
    assert written == describe(), "run: python -m sheets_schema.describe > docs/sheets.md"


def test_every_field_has_a_line():
    lines = [line for line in describe().splitlines() if line.startswith("| `")]
    assert len(lines) == sum(len(sheet.fields) for sheet in ALL_SHEETS)


def test_schema_needs_nothing_but_python_itself():
    code = (
        "import sys, sheets_schema, sheets_schema.layout, sheets_schema.form_difference,"
        " sheets_schema.reading\n"
        "own = {'sheets_schema', *sys.stdlib_module_names}\n"
        "loaded = {name.split('.')[0] for name in sys.modules if not name.startswith('_')}\n"
        "print(sorted(loaded - own))"
    )
    told = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"
