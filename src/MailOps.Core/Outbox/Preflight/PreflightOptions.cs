using System;
using System.Collections.Generic;
using MailOps.Addresses;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Suppression;

namespace MailOps.Outbox;

/// <summary>What happens to mail about which the preflight has warnings. Errors always block.</summary>
public enum WarningAction
{
    /// <summary>It is queued and waits, with its findings, until a person resumes it.</summary>
    Hold,

    /// <summary>It is queued with its findings and goes out.</summary>
    Send,

    /// <summary>It is not queued.</summary>
    Stop,
}

/// <summary>What the preflight looks at, and what it is told.</summary>
public sealed record PreflightOptions
{
    /// <summary>A message of more bytes is worth a warning: 25 MB, which most servers take.</summary>
    public const long DefaultMaxSize = 25_000_000;

    /// <summary>What happens to mail with warnings.</summary>
    public WarningAction OnWarning { get; init; }

    /// <summary>Whether mail is queued whatever was found. Suppression, approval and throttles are no findings and stay.</summary>
    public bool Force { get; init; }

    /// <summary>Ids of findings that are of no interest here.</summary>
    public IReadOnlyList<string> IgnoredFindings { get; init; } = [];

    /// <summary>A file with rules of one's own (docs/drafts.md); null for none.</summary>
    public string? RuleFile { get; init; }

    /// <summary>A file of phrases, one a line, in place of the built-in list of spam words; null for that.</summary>
    public string? WordList { get; init; }

    /// <summary>The languages to check the spelling in, such as <c>de-DE</c>; none: not at all. Needs the program hunspell.</summary>
    public IReadOnlyList<string> SpellCheck { get; init; } = [];

    /// <summary>The zones of domain blocklists to ask about links; none: nobody is told what the mail links to.</summary>
    public IReadOnlyList<string> LinkBlocklists { get; init; } = [];

    /// <summary>The size in bytes from which on a mail is worth a warning.</summary>
    public long MaxSize { get; init; } = DefaultMaxSize;

    /// <summary>How many recipients may stand in To and Cc.</summary>
    public int MaxVisibleRecipients { get; init; } = 20;

    /// <summary>The key that the mail will be signed with; null when MailOps will not sign.</summary>
    public DkimKeyReference? DkimKey { get; init; }

    /// <summary>The host that hands the mail to receivers; empty: nothing is forecast about SPF and DMARC.</summary>
    public string Relay { get; init; } = "";

    /// <summary>Answers questions to the DNS; null: what needs it is not checked.</summary>
    public IDnsResolver? Resolver { get; init; }

    /// <summary>Says what the server takes (SIZE, RFC 1870), asked for large mail only; null: nobody does.</summary>
    public IServerSize? ServerSize { get; init; }

    /// <summary>The suppression list to look recipients up in; null where the outbox does so itself.</summary>
    public ISuppressionStore? Suppression { get; init; }

    /// <summary>Whether recipients that are no addresses are findings; the outbox has a decision for them.</summary>
    public bool JudgeRecipients { get; init; }

    /// <summary>The lists of domains; null for those that come with MailOps.</summary>
    public AddressData? AddressData { get; init; }

    /// <summary>How long all questions to the network about one author and relay may take together.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock; null for that of the machine.</summary>
    public MailClock? Clock { get; init; }
}

/// <summary>Knows how large a message a server takes.</summary>
public interface IServerSize
{
    /// <summary>The name of the server, for messages.</summary>
    string Server { get; }

    /// <summary>The limit in bytes; null when the server names none or cannot be asked.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    System.Threading.Tasks.Task<long?> GetAsync(System.Threading.CancellationToken cancellationToken);
}
