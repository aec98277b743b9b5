"""How the help page looks: one short sheet inside the page, which loads nothing.

The policy of the pages allows this text alone, by its hash; any other one is not applied.
"""

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --page: #fbfaf7; --card: #fff; --ink: #1b2a33; --muted: #52616b;
  --accent: #0b5c7a; --line: #dcdfdb; --border: #76828a; }
@media (prefers-color-scheme: dark) { :root { --page: #12191d; --card: #182127; --ink: #f1f4f5;
  --muted: #a9b5bc; --accent: #7cc4de; --line: #2c3a42; --border: #6b7881; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-inline-size: 40rem; margin-inline: auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 1.75rem 0 .5rem; }
h3 { display: inline; font-size: 1rem; }
p, ul { margin: .5rem 0; }
ul { padding: 0; list-style: none; }
li { padding: .5rem 0; border-block-end: 1px solid var(--line); }
a { color: var(--accent); }
a[href^="tel:"] { display: inline-block; font-size: 1.1rem; font-weight: 700; }
details { display: inline-block; margin: 0 .25rem .5rem 0; border: 1px solid var(--border);
  border-radius: .6rem; background: var(--card); vertical-align: top; max-inline-size: 100%; }
details[open] { display: block; padding-block-end: .25rem; }
details ul { padding-inline: .9rem; }
details li:last-child { border: 0; }
summary { min-block-size: 2.75rem; padding: .55rem .9rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.told { border-inline-start: 4px solid var(--accent); padding: .25rem .9rem; margin-block: 1.5rem; }
@media print { body { background: #fff; color: #000; } a { color: inherit; }
  details { display: block; border: 0; break-inside: avoid; margin: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { min-block-size: 0; padding: .25rem 0; } details ul { padding: 0; } }
"""


def style_source() -> str:
    """What the policy of an answer says, so that a browser applies this sheet and no other."""
    digest = hashlib.sha256(STYLE.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
