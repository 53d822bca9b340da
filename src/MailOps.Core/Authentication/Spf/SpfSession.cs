using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Authentication.Spf;

/// <summary>The state of one evaluation: who asks, what was spent of the limits, and what decided.</summary>
internal sealed partial class SpfSession
{
    private readonly IDnsResolver _resolver;
    private readonly SpfOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly TimeSpan _end;

    public SpfSession(IDnsResolver resolver, SpfOptions options, SpfQuery query, CancellationToken cancellationToken)
    {
        _resolver = resolver;
        _options = options;
        _cancellationToken = cancellationToken;
        _end = options.Clock.Elapsed + options.Timeout;
        Client = SpfNetwork.Of(query.ClientAddress);

        // RFC 8616 section 4: domains are A-labels before they are inserted.
        Helo = IsAscii(query.Helo) || !Authentication.DomainText.TryNormalize(query.Helo, out var helo) ? query.Helo : helo;
        Receiver = query.Receiver;

        // Section 2.4: with an empty reverse path the HELO name is checked, with postmaster as local part. Section 4.3: so is a missing local part.
        var isHelo = query.Scope == SpfScope.Helo || query.MailFrom.Length == 0;
        var at = isHelo ? -1 : query.MailFrom.LastIndexOf('@');
        LocalPart = at > 0 ? query.MailFrom.Substring(0, at) : "postmaster";
        var senderDomain = isHelo ? query.Helo : query.MailFrom.Substring(at + 1);
        SenderDomain = Normalize(senderDomain) ?? senderDomain;
        DomainText = query.Domain.Length > 0 ? query.Domain : senderDomain;
        Domain = Normalize(DomainText);
    }

    /// <summary>The domain as the session gives it.</summary>
    public string DomainText { get; }

    /// <summary>The domain in normal form; null when it can have no record, as an address literal or a single label (section 4.3).</summary>
    public string? Domain { get; }

    public SpfNetwork Client { get; }

    public string LocalPart { get; }

    public string SenderDomain { get; }

    public string Sender => LocalPart + "@" + SenderDomain;

    public string Helo { get; }

    public string Receiver { get; }

    public MailClock Clock => _options.Clock;

    public int Lookups { get; private set; }

    public int VoidLookups { get; private set; }

    /// <summary>The record of the domain that was asked about.</summary>
    public SpfRecord? Record { get; private set; }

    public SpfDirective? Matched { get; private set; }

    public string MatchedDomain { get; private set; } = "";

    /// <summary>Why the result is permerror or temperror.</summary>
    public Finding? Problem { get; private set; }

    private SpfRecord? MatchedRecord { get; set; }

    /// <summary>check_host(): sections 4.3 to 4.7.</summary>
    /// <param name="domain">The domain whose record counts.</param>
    /// <param name="isInclude">Whether an include asks: what matches inside does not decide.</param>
    public async ValueTask<SpfResult> CheckHostAsync(string domain, bool isInclude)
    {
        var (result, record) = await FindRecordAsync(domain).ConfigureAwait(false);
        while (record is not null)
        {
            Record ??= record;
            foreach (var directive in record.Directives)
            {
                var match = await MatchesAsync(directive, domain).ConfigureAwait(false);
                if (match == SpfMatch.No)
                {
                    continue;
                }

                if (match != SpfMatch.Yes)
                {
                    return match == SpfMatch.TempError ? SpfResult.TempError : SpfResult.PermError;
                }

                if (!isInclude)
                {
                    (Matched, MatchedDomain, MatchedRecord) = (directive, domain, record);
                }

                return ResultOf(directive.Qualifier);
            }

            if (record.Redirect is not { } redirect)
            {
                return SpfResult.Neutral;
            }

            // Section 6.1: the record of the other domain decides instead; none there is an error.
            if (!TryCountLookup(domain))
            {
                return SpfResult.PermError;
            }

            var target = Normalize(await ExpandDomainAsync(redirect.Value, domain).ConfigureAwait(false));
            (result, record) = target is null ? (SpfResult.None, null) : await FindRecordAsync(target).ConfigureAwait(false);
            if (result == SpfResult.None)
            {
                return Fail(SpfFindings.IncludeWithoutRecord, redirect.Text, domain, target ?? redirect.Value.Text);
            }

            domain = target!;
        }

        return result;
    }

