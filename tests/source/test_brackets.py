"""What is wrong within brackets, in words: each text and what is told of it stands in `golden/brackets.txt`."""

from collections.abc import Callable, Iterable

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
a: {b: c ]d}
a: {b: c ]}
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
a: [b # c
  # d
  e]
%
a: [b, c # d
  # e
  , f # g
  h: i: j]
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
%
- ["b
- c"] d
%
a: ["b
c: d"] e
%
a:
- ["b
 - c"] d
"""


def test_what_is_told_of_brackets(told_of: Callable[[str, Iterable[str]], None]) -> None:
    told_of("brackets.txt", [*TEXTS.splitlines(keepends=True), *LONGER.split("%\n")])
