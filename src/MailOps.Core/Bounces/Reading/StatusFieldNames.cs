using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>The fields of a delivery report that matter here.</summary>
[Flags]
internal enum StatusField
{
    None = 0,

    /// <summary>A field, but none that is read.</summary>
    Other = 1,
    ReportingMta = 2,
    EnvelopeId = 4,
    MessageId = 8,
    FinalRecipient = 16,
    OriginalRecipient = 32,
    ActualRecipient = 64,
    Action = 128,
    Status = 256,
    RemoteMta = 512,
    DiagnosticCode = 1024,
    Category = 2048,

    OncePerRecipient = FinalRecipient | Action | Status,
}

/// <summary>Tells the fields apart.</summary>
internal static class StatusFieldNames
{
    private static readonly (string Name, StatusField Field)[] Names =
    [
        ("Final-Recipient", StatusField.FinalRecipient),
        ("Action", StatusField.Action),
        ("Status", StatusField.Status),
        ("Diagnostic-Code", StatusField.DiagnosticCode),
        ("Remote-MTA", StatusField.RemoteMta),
        ("Original-Recipient", StatusField.OriginalRecipient),
        ("Reporting-MTA", StatusField.ReportingMta),
        ("Reporting-UA", StatusField.ReportingMta),
        ("X-Actual-Recipient", StatusField.ActualRecipient),
        ("Original-Envelope-Id", StatusField.EnvelopeId),
        ("X-Original-Message-ID", StatusField.MessageId),
        ("Original-Message-ID", StatusField.MessageId),
        ("X-PowerMTA-BounceCategory", StatusField.Category),
    ];

    public static bool IsOfRecipient(StatusField field) => field is not (StatusField.ReportingMta or StatusField.EnvelopeId or StatusField.MessageId or StatusField.Other);

    /// <summary>Whether the line is a field: a name of printable characters without space, then a colon, white space before it allowed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out StatusField field, out ReadOnlySpan<byte> value)
    {
        field = StatusField.Other;
        value = default;
        var colon = line.IndexOf((byte)':');
        if (colon is <= 0 or > 64)
        {
            return false;
        }

        var name = line.Slice(0, colon);
        while (name.Length > 0 && name[name.Length - 1] is (byte)' ' or (byte)'\t')
        {
            name = name.Slice(0, name.Length - 1);
        }

        foreach (var b in name)
        {
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_'))
            {
                return false;
            }
        }

        value = line.Slice(colon + 1);
        foreach (var (known, number) in Names)
        {
            if (AsciiText.EqualsIgnoreCase(name, known))
            {
                field = number;
                return true;
            }
        }

        return name.Length > 1 && (name[0] | 0x20) is >= 'a' and <= 'z';
    }
}
