// Google's client for Node at work on a local workspace: `node reads_and_writes.mjs ADDRESS KEYFILE PERSON`.
// It prints what it read back, as JSON; the test beside it compares.

import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { Gaxios } from "gaxios";
import { google } from "googleapis";

const [address, keyFile, person] = process.argv.slice(2);
const TOKENS = "https://oauth2.googleapis.com/token";
const AUTH = "https://www.googleapis.com/auth/";
const SCOPES = ["spreadsheets", "drive", "gmail.compose", "forms.body"].map((name) => AUTH + name);

// This client asks for tokens at Google's address, whatever `token_uri` the key's file names.
const transporter = new Gaxios();
transporter.interceptors.request.add({
  resolved: async (asked) => {
    if (String(asked.url) === TOKENS) asked.url = new URL(`${address}/token`);
    return asked;
  },
});

const key = JSON.parse(await readFile(keyFile, "utf8"));
const auth = new google.auth.JWT({
  email: key.client_email,
  key: key.private_key,
  keyId: key.private_key_id,
  scopes: SCOPES,
  subject: person,
  transporter,
});
const rootUrl = `${address}/`;
const options = { auth, rootUrl };
const sheets = google.sheets({ version: "v4", ...options });
const drive = google.drive({ version: "v3", ...options });
const gmail = google.gmail({ version: "v1", ...options });
const forms = google.forms({ version: "v1", ...options });

async function spreadsheet() {
  const made = await sheets.spreadsheets.create({
    requestBody: { properties: { title: "Sổ điển hình" } },
  });
  const { spreadsheetId } = made.data;
  const range = "Sheet1!A1:B2";
  await sheets.spreadsheets.values.update({
    spreadsheetId,
    range,
    valueInputOption: "USER_ENTERED",
    requestBody: { values: [["Khoa", 1], ["Phòng", "=B1+1"]] },
  });
  const appended = await sheets.spreadsheets.values.append({
    spreadsheetId,
    range,
    valueInputOption: "RAW",
    requestBody: { values: [["Trung tâm", 3]] },
  });
  const batch = await sheets.spreadsheets.batchUpdate({
    spreadsheetId,
    requestBody: {
      requests: [
        { addSheet: { properties: { title: "Lưu" } } },
        { sortRange: { range: { sheetId: 0 }, sortSpecs: [{ dimensionIndex: 1, sortOrder: "DESCENDING" }] } },
      ],
    },
  });
  const read = await sheets.spreadsheets.values.get({ spreadsheetId, range: "Sheet1", valueRenderOption: "UNFORMATTED_VALUE" });
  return {
    appended: appended.data.updates.updatedRange,
    added: batch.data.replies[0].addSheet.properties.title,
    values: read.data.values,
  };
}

async function file() {
  const folder = await drive.files.create({
    requestBody: { name: "Hồ sơ", mimeType: "application/vnd.google-apps.folder" },
  });
  const uploaded = {
    requestBody: { name: "báo cáo.txt", parents: [folder.data.id] },
    media: { mimeType: "text/plain", body: Readable.from(["Hai mươi điển hình"]) },
    fields: "id,size",
  };
  const made = await drive.files.create(uploaded, { rootUrl }); // an upload wants it said again
  const listed = await drive.files.list({ q: `'${folder.data.id}' in parents`, fields: "files(name,mimeType)" });
  const read = await drive.files.get({ fileId: made.data.id, alt: "media" }, { responseType: "text" });
  return { size: made.data.size, listed: listed.data.files, content: read.data };
}

async function letter() {
  const text = `To: user2@example.com\r\nSubject: Nhac\r\n\r\nXin chao`;
  const raw = Buffer.from(text).toString("base64url");
  const sent = await gmail.users.messages.send({ userId: "me", requestBody: { raw } });
  return { labels: sent.data.labelIds };
}

async function form() {
  const made = await forms.forms.create({ requestBody: { info: { title: "Phiếu" } } });
  const { formId } = made.data;
  const item = { title: "Họ và tên", questionItem: { question: { textQuestion: {} } } };
  await forms.forms.batchUpdate({
    formId,
    requestBody: { requests: [{ createItem: { item, location: { index: 0 } } }] },
  });
  const read = await forms.forms.get({ formId });
  return { title: read.data.info.title, questions: read.data.items.map((each) => each.title) };
}

async function refusal() {
  try {
    await sheets.spreadsheets.get({ spreadsheetId: "khong-co" });
    return null;
  } catch (error) {
    return { status: error.status, message: error.message };
  }
}

console.log(
  JSON.stringify({
    spreadsheet: await spreadsheet(),
    file: await file(),
    letter: await letter(),
    form: await form(),
    refusal: await refusal(),
  }),
);
