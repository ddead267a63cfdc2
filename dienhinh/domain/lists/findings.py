"""What is wrong with a list: where, what, what to do, and what is in force meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

NOT_IN_FORCE = "dòng này chưa được áp dụng"


@dataclass(frozen=True)
class ListFinding:
    """One thing wrong in `Danh mục`, told without the names and addresses that stand there.

    `list` is the list's key, `code` its row's ("" for the whole list), `row` the sheet row counted
    from 1 (None where there is none), `cell` the address (`F7`) or "".
    """

    list: str
    title: str
    code: str
    row: int | None
    cell: str
    what: str
    remedy: str
    in_force: str

    @property
    def where(self) -> str:
        """Where it stands: list and row."""
        place = f", dòng {self.row}" if self.row is not None else ""
        return f"Danh mục, bảng “{self.title}”{place}"

    @property
    def text(self) -> str:
        """What is wrong, what to do and what is in force, as one sentence without its mark."""
        cell = f"ô {self.cell}: " if self.cell else ""
        return "; ".join(
            part for part in (f"{cell}{self.what}", f"đề nghị {self.remedy}", self.in_force) if part
        )

    @property
    def cause(self) -> str:
        """Where it stands, what is wrong and what to do: why something else has to wait."""
        cell = f", ô {self.cell}" if self.cell else ""
        return f"{self.where}{cell}: {self.what}; đề nghị {self.remedy}"

    def __str__(self) -> str:
        """Give place and words on one line."""
        return f"{self.where}: {self.text}"
