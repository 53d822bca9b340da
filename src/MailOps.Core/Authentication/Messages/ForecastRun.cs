using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.Authentication;

/// <summary>Judges a message before it is sent: SPF for every address of the relay, and the key that it will be signed with.</summary>
internal sealed class ForecastRun
{
    // A relay with more addresses than these is a name for something else.
    private const int MaxAddresses = 16;

    private readonly DkimKeyStore _keys;
    private readonly SpfEvaluator _spf;
    private readonly DmarcEvaluator _dmarc;

    public ForecastRun(DkimKeyStore keys, SpfEvaluator spf, DmarcEvaluator dmarc)
    {
        _keys = keys;
        _spf = spf;
        _dmarc = dmarc;
    }

    public async ValueTask<MailAuthenticationResult> RunAsync(MailForecast forecast, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var sender = (forecast.MailFrom ?? forecast.From).ToString();
        var addresses = await AddressesAsync(forecast.Relay, cancellationToken).ConfigureAwait(false);
        if (addresses.Count == 0)
        {
            findings.Add(MessageFindings.RelayUnknown.Found(DisplayText.Quote(forecast.Relay)));
        }

        var dkim = await SignatureAsync(forecast, cancellationToken).ConfigureAwait(false);
        var author = (forecast.From.Domain?.Ascii ?? "");
        SpfCheckResult? worstSpf = null;
        DmarcEvaluation? worst = null;

        // Which address the relay takes is its choice, so the worst counts.
        for (var i = 0; i < addresses.Count || worst is null; i++)
        {
            var spf = addresses.Count == 0 ? null
                : await _spf.CheckAsync(new SpfQuery { ClientAddress = addresses[i], MailFrom = sender, Helo = forecast.Relay }, cancellationToken).ConfigureAwait(false);
            var dmarc = await _dmarc.EvaluateAsync(MessageResult.DmarcInputOf(author, spf, dkim), cancellationToken).ConfigureAwait(false);
            if (worst is null || (spf!.Result != SpfResult.Pass && worstSpf!.Result == SpfResult.Pass))
            {
                (worst, worstSpf) = (dmarc, spf);
            }
        }

        var result = MessageResult.Compose(worstSpf, dkim, worst, new ArcVerification { Result = ArcResult.None }, findings, "receiver");
        return result with
        {
            ClientSource = addresses.Count == 0 ? ClientSource.None : ClientSource.Forecast,
            ClientAddress = worstSpf?.ClientAddress ?? "",
            Helo = forecast.Relay,
            MailFrom = sender,
        };
    }

    private async ValueTask<IReadOnlyList<IPAddress>> AddressesAsync(string relay, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(relay.Trim('[', ']'), out var address))
        {
            return [address];
        }

        var found = new List<IPAddress>();
        if (DomainText.TryNormalize(relay, out var name))
        {
            foreach (var record in (await _keys.Resolver.GetAddressesAsync(name, cancellationToken).ConfigureAwait(false)).RecordsOf<DnsAddressRecord>())
            {
                if (found.Count < MaxAddresses)
                {
                    found.Add(record.Address);
                }
            }
        }

        return found;
    }

    private async ValueTask<DkimVerification> SignatureAsync(MailForecast forecast, CancellationToken cancellationToken)
    {
        if (forecast.Selector.Length == 0)
        {
            return new DkimVerification { Result = DkimResult.None };
        }

        var text = forecast.SigningDomain.Length > 0 ? forecast.SigningDomain : (forecast.From.Domain?.Ascii ?? "");
        var domain = DomainText.TryNormalize(text, out var name) ? name : throw DkimErrors.InvalidName(text);
        var selector = DomainText.TryNormalize(forecast.Selector, out name) ? name : throw DkimErrors.InvalidName(forecast.Selector);
        var reading = new DkimSignatureReading { Domain = domain, Selector = selector, Algorithm = DkimAlgorithm.RsaSha256 };
        var signature = reading.ToSignature();
        var lookup = await _keys.FindAsync(signature.KeyName, cancellationToken).ConfigureAwait(false);
        var fault = lookup.Failure is { } failure ? DkimFindings.LookupFailed.Found(signature.KeyName, failure.Message)
            : DkimVerificationRun.CheckKey(reading, lookup, signature.KeyName);
        var result = new DkimSignatureResult
        {
            Result = lookup.Failure is not null ? DkimResult.TempError : fault is null ? DkimResult.Pass : DkimResult.PermError,
            Signature = signature,
            KeySize = lookup.Analysis?.Record?.KeySize ?? 0,
            Findings = fault is null ? FindingList.Empty : new FindingList([fault]),
        };
        return new DkimVerification { Result = result.Result, Signatures = new DkimSignatureResultList([result]) };
    }
}
