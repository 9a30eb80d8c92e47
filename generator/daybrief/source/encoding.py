"""Bytes to text: UTF-8, with one kind of line break."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from daybrief.diagnostics import Diagnostic


def decoded(data: bytes, file: str) -> str | Diagnostic:
    """The text, without a BOM and with one kind of line break; or why there is none."""
    hint = "save the file as UTF-8"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or (4 * data.count(0) > len(data) and bytes(4) not in data):
        return Diagnostic(file, 1, 1, "encoding", "the file is UTF-16 or UTF-32, and not UTF-8", hint, width=0)
    data = data.removeprefix(BOM_UTF8)
    try:
        return one_break(data.decode())
    except UnicodeDecodeError as error:
        above = one_break(data[: error.start].decode()).split("\n")
        message = f"this byte ({data[error.start]:02X}) is not UTF-8"
        return Diagnostic(file, len(above), len(above[-1]) + 1, "encoding", message, hint)


def one_break(text: str) -> str:
    r"""The text with `\n` for each line break, as lines are counted."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
