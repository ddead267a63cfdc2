"""What one call does when the outside world misbehaves: how many requests, which error."""

from __future__ import annotations

import json
import socket

import pytest

from dienhinh.google import (
    Conflict,
    CredentialsError,
    Forbidden,
    InvalidRequest,
    NotFound,
    QuotaExceeded,
    Unreachable,
    Workspace,
    connect,
)
from dienhinh.google.refusals import Refusal
from tests.google.stranger import DROP, HTML, Answer, drive_error, ok, sheets_error

READS = {
    "drive": lambda w: w.drive.files_get(file_id="f", fields="id"),
    "sheets": lambda w: w.sheets.spreadsheets_get(spreadsheet_id="s", fields="properties"),
    "forms": lambda w: w.forms.forms_get(form_id="f"),
    "gmail": lambda w: w.gmail.get_profile(),
}
HARMFUL = {
    "files_create": lambda w: w.drive.files_create(body={"name": "n"}, fields="id"),
    "batch_update": lambda w: w.sheets.spreadsheets_batch_update(spreadsheet_id="s", requests=[]),
    "forms_create": lambda w: w.forms.forms_create(title="t", document_title="t"),
    "forms_batch": lambda w: w.forms.forms_batch_update(form_id="f", requests=[]),
    "drafts_create": lambda w: w.gmail.drafts_create(raw=b"Subject: x\r\n\r\n"),
    "drafts_send": lambda w: w.gmail.drafts_send(draft_id="d"),
}
HARMLESS = {
    "create_with_id": lambda w: w.drive.files_create(body={"id": "f"}, fields="id"),
    "files_update": lambda w: w.drive.files_update(file_id="f", body={"name": "n"}, fields="id"),
    "share": lambda w: w.drive.permissions_create(file_id="f", body={"type": "user"}),
    "fenced": lambda w: w.sheets.spreadsheets_batch_update(
        spreadsheet_id="s", requests=[], harmless=True
    ),
    "values": lambda w: w.sheets.values_batch_update(spreadsheet_id="s", data={"A1": [[1]]}),
    "revision": lambda w: w.forms.forms_batch_update(
        form_id="f", requests=[], required_revision_id="1"
    ),
    "publish": lambda w: w.forms.forms_set_publish_settings(
        form_id="f", is_published=True, is_accepting_responses=True
    ),
    "drafts_delete": lambda w: w.gmail.drafts_delete(draft_id="d"),
    **READS,
}
AMBIGUOUS = {
    "dropped": DROP,
    "half an answer": Answer(body=b"{", short=True),
    "503": sheets_error(503, "UNAVAILABLE"),
    "502 in HTML": Answer(502, HTML),
    "500": drive_error(500, "backendError"),
    "408": Answer(408, b""),
    "200 in HTML": Answer(200, HTML),
}


@pytest.mark.parametrize("fault", AMBIGUOUS)
@pytest.mark.parametrize("call", HARMFUL)
def test_a_harmful_call_is_sent_once_when_its_outcome_is_unknown(
    call, fault, stranger, workspace, patience
):
    stranger.says(AMBIGUOUS[fault], ok({}))

    with pytest.raises(Unreachable) as caught:
        HARMFUL[call](workspace)

    assert (stranger.verbs, caught.value.maybe_done, patience.waits) == (["POST"], True, [])


@pytest.mark.parametrize("fault", AMBIGUOUS)
@pytest.mark.parametrize("call", HARMLESS)
def test_a_harmless_call_is_repeated_until_it_is_answered(
    call, fault, stranger, workspace, patience
):
    stranger.says(AMBIGUOUS[fault], AMBIGUOUS[fault], ok({}))

    HARMLESS[call](workspace)

    assert (len(stranger.asked), patience.waits) == (3, [2.0, 4.0])
    assert len(set(stranger.targets)) == 1
    assert len({asked.body for asked in stranger.asked}) == 1


