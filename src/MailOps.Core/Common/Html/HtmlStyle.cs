namespace MailOps;

/// <summary>The style that all pages share: light and dark as the reader has it, and fit for paper.</summary>
internal static class HtmlStyle
{
    public const string Css =
        """
        :root { --text: #1b1f24; --soft: #57606a; --page: #ffffff; --panel: #f4f6f8; --line: #d5dae0;
          --good: #1a7f37; --weak: #9a6700; --bad: #cf222e; --unknown: #57606a; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e6edf3; --soft: #9aa4af; --page: #0f1318; --panel: #1a2028; --line: #333c47;
            --good: #3fb950; --weak: #d29922; --bad: #f85149; --unknown: #8b949e; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem; }
        h1 { font-size: 1.75rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; }
        .lead, footer { color: var(--soft); }
        footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .875rem; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; margin: 1.25rem 0 .75rem; }
        .tile { background: var(--panel); border-top: 4px solid var(--mark); border-radius: 6px; padding: .75rem 1rem; }
        .tile strong, .tile span, .tile small { display: block; }
        .tile strong { font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .tile small { color: var(--soft); }
        .bar { display: flex; height: .75rem; border-radius: 6px; overflow: hidden; background: var(--panel); }
        .bar i { min-width: 2px; background: var(--mark); }
        .good { --mark: var(--good); } .weak { --mark: var(--weak); }
        .bad { --mark: var(--bad); } .unknown { --mark: var(--unknown); }
        .badge { color: var(--mark); font-weight: 600; white-space: nowrap; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; font-size: .875rem; }
        th.number, .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        code { font: .9em/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; overflow-wrap: anywhere; unicode-bidi: isolate; }
        pre { font: .9em/1.45 ui-monospace, "Cascadia Mono", Consolas, monospace; background: var(--panel); border-radius: 6px; padding: .5rem .75rem;
          margin: .35rem 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
        @page { size: A4; margin: 15mm; }
        @media print {
          :root { --text: #000; --soft: #444; --page: #fff; --panel: #fff; --line: #999;
            --good: #1a7f37; --weak: #9a6700; --bad: #cf222e; --unknown: #57606a; }
          body { font-size: 11pt; }
          main { max-width: none; padding: 0; }
          .tile { border: 1px solid var(--line); border-top: 4px solid var(--mark); }
          .bar, .tile { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .scroll { overflow: visible; }
          tr, .tile { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
        }

        """;
}
