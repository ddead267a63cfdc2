"""What to do about each refusal that a person can mend, by Google's machine-readable reason.

Google's English (or localised) sentences are never looked at, only shown. `docs/going-live.md`
holds the same table with the steps in the Admin and Cloud consoles.
"""

from __future__ import annotations

BARE_SERVICE_ACCOUNT = (
    "A service account without a subject owns no storage and has no mailbox: it works only inside "
    "a shared drive and cannot send mail. Name the office account as the subject and let the "
    "administrator delegate the scopes to the service account, or use the office account's own "
    "token (authorise)."
)

REMEDIES: dict[str, str] = {
    # what Google's API answers (error.details[].reason, error.errors[].reason)
    "SERVICE_DISABLED": "Enable this API in the Google Cloud project of the credentials, then wait "
    "a few minutes.",
    "accessNotConfigured": "Enable this API in the Google Cloud project of the credentials, then "
    "wait a few minutes.",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "The token lacks a scope: authorise again, or have the "
    "administrator delegate every scope of the list.",
    "insufficientPermissions": "The token lacks a scope: authorise again, or have the "
    "administrator delegate every scope of the list.",
    "appNotAuthorizedToFile": "The scope drive.file reaches only files made with these "
    "credentials' project: let set-up make the file.",
    "storageQuotaExceeded": "The account's storage is full: free some, or use a shared drive.",
    "dailyLimitExceeded": "The project's own daily cap is reached: raise it in the Cloud console, "
    "or go on tomorrow.",
    "sharingRateLimitExceeded": "Too much was shared today: go on tomorrow, and share folders "
    "rather than files.",
    "domainPolicy": "The organisation's policy forbids it: ask the administrator.",
    "authError": "The token is not accepted: authorise again, or renew the key.",
    # what Google's token endpoint answers (error)
    "unauthorized_client": "The administrator has to delegate exactly these scopes to the client "
    "id of the service account (Admin console, Security, API controls, domain-wide delegation).",
    "invalid_grant": "The subject does not exist, the key or the consent was withdrawn or has "
    "expired, or this machine's clock is wrong: check in this order; a user token is renewed by "
    "authorise.",
    "invalid_scope": "A scope is misspelt or was not consented to: authorise again.",
    "invalid_client": "The client id or secret is wrong or was deleted: download the file again.",
    "deleted_client": "The client was deleted in the Cloud console: make a new one and authorise.",
    "access_denied": "Consent was refused: authorise again and allow every scope.",
    "admin_policy_enforced": "The organisation's policy blocks this app: the administrator has to "
    "trust its client id (Admin console, Security, API controls, app access).",
    "org_internal": "The app is Internal to another organisation: authorise with an account of "
    "the organisation that owns the Cloud project.",
    "invalid_rapt": "The organisation's session policy has ended the token: authorise again, or "
    "exempt the app.",
}
