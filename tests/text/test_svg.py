"""Drawn pictures: what is safe to open by itself, and the words for what is not."""

import pytest

from daybrief.text.svg import why_unsafe

ROOT = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1"'


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<g transform="matrix(1 0 0 1 0 0)"><path style="fill:url(#a);stroke:#000" fill="url( \'#a\')"/></g>',
        '<defs><linearGradient id="a"/></defs><use xlink:href="#a"/><use href="#a"/>',
        '<image href="data:image/png;base64,AAAA" width="1"/>',
        "<style>.a { fill: red; mask: url(#m) }</style><title>A &lt;script&gt;</title><!-- <script> -->",
        '<a xlink:href="https://lake.example/"><text>to the lake</text></a>',
        '<circle r="1"><animate attributeName="r" values="1;2"/></circle>',
        '<metadata xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:x i:path="C:\\a"/></metadata>',
    ],
)
def test_a_picture_that_runs_nothing_and_fetches_nothing_is_safe(inner: str) -> None:
    assert why_unsafe(f"{ROOT}>{inner}</svg>".encode()) is None


def test_a_picture_may_say_what_it_is() -> None:
    begin = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n'
    )
    assert why_unsafe(f"{begin}{ROOT}/>".encode()) is None
    assert why_unsafe(f"{ROOT}/>".encode("utf-16")) is None


RUNS = "which can run a script"


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("<script>alert(1)</script>", "it holds `<script>`"),
        ('<script xmlns="" href="x"/>', "it holds `<script>`"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "it holds `<script>`"),
        ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "it holds `<b>`"),
        ("<foreignObject/>", "it holds `<foreignObject>`"),
        ('<g onclick="x"/>', f"it holds `onclick`, {RUNS}"),
        ('<g ONLOAD="x"/>', f"it holds `ONLOAD`, {RUNS}"),
        ('<set attributeName="onmouseover" to="x"/>', f"it holds `onmouseover`, {RUNS}"),
        ('<a><animate attributeName="xlink:href" to="x"/></a>', f"it holds `xlink:href`, {RUNS}"),
        ('<a href="javascript:x"/>', "`<a>` leads to another file"),
        ('<a xlink:href=" &#106;avascript:x"/>', "`<a>` leads to another file"),
        ('<use href="other.svg#a"/>', "`<use>` leads to another file"),
        ('<use href="data:image/svg+xml,x"/>', "`<use>` leads to another file"),
        ('<image xlink:href="https://lake.example/x.png"/>', "`<image>` leads to another file"),
        ('<g fill="url(//lake.example/x)"/>', "its `fill` names another file"),
        ('<g style="fill:u\\72l(//x)"/>', "its `style` names another file"),
        ("<style>@import '//x';</style>", "its style names another file"),
        ("<style>a{b:url(\n'//x')}</style>", "its style names another file"),
        ("<style><![CDATA[@im]]>port '//x'</style>", "its style names another file"),
        ("<?xml-stylesheet href='x'?>", "it holds `<?xml-stylesheet`"),
    ],
)
def test_what_runs_or_fetches_something_is_told_with_its_line(inner: str, told: str) -> None:
    found = why_unsafe(f"{ROOT}>\n{inner}\n</svg>".encode())
    assert found is not None
    assert found[1] == told
    assert found[0] in range(2, 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{ROOT}>&a;</svg>', "it declares entities or attributes"),
        (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>{ROOT}/>', "it declares entities or attributes"),
        ("<svg/>", "it does not begin with `<svg xmlns=…>`"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "it does not begin with `<svg xmlns=…>`"),
        (f"{ROOT}>", "it is no SVG: no element found: line 1, column"),
        ("", "it is no SVG: no element found: line 1, column 0"),
        (f'<?xml version="1.0" encoding="iso-2022-jp"?>{ROOT}/>', "it is written in iso-2022-jp"),
        (f'<?xml version="1.0" encoding="nothing"?>{ROOT}/>', "it is "),
        (f"{ROOT}>" + "<g>" * 3 + "&nothing;", "it is no SVG: undefined entity"),
    ],
)
def test_what_is_no_plain_picture_is_told(text: str, told: str) -> None:
    found = why_unsafe(text.encode())
    assert found is not None
    assert found[1].startswith(told)
