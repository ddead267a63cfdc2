from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dienhinh.running.toml_lines import line_of, lines_of

PROGRAMMES = Path(__file__).parents[2] / "programmes"

SOURCE = '''\
title = "a # b"  # no comment ] [
words = """
[[no.table]]
"""

[period]
start = 2021-01-01
"quoted key".part = 'c = "d"'

[[fields]]
id = "LV1"

[[fields.cells]]
id = "LV1-TT"
criteria = [
  { id = "1T1", text = "x, y" },
  # a comment
  { id = "1T2", numbers = [1, 2], deep = { a = 1 } },
]

[[fields.cells]]
id = "LV1-CN"

[[fields]]
id = "LV2"

[[fields.cells]]
at = 07:30:00
'''


def test_each_key_has_its_line():
    assert lines_of(SOURCE) == {
        ("title",): 1,
        ("words",): 2,
        ("period",): 6,
        ("period", "start"): 7,
        ("period", "quoted key"): 8,
        ("period", "quoted key", "part"): 8,
        ("fields",): 10,
        ("fields", 0): 10,
        ("fields", 0, "id"): 11,
        ("fields", 0, "cells"): 13,
        ("fields", 0, "cells", 0): 13,
        ("fields", 0, "cells", 0, "id"): 14,
        ("fields", 0, "cells", 0, "criteria"): 15,
        ("fields", 0, "cells", 0, "criteria", 0): 16,
        ("fields", 0, "cells", 0, "criteria", 0, "id"): 16,
        ("fields", 0, "cells", 0, "criteria", 0, "text"): 16,
        ("fields", 0, "cells", 0, "criteria", 1): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "id"): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "numbers"): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "numbers", 0): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "numbers", 1): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "deep"): 18,
        ("fields", 0, "cells", 0, "criteria", 1, "deep", "a"): 18,
        ("fields", 0, "cells", 1): 21,
        ("fields", 0, "cells", 1, "id"): 22,
        ("fields", 1): 24,
        ("fields", 1, "id"): 25,
        ("fields", 1, "cells"): 27,
        ("fields", 1, "cells", 0): 27,
        ("fields", 1, "cells", 0, "at"): 28,
    }


def test_key_that_is_absent_has_the_line_of_what_it_is_absent_from():
    lines = lines_of(SOURCE)
    assert line_of(lines, ("fields", 1, "lead")) == 24
    assert line_of(lines, ("waves", 3)) == 1


def test_broken_source_is_refused():
    with pytest.raises(tomllib.TOMLDecodeError):
        lines_of("a = ")


def paths(value, path=()):
    """Give every key path of parsed data."""
    found = [path] if path else []
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    else:
        return found
    return found + [inner for key, child in children for inner in paths(child, (*path, key))]


@pytest.mark.parametrize("path", sorted(PROGRAMMES.glob("*.toml")), ids=lambda path: path.name)
def test_every_key_of_the_projects_files_has_a_line(path):
    source = path.read_text(encoding="utf-8")
    assert set(lines_of(source)) == set(paths(tomllib.loads(source)))
