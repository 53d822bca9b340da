namespace MailOps.PowerShell;

/// <summary>A text as it was piped or typed, such as an address or a domain, with the object it came from.</summary>
public readonly record struct BoundText
{
    internal BoundText(string text, object inputObject)
    {
        Text = text;
        InputObject = inputObject;
    }

    /// <summary>The text, unchecked.</summary>
    public string Text { get; }

    /// <summary>The object that the text was found in, or the text itself.</summary>
    public object InputObject { get; }
}
