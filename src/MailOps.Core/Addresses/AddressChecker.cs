using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;

namespace MailOps.Addresses;

/// <summary>
/// Checks addresses: syntax, what is known about the domain, the mail servers in the DNS, the suppression list. One checker serves a whole
/// run, from many threads at once: each domain is looked up once.
/// </summary>
public sealed class AddressChecker : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AddressCheckOptions _options;
    private readonly MailClock _clock;
    private readonly AddressData _data;
    private readonly DomainProfiles _profiles;
    private readonly DomainCache? _domains;
    private readonly ISuppressionLookup? _suppression;
    private readonly IAddressHistory? _history;
    private readonly AddressProber? _prober;

    /// <summary>Makes a checker.</summary>
    /// <param name="options">How to check; null for the defaults.</param>
    /// <param name="resolver">Who is asked about domains; may be null only when <see cref="AddressCheckOptions.SyntaxOnly"/> is set.</param>
    /// <param name="clock">The time; null for the clock of this machine.</param>
    /// <param name="suppression">The suppression list; null when there is none.</param>
    /// <param name="history">Where results are kept between runs; null when they are not.</param>
    /// <param name="prober">Asks mail servers for mailboxes; null when they are not asked. The caller disposes of it.</param>
    public AddressChecker(
        AddressCheckOptions? options = null,
        IDnsResolver? resolver = null,
        MailClock? clock = null,
        ISuppressionLookup? suppression = null,
        IAddressHistory? history = null,
        AddressProber? prober = null)
    {
        _options = options ?? new AddressCheckOptions();
        _clock = clock ?? MailClock.System;
        _data = _options.Data ?? AddressData.BuiltIn;
        _profiles = new DomainProfiles(_data, _options.DomainCacheSize);
        _suppression = suppression;
        if (_options.SyntaxOnly)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(resolver);
        var lookup = new MailDomainLookup(resolver!, _options.CheckMxHosts);
        _domains = new DomainCache(lookup, _clock, _options.DomainCacheSize, _stop.Token);
        _history = history;
        _prober = prober;
    }

    /// <summary>How many domains were looked up so far.</summary>
    public long DomainLookUps => _domains?.LookUps ?? 0;

    /// <summary>Checks one address.</summary>
    /// <param name="text">The address as somebody wrote it.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The verdict and everything behind it. What is wrong with the address never throws.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Store.*</c>: the suppression list or the history cannot be read.</exception>
    public async ValueTask<AddressTestResult> CheckAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        var report = AddressReport.Read(text, _options, _data, _profiles, _clock.UtcNow);
        if (report.Address is not { } address)
        {
            return report.ToResult();
        }

        if (_suppression is not null && await _suppression.FindAsync(address.Address, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            // Whoever is blocked gets no mail whatever the DNS says, so it is not asked.
            report.Add(entry);
            return report.ToResult();
        }

        if (_options.SyntaxOnly)
        {
            return report.ToResult();
        }

        if (await FindKeptAsync(address, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return kept with { Input = text, InputObject = null, Evidence = kept.Evidence | AddressEvidence.History };
        }

        if (address.Domain is { } domain)
        {
            report.Add(await _domains!.GetAsync(domain.Ascii).WaitAsync(cancellationToken).ConfigureAwait(false));
            if (_prober is not null && report.IsWorthProbing)
            {
                report.Add(await _prober.ProbeAsync(address, report.Hosts, _data, cancellationToken).ConfigureAwait(false));
            }
        }

        var result = report.ToResult();
        if (_history is not null && _options.KeepResults && result.Verdict != AddressVerdict.Unknown)
        {
            await _history.SaveAsync(result, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    // Where the mail server is to be asked, an earlier result serves only if it was asked then.
    private async ValueTask<AddressTestResult?> FindKeptAsync(MailAddress address, CancellationToken cancellationToken) =>
        _history is not null && _options.MaxAge is { } age
            && await _history.FindAsync(address.Address, _clock.UtcNow - age, cancellationToken).ConfigureAwait(false) is { } kept
            && (_prober is null || kept.Verdict == AddressVerdict.Undeliverable || (kept.Evidence & AddressEvidence.Probe) != 0)
            ? kept
            : null;

    /// <summary>Ends look-ups that are still running.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
