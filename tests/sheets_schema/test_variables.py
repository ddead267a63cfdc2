from sheets_schema import section
from sheets_schema.variables import template_variables


def test_templates_may_use_every_column_by_its_key():
    assert template_variables(section("vuong_mac")) == (
        "ma",
        "ma_ho_so",
        "noi_dung",
        "de_xuat",
        "phoi_hop",
        "han",
        "nop_luc",
        "nguoi_nop",
        "ket_qua",
    )
