using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Follows all includes and redirects of a record, as far as they do not depend on the single message, and gathers what they cost and
/// authorize. Unlike an evaluation it does not stop at ten look-ups, so that it can say how many there are; it has limits of its own.
/// </summary>
internal sealed partial class SpfTreeReader
{
    private const int MaxRecords = 60;
    private const int MaxQueries = 400;
    private const int MaxNetworks = 20_000;
    private const int MaxFindings = 60;
    private const int MaxExchangers = 10;

    private readonly QueryRecorder _resolver;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, string> _firstSeen = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private int _records;
    private bool _isCut;

    public SpfTreeReader(QueryRecorder resolver, CancellationToken cancellationToken)
    {
        _resolver = resolver;
        _cancellationToken = cancellationToken;
    }

    public List<Finding> Findings { get; } = [];

    public List<SpfAuthorizedNetwork> Networks { get; } = [];

    public SpfRecord? RootRecord { get; private set; }

    /// <summary>The terms whose look-up finds nothing, each with the domain of its record.</summary>
    public List<(string Domain, string Term)> VoidTerms { get; } = [];

    /// <summary>How many look-ups find nothing for clients with IPv4 alone.</summary>
    public int HostsWithoutIPv4 { get; private set; }

    /// <summary>How many look-ups find nothing for clients with IPv6 alone.</summary>
    public int HostsWithoutIPv6 { get; private set; }

    /// <summary>What clients get that match nothing.</summary>
    public SpfResult DefaultResult { get; private set; } = SpfResult.Neutral;

    /// <summary>
    /// Whether the networks say all: no term depends on the single message or asks for names, and none but the last says anything but pass.
    /// </summary>
    public bool IsOnlyNetworks { get; private set; } = true;

    /// <summary>The first failure of the DNS; null when there was none.</summary>
    public string? Failure { get; private set; }

    /// <summary>A target whose macros, if any, need nothing but the domain.</summary>
    public static string Expand(SpfMacroString value, string domain)
    {
        if (!value.HasMacros)
        {
            return value.Parts.Length == 0 ? "" : value.Parts[0].Literal;
        }

        var text = new StringBuilder();
        foreach (var part in value.Parts)
        {
            text.Append(part.Letter == '\0' ? part.Literal : SpfMacroExpansion.Transform(part, domain));
        }

        return text.ToString();
    }

    public async ValueTask<SpfTreeNode> ReadAsync(string domain)
    {
        var node = await ReadAsync(domain, "", new Position { IsOwn = true, Passes = true, IsFinal = true }).ConfigureAwait(false);
        if (_isCut)
        {
            Findings.Add(SpfFindings.TreeCut.Found(domain, _records));
        }

        return node;
    }

    /// <summary>Follows a record that is at hand already.</summary>
    public ValueTask<SpfTreeNode> ReadAsync(string domain, SpfRecord record)
    {
        RootRecord = record;
        _path.Add(domain);
        return FollowAsync(
            new SpfTreeNode { Domain = domain, Verdict = SpfVerdict.Valid, Record = record.Text }, record, new Position { IsOwn = true, Passes = true, IsFinal = true });
    }

    private async ValueTask<SpfTreeNode> ReadAsync(string domain, string term, Position position)
    {
        _records++;
        var node = new SpfTreeNode { Domain = domain, Term = term, Verdict = SpfVerdict.Missing };
        var answer = await AskAsync(domain, DnsRecordType.TXT).ConfigureAwait(false);
        if (answer is null)
        {
            return node with { Verdict = SpfVerdict.Unknown };
        }

        var texts = SpfTexts(answer);
        var isRoot = term.Length == 0;
        if (isRoot)
        {
            CheckAnswer(domain, answer, texts.Count);
        }

        if (texts.Count != 1)
        {
            return node with { Verdict = texts.Count == 0 ? SpfVerdict.Missing : SpfVerdict.Invalid };
        }

        node = node with { Record = texts[0] };
        var errors = new List<SpfSyntaxError>();
        if (SpfRecordParser.Read(texts[0], errors) is not { } record)
        {
            if (isRoot)
            {
                Findings.AddRange(SpfRecordLint.Describe(errors));
            }

            return node with { Verdict = SpfVerdict.Invalid };
        }

        RootRecord ??= record;
        if (position.IsOwn)
        {
            Findings.AddRange(SpfRecordLint.Check(record));
        }

        if (isRoot && record is { Redirect: null, Directives: [{ Mechanism: SpfMechanism.All, Qualifier: SpfQualifier.Fail }] })
        {
            Findings.Add(SpfFindings.SendsNoMail.Found(domain));
        }

        _path.Add(domain);
        node = await FollowAsync(node with { Verdict = SpfVerdict.Valid }, record, position).ConfigureAwait(false);
        _path.RemoveAt(_path.Count - 1);
        return node;
    }

