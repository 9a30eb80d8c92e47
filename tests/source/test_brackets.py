"""What is wrong within brackets, in words: each text and what is told of it stands in `golden/brackets.txt`."""

from collections.abc import Callable

from daybrief.source import read

TEXTS = """\
a: [b: c: d]
a: [b, c: d: e f, g]
a: ["b": c: d]
a: [[b]: c: d]
a: [{b: c} : d : e]
a: {b: 'c' : d}
a: {b: [c] : d}
a: [b, , c]
a: [, b]
a: {b: c,, d: e}
a: {b:, c: d}
a: [b, c,]
a: {b: }
a: [b}
a: {b]
a: [{b: c]
a: {b: [c}
a: {b: ]c}
a: {b: }c}
a: {b: ],}
a: [b: ], c]
a: [b]]
a: [b] ]
a: [b], c
a: {b: c}}
a: [b] c d # e
a: [b] # c
a: {b: c} d
a: [b] "c"
- [b] c d
- a: [b] c d
a: [b c] d [e]
a: [b [c]]
a: [b {c: d}, e]
a: [[b] c]
a: [[b] c d, e]
a: [{b: c} d]
a: ["b" c]
a: ["b" c d, e]
a: ["b"c]
a: ["b" "c"]
a: ['b' c]
a: ['It's]
a: ['It's so', b]
a: ['b'1]
a: ['b' s]
a: ['b']c
a: ["b
a: ['b
a: [b, "c, d]
a: [b, 'c, d]
a: ["\\m"]
a: ["b \\m c", d]
a: ["\\x4"]
a: ["\\ud800"]
a: ["\\U00110000"]
a: ["\\\\", "\\x41\\u0416\\U0001f600\\/"]
a: [@b]
a: [b, %c d, e]
a: [`b`, c]
a: [*b, c]
a: [&b c, d]
a: [&b, c]
a: [!b c]
a: [|, b]
a: [>b c, d]
a: [?b, c]
a: [? b, c]
a: [- b, c]
a: [-, b]
a: [-b, -1, b-c]
a: [: b]
a: [:b, c]
a: {: b}
a: {b: : c}
a: {b:[c]}
a: {b:{c: d}}
a: {b:"c"}
a: {"b":c}
a: {"b":c: d}
a: [b:c, d]
a: [b:, c]
a: [b #c]
a: [b#c, d]
a: [b, #c]
a: [https://b.example/c?d=e&f#g, h]
a: ["b#c", 'd: e']
a: [ [ [ b: c: d ] ] ]
a: [b
a: {b: c
a: [b, [c, d]
a: {b: {c: d}
a: [b # c]
a: [b] [c]
a: [b]: c: d
a: []b
a: {}, b
a: [“b”, c: d: e]
a: [„b“ c: d: e]
a: [0123456789 0123456789 0123456789 0123456789 0123456789: a: b]
a: ['b "c" d: e']
a: [b "c": d: e]
a: [b \\c: d: e]
"""
LONGER = """\
a: [b
c: d
%
a: [b,
  c
d: e
%
a: [b,
c: d]
e: f
%
a: [b,
  c: d]
e: f
%
a: [b
  c, d]
%
a: [b
  c
  d: e]
%
a: [b: c
  d: e]
%
a: {b: c
  d: e}
%
a: {b: c
  d e: f}
%
a: {b: c
  d-e: f}
%
a: {b: c d
  e
  : f}
%
a: {b
  : c}
%
a: {"b
  c": d}
%
a: ["b"
  "c"]
%
a: ["b"
  c]
%
a: [[b]
  c]
%
a: [[b,
  c] d]
%
a: [[b,
  c] d e, f]
%
a: [b,
  c] d e
%
a: [b,
  c] # d
%
a: [b,
  c]
  d
%
a: ["b
  c: d", e
f: g
%
a: ["b,
  c", d" e]
%
a: ["b,
  c"d", e]
%
a: ['b
c: d'
%
a: ["b,
c: "d"]
%
a: ["b,
- "c"]
%
  a: [b,
  - c]
%
- [b,
- c]
%
- a: [b,
  c]
- d
%
- a: [b,
   c]
- d: e: f
%
a: [b, # c
  d e: f: g]
%
a: [b # c
  d]
%
a: [b # [c]
  , d
e: f
%
a: [b, # [c
  d # e]
f: g
%
a: [b, # c
  # d]
e: f
%
a: {b: c, # d: [e
  f: g h: i}
%
a: [
  b,

  c: d: e,
]
%
a: [
  - b
  - c
]
%
a: [
  @b
]
%
a: [b,
  &c
  d, e: f: g]
%
a: {
  b: [c,
    d: {e: f]
}
%
a: {b: "c
  d" e, f: g}
%
a: {b: "c
  d" e: f}
%
a: [b
  c
  d "e": f: g]
%
a: [b c
  d: e: f]
%
a: [
  b
%
a:
  [b: c: d]
%
a:
  - [b, c: d: e]
  - f
%
a: [b,
  c]]
%
a: {b: c,
  d: e}}
%
a: [b]
c: [d
e: f
"""


def test_what_is_told_of_brackets(golden: Callable[[str, str], None]) -> None:
    told = []
    for text in [*TEXTS.splitlines(keepends=True), *LONGER.split("%\n")]:
        told.append("".join(f"| {line}\n" for line in text.splitlines()))
        told += [
            f"  {p.line}:{p.column}+{p.width} {p.code}: {p.message}\n    = {p.hint}\n"
            for p in read(text.encode(), "")[1]
        ]
    golden("brackets.txt", "".join(told))