def test_a_server_that_never_answers_is_given_up_by_the_time_out():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with (
            connect(None, endpoint=base, timeout=(0.2, 0.2)) as found,
            pytest.raises(Unreachable) as caught,
        ):
            found.gmail.drafts_send(draft_id="d")

    assert caught.value.maybe_done is True


@pytest.mark.parametrize("call", [name for name in HARMFUL if name != "drafts_send"])
def test_a_call_that_never_arrived_is_repeated_even_if_harmful(call, policy, patience):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"

    with (
        connect(None, endpoint=base, policy=policy) as found,
        pytest.raises(Unreachable) as caught,
    ):
        HARMFUL[call](found)

    assert caught.value.maybe_done is False
    assert patience.waits == [2, 4, 8, 16, 32, 64, 64, 64]  # 254 seconds; the next would pass 300


QUOTA = {
    "drive 403": drive_error(403, "userRateLimitExceeded"),
    "drive 429": drive_error(429, "rateLimitExceeded"),
    "sheets 429": sheets_error(429, "RESOURCE_EXHAUSTED", reason="RATE_LIMIT_EXCEEDED"),
    "429 in HTML": Answer(429, HTML),
}


@pytest.mark.parametrize("fault", QUOTA)
@pytest.mark.parametrize("call", [name for name in HARMFUL if name != "drafts_send"])
def test_a_quota_refusal_is_waited_out_by_any_call(call, fault, stranger, workspace, patience):
    stranger.says(QUOTA[fault], ok({}))

    HARMFUL[call](workspace)

    assert (stranger.verbs, patience.waits) == (["POST", "POST"], [2.0])


@pytest.mark.parametrize("fault", QUOTA)
def test_a_draft_is_sent_once_even_under_a_quota_refusal(fault, stranger, workspace, patience):
    stranger.says(QUOTA[fault], ok({}))

    with pytest.raises(QuotaExceeded):
        workspace.gmail.drafts_send(draft_id="d")

    assert (stranger.verbs, patience.waits) == (["POST"], [])


@pytest.mark.parametrize(
    "reason", ["dailyLimitExceeded", "storageQuotaExceeded", "sharingRateLimitExceeded"]
)
def test_a_quota_that_lasts_is_not_waited_out(reason, stranger, workspace, patience):
    stranger.says(drive_error(403, reason), ok({}))

    with pytest.raises(QuotaExceeded) as caught:
        READS["drive"](workspace)

    assert (caught.value.lasting, caught.value.reason, patience.waits) == (True, reason, [])


@pytest.mark.parametrize(("asked", "wait"), [("17", 17.0), ("0", 2.0), ("soon", 2.0)])
def test_retry_after_is_obeyed(asked, wait, stranger, workspace, patience):
    stranger.says(Answer(429, HTML, {"Retry-After": asked}), ok({}))

    READS["gmail"](workspace)

    assert patience.waits == [wait]


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"retry-after": "Mon, 23 Nov 2026 06:01:30 GMT"}, ""),
        ({}, "User-rate limit exceeded.  Retry after 2026-11-23T06:01:30.000Z (Mail sending)"),
        ({}, "Đã vượt giới hạn. Thử lại sau 2026-11-23T06:01:30Z."),
    ],
)
def test_a_time_to_come_back_is_counted_from_the_servers_own_date(headers, message):
    date = {"date": "Mon, 23 Nov 2026 06:00:00 GMT"}
    refusal = Refusal(429, {**date, **headers}, json.dumps({"error": {"message": message}}))

    assert refusal.retry_after == 90.0


