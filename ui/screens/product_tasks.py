"""What the catalogue asks and does in the lanes."""

from typing import Any

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

PICTURE = 640
LARGEST = 2_000


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

    from app.errors import Refused
    from app.interop.paths import safe_name

    source = QBuffer()
    source.setData(read_picture(path))
    reader = QImageReader(source)
    reader.setAutoTransform(True)  # a camera held upright notes it beside the picture
    image = reader.read()
    if image.isNull():
        raise Refused("The picture is damaged.")
    data, ending = encoded(image)
    name = safe_name(Path(path).stem, ending)
    media = {"png": "image/png", "jpg": "image/jpeg"}[ending]
    return {"name": name, "media_type": media, "size": len(data), "sha256": workspace.files.add(data)}


def encoded(image: QImage) -> tuple[bytes, str]:
    """A picture written anew: not larger than a page needs, and without what a camera notes beside it."""
    if max(image.width(), image.height()) > LARGEST:
        fits = QSize(LARGEST, LARGEST)
        image = image.scaled(
            fits, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    has_alpha = image.hasAlphaChannel()
    # Pixels alone: a conversion would carry the texts of the file along.
    plain = QImage(image.size(), QImage.Format.Format_ARGB32 if has_alpha else QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.transparent if has_alpha else Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    ending, form = ("png", "PNG") if has_alpha else ("jpg", "JPEG")
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    plain.save(buffer, form, 90)  # type: ignore[call-overload]
    return bytes(buffer.data().data()), ending


def set_picture(session: Any, product: str, about: dict[str, Any]) -> Any:
    """Give a product its picture."""
    from app.services.catalogue import set_picture as do

    return do(session, product, about)


def arrange(session: Any, products: list[str], owner: str) -> Any:
    """Keep the order of the presentation."""
    from app.services.catalogue import arrange_range

    return arrange_range(session, products, owner)