    private async ValueTask<SpfTreeNode> FollowAsync(SpfTreeNode node, SpfRecord record, Position position)
    {
        var children = new List<SpfTreeNode>();
        var lookups = 0;
        var voids = 0;
        SpfDirective? all = null;
        foreach (var directive in record.Directives)
        {
            lookups += directive.NeedsLookup ? 1 : 0;
            if (directive.Mechanism == SpfMechanism.All)
            {
                all = directive;
                break;
            }

            voids += await FollowAsync(directive, node.Domain, position, children).ConfigureAwait(false);
        }

        IsOnlyNetworks &= all is not { Qualifier: SpfQualifier.Pass };
        if (position.IsFinal && all is not null)
        {
            DefaultResult = SpfSession.ResultOf(all.Qualifier);
        }

        if (all is null && record.Redirect is { } redirect)
        {
            lookups++;
            await FollowAsync(redirect.Text, redirect.Value, node.Domain, position, children).ConfigureAwait(false);
        }

        var total = lookups;
        foreach (var child in children)
        {
            total += child.TotalLookups;
            voids += child.TotalVoidLookups;
        }

        return node with { Lookups = lookups, TotalLookups = total, TotalVoidLookups = voids, Children = children };
    }

    /// <summary>Follows one mechanism.</summary>
    /// <returns>How many of its own look-ups find nothing.</returns>
    private async ValueTask<int> FollowAsync(SpfDirective directive, string domain, Position position, List<SpfTreeNode> children)
    {
        IsOnlyNetworks &= directive.Qualifier == SpfQualifier.Pass && directive.Mechanism is not (SpfMechanism.Ptr or SpfMechanism.Exists);
        var below = position with { IsOwn = false, IsFinal = false, Passes = position.Passes && directive.Qualifier == SpfQualifier.Pass };
        switch (directive.Mechanism)
        {
            case SpfMechanism.Ip4 or SpfMechanism.Ip6:
                Add(directive.NetworkBits, directive, domain, position);
                return 0;
            case SpfMechanism.Include:
                await FollowAsync(directive.Text, directive.Target!, domain, below, children).ConfigureAwait(false);
                return 0;
            case SpfMechanism.Ptr:
                return 0;
        }

        if (directive.Target is { DependsOnMessage: true })
        {
            IsOnlyNetworks = false;
            Report(SpfFindings.NotFollowed, directive.Text, domain);
            return 0;
        }

        var name = directive.Target is null ? domain : Expand(directive.Target, domain);
        return directive.Mechanism switch
        {
            SpfMechanism.A => await HostAsync(name, directive, domain, position).ConfigureAwait(false),
            SpfMechanism.Mx => await ExchangersAsync(name, directive, domain, position).ConfigureAwait(false),
            _ => await ExistsAsync(name, directive, domain).ConfigureAwait(false),
        };
    }

