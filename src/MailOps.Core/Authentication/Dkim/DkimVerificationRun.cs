using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>The verification of one message in two steps: before its body is read, and after.</summary>
internal sealed class DkimVerificationRun
{
    private readonly SignedHeader _header;
    private readonly DkimOptions _options;
    private readonly List<Pending> _pending = [];
    private readonly List<Finding> _findings = [];

    private DkimVerificationRun(SignedHeader header, DkimOptions options)
    {
        _header = header;
        _options = options;
    }

    /// <summary>Reads the signatures, asks for their keys and orders the hashes they need of the body.</summary>
    public static DkimVerificationRun Begin(SignedHeader header, BodyHashes hashes, DkimKeyStore keys, DkimOptions options, CancellationToken cancellationToken)
    {
        var run = new DkimVerificationRun(header, options);
        var count = 0;
        for (var i = 0; i < header.Count; i++)
        {
            if (header.IsNamed(i, "dkim-signature"u8) && ++count <= options.MaxSignatures)
            {
                run.Add(i, hashes, keys, cancellationToken);
            }
        }

        if (count > options.MaxSignatures)
        {
            run._findings.Add(DkimFindings.TooManySignatures.Found(count, options.MaxSignatures));
        }

        return run;
    }

    /// <summary>Verifies the signatures; the hashes of the body are complete.</summary>
    public async ValueTask<DkimVerification> CompleteAsync()
    {
        var results = new List<DkimSignatureResult>(_pending.Count);
        var buffer = new OctetBuffer(4096);
        foreach (var pending in _pending)
        {
            results.Add(await JudgeAsync(pending, buffer).ConfigureAwait(false));
        }

        return new DkimVerification
        {
            Result = DkimVerification.Combine(results),
            Signatures = new DkimSignatureResultList(results),
            Findings = _findings.Count == 0 ? FindingList.Empty : new FindingList(_findings),
        };
    }

    private void Add(int field, BodyHashes hashes, DkimKeyStore keys, CancellationToken cancellationToken)
    {
        var raw = _header.Value(field).ToArray();
        var pending = new Pending { Field = field, Reading = DkimSignatureParser.Read(raw) };
        _pending.Add(pending);
        var reading = pending.Reading;
        if (reading.Fault is not null || CheckTimes(reading) is not null)
        {
            reading.Fault ??= CheckTimes(reading);
            return;
        }

        pending.BodyHash = hashes.Request(reading.BodyCanonicalization, reading.BodyLength);
        pending.Key = keys.FindAsync(reading.Selector + "._domainkey." + reading.Domain, cancellationToken).AsTask();
    }

    private Finding? CheckTimes(DkimSignatureReading reading) =>
        reading.ExpiresAt is not { } end ? null
        : reading.SignedAt >= end ? DkimFindings.InvalidTag.Found("x", end.ToString("u", System.Globalization.CultureInfo.InvariantCulture))
        : end < _options.Clock.UtcNow ? DkimFindings.Expired.Found(end.ToString("u", System.Globalization.CultureInfo.InvariantCulture))
        : null;

    private async ValueTask<DkimSignatureResult> JudgeAsync(Pending pending, OctetBuffer buffer)
    {
        var reading = pending.Reading;
        if (reading.Fault is { } fault)
        {
            return Give(reading, DkimResult.PermError, fault);
        }

        var lookup = await pending.Key!.ConfigureAwait(false);
        var name = reading.Selector + "._domainkey." + reading.Domain;
        if (lookup.Failure is { } failure)
        {
            return Give(reading, DkimResult.TempError, DkimFindings.LookupFailed.Found(name, failure.Message));
        }

        if (CheckKey(reading, lookup, name) is { } keyFault)
        {
            return Give(reading, DkimResult.PermError, keyFault, lookup.Analysis?.Record);
        }

        return Compare(pending, lookup, buffer);
    }

    /// <summary>Why a key cannot verify a signature; null when it can.</summary>
    internal static Finding? CheckKey(DkimSignatureReading reading, DkimKeyLookup lookup, string name)
    {
        if (lookup.Analysis is not { } analysis || analysis.Record is not { } record)
        {
            return lookup.Analysis is null ? DkimFindings.NoKey.Found(name) : lookup.Analysis.Findings[0];
        }

        if (!analysis.IsValid)
        {
            return analysis.Findings[0];
        }

        var type = reading.Algorithm == DkimAlgorithm.Ed25519Sha256 ? DkimKeyType.Ed25519 : DkimKeyType.Rsa;
        return record.IsRevoked ? DkimFindings.Revoked.Found()
            : record.KeyType != type ? DkimFindings.WrongKeyType.Found()
            : !record.AllowsMail ? DkimFindings.NotForMail.Found(record.Services)
            : !record.AllowsSha256 ? DkimFindings.Sha1Only.Found(record.HashAlgorithms)
            : record.KeySize > DkimKeyRecordParser.MaxRsaBits ? DkimFindings.KeyTooLong.Found(record.KeySize, DkimKeyRecordParser.MaxRsaBits)
            : record.IsStrict && reading.Identity.Length > 0 && reading.Identity.Substring(reading.Identity.LastIndexOf('@') + 1) != reading.Domain
                ? DkimFindings.IdentityBelow.Found(DisplayText.Quote(reading.Identity), reading.Domain)
            : null;
    }

