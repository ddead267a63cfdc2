"""Drive v3: files, folders and permissions. Every call reaches shared drives as well.

`fields` is always given, so that an answer holds what the caller reads and no more.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from googleapiclient.http import MediaIoBaseUpload

from dienhinh.google.answers import Json, every_page
from dienhinh.google.media import Media
from dienhinh.google.service import Service


class Drive:
    """The methods of https://developers.google.com/workspace/drive/api/reference/rest/v3 in use.

    Each raises a WorkspaceError.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @cached_property  # googleapiclient builds a collection anew, methods and all, at each call
    def _files(self) -> Any:
        return self._service.api.files()

    @cached_property  # googleapiclient builds a collection anew, methods and all, at each call
    def _permissions(self) -> Any:
        return self._service.api.permissions()

    @cached_property  # googleapiclient builds a collection anew, methods and all, at each call
    def _changes(self) -> Any:
        return self._service.api.changes()

    def files_create(
        self, *, body: Mapping[str, Any], fields: str, media: Media | None = None
    ) -> Json:
        """Make a file or a folder, with content if `media` is given.

        Repeated after an unclear failure only if `body` holds an `id` of `files_generate_ids`: then
        the second one is a `Conflict` (409 fileIdInUse), never a second file. Google takes such ids
        for blobs and folders, not for its own kinds (spreadsheets, forms).
        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/create
        """
        request = self._files.create(
            body=dict(body), media_body=_upload(media), fields=fields, supportsAllDrives=True
        )
        return self._service.send(request, harmless="id" in body)

    def files_get(self, *, file_id: str, fields: str) -> Json:
        """What Drive knows of a file.

        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/get
        """
        request = self._files.get(fileId=file_id, fields=fields, supportsAllDrives=True)
        return self._service.read(request)

    def files_list(
        self, *, q: str, fields: str, order_by: str | None = None, drive_id: str | None = None
    ) -> list[Json]:
        """All files that the query finds; `fields` are those of one file ("id,name").

        With `drive_id` that shared drive is searched whole. A fresh file may be missing for some
        minutes: the list finds, it does not prove absence.
        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
        """

        def page(token: str | None) -> Json:
            request = self._files.list(
                q=q,
                fields=f"nextPageToken,files({fields})",
                orderBy=order_by,
                pageSize=1000,
                pageToken=token,
                corpora="drive" if drive_id else None,
                driveId=drive_id,
                includeItemsFromAllDrives=True,
                supportsAllDrives=True,
            )
            return self._service.read(request)

        return every_page(page, items="files")

    def files_update(
        self,
        *,
        file_id: str,
        fields: str,
        body: Mapping[str, Any] | None = None,
        add_parents: str | None = None,
        remove_parents: str | None = None,
        media: Media | None = None,
    ) -> Json:
        """Overwrite a file's metadata or content, or move it (parents: ids joined by commas).

        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/update
        """
        request = self._files.update(
            fileId=file_id,
            body=dict(body or {}),
            addParents=add_parents,
            removeParents=remove_parents,
            media_body=_upload(media),
            fields=fields,
            supportsAllDrives=True,
        )
        return self._service.send(request, harmless=True)

    def files_generate_ids(self, *, count: int) -> list[str]:
        """Up to 1000 ids for `files_create`, valid for this account.

        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds
        """
        request = self._files.generateIds(count=count, space="drive", type="files")
        return list(self._service.read(request)["ids"])

    def files_export(self, *, file_id: str, mime_type: str) -> bytes:
        """A spreadsheet, form or document converted to `mime_type` (10 MB at most).

        https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export
        """
        request = self._files.export_media(fileId=file_id, mimeType=mime_type)
        return self._service.download(request)

    def files_download(self, *, file_id: str) -> bytes:
        """The content of a file that was uploaded (files.get with alt=media).

        https://developers.google.com/workspace/drive/api/guides/manage-downloads
        """
        request = self._files.get_media(fileId=file_id, supportsAllDrives=True)
        return self._service.download(request)

    def changes_get_start_page_token(self, *, drive_id: str | None = None) -> str:
        """Where the change log of the user, or of a shared drive, ends now.

        https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/getStartPageToken
        """
        request = self._changes.getStartPageToken(driveId=drive_id, supportsAllDrives=True)
        return str(self._service.read(request)["startPageToken"])

    def changes_list(
        self, *, page_token: str, fields: str, drive_id: str | None = None
    ) -> tuple[list[Json], str]:
        """Every file changed since the token, once, and the token of what is still to come.

        `fields` are those of one change ("fileId,removed,file(trashed)"). Entries show up to some
        minutes after the change; a shared drive has a log of its own, beside the user's.
        https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/list
        """
        following: list[str] = []

        def page(token: str | None) -> Json:
            request = self._changes.list(
                pageToken=token or page_token,
                fields=f"nextPageToken,newStartPageToken,changes({fields})",
                pageSize=1000,
                driveId=drive_id,
                includePermissionsForView="published",
                includeItemsFromAllDrives=True,
                supportsAllDrives=True,
            )
            answer = self._service.read(request)
            following.append(str(answer.get("newStartPageToken", "")))
            return answer

        found = every_page(page, items="changes")
        return found, following[-1]

    def permissions_list(self, *, file_id: str, fields: str) -> list[Json]:
        """All permissions on a file, that of a form's respondents too.

        `fields` are those of one permission ("id,emailAddress").

        https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
        """

        def page(token: str | None) -> Json:
            request = self._permissions.list(
                fileId=file_id,
                fields=f"nextPageToken,permissions({fields})",
                pageSize=100,
                pageToken=token,
                includePermissionsForView="published",
                supportsAllDrives=True,
            )
            return self._service.read(request)

        return every_page(page, items="permissions")

    def permissions_create(
        self, *, file_id: str, body: Mapping[str, Any], fields: str = "id"
    ) -> Json:
        """Share a file, without Google's own notification letter.

        Harmless to repeat: for the same person Drive updates the permission that is there.
        https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/create
        """
        # Google allows the parameter for people and groups only.
        notify = False if body.get("type") in {"user", "group"} else None
        request = self._permissions.create(
            fileId=file_id,
            body=dict(body),
            sendNotificationEmail=notify,
            fields=fields,
            supportsAllDrives=True,
        )
        return self._service.send(request, harmless=True)

    def permissions_delete(self, *, file_id: str, permission_id: str) -> None:
        """Take a permission away; `NotFound` if it is gone already.

        https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/delete
        """
        request = self._permissions.delete(
            fileId=file_id, permissionId=permission_id, supportsAllDrives=True
        )
        self._service.delete(request)

    def about_get(self, *, fields: str) -> Json:
        """Who the account is ("user") and how much it may store ("storageQuota").

        https://developers.google.com/workspace/drive/api/reference/rest/v3/about/get
        """
        return self._service.read(self._service.api.about().get(fields=fields))


def _upload(media: Media | None) -> MediaIoBaseUpload | None:
    """Sent whole, with the metadata: a resumable upload hangs when one of its parts is refused."""
    if media is None:
        return None
    return MediaIoBaseUpload(io.BytesIO(media.content), mimetype=media.mime_type, resumable=False)
