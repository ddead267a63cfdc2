"""The methods of sheets.spreadsheets.values: whole ranges read, written, cleared and appended."""
