namespace MailOps.Domains.Posture;

/// <summary>What the page about domains has beside the style of all pages.</summary>
internal static class MailDomainPageStyle
{
    public const string Css =
        """
        h2.domain { font-size: 1.5rem; margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1.25rem; overflow-wrap: anywhere; }
        h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .score { display: flex; gap: 1.25rem; align-items: center; background: var(--panel); border-left: 6px solid var(--mark); border-radius: 6px;
          padding: 1rem 1.25rem; margin: 1.25rem 0; }
        .letter { font-size: 3.5rem; line-height: 1; font-weight: 700; color: var(--mark); min-width: 3.5rem; text-align: center; }
        .fixes { padding-left: 1.5rem; } .fixes li { margin-bottom: 1rem; } .fixes p { margin: .25rem 0 0; }
        a { color: inherit; }
        td:first-child { white-space: nowrap; }
        td:first-child a { white-space: normal; overflow-wrap: anywhere; }
        @media print {
          .score { border: 1px solid var(--line); border-left: 6px solid var(--mark); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          pre { border: 1px solid var(--line); }
          .fixes li, .score { break-inside: avoid; } h3 { break-after: avoid; } article + article { break-before: page; } h2.domain { border: 0; margin-top: 0; }
        }

        """;
}
