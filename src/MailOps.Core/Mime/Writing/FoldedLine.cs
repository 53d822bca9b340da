using System.Text;

namespace MailOps.Mime;

/// <summary>
/// One header field in the making, folded at white space: at 78 characters where there is a place for it, at 998 in any case (RFC 5322
/// section 2.1.1). All header text goes through here, so no line break of a value can pass.
/// </summary>
internal sealed class FoldedLine
{
    private const int SoftLimit = 78;
    private const int HardLimit = 998;

    private readonly string _name;
    private readonly StringBuilder _text = new();
    private bool _isFirst = true;

    public FoldedLine(string name)
    {
        _name = name;
        _text.Append(name).Append(':');
        Column = name.Length + 1;
    }

    /// <summary>How many bytes the current line has.</summary>
    public int Column { get; private set; }

    /// <summary>Adds a word behind white space, on a new line where the current one has no room.</summary>
    /// <param name="word">The word; no fold inside.</param>
    /// <param name="space">The white space before it, at least one character.</param>
    /// <param name="mayLeaveFirstLineEmpty">
    /// Whether the first word, too, goes to a new line when the first one is full; some readers do not like a line with a name only.
    /// </param>
    public FoldedLine Add(string word, string space = " ", bool mayLeaveFirstLineEmpty = false)
    {
        if (word.IndexOfAny(['\r', '\n', '\0']) >= 0)
        {
            throw MimeErrors.HeaderInjection(_name);
        }

        var length = Encoding.UTF8.GetByteCount(word);
        var fits = Column + space.Length + length <= (_isFirst && !mayLeaveFirstLineEmpty ? HardLimit : SoftLimit);
        if (space.Length + length > HardLimit)
        {
            throw MimeErrors.HeaderTooLong(_name);
        }

        if (!fits)
        {
            _text.Append("\r\n");
            Column = 0;
        }

        _text.Append(space).Append(word);
        Column += space.Length + length;
        _isFirst = false;
        return this;
    }

    public override string ToString() => _text.ToString();

    public void WriteTo(MimeOutput output) => output.WriteLine(ToString());
}
