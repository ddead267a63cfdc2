"""The colours of folders and the themes of shared drives that Google offers."""

from __future__ import annotations

FOLDER_COLOURS = (
    *("#ac725e", "#d06b64", "#f83a22", "#fa573c", "#ff7537", "#ffad46", "#fad165", "#fbe983"),
    *("#b3dc6c", "#7bd148", "#16a765", "#42d692", "#92e1c0", "#9fe1e7", "#9fc6e7", "#4986e7"),
    *("#9a9cff", "#b99aff", "#a47ae2", "#cd74e6", "#f691b2", "#cca6ac", "#cabdbf", "#8f8f8f"),
)
THEME_COLOURS = {
    "abacus": "#ea6100",
    "blueprints": "#4285f4",
    "bok_choy": "#689f38",
    "books": "#4285f4",
    "bread": "#ef6c00",
    "bubbles_color": "#f06292",
    "circuit": "#039be5",
    "clams": "#e91e63",
    "clovers": "#689f38",
    "cocktails": "#db4437",
    "concert": "#ef6c00",
    "desk": "#607d8b",
    "donut_coffee": "#f06292",
    "fabric_rolls": "#78909c",
    "flags": "#009688",
    "flower_field": "#e06055",
    "flowers": "#689f38",
    "glass": "#0f9d58",
    "lighthouse": "#4285f4",
    "maps": "#8d6e63",
    "mountains": "#5c6bc0",
    "notebook": "#689f38",
    "paper_colored": "#9c27b0",
    "pencils": "#0097a7",
    "roofing_metal": "#039be5",
    "sticky_notes": "#0097a7",
    "table": "#8d6e63",
    "travel": "#039be5",
    "waves": "#ff5722",
    "waves_blue": "#5c6bc0",
    "wood": "#8d6e63",
}


def background_of(theme: str) -> str:
    """Return the address of a theme's picture, at Google: the local workspace keeps none."""
    return f"https://ssl.gstatic.com/team_drive_themes/{theme}_background.jpg"


def themes() -> list[dict[str, str]]:
    """Return the themes as about.get gives them."""
    return [
        {"id": theme, "backgroundImageLink": background_of(theme), "colorRgb": colour}
        for theme, colour in THEME_COLOURS.items()
    ]


def nearest_colour(given: str) -> str:
    """Return the folder colour of the palette that comes nearest to #rrggbb."""
    return min(FOLDER_COLOURS, key=lambda colour: _distance(colour, given))


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_parts(one), _parts(other), strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    number = int(colour.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255
