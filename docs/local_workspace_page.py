"""The page docs/local-workspace.md: what answers and what does not, read from the registries."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import local_workspace.app  # noqa: F401  # importing it registers every handler
from local_workspace import discovery
from local_workspace.drive import drive_query, listing, query
from local_workspace.drive.formats import PLAIN, WORD
from local_workspace.faults.kinds import KINDS as FAULT_KINDS
from local_workspace.faults.quotas import QUOTAS
from local_workspace.faults.rules import FIELDS
from local_workspace.faults.settings import LAGS
from local_workspace.forms.batch import APPLIERS
from local_workspace.gmail import operators
from local_workspace.service import HANDLERS, PAGES
from local_workspace.sheets import exporting
from local_workspace.sheets.requests.registry import KINDS

TEMPLATE = Path(__file__).with_name("local-workspace.in.md")
TITLES = {"sheets": "Sheets", "forms": "Forms", "drive": "Drive", "gmail": "Gmail"}
REQUESTS: dict[str, Iterable[str]] = {"sheets": KINDS, "forms": APPLIERS}


def write() -> str:
    """Give the whole page, ending with one line break."""
    parts = {
        "methods": "\n".join(line for api in discovery.APIS for line in _api(api)),
        "requests": "\n".join(line for api in REQUESTS for line in _requests(api)),
        "queries": "\n".join(_queries()),
        "rules": "\n".join(_rules()),
        "kinds": "\n".join(_kinds()),
        "quotas": "\n".join(_quotas()),
        "lag": "\n".join(_lag()),
        "levers": "\n".join(_visits("/_local/")),
        "pages": "\n".join(_visits("")),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"<!-- {name} -->", part.strip())
    return text


def _api(api: str) -> Iterator[str]:
    """List the methods of an API: those answered with what they do, the others by resource."""
    methods = {
        method.id: method
        for verb in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for method in discovery.routes(verb)
        if method.api == api and not method.is_upload
    }
    answered = sorted(set(methods) & set(HANDLERS))
    yield f"### {TITLES[api]} {discovery.APIS[api]}: {len(answered)} of {len(methods)} methods\n"
    yield "| method | verb | does | parameters that answer 501 |"
    yield "|---|---|---|---|"
    for name in answered:
        handler = HANDLERS[name]
        lacks = ", ".join(f"`{parameter}`" for parameter in sorted(handler.lacks))
        said = _first_line(handler.act)
        yield f"| `{_short(name)}` | {methods[name].verb} | {said} | {lacks} |"
    yield ""
    missing = set(methods) - set(HANDLERS)
    if missing:
        yield "Answer 501:\n"
        apart = sorted(_short(name).rpartition(".")[::2] for name in missing)
        for resource, pairs in groupby(apart, key=lambda pair: pair[0]):
            actions = ", ".join(f"`{action}`" for _, action in pairs)
            yield f"- `{resource}`: {actions}"
        yield ""


def _requests(api: str) -> Iterator[str]:
    """List the request kinds of an API's batchUpdate."""
    known = set(discovery.schema(api, "Request")["properties"])
    done = set(REQUESTS[api])
    yield f"### {TITLES[api]}: {len(known & done)} of {len(known)} kinds\n"
    yield f"Done: {_listed(known & done)}.\n"
    if known - done:
        yield f"Answer 501: {_listed(known - done)}.\n"


def _queries() -> Iterator[str]:
    """List what the search languages take; both refuse what they do not know."""
    yield "| language | takes | answers 501 |"
    yield "|---|---|---|"
    terms = [
        f"{_listed(query.TEXTS)} with `=`, `!=`",
        f"{_listed(query.TIMES)} with {_listed(query.COMPARISONS, sort=False)}",
        f"{_listed(query.FLAGS)}",
        "`name contains`, `mimeType contains`, `fullText contains`",
        "`'…' in parents`, " + ", ".join(f"`'…' in {holder}`" for holder in query.HOLDERS),
        "`properties has { key='…' and value='…' }`, `appProperties has { … }`",
        "`and`, `or`, `not`, parentheses",
    ]
    yield f"| Drive `files.list`, `q` | {'; '.join(terms)} | {_listed(query.NOT_BUILT)} |"
    yield f"| Drive `files.list`, `orderBy` | {_listed(listing.ORDERS)}, each with `desc` | |"
    gmail = _listed(f"{name}:" for name in operators.OPERATORS)
    yield (
        f"| Gmail, `q` | words, phrases, `-`, `+`, `OR`, `AND`, `AROUND`, braces, parentheses,"
        f" {gmail}; any other `name:` is a word | a value that an operator does not know |"
    )
    yield (
        "| Drive `drives.list`, `q` | `name` with `contains`, `=`, `!=`; `hidden`, `createdTime`,"
        f" {_listed(drive_query.COUNTS)} with comparisons | `orgUnitId` |"
    )
    spreadsheets, words = (exporting.XLSX, exporting.CSV, exporting.TSV), (PLAIN, WORD)
    yield (
        f"| Drive, spreadsheets in other types, both ways | {_listed(spreadsheets)} |"
        " the other types that Google has |"
    )
    yield (
        f"| Drive, Google documents in other types, both ways | {_listed(words)}, words alone |"
        " the other types that Google has; presentations, drawings |"
    )


def _visits(prefix: str) -> Iterator[str]:
    """List the levers (`/_local/…`) or, without a prefix, the pages and the token endpoint."""
    yield "| address | does |"
    yield "|---|---|"
    found = [
        (template, verb, act)
        for (verb, template), act in PAGES.items()
        if template.startswith("/_local/") == bool(prefix)
    ]
    for template, verb, act in sorted(found, key=lambda each: each[:2]):
        yield f"| `{verb} {template}` | {_first_line(act)} |"


def _rules() -> Iterator[str]:
    """List the fields of a rule."""
    yield "| field | means |"
    yield "|---|---|"
    for name, (_, means) in FIELDS.items():
        yield f"| `{name}` | {means} |"


def _kinds() -> Iterator[str]:
    """List the refusals that can be asked for by name."""
    yield "| kind | status | answered by | says |"
    yield "|---|---|---|---|"
    for name, kind in sorted(FAULT_KINDS.items()):
        statuses = ", ".join(map(str, kind.statuses))
        who = ", ".join(TITLES.get(api, f"`/{api}`") for api in sorted(kind.apis))
        yield f"| `{name}` | {statuses} | {who} | {kind.says} |"


def _quotas() -> Iterator[str]:
    """List the quotas with Google's figures."""
    yield "| quota | metric | a minute for each user | for the project | refused with |"
    yield "|---|---|---|---|---|"
    for name, quota in QUOTAS.items():
        figures = f"{quota.user:,} | {quota.project:,}"
        yield f"| `{name}` | `{quota.metric}` | {figures} | {quota.status} |"


def _lag() -> Iterator[str]:
    """List what may lag behind."""
    yield "| `lag` | shows late |"
    yield "|---|---|"
    for name, means in LAGS.items():
        yield f"| `{name}` | {means} |"


def _first_line(act: Callable[..., object]) -> str:
    return (inspect.getdoc(act) or "").partition("\n")[0].replace("|", r"\|")


def _short(method: str) -> str:
    """Leave out the API's own name: `sheets.spreadsheets.get` is `spreadsheets.get`."""
    return method.partition(".")[2]


def _listed(names: Iterable[str], *, sort: bool = True) -> str:
    return ", ".join(f"`{name}`" for name in (sorted(names) if sort else names))