    private DkimSignatureResult Compare(Pending pending, DkimKeyLookup lookup, OctetBuffer buffer)
    {
        var reading = pending.Reading;
        var body = pending.BodyHash!;
        var record = lookup.Analysis!.Record!;
        if (body.IsShort)
        {
            return Give(reading, DkimResult.PermError, DkimFindings.LengthBeyondBody.Found(reading.BodyLength, body.CanonicalLength), record);
        }

        if (!body.Result.AsSpan().SequenceEqual(reading.BodyHash))
        {
            return Give(reading, DkimResult.Fail, DkimFindings.BodyChanged.Found(), record);
        }

        buffer.Clear();
        if (!HeaderSelection.TryWrite(_header, reading.HeaderNames.Span, reading.HeaderCanonicalization, buffer))
        {
            return Give(reading, DkimResult.PermError, DkimFindings.InvalidTag.Found("h", "..."), record);
        }

        HeaderCanonicalizer.WriteSignature(_header, pending.Field, reading.CutStart, reading.CutEnd, reading.HeaderCanonicalization, buffer);
        return lookup.Key!.Verify(SHA256.HashData(buffer.Written), reading.Signature)
            ? Pass(pending, record)
            : Give(reading, DkimResult.Fail, DkimFindings.HeaderChanged.Found(), record);
    }

    private DkimSignatureResult Pass(Pending pending, DkimKeyRecord record)
    {
        var reading = pending.Reading;
        List<Finding>? notes = null;
        if (pending.BodyHash!.HasMore)
        {
            (notes ??= []).Add(DkimFindings.BodyNotCovered.Found(reading.BodyLength, pending.BodyHash.CanonicalLength - reading.BodyLength));
        }

        var (present, signed) = CountFrom(reading.HeaderNames.Span);
        if (present > signed)
        {
            (notes ??= []).Add(DkimFindings.SeveralFrom.Found(present, signed));
        }
        else if (present == signed)
        {
            (notes ??= []).Add(DkimFindings.NotOversigned.Found());
        }

        if (record.KeyType == DkimKeyType.Rsa && record.KeySize < DkimKeyRecordParser.GoodRsaBits)
        {
            (notes ??= []).Add(DkimFindings.ShortKey.Found(record.KeySize));
        }

        if (record.IsTesting)
        {
            (notes ??= []).Add(DkimFindings.Testing.Found());
        }

        if (reading.SignedAt is { } time && time > _options.Clock.UtcNow.AddHours(1))
        {
            (notes ??= []).Add(DkimFindings.InTheFuture.Found(time.ToString("u", System.Globalization.CultureInfo.InvariantCulture)));
        }

        return Give(reading, DkimResult.Pass, record, notes is null ? FindingList.Empty : new FindingList(notes));
    }

    private (int Present, int Signed) CountFrom(ReadOnlySpan<byte> names)
    {
        var present = 0;
        for (var i = 0; i < _header.Count; i++)
        {
            present += _header.IsNamed(i, "from"u8) ? 1 : 0;
        }

        var signed = 0;
        while (!names.IsEmpty)
        {
            signed += SignedHeader.EqualsIgnoreCase(TagListReader.TakeEntry(ref names, (byte)':'), "from"u8) ? 1 : 0;
        }

        return (present, signed);
    }

    private static DkimSignatureResult Give(DkimSignatureReading reading, DkimResult result, Finding why, DkimKeyRecord? record = null) =>
        Give(reading, result, record, new FindingList([why]));

    private static DkimSignatureResult Give(DkimSignatureReading reading, DkimResult result, DkimKeyRecord? record, FindingList findings) => new()
    {
        Result = result,
        Signature = reading.ToSignature(),
        KeySize = record?.KeySize ?? 0,
        IsTesting = record?.IsTesting ?? false,
        Findings = findings,
    };

    private sealed class Pending
    {
        public required int Field { get; init; }

        public required DkimSignatureReading Reading { get; init; }

        public BodyHash? BodyHash { get; set; }

        public Task<DkimKeyLookup>? Key { get; set; }
    }
}
