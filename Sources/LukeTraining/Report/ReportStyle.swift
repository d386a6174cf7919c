/// How a page looks: light and dark as the reader's system is, on paper and on a phone.
enum ReportStyle {
  /// The style sheet.
  static let sheet = """
    :root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--quiet:#63676e;--line:#dfe2e6;--card:#f6f7f9;
    --c0:#2563eb;--c1:#c2410c;--c2:#247a36;--c3:#862e9c;--c4:#0b7285;--c5:#a61e4d;--c6:#846200;--c7:#495057;
    }
    @media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e6e8eb;--quiet:#9aa0a8;--line:#33373e;
    --card:#1f2227;--c0:#74a9ff;--c1:#ff922b;--c2:#69db7c;--c3:#da77f2;--c4:#3bc9db;--c5:#f783ac;--c6:#ffd43b;
    --c7:#adb5bd}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;
    overflow-wrap:break-word}
    main{max-width:72rem;margin:0 auto;padding:1.25rem}
    h1{font-size:1.6rem;margin:.2rem 0;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
    .note,figcaption,.place{color:var(--quiet);font-size:.875rem}
    .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
    figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem}
    svg{width:100%;height:auto;display:block}.grid{stroke:var(--line)}.tick{fill:var(--quiet);font-size:12px}
    .curve{fill:none;stroke-width:2;stroke-linejoin:round}.key{margin-right:.8rem;overflow-wrap:anywhere}
    figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:1.5rem}.key:last-child{margin:0}
    .key::before{content:"";display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-right:.3em;
    background:currentColor}
    .curve.c0{stroke:var(--c0)}.curve.c1{stroke:var(--c1)}.curve.c2{stroke:var(--c2)}.curve.c3{stroke:var(--c3)}
    .curve.c4{stroke:var(--c4)}.curve.c5{stroke:var(--c5)}.curve.c6{stroke:var(--c6)}.curve.c7{stroke:var(--c7)}
    circle.c0{fill:var(--c0)}circle.c1{fill:var(--c1)}circle.c2{fill:var(--c2)}circle.c3{fill:var(--c3)}
    circle.c4{fill:var(--c4)}circle.c5{fill:var(--c5)}circle.c6{fill:var(--c6)}circle.c7{fill:var(--c7)}
    .single{max-width:36rem}.diagonal{fill:none;stroke:var(--ink);stroke-dasharray:5 4}
    .dots{fill:var(--c0);fill-opacity:.4}
    .key.c0{color:var(--c0)}.key.c1{color:var(--c1)}.key.c2{color:var(--c2)}.key.c3{color:var(--c3)}
    .key.c4{color:var(--c4)}.key.c5{color:var(--c5)}.key.c6{color:var(--c6)}.key.c7{color:var(--c7)}
    .scroll{overflow-x:auto;margin-bottom:1.2rem}th:first-child{white-space:nowrap}table{border-spacing:0;
    font-size:.9375rem;line-height:1.375rem}
    th,td{padding:.25rem .7rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;
    font-variant-numeric:tabular-nums}
    th:first-child,td:first-child,.words td,.words th{text-align:left}th{color:var(--quiet);font-weight:600}
    .big{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}.big div{background:var(--card);
    border:1px solid var(--line);border-radius:.6rem;padding:.5rem 1rem}.big b{display:block;font-size:1.5rem}
    .scroll th:first-child,.scroll td:first-child{position:sticky;left:0;background:var(--paper)}
    @media (max-width:34rem){.tick{font-size:14px}.big b{font-size:1.25rem}th:first-child{white-space:normal}
    th,td{padding:.25rem .45rem}}
    .example{border-left:3px solid var(--line);padding:.1rem .8rem;margin:.9rem 0;overflow-wrap:anywhere}
    mark{background:color-mix(in srgb,var(--c0) 18%,transparent);color:inherit;border-radius:.25rem;padding:0 .2em}
    mark.c1{background:color-mix(in srgb,var(--c1) 20%,transparent)}
    mark.c2{background:color-mix(in srgb,var(--c2) 20%,transparent)}
    mark.c3{background:color-mix(in srgb,var(--c3) 20%,transparent)}
    mark.c4{background:color-mix(in srgb,var(--c4) 20%,transparent)}
    mark.c5{background:color-mix(in srgb,var(--c5) 20%,transparent)}
    mark.c6{background:color-mix(in srgb,var(--c6) 20%,transparent)}
    mark.c7{background:color-mix(in srgb,var(--c7) 20%,transparent)}
    mark sub{font-size:.7em;margin-left:.3em;color:var(--quiet)}
    .of{color:var(--quiet);display:inline-block;min-width:5.5em}
    pre{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem;overflow-x:auto}
    .warning{background:var(--card);border-left:4px solid var(--c1);padding:.4rem .8rem;margin:.5rem 0}
    """
}
