using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using MailOps.Smtp;

namespace MailOps.Addresses;

/// <summary>
/// Asks the mail servers of domains for mailboxes (RCPT), within limits that keep the reputation of this host: no message is ever sent. One prober
/// serves one run, from many threads at once.
/// </summary>
public sealed class AddressProber : IDisposable
{
    // Where nobody could be reached at so many servers, it lies on this side.
    private const int BlockedAfter = 3;
    private const int MaxHosts = 2;

    private readonly object _gate = new();
    private readonly AddressProbeOptions _options;
    private readonly SmtpOptions _smtp;
    private readonly MailClock _clock;
    private readonly Action<Finding>? _notice;
    private readonly Dictionary<string, ProbeLane> _lanes = new(StringComparer.Ordinal);
    private int _asked;
    private int _unreachable;
    private bool _reached;
    private bool _blocked;

    /// <summary>Makes a prober.</summary>
    /// <param name="options">Sender, name, limits; null for the defaults.</param>
    /// <param name="resolver">Who looks up the mail servers' addresses.</param>
    /// <param name="clock">The time; null for the clock of this machine.</param>
    /// <param name="notice">Told once what concerns the whole run, such as a blocked port; called from any thread.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Address.Invalid</c>: the sender is no address; <c>MailOps.Smtp.InvalidOptions</c>.</exception>
    public AddressProber(AddressProbeOptions? options, IDnsResolver resolver, MailClock? clock = null, Action<Finding>? notice = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _options = options ?? new AddressProbeOptions();
        _options.Check();
        _clock = clock ?? MailClock.System;
        _notice = notice;
        _smtp = new SmtpOptions
        {
            Host = _options.Server ?? "probe.invalid",
            Port = _options.Port,
            HeloName = _options.HeloName,
            LocalAddress = _options.SourceAddress,
            Resolver = resolver,
            Timeouts = SmtpTimeouts.Uniform(_options.Timeout),

            // Certificates of mail exchangers seldom lead anywhere (RFC 7435), and nothing secret is said.
            DangerousAcceptAnyCertificate = true,
        };
        SmtpOptionsCheck.Run(_smtp);
    }

    /// <summary>How many addresses were asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Closes connections that are still open.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var lane in _lanes.Values)
            {
                lane.Dispose();
            }

            _lanes.Clear();
        }
    }

    internal async Task<ProbeOutcome> ProbeAsync(MailAddress address, IReadOnlyList<string> hosts, AddressData data, CancellationToken cancellationToken)
    {
        if (_options.Server is { } server)
        {
            hosts = [server];
        }
        else if (hosts.FirstOrDefault(data.IsAcceptAllHost) is { } acceptsAll)
        {
            return ProbeOutcome.NotProbed(Fill(ProbeTexts.AcceptsAll, acceptsAll));
        }

        if (Volatile.Read(ref _blocked))
        {
            return ProbeOutcome.NotProbed(Fill(ProbeTexts.PortBlocked, _options.Port));
        }

        if (_options.MaxAddresses is { } limit && Interlocked.Increment(ref _asked) > limit)
        {
            Interlocked.Decrement(ref _asked);
            return ProbeOutcome.NotProbed(Fill(ProbeTexts.LimitReached, limit));
        }

        ProbeOutcome? outcome = null;
        for (var i = 0; i < Math.Min(MaxHosts, hosts.Count); i++)
        {
            var lane = LaneOf(hosts[i]);
            outcome = await lane.ProbeAsync(address, cancellationToken).ConfigureAwait(false);
            if (!Note(lane))
            {
                break;
            }
        }

        return outcome ?? ProbeOutcome.NotProbed("");
    }

    // Whether the lane leads nowhere, and the next one is worth a try.
    private bool Note(ProbeLane lane)
    {
        if (!lane.IsUnreachable)
        {
            Volatile.Write(ref _reached, true);
            return false;
        }

        if (lane.TakeSilence() && !Volatile.Read(ref _reached))
        {
            var count = Interlocked.Increment(ref _unreachable);
            Volatile.Write(ref _blocked, count >= BlockedAfter);
            if (count == 1)
            {
                _notice?.Invoke(AddressFindings.PortBlocked.Found(_options.Port));
            }
        }

        return true;
    }

    private ProbeLane LaneOf(string host)
    {
        lock (_gate)
        {
            if (!_lanes.TryGetValue(host, out var lane))
            {
                lane = new ProbeLane(host, _options, _smtp with { Host = host }, _clock);
                _lanes.Add(host, lane);
            }

            return lane;
        }
    }

    private static string Fill(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
