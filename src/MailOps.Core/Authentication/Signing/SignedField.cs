namespace MailOps.Authentication.Signing;

/// <summary>Where one header field stands in the header block.</summary>
internal readonly struct SignedField
{
    public SignedField(int start, int nameEnd, int valueStart, int end)
    {
        Start = start;
        NameEnd = nameEnd;
        ValueStart = valueStart;
        End = end;
    }

    public int Start { get; }

    /// <summary>Behind the last character of the name, white space before the colon left out.</summary>
    public int NameEnd { get; }

    /// <summary>Directly behind the colon.</summary>
    public int ValueStart { get; }

    /// <summary>Before the line end of the last line.</summary>
    public int End { get; }
}
