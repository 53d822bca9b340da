using System;
using System.Globalization;
using System.Text;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Arc;

/// <summary>
/// Seals messages that a host passes on (RFC 8617 section 5.1), with the results that it wrote into their header when they arrived. It is safe
/// for use from many threads at once.
/// </summary>
public sealed class ArcSealer : IDisposable
{
    private readonly string _authservId;
    private readonly string _domain;
    private readonly string _selector;
    private readonly DkimPrivateKey _key;
    private readonly ArcSealerOptions _options;

    /// <summary>Makes a sealer.</summary>
    /// <param name="authservId">The name of the host in its Authentication-Results.</param>
    /// <param name="domain">The sealing domain.</param>
    /// <param name="selector">The selector.</param>
    /// <param name="key">The key; the sealer disposes of it.</param>
    /// <param name="options">How to seal; null: the usual fields.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidName.</exception>
    public ArcSealer(string authservId, string domain, string selector, DkimPrivateKey key, ArcSealerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(authservId);
        ArgumentNullException.ThrowIfNull(key);
        _authservId = authservId;
        _domain = DomainText.TryNormalize(domain, out var name) ? name : throw DkimErrors.InvalidName(domain);
        _selector = DomainText.TryNormalize(selector, out name) ? name : throw DkimErrors.InvalidName(selector);
        _key = key;
        _options = options ?? ArcSealerOptions.Default;
    }

    /// <summary>Seals a message.</summary>
    /// <param name="message">The whole message as it will leave, with the host's own Authentication-Results in its header.</param>
    /// <returns>The fields to put before the message, or why there are none.</returns>
    public ArcSealing Seal(ReadOnlyMemory<byte> message) => Seal(message, header => AuthenticationResultsText.Merge(header, _authservId));

    /// <summary>Seals a message with results that are not in its header.</summary>
    /// <param name="message">The whole message as it will leave.</param>
    /// <param name="arrival">What authentication gave when the message arrived, before anything about it was changed.</param>
    /// <returns>The fields to put before the message, or why there are none.</returns>
    public ArcSealing Seal(ReadOnlyMemory<byte> message, MailAuthenticationResult arrival)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var field = AuthenticationResultsWriter.Write(_authservId, arrival.Spf, arrival.Dkim, arrival.Dmarc, arrival.Arc) + "\r\n";
        return Seal(message, _ => AuthenticationResultsText.Merge(SignedHeader.Read(Encoding.UTF8.GetBytes(field)), _authservId));
    }

    private ArcSealing Seal(ReadOnlyMemory<byte> message, Func<SignedHeader, string> resultsOf)
    {
        var body = SignedHeader.FindBody(message.Span);
        var end = body < 0 ? message.Length : body;
        var header = SignedHeader.Read(message.Slice(0, end));
        var chain = ArcChain.Read(header);
        var results = resultsOf(header);
        if (results.Length == 0)
        {
            return Refuse(ArcFindings.NoResults.Found(_authservId));
        }

        // Section 5.1: the state is that on arrival. It cannot be found out now, for the message may have been changed since.
        var state = _options.ChainState ?? StateOf(AuthenticationResultsText.ResultOf(results, "arc"), chain);
        if (state is null or ArcResult.TempError)
        {
            return Refuse(ArcFindings.StateUnknown.Found(_authservId));
        }

        var isEnded = chain.Length > 0 && chain.At(chain.Length)!.Seal?.ChainState == "fail";
        if (isEnded || chain.Length >= DkimSignatureReading.MaxInstance)
        {
            return Refuse(ArcFindings.NotSealed.Found());
        }

        using var hashes = new BodyHashes();
        var hash = hashes.Request(Canonicalization.Relaxed, null);
        hashes.Append(message.Span.Slice(end));
        hashes.Complete();
        return Compose(header, chain, results, state.Value, hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static ArcSealing Refuse(Finding why) => new() { Findings = new FindingList([why]) };

    private static ArcResult? StateOf(string text, ArcChain chain) => text switch
    {
        "pass" => ArcResult.Pass,
        "fail" => ArcResult.Fail,
        "none" or "" when !chain.HasFields => ArcResult.None,
        _ => null,
    };

    private ArcSealing Compose(SignedHeader header, ArcChain chain, string results, ArcResult state, BodyHash hash)
    {
        var instance = (chain.Length + 1).ToString(CultureInfo.InvariantCulture);
        var time = DkimSigner.UnixTime(_options.Clock.UtcNow);
        var results1 = ArcChain.ResultsName + ": i=" + instance + "; " + _authservId + "; " + Fold(results);
        var names = string.Join(":", SignedFieldNames.Select(header, _options.HeaderNames, []));

        // Tags in the order of their names, as the public suite has them.
        var message = new SignatureField(ArcChain.MessageName, foldsSignature: false);
        message.Add("a", "rsa-sha256");
        message.Add("b", "");
        message.Add("bh", Convert.ToBase64String(hash.Result));
        message.Add("c", "relaxed/relaxed");
        message.Add("d", _domain);
        message.Add("h", names);
        message.Add("i", instance);
        message.Add("s", _selector);
        message.Add("t", time);
        var signed = new OctetBuffer(4096);
        if (!HeaderSelection.TryWrite(header, Encoding.ASCII.GetBytes(names), Canonicalization.Relaxed, signed))
        {
            throw DkimErrors.NothingToSign(DkimErrors.HeaderTooLong);
        }

        var message1 = message.Sign(signed, Canonicalization.Relaxed, _key);
        return new ArcSealing
        {
            Instance = chain.Length + 1,
            AuthenticationResults = results1 + "\r\n",
            MessageSignature = message1 + "\r\n",
            Seal = SealOf(header, chain, state, results1, message1, instance, time) + "\r\n",
        };
    }

    private string SealOf(SignedHeader header, ArcChain chain, ArcResult state, string results, string message, string instance, string time)
    {
        // Section 5.1.2: of a broken chain only the new set is sealed.
        var signed = new OctetBuffer(8192);
        for (var i = 1; i <= chain.Length && state != ArcResult.Fail; i++)
        {
            ArcSealText.Add(header, chain.At(i)!, signed);
        }

        var own = SignedHeader.Read(Encoding.UTF8.GetBytes(results + "\r\n" + message + "\r\n"));
        HeaderCanonicalizer.Write(own, 0, Canonicalization.Relaxed, signed);
        HeaderCanonicalizer.Write(own, 1, Canonicalization.Relaxed, signed);
        var seal = new SignatureField(ArcChain.SealName, foldsSignature: false);
        seal.Add("a", "rsa-sha256");
        seal.Add("b", "");
        seal.Add("cv", state switch { ArcResult.None => "none", ArcResult.Pass => "pass", _ => "fail" });
        seal.Add("d", _domain);
        seal.Add("i", instance);
        seal.Add("s", _selector);
        seal.Add("t", time);
        return seal.Sign(signed, Canonicalization.Relaxed, _key);
    }

    // A line per result.
    private static string Fold(string results) => results.Replace("; ", ";\r\n\t", StringComparison.Ordinal);
}
