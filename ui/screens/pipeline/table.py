"""The pipeline as a table: the same opportunities, one a row."""

from typing import Any

from PySide6.QtCore import QObject

from app.language import current, t
from ui.lists import Column, Fixed
from ui.screens.pipeline.board import stage_words
from ui.screens.pipeline.cards import age_words, amount_words, spoken, warning_words
from ui.views import TableView


class StagedCard:
    """A card that knows its stage."""

    def __init__(self, stage: str, card: Any) -> None:
        self.stage = stage
        self.card = card
        self.id = card.id


def make_table(parent: QObject) -> tuple[Fixed, TableView]:
    """The model and its view."""
    columns = [
        Column(t("Name"), lambda row: row.card.name, 220, stretch=True, face="name"),
        Column(t("Account"), lambda row: row.card.account, 180, stretch=True),
        Column(t("Stage"), lambda row: stage_words(row.stage), 120),
        Column(t("Amount"), lambda row: amount_words(row.card), 130, right=True),
        Column(
            t("Next step"), lambda row: warning_words(row.card)[0], 200, stretch=True,
            tone=lambda row: warning_words(row.card)[1],
        ),
        Column(t("Age"), lambda row: age_words(row.card), 64, right=True),
        Column(
            t("Expected"), lambda row: current().day(row.card.expected_on) if row.card.expected_on else "", 112
        ),
    ]  # fmt: skip
    model = Fixed(columns, lambda row: f"{stage_words(row.stage)}: {spoken(row.card)}", parent)
    return model, TableView(model, t("Pipeline as a table"))


def rows_of(columns: Any) -> list[StagedCard]:
    """All cards of the board, stage after stage."""
    return [StagedCard(each.stage, card) for each in columns for card in each.cards]
