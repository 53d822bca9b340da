using System;
using System.Text;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Arc;

/// <summary>The ARC fields of a header, sorted into sets (RFC 8617 section 4.2). It says what is wrong and never throws.</summary>
internal sealed class ArcChain
{
    public const string ResultsName = "ARC-Authentication-Results";
    public const string MessageName = "ARC-Message-Signature";
    public const string SealName = "ARC-Seal";

    private readonly Link?[] _links = new Link?[DkimSignatureReading.MaxInstance];

    private ArcChain()
    {
    }

    /// <summary>The highest place in the chain; 0 without ARC fields that can be read.</summary>
    public int Length { get; private set; }

    /// <summary>Whether there is any ARC field.</summary>
    public bool HasFields { get; private set; }

    /// <summary>The first thing that is wrong; null when the chain has the right form.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>The set at a place, counted from 1; null when none of its fields is there.</summary>
    public Link? At(int instance) => _links[instance - 1];

    public static ArcChain Read(SignedHeader header)
    {
        var chain = new ArcChain();
        var count = 0;
        for (var i = 0; i < header.Count; i++)
        {
            var name = header.IsNamed(i, "arc-seal"u8) ? SealName
                : header.IsNamed(i, "arc-message-signature"u8) ? MessageName
                : header.IsNamed(i, "arc-authentication-results"u8) ? ResultsName
                : null;
            if (name is not null)
            {
                chain.HasFields = true;
                if (++count > 3 * DkimSignatureReading.MaxInstance)
                {
                    chain.Fault = ArcFindings.TooManySets.Found(DkimSignatureReading.MaxInstance);
                    return chain;
                }

                chain.Add(header, i, name);
            }
        }

        chain.CheckForm();
        return chain;
    }

    private void Add(SignedHeader header, int field, string name)
    {
        var value = header.Value(field).ToArray();
        DkimSignatureReading? reading = null;
        int instance;
        if (name == ResultsName)
        {
            instance = ReadInstance(value);
        }
        else
        {
            reading = DkimSignatureParser.Read(value, name == SealName ? SignatureKind.ArcSeal : SignatureKind.ArcMessage);
            instance = reading.Instance;
        }

        if (instance == 0 || reading?.Fault is not null)
        {
            Fault ??= ArcFindings.InvalidField.Found(name, instance == 0 ? "?" : instance, reading?.Fault?.Message ?? DisplayText.Quote(Encoding.UTF8.GetString(value)).Trim());
        }

        if (instance == 0)
        {
            return;
        }

        Length = Math.Max(Length, instance);
        var link = _links[instance - 1] ??= new Link(instance);
        if (!link.TryAdd(name, field, value, reading))
        {
            Fault ??= ArcFindings.IncompleteSet.Found(instance, name);
        }
    }

    private void CheckForm()
    {
        for (var i = 1; i <= Length && Fault is null; i++)
        {
            var link = At(i);
            var missing = link is null || link.ResultsField < 0 ? ResultsName : link.MessageField < 0 ? MessageName : link.SealField < 0 ? SealName : null;
            if (missing is not null)
            {
                Fault = ArcFindings.IncompleteSet.Found(i, missing);
                return;
            }

            // Section 5.2 steps 2 and 3: cv=fail ends the chain; the first set says none, all others pass.
            var state = link!.Seal!.ChainState;
            var right = i == 1 ? "none" : "pass";
            if (state != right)
            {
                Fault = state == "fail" ? ArcFindings.FailedBefore.Found(link.Seal.Domain) : ArcFindings.WrongState.Found(i, DisplayText.Quote(state), right);
            }
        }
    }

    // arc-info = instance [CFWS] ";" authres-payload; section 4.1.1
    private static int ReadInstance(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)';');
        var tag = end < 0 ? default : TagListReader.Trim(value.Slice(0, end));
        var equals = tag.IndexOf((byte)'=');
        if (equals < 0 || !TagListReader.Trim(tag.Slice(0, equals)).SequenceEqual("i"u8))
        {
            return 0;
        }

        var digits = TagListReader.Trim(tag.Slice(equals + 1));
        var number = 0;
        foreach (var c in digits)
        {
            number = c is >= (byte)'0' and <= (byte)'9' && number >= 0 && number < 100 ? (number * 10) + (c - '0') : -1;
        }

        return digits.IsEmpty || digits[0] == '0' || number is < 1 or > DkimSignatureReading.MaxInstance ? 0 : number;
    }

    /// <summary>The fields of one set.</summary>
    internal sealed class Link
    {
        public Link(int instance) => Instance = instance;

        public int Instance { get; }

        public int ResultsField { get; private set; } = -1;

        public int MessageField { get; private set; } = -1;

        public int SealField { get; private set; } = -1;

        public DkimSignatureReading? Message { get; private set; }

        public DkimSignatureReading? Seal { get; private set; }

        private byte[] Results { get; set; } = [];

        public bool TryAdd(string name, int field, byte[] value, DkimSignatureReading? reading)
        {
            switch (name)
            {
                case ResultsName when ResultsField < 0:
                    ResultsField = field;
                    Results = value;
                    return true;
                case MessageName when MessageField < 0:
                    MessageField = field;
                    Message = reading;
                    return true;
                case SealName when SealField < 0:
                    SealField = field;
                    Seal = reading;
                    return true;
                default:
                    return false;
            }
        }

        public ArcSet ToSet()
        {
            var text = AuthenticationResultsText.Unfold(Results);
            var payload = text.Substring(text.IndexOf(';') + 1).TrimStart();
            var end = payload.IndexOf(';');
            return new ArcSet
            {
                Instance = Instance,
                Domain = Seal?.Domain ?? "",
                Selector = Seal?.Selector ?? "",
                ChainState = Seal is null ? "" : DisplayText.Quote(Seal.ChainState),
                AuthservId = DisplayText.Quote(end < 0 ? payload : payload.Substring(0, end)),
                Results = end < 0 ? "" : payload.Substring(end + 1).Trim(),
                SealedAt = Seal?.SignedAt,
            };
        }
    }
}
