using System;
using System.Text;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Reads the fields of a delivery report (RFC 3464 section 2, RFC 6533) as they occur in the wild: without blank lines between
/// recipients, in any order, with white space before the colon, without types, with lines that lost their indentation.
/// </summary>
internal sealed class StatusFields
{
    private const int MaxValue = 8192;

    private readonly BounceFacts _facts;
    private readonly int _maxRecipients;
    private readonly StringBuilder _value = new();
    private RecipientFacts? _current;
    private StatusField _field;
    private StatusField _seen;
    private bool _blank;

    public StatusFields(BounceFacts facts, int maxRecipients)
    {
        _facts = facts;
        _maxRecipients = maxRecipients;
    }

    /// <summary>Whether any field of a report was read.</summary>
    public bool HasFields { get; private set; }

    /// <summary>The first group of fields that says something about a recipient without naming one.</summary>
    public RecipientFacts? Unnamed { get; private set; }

    /// <summary>Whether a recipient lacked Action or Status.</summary>
    public bool LacksAction { get; private set; }

    public bool LacksStatus { get; private set; }

    /// <summary>Reads one part. May be called for several; recipients add up.</summary>
    public void Read(ReadOnlySpan<byte> content)
    {
        var lines = new ByteLines(content);
        while (lines.Next() && _facts.Recipients.Count <= _maxRecipients)
        {
            ReadLine(lines.Current);
        }

        EndField();
        EndRecipient();
    }

    /// <summary>Reads one line, for callers that find the fields in the middle of a text.</summary>
    public void ReadLine(ReadOnlySpan<byte> line)
    {
        if (IsBlank(line))
        {
            _blank = true;
            return;
        }

        var isContinuation = line[0] is (byte)' ' or (byte)'\t';
        if (!isContinuation && StatusFieldNames.TryRead(line, out var field, out var value))
        {
            EndField();
            BeginField(field, value);
        }
        else if (isContinuation && !_blank && _field != StatusField.None)
        {
            Append(line);
        }
        else if (!isContinuation && _field == StatusField.DiagnosticCode && IsReplyLine(line))
        {
            // A multi-line reply whose further lines lost their indentation, or stand behind a blank line.
            Append(line);
        }
        else
        {
            EndField();
        }

        _blank = false;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var b in line)
        {
            if (b > ' ')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsReplyLine(ReadOnlySpan<byte> line) =>
        line.Length > 4 && line[0] is (byte)'4' or (byte)'5' && IsDigit(line[1]) && IsDigit(line[2]) && line[3] is (byte)' ' or (byte)'-';

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    public void End()
    {
        EndField();
        EndRecipient();
    }

    private void BeginField(StatusField field, ReadOnlySpan<byte> value)
    {
        // A field that a recipient has only once begins the next one; so does a blank line, once the address is known.
        if (StatusFieldNames.IsOfRecipient(field)
            && ((_seen & field & StatusField.OncePerRecipient) != 0 || (_blank && (_seen & StatusField.FinalRecipient) != 0)))
        {
            EndRecipient();
        }

        HasFields |= field != StatusField.Other;
        _field = field;
        _seen |= field;
        _value.Clear();
        Append(value);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_field == StatusField.Other || _value.Length > MaxValue)
        {
            return;
        }

        if (_value.Length > 0)
        {
            _value.Append(' ');
        }

        var text = MimeCharset.DecodeGuessed(bytes.Length > MaxValue ? bytes.Slice(0, MaxValue) : bytes);
        _value.Append(text.Trim());
    }

    private void EndField()
    {
        var field = _field;
        _field = StatusField.None;
        if (field is StatusField.None or StatusField.Other)
        {
            return;
        }

        var value = _value.ToString();
        if (StatusFieldNames.IsOfRecipient(field))
        {
            _current ??= new RecipientFacts();
            SetRecipientField(_current, field, value);
        }
        else
        {
            SetMessageField(field, value);
        }
    }

    private void SetMessageField(StatusField field, string value)
    {
        switch (field)
        {
            case StatusField.ReportingMta:
                _facts.ReportingMta = _facts.ReportingMta.Length > 0 ? _facts.ReportingMta : TypedValue.HostOf(value);
                break;
            case StatusField.EnvelopeId:
                _facts.EnvelopeId = value.Trim();
                break;
            case StatusField.MessageId:
                _facts.MessageId = value.Trim();
                break;
        }
    }

    private static void SetRecipientField(RecipientFacts recipient, StatusField field, string value)
    {
        switch (field)
        {
            case StatusField.FinalRecipient:
                recipient.Address = TypedValue.AddressOf(value);
                break;
            case StatusField.OriginalRecipient:
                recipient.OriginalRecipient = TypedValue.AddressOf(value);
                break;
            case StatusField.ActualRecipient:
                recipient.Alias = TypedValue.AddressOf(value);
                break;
            case StatusField.Action:
                recipient.Kind = KindOf(value);
                break;
            case StatusField.Status:
                SetStatus(recipient, value);
                break;
            case StatusField.RemoteMta:
                recipient.RemoteMta = TypedValue.HostOf(value);
                break;
            case StatusField.DiagnosticCode:
                recipient.Diagnostic = TypedValue.TextOf(value, out var type);
                recipient.DiagnosticType = type;
                break;
            case StatusField.Category:
                recipient.Comment = "bouncecategory: " + value;
                break;
        }
    }

    // "5.1.1 (comment)"; some write a reply there instead.
    private static void SetStatus(RecipientFacts recipient, string value)
    {
        var text = value.AsSpan().Trim();
        if (EnhancedStatus.TryRead(text, out var status, out var length))
        {
            recipient.Status = status;
            var comment = text.Slice(length).Trim().Trim("()".AsSpan());
            if (recipient.Comment.Length == 0 && comment.Length > 0)
            {
                recipient.Comment = comment.ToString();
            }
        }
        else if (recipient.Diagnostic.Length == 0)
        {
            recipient.Diagnostic = value;
        }
    }

    private static BounceKind? KindOf(string action)
    {
        foreach (var (name, kind) in Actions)
        {
            if (action.TrimStart().StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }

    private static readonly (string Name, BounceKind Kind)[] Actions =
    [
        ("fail", BounceKind.Failure), ("error", BounceKind.Failure), ("reject", BounceKind.Failure), ("undeliver", BounceKind.Failure),
        ("expired", BounceKind.Failure), ("delayed", BounceKind.Delay), ("deferred", BounceKind.Delay), ("warning", BounceKind.Delay),
        ("deliverable", BounceKind.Delivered), ("delivered", BounceKind.Delivered), ("success", BounceKind.Delivered),
        ("expanded", BounceKind.Delivered), ("relay", BounceKind.Relayed),
    ];

    private void EndRecipient()
    {
        if (_current is { } recipient && (_seen & (StatusField.FinalRecipient | StatusField.OriginalRecipient | StatusField.ActualRecipient)) != 0)
        {
            LacksAction |= recipient.Kind is null;
            LacksStatus |= !recipient.Status.HasValue;
            recipient.Kind ??= recipient.Status.Class == 2 ? BounceKind.Delivered : null;
            _facts.Recipients.Add(recipient);
        }
        else if (_current is { } unnamed && (unnamed.Kind is not null || unnamed.Status.HasValue))
        {
            Unnamed ??= unnamed;
        }

        _current = null;
        _seen = StatusField.None;
    }
}