def test_a_wait_longer_than_the_deadline_ends_the_call_at_once(stranger, workspace, patience):
    stranger.says(Answer(429, HTML, {"Retry-After": "3600"}), ok({}))

    with pytest.raises(QuotaExceeded) as caught:
        READS["gmail"](workspace)

    assert (len(stranger.asked), patience.waits, caught.value.retry_after) == (1, [], 3600.0)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (drive_error(404, "notFound"), NotFound),
        (sheets_error(404, "NOT_FOUND"), NotFound),
        (Answer(404, HTML), NotFound),
        (sheets_error(403, "PERMISSION_DENIED"), Forbidden),
        (sheets_error(403, "PERMISSION_DENIED", reason="SERVICE_DISABLED"), Forbidden),
        (drive_error(403, "insufficientFilePermissions"), Forbidden),
        (drive_error(403, "appNotAuthorizedToFile"), Forbidden),
        (Answer(403, HTML), Forbidden),
        (
            sheets_error(403, "PERMISSION_DENIED", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
            CredentialsError,
        ),
        (drive_error(403, "insufficientPermissions"), CredentialsError),
        (sheets_error(400, "INVALID_ARGUMENT"), InvalidRequest),
        (drive_error(400, "failedPrecondition"), InvalidRequest),
        (Answer(400, b'{"error": "invalid_grant"}'), InvalidRequest),
        (Answer(400, b'["error"]'), InvalidRequest),
        (Answer(413, HTML), InvalidRequest),
        (Answer(501, b"not built"), InvalidRequest),
        (Answer(304, b""), InvalidRequest),
        (drive_error(409, "fileIdInUse"), Conflict),
        (sheets_error(409, "ABORTED"), Conflict),
        (sheets_error(401, "UNAUTHENTICATED"), CredentialsError),
    ],
)
@pytest.mark.parametrize("api", READS)
def test_a_refusal_is_classified_by_status_and_reason(
    api, answer, kind, stranger, workspace, patience
):
    stranger.says(answer)

    with pytest.raises(kind) as caught:
        READS[api](workspace)

    assert (type(caught.value), patience.waits) == (kind, [])


def test_the_same_500_is_taken_for_our_own_mistake_after_three(stranger, workspace, patience):
    stranger.says(sheets_error(500, "INTERNAL", "Internal error encountered."))

    with pytest.raises(Unreachable):
        READS["sheets"](workspace)

    assert (len(stranger.asked), patience.waits) == (3, [2.0, 4.0])


def test_a_redirected_write_is_not_followed(stranger, workspace):
    stranger.says(Answer(302, b"", {"Location": "/elsewhere"}), ok({}))

    with pytest.raises(InvalidRequest):
        HARMFUL["drafts_send"](workspace)

    assert stranger.targets == ["/gmail/v1/users/me/drafts/send?alt=json"]


def test_an_error_says_the_method_what_happened_what_to_do_and_googles_words(
    stranger, workspace: Workspace
):
    said = "Người dùng chưa cấp quyền."
    stranger.says(drive_error(403, "appNotAuthorizedToFile", said))

    with pytest.raises(Forbidden) as caught:
        READS["drive"](workspace)

    assert str(caught.value) == (
        "drive.files.get: This account may not do that. The scope drive.file reaches only files "
        "made with these credentials' project: let set-up make the file. "
        f"[403 appNotAuthorizedToFile: {said}]"
    )
    assert (caught.value.status, caught.value.method) == (403, "drive.files.get")


def test_an_html_answer_is_kept_but_not_quoted(stranger, workspace):
    stranger.says(Answer(403, HTML))

    with pytest.raises(Forbidden) as caught:
        READS["gmail"](workspace)

    assert caught.value.body == HTML.decode()
    assert str(caught.value) == (
        "gmail.users.getProfile: This account may not do that. [403: no JSON in it]"
    )


def test_an_unreadable_answer_in_a_repeated_call_counts_every_request(stranger, workspace):
    stranger.says(DROP, DROP, ok({"id": "f"}))

    workspace.drive.files_update(file_id="f", body={}, fields="id")

    assert workspace.calls.total() == {"sheets": 0, "drive": 3, "gmail": 0, "forms": 0}
    assert workspace.calls.writes() == ["drive.files.update"] * 3
