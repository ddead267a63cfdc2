"""Google Sheets v4 on IronCalc: workbooks, values, batch requests, protection by person.

Importing the package registers its API methods, request kinds and Drive's makers and exporters.
"""

from local_workspace.sheets import downloads, drive_files, spreadsheets
from local_workspace.sheets.values import methods

__all__ = ["downloads", "drive_files", "methods", "spreadsheets"]
