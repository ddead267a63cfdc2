"""What goes into the wheel: the packages, and the folders of data that lie beside them here.

`programmes/` and `templates/` stand at the top of the repository, where people look for them. In a
wheel they lie inside `dienhinh`, so that nothing of that name comes to stand beside everybody's
packages; `dienhinh.shipped` finds them in both places. The scripts that make the templates stay
behind.
"""

from setuptools import find_packages, setup

DATA = {
    "dienhinh.programmes": "programmes",
    "dienhinh.templates.emails": "templates/emails",
    "dienhinh.templates.reports": "templates/reports",
}

setup(
    packages=[
        *find_packages(include=["dienhinh*", "jobs*", "sheets_schema*", "local_workspace*"]),
        *DATA,
    ],
    package_dir=DATA,
)