    /// <summary>The domain's explanation of a fail; empty when it has no usable one (section 6.2).</summary>
    public async ValueTask<string> ExplainAsync()
    {
        if (MatchedRecord?.Explanation is not { } explanation
            || await ExpandDomainAsync(explanation.Value, MatchedDomain).ConfigureAwait(false) is not { Length: > 0 } name)
        {
            return "";
        }

        var answer = await AskAsync(name, DnsRecordType.TXT).ConfigureAwait(false);
        if (answer is not { Status: DnsStatus.Found, Records.Count: 1 })
        {
            return "";
        }

        var text = Latin1(((DnsTxtRecord)answer.Records[0]).Value);
        return SpfMacroString.TryRead(text.AsSpan(), isExplanation: true, out var value) == SpfSyntaxFault.None
            ? await new SpfMacroExpansion(this, MatchedDomain).ExpandAsync(value!).ConfigureAwait(false) ?? ""
            : "";
    }

    /// <summary>Section 4.3: a domain that can have a record has two labels at least, none empty or longer than 63.</summary>
    internal static string? Normalize(string? domain)
    {
        if (domain is null || domain.Length == 0 || domain[0] == '[')
        {
            return null;
        }

        return Authentication.DomainText.TryNormalize(domain, out var name) && name.Contains('.') ? name : null;
    }

    private async ValueTask<(SpfResult Result, SpfRecord? Record)> FindRecordAsync(string domain)
    {
        var answer = await AskAsync(domain, DnsRecordType.TXT).ConfigureAwait(false);
        if (answer is null)
        {
            return (SpfResult.TempError, null);
        }

        string? text = null;
        var count = 0;
        foreach (var entry in answer.Records)
        {
            var value = ((DnsTxtRecord)entry).Value;
            if (SpfRecordText.IsRecord(value.Span))
            {
                count++;
                text = Latin1(value);
            }
        }

        if (count != 1)
        {
            return count == 0 ? (SpfResult.None, null) : (Fail(SpfFindings.MultipleRecords, domain, count), null);
        }

        var record = SpfRecordParser.Read(text!, errors: null);
        return record is null ? (FailSyntax(text!), null) : (SpfResult.Neutral, record);
    }

    internal static SpfResult ResultOf(SpfQualifier qualifier) => qualifier switch
    {
        SpfQualifier.Pass => SpfResult.Pass,
        SpfQualifier.Fail => SpfResult.Fail,
        SpfQualifier.SoftFail => SpfResult.SoftFail,
        _ => SpfResult.Neutral,
    };

    private SpfResult Fail(FindingRule rule, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is string text ? DisplayText.Quote(text) : values[i];
        }

        Problem ??= rule.Found(values);
        return SpfResult.PermError;
    }

    private SpfResult FailSyntax(string text)
    {
        var errors = new List<SpfSyntaxError>();
        SpfRecordParser.Read(text, errors);
        return Fail(SpfRecordLint.RuleFor(errors[0].Fault), errors[0].Term);
    }

    private bool TryCountLookup(string domain)
    {
        if (Lookups < _options.MaxLookups)
        {
            Lookups++;
            return true;
        }

        Fail(SpfFindings.TooManyLookups, Domain ?? domain, Lookups + 1, _options.MaxLookups);
        return false;
    }

    private bool TryCountVoid(DnsAnswer answer)
    {
        if (answer.Status is not (DnsStatus.NoData or DnsStatus.NxDomain) || ++VoidLookups <= _options.MaxVoidLookups)
        {
            return true;
        }

        Fail(SpfFindings.TooManyVoidLookups, Domain ?? "", VoidLookups, _options.MaxVoidLookups);
        return false;
    }

    /// <summary>Asks the DNS; null: it did not answer, or the time is over.</summary>
    private async ValueTask<DnsAnswer?> AskAsync(string name, DnsRecordType type)
    {
        if (_options.Clock.Elapsed > _end)
        {
            Problem ??= SpfFindings.OutOfTime.Found(Domain, (int)_options.Timeout.TotalSeconds);
            return null;
        }

        var answer = await _resolver.ResolveAsync(name, type, _cancellationToken).ConfigureAwait(false);
        if (answer.Status != DnsStatus.TempError)
        {
            return answer;
        }

        Problem ??= SpfFindings.LookupFailed.Found(DisplayText.Quote(name), answer.Failure!.Message);
        return null;
    }

    private ValueTask<string?> ExpandDomainAsync(SpfMacroString value, string domain) => new SpfMacroExpansion(this, domain).ExpandDomainAsync(value);

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > '\u007f')
            {
                return false;
            }
        }

        return true;
    }

    // Each octet becomes one character, so that what is not ASCII stays visible to the grammar.
    private static string Latin1(ReadOnlyMemory<byte> octets) => Encoding.Latin1.GetString(octets.Span);
}

/// <summary>What a mechanism says about the client.</summary>
internal enum SpfMatch
{
    No,
    Yes,
    TempError,
    PermError,
}
