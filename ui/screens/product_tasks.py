"""What the catalogue asks and does in the lanes."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

PICTURE = 640


def families(reader: Any) -> Any:
    """Families and price lists, for the boxes over the list."""
    from app.queries.products import families as ask
    from app.queries.products import price_lists

    return ask(reader), price_lists(reader)


def ids(reader: Any, **question: Any) -> Any:
    """Row numbers of the catalogue."""
    from app.queries.products import product_ids

    return product_ids(reader, **question)


def rows(reader: Any, numbers: list[int], price_list: str) -> Any:
    """Rows of the catalogue with the price of a list."""
    from app.queries.products import product_rows

    return product_rows(reader, numbers, price_list)


def page(reader: Any, product: str) -> Any:
    """One product."""
    from app.queries.products import product_page

    return product_page(reader, product)


def range_of(workspace: Any) -> Any:
    """The presentation of the person at this laptop, else of everybody."""
    from app.queries.products import range_of as ask

    return ask(workspace.reader, workspace.preferences.user_id or "")


def picture(workspace: Any, sha256: str, most: int = PICTURE) -> QImage:
    """A kept picture, scaled down; a null image where there is none that can be shown."""
    from app.documents.brand import check_logo
    from app.errors import RapportError

    if not sha256:
        return QImage()
    try:
        data = workspace.files.read(sha256)
        check_logo(data)
    except RapportError:
        return QImage()
    image = QImage.fromData(data)
    if image.isNull():
        return image
    fits = QSize(most, most)
    return image.scaled(fits, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def read_picture(path: str) -> bytes:
    """A chosen picture's bytes; refused where papers and screen could not use it."""
    from pathlib import Path

    from app.documents.brand import MOST_BYTES, check_logo
    from app.errors import Refused, Unreachable

    file = Path(path)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused("The picture is larger than {most} MB.", most=MOST_BYTES // 1_000_000)
        data = file.read_bytes()
    except OSError as problem:
        sentence = "The file {name} cannot be opened: {reason}."
        raise Unreachable(sentence, name=file.name, reason=problem.strerror) from None
    check_logo(data)
    return data


def keep_picture(workspace: Any, path: str) -> dict[str, Any]:
    """Keep a chosen picture's content; what describes it goes into the record."""
    from pathlib import Path

    from app.interop.paths import safe_name

    data = read_picture(path)
    media = {b"\x89PNG": "image/png", b"RIFF": "image/webp"}.get(data[:4], "image/jpeg")
    name = safe_name(Path(path).stem, Path(path).suffix or ".png")
    return {"name": name, "media_type": media, "size": len(data), "sha256": workspace.files.add(data)}


def set_picture(session: Any, product: str, about: dict[str, Any]) -> Any:
    """Give a product its picture."""
    from app.services.catalogue import set_picture as do

    return do(session, product, about)


def arrange(session: Any, products: list[str], owner: str) -> Any:
    """Keep the order of the presentation."""
    from app.services.catalogue import arrange_range

    return arrange_range(session, products, owner)
