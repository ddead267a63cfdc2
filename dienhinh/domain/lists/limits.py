"""From which size on a plan is not believed: shares in percent, each over an absolute floor."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, NonNegativeInt

from dienhinh.domain.plan import Data


class Limit(Data):
    """At most `share` percent of what stands; up to `floor` in number it is always believed."""

    share: Annotated[int, Field(ge=1, le=100)]
    floor: NonNegativeInt

    def allows(self, count: int, standing: int) -> bool:
        """Tell whether a change of `count` out of `standing` is believed."""
        return count <= self.floor or count * 100 <= self.share * standing


class Limits(Data):
    """The limits of a plan: letters, emptied cells, renewed documents, access taken back."""

    letters: Limit = Limit(share=60, floor=30)
    emptied_cells: Limit = Limit(share=20, floor=200)
    renewed_documents: Limit = Limit(share=60, floor=30)
    withdrawn_access: Limit = Limit(share=20, floor=20)
