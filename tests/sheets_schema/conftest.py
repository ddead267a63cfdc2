import json
from functools import cache

import pytest
from googleapiclient.discovery_cache import get_static_doc

from sheets_schema import CellChoice, Choice, Choices

SCALARS = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


@pytest.fixture(scope="session")
def choices():
    """A small programme: two cells for people, one for teams, as a clerk would name them."""
    return Choices(
        cells=(
            CellChoice("LV2-TT", "LV2-TT – Tập thể – Văn hóa công sở", (("2T1", "đoàn kết"),)),
            CellChoice(
                "LV4-CNA",
                "LV4-CNA – Cá nhân (nhà giáo) – Đổi mới, sáng tạo",
                (
                    ("4A1", "là tấm gương về đạo đức, tự học tập, rèn luyện"),
                    ("4A2", "có giải pháp"),
                ),
            ),
            CellChoice(
                "LV4-CNB",
                "LV4-CNB – Cá nhân (người học) – Đổi mới, sáng tạo",
                (("4B1", "vượt khó vươn lên"), ("4B2", "có kỷ luật, kỷ cương")),
            ),
        ),
        fields=(Choice("LV2", "Văn hóa công sở"), Choice("LV4", "Đổi mới, sáng tạo")),
        units=(Choice("K1", "Khoa Y"), Choice("K2", "Khoa Dược")),
        stages=(Choice("PHAT_HIEN", "Phát hiện"), Choice("BOI_DUONG", "Bồi dưỡng")),
        school="Trường Ví dụ",
        office="Phòng Ví dụ",
        period="2021 - 2025",
        general=("có tính nổi trội", "thuộc phạm vi quản lý của đơn vị"),
    )


@cache
def _schemas(api, version):
    return json.loads(get_static_doc(api, version))["schemas"]


@pytest.fixture
def accepted():
    """Refuses a body that Google's own description of an API does not allow."""

    def check(api, version, name, value):
        _check(_schemas(api, version), {"$ref": name}, value, name)

    return check


def _check(schemas, schema, value, where):
    schema = schemas[schema["$ref"]] if "$ref" in schema else schema
    if schema["type"] == "array":
        assert isinstance(value, list), where
        for at, one in enumerate(value):
            _check(schemas, schema["items"], one, f"{where}[{at}]")
    elif schema["type"] == "object":
        unknown = set(value) - set(schema.get("properties", {}))
        assert not unknown, f"{where} has no {unknown}"
        for key, part in value.items():
            _check(schemas, schema["properties"][key], part, f"{where}.{key}")
    else:
        assert isinstance(value, SCALARS[schema["type"]]), where
        assert value in schema.get("enum", [value]), where
