"""IronCalc behind 0-based places: contents, number formats, sheets and their dimensions."""

from __future__ import annotations

import re
import resource
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, TypeGuard

import ironcalc as ic

from local_workspace.sheets import formulas
from local_workspace.sheets.formats import GENERAL, general
from local_workspace.sheets.journal import Entry, Journal

Value: TypeAlias = str | float | bool | None
Literal: TypeAlias = str | float | bool
Place: TypeAlias = tuple[int, int]

LOCALES = {"en_GB": "en-GB", "de": "de", "fr": "fr", "es": "es", "it": "it", "vi": "es"}
# IronCalc has no Vietnamese; its Spanish writes numbers and dates the same way (1.234,5; d/m/y).
UNFIT = re.compile(r"[\[\]:*?/\\]|^'|'$")
LONGEST_TITLE = 31
LONG_NUMBER = 11  # characters; what is shorter IronCalc shows as Google does
EXACT = 1e15  # below it, IronCalc writes all digits of whole numbers
LIKE_A_NUMBER = re.compile(r"-?\d+[.,]\d+(E[-+]\d+)?")
ERRORS = {"#CIRC!": "#REF!", "#N/IMPL!": "#NAME?", "#SPILL!": "#REF!", "#CALC!": "#ERROR!"}
STACK = 256 * 1024 * 1024  # bytes; an innermost call costs IronCalc some four thousand


def make_room_for_nesting() -> None:
    """Let the main thread's stack grow, for IronCalc goes down one step for each parenthesis.

    A formula of 50,000 characters would otherwise end the process, with no exception to catch.
    """
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = STACK if most == resource.RLIM_INFINITY else min(STACK, most)
    resource.setrlimit(resource.RLIMIT_STACK, (wanted, most))


