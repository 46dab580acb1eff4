"""Values that are more than text: links to other records, and words that stand for a choice."""

from functools import cache

from app.language.folding import fold
from app.values import Link

__all__ = ["CHOICES", "Link", "choice_of"]

CHOICES: dict[str, dict[str, str]] = {
    "type": {
        "customer": "customer|client|clienti|kunde|cliente|πελάτης|клиент|গ্রাহক|existing|opportunity won|evangelist",
        "prospect": "prospect|lead|interessent|potenziale cliente|υποψήφιος πελάτης|потенциален клиент|"
        "সম্ভাব্য গ্রাহক|prospekt|marketing qualified lead|sales qualified lead|opportunity|subscriber|analyst",
        "supplier": "supplier|vendor|lieferant|fornitore|προμηθευτής|доставчик|সরবরাহকারী|fournisseur",
        "partner": "partner|geschäftspartner|partner commerciale|συνεργάτης|партньор|ব্যবসায়িক অংশীদার|partenaire",
        "distributor": "distributor|reseller|διανομέας|дистрибутор|পরিবেশক|distributore|distributeur|wiederverkäufer",
        "municipality": "municipality|comune|δήμος|община|পৌরসভা|gemeinde|commune|public body",
        "competitor": "competitor|ανταγωνιστής|конкурент|প্রতিযোগী|concorrente|wettbewerber|concurrent",
    },
    "stage": {
        stage: stage.replace("_", " ")
        for stage in (
            "prospect", "contacted", "needs_known", "presented", "negotiating",
            "contracted", "served", "repeat", "dormant", "lost",
        )
    },
    "tier": {"key": "key|key account|a+|grand compte|ключов клиент", "a": "a|hot", "b": "b|warm", "c": "c|cold"},
}  # fmt: skip


@cache
def _words(field: str) -> dict[str, str]:
    return {fold(word): choice for choice, words in CHOICES[field].items() for word in words.split("|")}


def choice_of(field: str, text: str) -> str | None:
    """The choice a word stands for in any of the languages; ValueError where it stands for none."""
    word = fold(text).strip().replace("_", " ")
    if not word:
        return None
    found = _words(field).get(word)
    if found is None:
        raise ValueError("is not one of our choices")
    return found
