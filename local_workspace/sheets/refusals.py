"""The refusal of protected cells, in the language of the account that meets it."""

from __future__ import annotations

from local_workspace.errors import ApiError, invalid
from local_workspace.state import State

ENGLISH = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
PROTECTED = {
    "en": ENGLISH,
    "es": "Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el "
    "propietario de la hoja de cálculo para desprotegerla si es necesario modificarla.",
    "fr": "Vous tentez de modifier une cellule ou un objet protégés. Si vous avez besoin "
    "d'effectuer cette modification, demandez au propriétaire de la feuille de calcul de "
    "supprimer la protection.",
    "ja": "保護されているセルやオブジェクトを編集しようとしています。編集する必要がある場合は、"
    "スプレッドシートのオーナーに連絡して保護を解除してもらってください。",
    "pt": "Você está tentando editar uma célula ou um objeto protegido. Se precisar editar, entre "
    "em contato com o proprietário da planilha para remover a proteção.",
    "ru": "Эта область защищена. Чтобы изменить ее, обратитесь к владельцу таблицы.",
}
"""Google's wordings, those that are known: programs that look for the English one go wrong."""


def language_of(state: State, email: str) -> str:
    """Return the language of an account, English unless it was made known with another."""
    return str((state.get("principal", email) or {}).get("language", "en"))


def protected_cells(language: str) -> ApiError:
    """Return the 400 of protected cells."""
    return invalid(PROTECTED[language])
