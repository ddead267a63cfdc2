"""The refusals by name: each API's own words and shape."""

from __future__ import annotations

import pytest

READS = {
    "drive": "/drive/v3/files",
    "forms": "/v1/forms/none",
    "gmail": "/gmail/v1/users/me/labels",
    "sheets": "/v4/spreadsheets/none",
}
OVER_READS = (
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' "
    "of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'."
)
HELP = {
    "@type": "type.googleapis.com/google.rpc.Help",
    "links": [
        {
            "description": "Request a higher quota limit.",
            "url": "https://cloud.google.com/docs/quotas/help/request_increase",
        }
    ],
}


def info(**metadata):
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {"consumer": "projects/123456789012", "quota_location": "global", **metadata},
    }


def struck(workspace, api, kind, **more):
    rule = {"calls": f"{api}.*", "kind": kind, **more}
    workspace.post("/_local/faults", {"rules": [rule]})
    return workspace.call("GET", READS[api])


def legacy(code, reason, message, domain="usageLimits", short="", **more):
    entry = {"domain": domain, "reason": reason, "message": short or message}
    return {"error": {"errors": [entry], "code": code, "message": message, **more}}


def modern(code, status, message, **more):
    return {"error": {"code": code, "message": message, "status": status, **more}}


@pytest.mark.parametrize(
    ("api", "kind", "body"),
    [
        (
            "sheets",
            "sheets-read-quota-per-user",
            modern(
                429,
                "RESOURCE_EXHAUSTED",
                OVER_READS,
                details=[
                    info(
                        quota_limit="ReadRequestsPerMinutePerUser",
                        quota_limit_value="60",
                        quota_metric="sheets.googleapis.com/read_requests",
                        quota_unit="1/min/{project}/{user}",
                        service="sheets.googleapis.com",
                    ),
                    HELP,
                ],
            ),
        ),
        (
            "drive",
            "drive-user-rate-limit",
            legacy(403, "userRateLimitExceeded", "User Rate Limit Exceeded"),
        ),
        ("drive", "drive-rate-limit", legacy(403, "rateLimitExceeded", "Rate Limit Exceeded")),
        ("drive", "daily-limit", legacy(403, "dailyLimitExceeded", "Daily Limit Exceeded")),
        (
            "drive",
            "storage-quota",
            legacy(
                403,
                "storageQuotaExceeded",
                "The user's Drive storage quota has been exceeded.",
                "global",
            ),
        ),
        (
            "drive",
            "sharing-rate-limit",
            legacy(
                403,
                "sharingRateLimitExceeded",
                "Rate Limit Exceeded",
                "global",
                short='Rate limit exceeded. User message: "These item(s) could not be shared '
                'because a rate limit was exceeded: filename"',
            ),
        ),
        ("drive", "backend-error", legacy(500, "backendError", "Backend Error", "global")),
        ("drive", "internal", legacy(500, "internalError", "Internal Error", "global")),
        (
            "drive",
            "unavailable",
            legacy(503, "backendError", "The service is currently unavailable.", "global"),
        ),
        ("sheets", "internal", modern(500, "INTERNAL", "Internal error encountered.")),
        (
            "forms",
            "unavailable",
            modern(503, "UNAVAILABLE", "The service is currently unavailable."),
        ),
        (
            "gmail",
            "gmail-concurrent",
            legacy(
                429,
                "rateLimitExceeded",
                "Too many concurrent requests for user",
                status="RESOURCE_EXHAUSTED",
            ),
        ),
    ],
)
def test_refusal_has_googles_body(workspace, api, kind, body):
    answer = struck(workspace, api, kind)
    assert (answer.status_code, answer.json()) == (body["error"]["code"], body)
    assert "Retry-After" not in answer.headers


def test_kind_with_several_statuses_has_the_one_that_is_asked_for(workspace):
    answer = struck(workspace, "drive", "drive-rate-limit", status=429)
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, 429)


def test_retry_after_is_a_header_where_it_is_asked_for(workspace):
    answer = struck(workspace, "sheets", "unavailable", retry_after=30)
    assert answer.headers["Retry-After"] == "30"


def test_sending_limit_names_the_time_by_the_local_clock(workspace):
    workspace.post("/_local/clock", {"now": "2023-04-20T07:30:00+07:00"})
    usual = struck(workspace, "gmail", "gmail-sending-limit")
    long = struck(workspace, "gmail", "gmail-sending-limit", retry_after=7200)
    assert [each.json()["error"]["message"] for each in (usual, long)] == [
        "User-rate limit exceeded.  Retry after 2023-04-20T00:45:00.000Z (Mail sending)",
        "User-rate limit exceeded.  Retry after 2023-04-20T02:30:00.000Z (Mail sending)",
    ]
    assert "Retry-After" not in long.headers


def test_quota_of_gmail_is_a_403_with_the_newer_details(workspace):
    error = struck(workspace, "gmail", "gmail-quota-per-user").json()["error"]
    assert (error["code"], error["errors"][0]["reason"]) == (403, "rateLimitExceeded")
    assert error["message"] == (
        "Quota exceeded for quota metric 'Total Query Cost' and limit 'Units per minute per user' "
        "of service 'gmail.googleapis.com' for consumer 'project_number:123456789012'."
    )
    assert error["details"] == [
        info(
            quota_limit="totalQueryCostPerMinutePerUser",
            quota_limit_value="6000",
            quota_metric="gmail.googleapis.com/total_query_cost",
            quota_unit="1/min/{project}/{user}",
            service="gmail.googleapis.com",
        ),
        HELP,
    ]


def test_quota_of_a_project_names_neither_user_nor_their_limit(workspace):
    error = struck(workspace, "drive", "drive-quota-per-project").json()["error"]
    assert error["message"] == (
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service "
        "'drive.googleapis.com' for consumer 'project_number:123456789012'."
    )
    assert error["details"][0]["metadata"]["quota_unit"] == "1/min/{project}"
    assert error["details"][0]["metadata"]["quota_limit"] == "defaultPerMinutePerProject"


@pytest.mark.parametrize(
    ("kind", "title", "size"),
    [
        ("html-429", "Sorry...", 1103),
        ("html-500", "Error 500 (Server Error)!!1", 1545),
        ("html-502", "Error 502 (Server Error)!!1", 1613),
        ("html-503", "Error 503 (Service Unavailable)!!1", 1586),
    ],
)
def test_page_of_html_comes_in_the_place_of_json(workspace, kind, title, size):
    answer = struck(workspace, "sheets", kind)
    assert answer.status_code == int(kind.removeprefix("html-"))
    assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert answer.text.partition("<title>")[2].partition("</title>")[0] == title
    assert len(answer.content) == size


def test_expired_token_and_switched_off_api_are_told_as_google_tells_them(workspace):
    expired = struck(workspace, "sheets", "token-expired")
    assert (expired.status_code, expired.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    off = struck(workspace, "gmail", "api-disabled").json()["error"]
    assert off["message"].startswith(
        "Gmail API has not been used in project 123456789012 before or it is disabled."
    )
    assert off["details"][1]["reason"] == "SERVICE_DISABLED"
    assert off["errors"][0]["reason"] == "accessNotConfigured"
