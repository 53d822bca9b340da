namespace MailOps.Authentication.Spf;

/// <summary>A piece of a macro string: a literal text, or a macro with its transformers (RFC 7208 section 7.1).</summary>
internal readonly struct SpfMacroPart
{
    private SpfMacroPart(string literal, char letter, bool isUpper, int labels, bool isReversed, string delimiters)
    {
        Literal = literal;
        Letter = letter;
        IsUpper = isUpper;
        Labels = labels;
        IsReversed = isReversed;
        Delimiters = delimiters;
    }

    /// <summary>The text, when this is no macro.</summary>
    public string Literal { get; }

    /// <summary>The letter in lower case; NUL for a literal.</summary>
    public char Letter { get; }

    /// <summary>Whether the letter was upper case: the value is then percent-encoded.</summary>
    public bool IsUpper { get; }

    /// <summary>How many parts from the right are kept; 0: all.</summary>
    public int Labels { get; }

    public bool IsReversed { get; }

    /// <summary>The characters that split the value; empty: the dot.</summary>
    public string Delimiters { get; }

    /// <summary>Whether the value is taken as it is.</summary>
    public bool IsPlain => Labels == 0 && !IsReversed && Delimiters.Length == 0;

    public static SpfMacroPart Text(string text) => new(text, '\0', false, 0, false, "");

    public static SpfMacroPart Macro(char letter, bool isUpper, int labels, bool isReversed, string delimiters) =>
        new("", letter, isUpper, labels, isReversed, delimiters);
}
