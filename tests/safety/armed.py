"""Pictures that would run, load or lead to something, each in a way of its own.

`{ask}` stands for an address that must never be asked for, `{run}` for a script that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SIZE = 'width="200" height="200" viewBox="0 0 200 200"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
RECT = '<rect width="200" height="200" fill="#ccc"/>'

# what stands in an SVG of its own size
INSIDE = {
    "script": "<script>{run}</script>",
    "script-of-a-file": '<script href="{ask}"/>',
    "script-by-xlink": '<script xlink:href="{ask}"/>',
    "script-in-capitals": "<SCRIPT>{run}</SCRIPT>",
    "script-under-a-prefix": '<x:script xmlns:x="http://www.w3.org/2000/svg">{run}</x:script>',
    "script-of-xhtml": f"<script {XHTML}>{{run}}</script>",
    "script-under-another-prefix": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">{run}</h:script>',
    "script-in-metadata": "<metadata><script>{run}</script></metadata>",
    "script-in-a-foreign-element": '<x:y xmlns:x="urn:x"><script>{run}</script></x:y>',
    "script-in-a-title": "<title><script>{run}</script></title>",
    "style-in-a-title": "<title><style>svg{{background:url({ask})}}</style></title>",
    "script-in-defs": "<defs><g><script><![CDATA[{run}]]></script></g></defs>",
    "script-in-a-switch": "<switch><script>{run}</script><g/></switch>",
    "handler-of-an-element": f'<g onclick="{{run}}">{RECT}</g>',
    "handler-in-capitals": f'<g ONLOAD="{{run}}">{RECT}</g>',
    "handler-of-a-picture": '<image href="{ask}" onerror="{run}"/>',
    "handler-of-an-animation": '<animate attributeName="x" dur="1s" onbegin="{run}"/>',
    "handler-of-focus": f'<g tabindex="0" autofocus="" onfocus="{{run}}">{RECT}</g>',
    "handler-element": '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">'
    "{run}</handler>",
    "listener": '<x:listener xmlns:x="http://www.w3.org/2001/xml-events" event="load"/>',
    "link-that-runs": f'<a href="javascript:{{run}}">{RECT}</a>',
    "link-that-runs-by-xlink": f'<a xlink:href="javascript:{{run}}">{RECT}</a>',
    "link-with-a-tab": f'<a href="java&#9;script:{{run}}">{RECT}</a>',
    "link-with-a-blank": f'<a href=" &#1;javascript:{{run}}">{RECT}</a>'.replace("&#1;", "&#10;"),
    "link-of-data": f'<a href="data:text/html,&lt;script>{{run}}&lt;/script>">{RECT}</a>',
    "link-elsewhere": f'<a href="{{ask}}" target="_top">{RECT}</a>',
    "link-both-ways": f'<a href="#a" xlink:href="javascript:{{run}}">{RECT}</a>',
    "link-in-any-prefix": f'<a xmlns:l="http://www.w3.org/1999/xlink" l:href="{{ask}}">{RECT}</a>',
    "link-with-a-ping": f'<a href="#a" ping="{{ask}}">{RECT}</a>',
    "link-set-by-an-animation": f'<a>{RECT}<set attributeName="href" to="javascript:{{run}}"/></a>',
    "link-animated": f'<a>{RECT}<animate attributeName="xlink:href" dur="1s" fill="freeze"'
    ' values="javascript:{run}"/></a>',
    "picture-set-by-an-animation": '<image width="9" height="9">'
    '<set attributeName="href" to="{ask}"/></image>',
    "image": '<image href="{ask}" width="9" height="9"/>',
    "image-by-xlink": '<image xlink:href="{ask}" width="9" height="9"/>',
    "image-both-ways": '<image href="{ask}" xlink:href="#a" width="9" height="9"/>',
    "image-of-any-host": '<image href="//ask.invalid/a.png" width="9" height="9"/>',
    "image-of-the-site": '<image href="/asked/a.png" width="9" height="9"/>',
    "image-beside": '<image href="asked.png" width="9" height="9"/>',
    "image-of-svg": '<image width="9" height="9" href="data:image/svg+xml,'
    '&lt;svg xmlns=%22http://www.w3.org/2000/svg%22>&lt;image href=%22{ask}%22/>&lt;/svg>"/>',
    "image-of-html": '<image width="9" height="9" href="data:text/html;base64,PGI+"/>',
    "image-with-a-base": '<g xml:base="{ask}"><image href="#a" width="9" height="9"/></g>',
    "image-with-srcset": '<image srcset="{ask} 1x" href="#a" width="9" height="9"/>',
    "image-by-src": '<image src="{ask}" width="9" height="9"/>',
    "use": '<use href="{ask}#a"/>',
    "use-with-a-base": '<g xml:base="{ask}"><use href="#a"/></g>',
    "use-of-data": '<use href="data:image/svg+xml,&lt;svg/>#a"/>',
    "filter-image": '<filter id="f"><feImage href="{ask}"/></filter>'
    '<rect width="9" height="9" filter="url(#f)"/>',
    "gradient-elsewhere": '<linearGradient id="g" href="{ask}#g"/>'
    '<rect width="9" height="9" fill="url(#g)"/>',
    "text-path-elsewhere": '<text><textPath href="{ask}#p">a</textPath></text>',
    "old-cursor": f'<cursor id="c" xlink:href="{{ask}}"/><g cursor="url(#c)">{RECT}</g>',
    "fill": '<rect width="9" height="9" fill="url({ask}#a)"/>',
    "filter": '<rect width="9" height="9" filter="url({ask}#a)"/>',
    "mask": '<rect width="9" height="9" mask="url(\'{ask}#a\')"/>',
    "clip-path": '<rect width="9" height="9" clip-path="url( {ask}#a )"/>',
    "marker": '<path d="M0 0L9 9" marker-end="URL({ask}#a)"/>',
    "cursor": f'<g cursor="url({{ask}}), pointer">{RECT}</g>',
    "fill-with-an-escape": '<rect width="9" height="9" fill="\\75 rl({ask}#a)"/>',
    "mask-with-an-escape": '<rect width="9" height="9" style="mask:u\\72l({ask}#a)"/>',
    "mask-with-a-comment": '<rect width="9" height="9" style="mask:url(/**/{ask}#a)"/>',
    "mask-behind-a-number": '<rect width="9" height="9" style="mask:5%url({ask}#a)"/>',
    "mask-behind-a-sign": '<rect width="9" height="9" style="mask:+url({ask}#a)"/>',
    "style-of-a-cursor": f'<g style="cursor:url({{ask}}),auto">{RECT}</g>',
    "style-of-a-list": '<g style="list-style:url({ask});display:list-item"/>',
    "style-of-a-font": "<style>@font-face{{font-family:a;src:url({ask})}}text{{font-family:a}}"
    '</style><text y="9">a</text>',
    "style-of-a-local-font": "<style>@font-face{{font-family:a;src:local(b),url({ask})}}</style>",
    "sheet": "<style>@import url({ask});</style>",
    "sheet-by-a-word": "<style>@import '{ask}';</style>",
    "sheet-with-an-escape": "<style>@\\69mport '{ask}';</style>",
    "sheet-in-capitals": "<style>@IMPORT '{ask}' screen;</style>",
    "sheet-behind-a-comment": "<style>/* a */@import/**/'{ask}';</style>",
    "sheet-behind-a-charset": "<style>@charset 'utf-8';@import '{ask}';</style>",
    "sheet-in-cdata": "<style><![CDATA[@import '{ask}';]]></style>",
    "sheet-in-pieces": "<style>@imp<![CDATA[ort '{ask}';]]></style>",
    "sheet-of-xhtml": f"<style {XHTML}>@import '{{ask}}';</style>",
    "sheet-that-is-linked": f'<link {XHTML} rel="stylesheet" href="{{ask}}"/>',
    "sheet-with-a-namespace": "<style>@namespace x url({ask});@import '{ask}';</style>",
    "background": "<style>svg{{background:url({ask})}}</style>",
    "background-with-an-escape": "<style>svg{{background:\\000075rl({ask})}}</style>",
    "background-of-a-set": "<style>svg{{background:image-set('{ask}' 1x)}}</style>",
    "background-of-an-old-set": "<style>svg{{background:-webkit-image-set(url({ask}) 1x)}}</style>",
    "background-of-src": "<style>svg{{background:src('{ask}')}}</style>",
    "background-of-image": "<style>svg{{background:image('{ask}')}}</style>",
    "background-that-fades": "<style>svg{{background:cross-fade(url({ask}),red)}}</style>",
    "background-in-a-variable": "<style>svg{{--a:url({ask});background:var(--a)}}</style>",
    "background-in-a-condition": "<style>@media all{{svg{{background:url({ask})}}}}</style>",
    "background-in-a-layer": "<style>@layer a{{svg{{background:url({ask})}}}}</style>",
    "background-in-a-nested-rule": "<style>svg{{& rect{{background:url({ask})}}}}</style>",
    "background-that-moves": "<style>@keyframes a{{to{{background:url({ask})}}}}"
    "svg{{animation:a 1s}}</style>",
    "background-behind-an-open-comment": "<style>a{{}}/* svg{{background:url({ask})}}</style>",
    "background-behind-a-bad-text": "<style>a{{b:'\n}}svg{{background:url({ask})}}</style>",
    "background-of-two-tries": "<style>svg{{background:red;background:url({ask}}}</style>",
    "content": "<style>svg::before{{content:url({ask})}}</style>",
    "binding": "<style>svg{{-moz-binding:url({ask}#a)}}</style>",
    "behaviour": "<style>svg{{behavior:url({ask})}}</style>",
    "expression": "<style>svg{{width:expression({run})}}</style>",
    "shape": "<style>svg{{shape-outside:url({ask});offset-path:url({ask}#a)}}</style>",
    "attribute-as-address": '<g data-a="{ask}" style="background:attr(data-a url)"/>',
    "html": f'<foreignObject width="200" height="200"><body {XHTML}><img src="{{ask}}"/>'
    "</body></foreignObject>",
    "html-in-a-switch-alone": f"<switch><foreignObject width='200' height='200'><p {XHTML}>a</p>"
    "</foreignObject></switch>",
    "html-that-runs-in-a-switch": f'<switch><foreignObject width="200" height="200"><img {XHTML}'
    ' src="x" onerror="{run}"/></foreignObject><text y="9">a</text></switch>',
    "frame": f'<foreignObject width="200" height="200"><iframe {XHTML} src="{{ask}}"/>'
    "</foreignObject>",
    "frame-alone": f'<iframe {XHTML} src="javascript:parent.{{run}}"/>',
    "object": f'<object {XHTML} data="{{ask}}"/>',
    "embed": f'<embed {XHTML} src="{{ask}}"/>',
    "audio": f'<audio {XHTML} src="{{ask}}" autoplay=""/>',
    "video": f'<video {XHTML} poster="{{ask}}"/>',
    "picture-of-html": f'<img {XHTML} srcset="{{ask}} 1x" onerror="{{run}}"/>',
    "form": f'<form {XHTML} action="javascript:{{run}}"><input type="submit" style="position:fixed;'
    'inset:0"/></form>',
    "button": f'<form {XHTML}><button formaction="javascript:{{run}}" style="position:fixed;'
    'inset:0">a</button></form>',
    "base": f'<base {XHTML} href="{{ask}}"/><image href="a.png" width="9" height="9"/>',
    "refresh": f'<meta {XHTML} http-equiv="refresh" content="0;url={{ask}}"/>',
    "mathml": '<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:{run}">'
    "<mtext>a</mtext></math>",
    "discard": '<discard href="#a" begin="0s"/>',
    "html-in-disguise": "<!--><img src=x onerror={run}>-->",
    "html-in-a-licence": "<!--!><img src=x onerror={run}>-->",
    "html-in-cdata": "<text><![CDATA[<img src=x onerror={run}>]]></text>",
    "html-in-a-style": "<style><![CDATA[a{{}}</style><img src=x onerror={run}>]]></style>",
}
# whole files
WHOLE = {
    "root-of-html": f'<html {XHTML}><body onload="{{run}}">a</body></html>',
    "root-of-a-form": f'<form {XHTML}><button style="position:fixed;inset:0" '
    'formaction="javascript:{run}">a</button></form>',
    "root-of-a-script": f"<script {XHTML}>{{run}}</script>",
    "root-of-svg-in-no-namespace": "<svg><script>{run}</script></svg>",
    "root-of-a-namespace-in-capitals": '<svg xmlns="HTTP://WWW.W3.ORG/2000/SVG"/>',
    "root-of-xslt": '<xsl:stylesheet version="1.0" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
    "root-that-loads": f'<svg {NS} {SIZE} onload="{{run}}">{RECT}</svg>',
    "root-with-a-sheet": f"<?xml-stylesheet href='{{ask}}'?><svg {NS} {SIZE}>{RECT}</svg>",
    "root-with-xslt": f"<?xml-stylesheet type='text/xsl' href='{{ask}}'?><svg {NS} {SIZE}/>",
    "entity-of-a-script": '<!DOCTYPE svg [<!ENTITY a "&#60;script>{run}&#60;/script>">]>'
    f"<svg {NS} {SIZE}>&a;</svg>",
    "entity-of-a-scheme": f'<!DOCTYPE svg [<!ENTITY a "javascript">]><svg {NS} {SIZE}>'
    f'<a href="&a;:{{run}}">{RECT}</a></svg>',
    "entity-of-a-file": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    f"<svg {NS} {SIZE}><text>&a;</text></svg>",
    "entity-of-a-parameter": '<!DOCTYPE svg [<!ENTITY % a SYSTEM "{ask}">%a;]>'
    f"<svg {NS} {SIZE}/>",
    "doctype-elsewhere": f'<!DOCTYPE svg SYSTEM "{{ask}}"><svg {NS} {SIZE}>{RECT}</svg>',
    "doctype-with-a-handler": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{run}">]>'
    f"<svg {NS} {SIZE}>{RECT}</svg>",
    "doctype-with-a-namespace": "<!DOCTYPE x [<!ATTLIST x xmlns CDATA #FIXED "
    '"http://www.w3.org/1999/xhtml">]><x/>',
}


def _laughs() -> str:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    return f"<!DOCTYPE svg [{''.join(lines)}]><svg {NS}><text>&a11;</text></svg>"


def _growth() -> str:
    word = "x" * 250
    return f'<!DOCTYPE svg [<!ENTITY a "{word}">]><svg {NS} id="{"&a;" * 100_000}"/>'


def _uses() -> str:
    groups = (f'<g id="a{n}">{f"<use href=%#a{n - 1}%/>" * 10}</g>' for n in range(1, 12))
    return f'<svg {NS}><path id="a0"/>{"".join(groups)}</svg>'.replace("%", '"')


def armed(ask: str, run: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each armed file."""
    for name, inside in INSIDE.items():
        body = inside.format(ask=ask, run=run)
        yield name, f"<svg {NS} {SIZE}>{body}</svg>".encode()
    for name, text in WHOLE.items():
        yield name, text.format(ask=ask, run=run).encode()
    script = f"<svg {NS} {SIZE}><script>{run}</script></svg>"
    yield "utf-16", script.encode("utf-16")
    yield "utf-16-without-a-mark", script.encode("utf-16-le")
    yield "utf-7", f"<?xml version='1.0' encoding='utf-7'?>{script}".encode("utf-7")
    yield "utf-32", script.encode("utf-32")
    yield "ebcdic", f"<?xml version='1.0' encoding='cp037'?>{script}".encode("cp037")
    yield "latin-1", f"<?xml version='1.0' encoding='iso-8859-1'?>{script}".encode("latin-1")
    yield "other-encoding", f"<?xml version='1.0' encoding='iso-2022-jp'?>{script}".encode()
    yield "laughs", _laughs().encode()
    yield "growth", _growth().encode()
    yield "uses", _uses().encode()
    yield "depth", f"<svg {NS}>{'<g>' * 5000}{'</g>' * 5000}</svg>".encode()
    yield "no-end", f"<svg {NS}><g>".encode()
    yield "html", f"<!doctype html><script>{run}</script>".encode()
    yield "nothing", b""
