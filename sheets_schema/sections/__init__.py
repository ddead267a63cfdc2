"""The sections that units fill in: one module each, in the order of the plan's work."""

from __future__ import annotations

from sheets_schema.sections.bao_cao_ca_nhan import BAO_CAO_CA_NHAN
from sheets_schema.sections.bao_cao_tap_the import BAO_CAO_TAP_THE
from sheets_schema.sections.dang_ky import DANG_KY
from sheets_schema.sections.ke_hoach import KE_HOACH
from sheets_schema.sections.minh_chung import MINH_CHUNG
from sheets_schema.sections.nhan_rong import NHAN_RONG
from sheets_schema.sections.tien_do import TIEN_DO
from sheets_schema.sections.truyen_thong import TRUYEN_THONG
from sheets_schema.sections.vuong_mac import VUONG_MAC

ALL = (
    KE_HOACH,
    DANG_KY,
    TIEN_DO,
    BAO_CAO_TAP_THE,
    BAO_CAO_CA_NHAN,
    MINH_CHUNG,
    VUONG_MAC,
    NHAN_RONG,
    TRUYEN_THONG,
)

__all__ = ["ALL"]