    private async ValueTask FollowAsync(string term, SpfMacroString value, string domain, Position position, List<SpfTreeNode> children)
    {
        if (value.DependsOnMessage)
        {
            IsOnlyNetworks = false;
            Report(SpfFindings.NotFollowed, term, domain);
            return;
        }

        var text = Expand(value, domain);
        var target = SpfSession.Normalize(text);
        if (target is null)
        {
            Report(SpfFindings.IncludeWithoutRecord, term, domain, text);
            children.Add(new SpfTreeNode { Domain = DisplayText.Quote(text), Term = term, Verdict = SpfVerdict.Missing });
            return;
        }

        if (_path.Contains(target))
        {
            Report(SpfFindings.Loop, term, domain, target);
            children.Add(new SpfTreeNode { Domain = target, Term = term, Verdict = SpfVerdict.Invalid });
            return;
        }

        if (_firstSeen.TryGetValue(target, out var first))
        {
            Report(SpfFindings.Duplicate, term, domain, first);
        }
        else
        {
            _firstSeen.Add(target, domain);
        }

        if (_records >= MaxRecords)
        {
            _isCut = true;
            return;
        }

        var child = await ReadAsync(target, term, position).ConfigureAwait(false);
        children.Add(child);
        Judge(child, term, domain, position);
    }

    private void Judge(SpfTreeNode child, string term, string domain, Position position)
    {
        if (child.Verdict == SpfVerdict.Missing)
        {
            Report(SpfFindings.IncludeWithoutRecord, term, domain, child.Domain);
            return;
        }

        if (child.Verdict == SpfVerdict.Invalid)
        {
            Report(SpfFindings.IncludeInvalid, term, domain, child.Domain, DescribeError(child.Record));
            return;
        }

        if (!position.Passes || child.Verdict != SpfVerdict.Valid)
        {
            return;
        }

        foreach (var directive in SpfRecordParser.Read(child.Record, errors: null)?.Directives ?? [])
        {
            if (SpfRecordLint.PassesEverybody(directive))
            {
                Report(SpfFindings.IncludedPassesEverybody, term, domain);
                return;
            }
        }
    }

    private static string DescribeError(string record)
    {
        if (record.Length == 0)
        {
            return "v=spf1 ... v=spf1";
        }

        var errors = new List<SpfSyntaxError>();
        SpfRecordParser.Read(record, errors);
        return errors[0].Term;
    }

    private void CheckAnswer(string domain, DnsAnswer answer, int count)
    {
        if (count > 1)
        {
            Findings.Add(SpfFindings.MultipleRecords.Found(domain, count));
        }

        const int Udp = 512;
        const int RecordOverhead = 12;
        var size = 12 + domain.Length + 6;
        foreach (var record in answer.RecordsOf<DnsTxtRecord>())
        {
            size += record.Value.Length + (record.Value.Length / 255) + 1 + RecordOverhead;
            if (count == 0 && IsMeantAsRecord(record.Text))
            {
                Findings.Add(SpfRecordLint.NotARecord(record.Text));
            }
        }

        if (count == 0)
        {
            Findings.Add(SpfFindings.NoRecord.Found(domain));
        }
        else if (size > Udp)
        {
            Findings.Add(SpfFindings.LargeAnswer.Found(domain, size));
        }
    }

    private static bool IsMeantAsRecord(string text) =>
        text.Length < 4096 && text.Contains("spf", StringComparison.OrdinalIgnoreCase)
        && (text.Contains("all", StringComparison.OrdinalIgnoreCase) || text.Contains("include:", StringComparison.OrdinalIgnoreCase));

    private static List<string> SpfTexts(DnsAnswer answer)
    {
        var texts = new List<string>();
        foreach (var record in answer.RecordsOf<DnsTxtRecord>())
        {
            if (SpfRecordText.IsRecord(record.Value.Span))
            {
                texts.Add(Encoding.Latin1.GetString(record.Value.Span));
            }
        }

        return texts;
    }

    private void Report(FindingRule rule, params object?[] values)
    {
        if (Findings.Count >= MaxFindings)
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is string text ? DisplayText.Quote(text) : values[i];
        }

        Findings.Add(rule.Found(values));
    }

    /// <summary>Where in the tree a record stands.</summary>
    private readonly record struct Position
    {
        /// <summary>Whether the record is the one that is checked, or one that it redirects to.</summary>
        public bool IsOwn { get; init; }

        /// <summary>Whether a pass here is a pass of the whole.</summary>
        public bool Passes { get; init; }

        /// <summary>Whether the all of this record is that of the whole.</summary>
        public bool IsFinal { get; init; }
    }
}