class Engine:
    """One workbook's contents; sheets are numbered in the order of their tabs."""

    def __init__(self, model: ic.Model) -> None:
        """Speak to an IronCalc model."""
        self.model = model
        self.journal = Journal()
        self._is_stale = True
        self._bounds: dict[int, int] = {}  # no value stands in a sheet below so many rows
        self._calculates = True
        self._styles: dict[str, Any] = {}

    @classmethod
    def new(cls, locale: str, time_zone: str) -> Engine:
        """Make a workbook with one sheet, called Sheet1."""
        zone = time_zone if time_zone in KNOWN_ZONES else "UTC"
        made = cls(ic.create("book", ironcalc_locale(locale), zone))
        made._calculates = False
        return made

    @classmethod
    def load(cls, content: bytes, entries: Iterable[Entry] = ()) -> Engine:
        """Read a workbook that `dump` gave, and make again what its journal tells since."""
        model = ic.load_from_bytes(content)
        loaded = cls(model)
        loaded._calculates = any(
            model.get_cell_formula(*cell) is not None for cell in model.get_all_cells()
        )
        for name, *arguments in entries:
            JOURNALLED[name](loaded, *arguments)
        return loaded

    def dump(self) -> bytes:
        """Return the whole workbook as bytes."""
        self._settle()
        return self.model.to_bytes()

    def text(self, sheet: int, row: int, column: int, text: str) -> None:
        """Write literal text; the empty text empties the cell."""
        self.journal.note("text", sheet, row, column, text)
        self._make_way(sheet, row, column)
        if text == "":
            self.model.clear_cell_contents(sheet, row + 1, column + 1)
        else:
            self.model.update_cell_with_text(sheet, row + 1, column + 1, text)

    def number(self, sheet: int, row: int, column: int, number: float) -> None:
        """Write a number."""
        self.journal.note("number", sheet, row, column, number)
        self._make_way(sheet, row, column)
        self.model.update_cell_with_number(sheet, row + 1, column + 1, float(number))

    def boolean(self, sheet: int, row: int, column: int, *, truth: bool) -> None:
        """Write TRUE or FALSE."""
        self.journal.note("boolean", sheet, row, column, truth)
        self._make_way(sheet, row, column)
        self.model.update_cell_with_bool(sheet, row + 1, column + 1, truth)

    def typed(self, sheet: int, row: int, column: int, text: str) -> None:
        """Write what a person would have typed: formulas, dates, money, percentages."""
        self.journal.note("typed", sheet, row, column, text)
        self._reach(sheet, row)
        self._calculates = self._calculates or text.startswith(("=", "+"))
        self.model.set_user_input(sheet, row + 1, column + 1, formulas.closed(text))

    def clear(self, sheet: int, row: int, column: int) -> None:
        """Empty one cell; its number format stays."""
        self.journal.note("clear", sheet, row, column)
        self.model.clear_cell_contents(sheet, row + 1, column + 1)

    def unsteady(self, sheet: int, places: Iterable[Place]) -> Iterator[tuple[Place, Literal]]:
        """Yield the literals, no formulas nor what they fill, that typing anew could change.

        Values are IronCalc's own, as `hold` takes them.
        """
        self._settle()
        # Only IronCalc's other interface tells what a formula fills; it costs little to make.
        other = ic.create_user_model_from_bytes(self.model.to_bytes())
        value_of, formula_of = self.model.get_cell_value, self.model.get_cell_formula
        for row, column in places:
            cell = sheet, row + 1, column + 1
            value = value_of(*cell)
            if value is None or isinstance(value, bool):
                continue
            if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
                continue
            if formula_of(*cell) is None and other.get_cell_array_structure(*cell) == "SingleCell":
                yield (row, column), value

    def hold(self, sheet: int, literals: Iterable[tuple[Place, Literal]]) -> None:
        """Write literals into the cells that do not hold just them."""
        value_of, formula_of = self.model.get_cell_value, self.model.get_cell_formula
        for (row, column), value in literals:
            cell = sheet, row + 1, column + 1
            there = value_of(*cell)
            is_same = there == value and type(there) is type(value)
            if not is_same or (isinstance(value, str) and formula_of(*cell) is not None):
                self._write(sheet, row, column, value)

    def value(self, sheet: int, row: int, column: int) -> Value:
        """Return a cell's value: None where empty, whole numbers as int, errors as their text."""
        if self._is_stale:
            self._settle()
        return neat(self.model.get_cell_value(sheet, row + 1, column + 1))

    def formatted(self, sheet: int, row: int, column: int) -> str:
        """Return a cell's text as a person sees it."""
        self._settle()
        shown = self.model.get_formatted_cell_value(sheet, row + 1, column + 1)
        if len(shown) >= LONG_NUMBER and LIKE_A_NUMBER.fullmatch(shown):
            number = self.value(sheet, row, column)
            plain = self.number_format(sheet, row, column) == GENERAL
            if plain and is_number(number):
                return general(number, "," if "," in shown else ".")
        return ERRORS.get(shown, shown)

    def formula(self, sheet: int, row: int, column: int) -> str | None:
        """Return a cell's formula with its "=", None where it has none."""
        formula = self.model.get_cell_formula(sheet, row + 1, column + 1)
        return None if formula is None else formulas.opened(formula)

    def is_error(self, sheet: int, row: int, column: int) -> bool:
        """Tell whether a cell's value is an error such as #DIV/0!."""
        self._settle()
        return self.model.get_cell_type(sheet, row + 1, column + 1) == ic.CellType.ErrorValue

    def number_format(self, sheet: int, row: int, column: int) -> str:
        """Return a cell's number format code; "general" where it has none."""
        return self.model.get_cell_style(sheet, row + 1, column + 1)["num_fmt"]

    def set_number_format(self, sheet: int, row: int, column: int, code: str) -> None:
        """Set a cell's number format code."""
        if self.number_format(sheet, row, column) == code:
            return  # several times faster than setting it again
        self.journal.note("set_number_format", sheet, row, column, code)
        # A number format is all that cells' styles differ in here, so one style serves every cell.
        if code not in self._styles:
            self._styles[code] = self.model.get_cell_style(sheet, row + 1, column + 1)
            self._styles[code]["num_fmt"] = code
        self.model.set_cell_style(sheet, row + 1, column + 1, self._styles[code])

    def extent(self, sheet: int) -> tuple[int, int]:
        """Return how many rows and columns hold cells, counted from the first."""
        self._settle()
        _, rows, _, columns = self.model.get_sheet_dimensions(sheet)
        return rows, columns

    def last_row(self, sheet: int) -> int:
        """Return how many rows there are up to the last that holds a value, formats aside."""
        rows, columns = self.extent(sheet)
        rows = min(rows, self._bounds.get(sheet, rows))
        empty = self.model.is_empty_cell
        while rows and all(empty(sheet, rows, column + 1) for column in range(columns)):
            rows -= 1
        self._bounds[sheet] = rows
        return rows

    def evaluate(self) -> None:
        """Calculate all formulas anew, when a value is next asked for."""
        self._is_stale = True

    def insert(self, sheet: int, axis: str, at: int, count: int) -> None:
        """Insert empty rows or columns."""
        self._restructure()
        act = self.model.insert_rows if axis == "ROWS" else self.model.insert_columns
        act(sheet, at + 1, count)

    def delete(self, sheet: int, axis: str, at: int, count: int) -> None:
        """Delete rows or columns."""
        self._restructure()
        act = self.model.delete_rows if axis == "ROWS" else self.model.delete_columns
        act(sheet, at + 1, count)

    def move(self, sheet: int, axis: str, at: int, count: int, by: int) -> None:
        """Move rows or columns; formulas that point at them follow."""

        def act(user: ic.UserModel) -> None:
            (user.move_rows if axis == "ROWS" else user.move_columns)(sheet, at + 1, count, by)

        self._as_user(act)

    def calculated(self, sheet: int, texts: Sequence[str]) -> list[Value]:
        """Return what formulas come to that speak of a sheet; the workbook stays as it is."""
        other, title = Engine.load(self.dump()), self.title(sheet)
        aside = len(self._titles())
        other.add_sheet("_")
        ends = [max(size) for size in zip(*map(self.extent, range(aside)), strict=True)]
        for row, text in enumerate(texts):
            other.typed(aside, row, 0, formulas.closed(formulas.on_sheet(text, title), *ends))
        other.evaluate()
        return [other.value(aside, row, 0) for row in range(len(texts))]

    def fault(self, sheet: int, row: int, column: int) -> str:
        """Return an error as IronCalc itself names it: a circle is #CIRC!, not #REF!."""
        self._settle()
        return str(self.model.get_cell_value(sheet, row + 1, column + 1))

    def add_sheet(self, title: str) -> None:
        """Add a sheet behind the others."""
        self._restructure()
        self.model.add_sheet(self._fit(title))

    def delete_sheet(self, sheet: int) -> None:
        """Delete a sheet."""
        self._restructure()
        self.model.delete_sheet(sheet)

    def rename_sheet(self, sheet: int, title: str) -> None:
        """Rename a sheet; formulas follow."""
        taken = self._titles()
        name = self._fit(title, taken[:sheet] + taken[sheet + 1 :])
        if name != taken[sheet]:
            self._restructure()
            self.model.rename_sheet(sheet, name)

    def move_sheet(self, sheet: int, to: int) -> None:
        """Give a sheet another place among the tabs."""
        if sheet != to:
            self._as_user(lambda user: user.move_sheet(sheet, to))

    def set_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Make the workbook's defined names these (name, "Sheet1!$A$1:$B$2").

        A name that IronCalc cannot have ("Đợt_1") stays out: ranges know it, formulas do not.
        """
        wanted = dict(names)
        there = {name["name"]: name["formula"] for name in self.model.get_defined_name_list()}
        if there != wanted:
            self._restructure()
        for name in there.keys() - wanted.keys():
            self.model.delete_defined_name(name, None)
        for name, formula in wanted.items():
            if name not in there:
                with suppress(ic.WorkbookError):
                    self.model.new_defined_name(name, None, formula)
            elif there[name] != formula:
                self.model.update_defined_name(name, None, name, None, formula)

    def set_locale(self, locale: str) -> None:
        """Change how numbers and dates are typed and shown."""
        self._restructure()
        self.model.set_locale(ironcalc_locale(locale))

    def title(self, sheet: int) -> str:
        """Return a sheet's name inside IronCalc, which allows less than Google does."""
        return self._titles()[sheet]

    def _titles(self) -> list[str]:
        return [sheet["name"] for sheet in self.model.get_worksheets_properties()]

    def _fit(self, title: str, taken: list[str] | None = None) -> str:
        """Return a name that IronCalc allows: at most 31 letters, no brackets, not taken."""
        others = {name.casefold() for name in (self._titles() if taken is None else taken)}
        base = UNFIT.sub("_", title)[:LONGEST_TITLE] or "_"
        name, number = base, 1
        while name.casefold() in others:
            number += 1
            name = f"{base[: LONGEST_TITLE - len(str(number))]}{number}"
        return name

    def _write(self, sheet: int, row: int, column: int, value: Literal) -> None:
        if isinstance(value, bool):
            self.boolean(sheet, row, column, truth=value)
        elif isinstance(value, str):
            self.text(sheet, row, column, value)
        else:
            self.number(sheet, row, column, value)

    def _make_way(self, sheet: int, row: int, column: int) -> None:
        """Empty a cell for a literal; IronCalc would leave what its formula spilled standing."""
        self._reach(sheet, row)
        if self.model.get_cell_formula(sheet, row + 1, column + 1) is not None:
            self.model.clear_cell_contents(sheet, row + 1, column + 1)

    def _reach(self, sheet: int, row: int) -> None:
        """Know that a value may stand in a row from now on."""
        if sheet in self._bounds:
            self._bounds[sheet] = max(self._bounds[sheet], row + 1)

    def _restructure(self) -> None:
        """Get ready for a change that is not noted in the journal: the workbook is kept whole."""
        self._settle()
        self.journal.outgrow()
        self._bounds.clear()

    def _settle(self) -> None:
        """Calculate if that was asked for and not yet done."""
        if self._is_stale:
            self._is_stale = False
            if self._calculates:
                self._bounds.clear()  # a formula may spill into more cells
            self.model.evaluate()

    def _as_user(self, act: Callable[[ic.UserModel], None]) -> None:
        """Do what only IronCalc's other interface, the one with a selection, can do."""
        self._restructure()
        user = ic.create_user_model_from_bytes(self.model.to_bytes())
        user.pause_evaluation()
        act(user)
        self.model = ic.load_from_bytes(user.to_bytes())


JOURNALLED: dict[str, Callable[..., None]] = {
    "text": Engine.text,
    "number": Engine.number,
    "boolean": lambda engine, *place_and_truth: engine.boolean(
        *place_and_truth[:3], truth=place_and_truth[3]
    ),
    "typed": Engine.typed,
    "clear": Engine.clear,
    "set_number_format": Engine.set_number_format,
}
KNOWN_ZONES = frozenset(ic.get_all_timezones())


def ironcalc_locale(locale: str) -> str:
    """Return the IronCalc locale that comes nearest to a spreadsheet's ("vi_VN", "en_US")."""
    return LOCALES.get(locale) or LOCALES.get(locale.partition("_")[0], "en")


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a number, dates and times included."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def neat(value: Value) -> Value:
    """Return a value as JSON shows it: 7.0 is 7, IronCalc's own errors have Google's names."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e21 else value
    return ERRORS.get(value, value) if isinstance(value, str) else value
