"""The discovery documents that google-api-python-client ships, as a routing table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

APIS = {"sheets": "v4", "forms": "v1", "drive": "v3", "gmail": "v1"}
NEEDLESS = re.compile(r"/+(?=:|$)")


@dataclass(frozen=True)
class Method:
    """One method of one API, as its discovery document describes it."""

    id: str
    api: str
    verb: str
    template: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Mapping[str, Any]]
    request: str | None
    response: str | None
    scopes: frozenset[str]
    is_upload: bool = False
    is_download: bool = False


@dataclass(frozen=True)
class Match:
    """A request's method, and the decoded parameters of its path."""

    method: Method
    path: Mapping[str, str]


@cache
def document(api: str) -> Mapping[str, Any]:
    """Return an API's discovery document; read as a file, for importing the client is slow."""
    package = find_spec("googleapiclient")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("google-api-python-client is not installed")
    folder = Path(package.origin).parent / "discovery_cache" / "documents"
    return dict(json.loads((folder / f"{api}.{APIS[api]}.json").read_text(encoding="utf-8")))


@cache
def routes(verb: str) -> tuple[Method, ...]:
    """Return the methods of an HTTP verb, those with the longest fixed text first."""
    found = [m for api in APIS for m in _methods(api) if m.verb == verb]
    if verb == "PUT":
        found.append(_older_upload())
    return tuple(sorted(found, key=lambda m: -len(re.sub(r"\{\w+\}", "", m.template))))


def match(verb: str, raw_path: str) -> Match | None:
    """Return the method of a request, or None; `raw_path` is still percent-encoded.

    A path is matched before it is decoded, so an encoded "/" or ":" stays inside its parameter
    and a literal ":append" does not. A slash too many at its end counts for nothing: as
    google-spreadsheet sends it, "/v4/spreadsheets/{id}/" and "/v4/spreadsheets/{id}/:batchUpdate".
    """
    path = raw_path.removeprefix("/resumable") if "/upload/" in raw_path else raw_path
    return _match(verb, path) or _match(verb, NEEDLESS.sub("", path))


def _match(verb: str, path: str) -> Match | None:
    for method in routes(verb):
        found = method.pattern.fullmatch(path)
        if found:
            return Match(method, {k: unquote(v) for k, v in found.groupdict().items()})
    return None


@cache
def schema(api: str, name: str) -> Mapping[str, Any]:
    """Return a named schema of an API."""
    found: Mapping[str, Any] = document(api)["schemas"][name]
    return found


@cache
def scopes() -> frozenset[str]:
    """Return every scope that one of the APIs knows."""
    return frozenset(name for api in APIS for name in document(api)["auth"]["oauth2"]["scopes"])


@cache
def global_parameters(api: str) -> Mapping[str, Any]:
    """Return the query parameters that every method of an API takes."""
    found: Mapping[str, Any] = document(api)["parameters"]
    return found


def _methods(api: str) -> Iterator[Method]:
    described = document(api)
    for entry in _walk(described):
        template = "/" + described["servicePath"] + entry["path"]
        yield _method(api, entry, template)
        upload = entry.get("mediaUpload")
        if upload:
            path = upload["protocols"]["simple"]["path"]
            yield _method(api, entry, path, is_upload=True)


def _older_upload() -> Method:
    """Return the one call of Drive v2 that is taken, as v3's: import_csv of gspread makes it."""
    update = next(m for m in _methods("drive") if m.id == "drive.files.update" and m.is_upload)
    template = update.template.replace("/v3/", "/v2/")
    return replace(update, verb="PUT", template=template, pattern=_pattern(template))


def _walk(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from resource.get("methods", {}).values()
    for below in resource.get("resources", {}).values():
        yield from _walk(below)


def _method(
    api: str, entry: Mapping[str, Any], template: str, *, is_upload: bool = False
) -> Method:
    return Method(
        id=entry["id"],
        api=api,
        verb=entry["httpMethod"],
        template=template,
        pattern=_pattern(template),
        parameters=entry.get("parameters", {}),
        request=entry.get("request", {}).get("$ref"),
        response=entry.get("response", {}).get("$ref"),
        scopes=frozenset(entry.get("scopes", ())),
        is_upload=is_upload,
        is_download=entry.get("supportsMediaDownload", False),
    )


def _pattern(template: str) -> re.Pattern[str]:
    """Return a template as a pattern: an A1 range may hold "/" and ":", other parameters not."""
    parts = re.split(r"(\{\+?\w+\})", template)
    return re.compile("".join(_piece(part) for part in parts))


def _piece(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name = part.strip("{+}")
    characters = ".+" if name == "range" else "[^/:]+" if name.endswith("Id") else "[^/]+"
    return f"(?P<{name}>{characters})"
