using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Arc;

/// <summary>The validation of one chain in two steps: before the body is read, and after (RFC 8617 section 5.2).</summary>
internal sealed class ArcVerificationRun
{
    private readonly SignedHeader _header;
    private readonly ArcChain _chain;
    private readonly Task<DkimKeyLookup>[] _sealKeys;
    private BodyHash? _bodyHash;
    private Task<DkimKeyLookup>? _messageKey;

    private ArcVerificationRun(SignedHeader header)
    {
        _header = header;
        _chain = ArcChain.Read(header);
        _sealKeys = _chain.Fault is null ? new Task<DkimKeyLookup>[_chain.Length] : [];
    }

    /// <summary>Reads the sets, asks for their keys and orders the hash of the body.</summary>
    public static ArcVerificationRun Begin(SignedHeader header, BodyHashes hashes, DkimKeyStore keys, CancellationToken cancellationToken)
    {
        var run = new ArcVerificationRun(header);
        if (run._sealKeys.Length == 0)
        {
            return run;
        }

        // Only the newest message signature need hold: whoever sealed later may have changed the message.
        var newest = run._chain.At(run._chain.Length)!.Message!;
        run._bodyHash = hashes.Request(newest.BodyCanonicalization, newest.BodyLength);
        run._messageKey = keys.FindAsync(KeyName(newest), cancellationToken).AsTask();
        for (var i = 0; i < run._sealKeys.Length; i++)
        {
            run._sealKeys[i] = keys.FindAsync(KeyName(run._chain.At(i + 1)!.Seal!), cancellationToken).AsTask();
        }

        return run;
    }

    /// <summary>Validates the chain; the hash of the body is complete.</summary>
    public async ValueTask<ArcVerification> CompleteAsync()
    {
        if (!_chain.HasFields)
        {
            return new ArcVerification { Result = ArcResult.None };
        }

        var fault = _chain.Fault ?? await CheckAsync().ConfigureAwait(false);
        return new ArcVerification
        {
            Result = fault is null ? ArcResult.Pass : fault.Id == ArcFindings.LookupFailed.Id ? ArcResult.TempError : ArcResult.Fail,
            Sets = SetsOf(_chain),
            Findings = fault is null ? FindingList.Empty : new FindingList([fault]),
        };
    }

    private async ValueTask<Finding?> CheckAsync()
    {
        var newest = _chain.At(_chain.Length)!;
        var lookup = await _messageKey!.ConfigureAwait(false);
        if (CheckKey(newest, newest.Message!, lookup) is { } keyFault)
        {
            return keyFault;
        }

        if (CheckMessage(newest, lookup.Key!) is { } changed)
        {
            return ArcFindings.MessageChanged.Found(newest.Seal!.Domain, changed.Message);
        }

        // Each seal covers all sets before it, so the canonical form grows from set to set.
        var signed = new OctetBuffer(8192);
        for (var i = 1; i <= _chain.Length; i++)
        {
            var link = _chain.At(i)!;
            var key = await _sealKeys[i - 1].ConfigureAwait(false);
            if (CheckKey(link, link.Seal!, key) is { } fault)
            {
                return fault;
            }

            ArcSealText.AddContents(_header, link, signed);
            var length = signed.Length;
            HeaderCanonicalizer.WriteSignature(_header, link.SealField, link.Seal!.CutStart, link.Seal.CutEnd, Canonicalization.Relaxed, signed);
            if (!key.Key!.Verify(SHA256.HashData(signed.Written), link.Seal.Signature))
            {
                return ArcFindings.SealBroken.Found(i, link.Seal.Domain);
            }

            signed.Truncate(length);
            HeaderCanonicalizer.Write(_header, link.SealField, Canonicalization.Relaxed, signed);
        }

        return null;
    }

    private static Finding? CheckKey(ArcChain.Link link, DkimSignatureReading reading, DkimKeyLookup lookup) =>
        lookup.Failure is { } failure ? ArcFindings.LookupFailed.Found(link.Instance, failure.Message)
        : DkimVerificationRun.CheckKey(reading, lookup, KeyName(reading)) is { } fault ? ArcFindings.KeyUnusable.Found(link.Instance, fault.Message)
        : null;

    private Finding? CheckMessage(ArcChain.Link link, DkimPublicKey key)
    {
        var reading = link.Message!;
        if (_bodyHash!.IsShort || !_bodyHash.Result.AsSpan().SequenceEqual(reading.BodyHash))
        {
            return DkimFindings.BodyChanged.Found();
        }

        var signed = new OctetBuffer(4096);
        if (!HeaderSelection.TryWrite(_header, reading.HeaderNames.Span, reading.HeaderCanonicalization, signed))
        {
            return DkimFindings.InvalidTag.Found("h", "...");
        }

        HeaderCanonicalizer.WriteSignature(_header, link.MessageField, reading.CutStart, reading.CutEnd, reading.HeaderCanonicalization, signed);
        return key.Verify(SHA256.HashData(signed.Written), reading.Signature) ? null : DkimFindings.HeaderChanged.Found();
    }

    private static ArcSetList SetsOf(ArcChain chain)
    {
        var sets = new List<ArcSet>(chain.Length);
        for (var i = 1; i <= chain.Length; i++)
        {
            if (chain.At(i) is { } link)
            {
                sets.Add(link.ToSet());
            }
        }

        return new ArcSetList(sets);
    }

    private static string KeyName(DkimSignatureReading reading) => reading.Selector + "._domainkey." + reading.Domain;
}
