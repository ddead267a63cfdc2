"""The example term: the spring of 2023 at the school, day by day.

Wave 2023-1 ends on Sunday 30 April, a holiday, and so on Thursday 4 May: days off reach from
29 April to 3 May. The ladder therefore stands at 20, 26 and 28 April, 5 and 11 May.
"""

from __future__ import annotations

from dienhinh.example.climbing import CLIMBING
from dienhinh.example.opening import OPENING

TERM = (*OPENING, *CLIMBING)
