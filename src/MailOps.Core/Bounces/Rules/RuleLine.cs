using System;
using System.Globalization;

namespace MailOps.Bounces;

/// <summary>One line of a rule file, read term by term.</summary>
internal sealed class RuleLine
{
    /// <summary>The key of the term <c>|</c>.</summary>
    public const string Or = "|";

    private readonly string _line;
    private readonly string _file;
    private readonly int _number;
    private readonly Func<string, string, MailOpsException>? _fault;
    private int _position;

    /// <param name="line">The line.</param>
    /// <param name="file">How messages name the file.</param>
    /// <param name="number">The number of the line.</param>
    /// <param name="fault">Makes the error of place and problem, for rule files about something else; null for bounce rules.</param>
    public RuleLine(string line, string file, int number, Func<string, string, MailOpsException>? fault = null)
    {
        _line = line;
        _file = file;
        _number = number;
        _fault = fault;
    }

    public string Origin => string.Format(CultureInfo.InvariantCulture, "{0}:{1}", _file, _number);

    /// <summary>The next term: <c>"phrase"</c> with an empty key, <c>not "phrase"</c> with key "not", or <c>key=value</c>.</summary>
    /// <param name="key">What kind of term.</param>
    /// <param name="value">The phrase or value.</param>
    /// <returns>False at the end of the line.</returns>
    public bool Next(out string key, out string value)
    {
        key = value = "";
        SkipSpace();
        if (_position >= _line.Length || _line[_position] == '#')
        {
            return false;
        }

        if (_line[_position] == '"')
        {
            value = ReadQuoted();
            return true;
        }

        if (_line[_position] == '|')
        {
            _position++;
            key = Or;
            return true;
        }

        var start = _position;
        while (_position < _line.Length && _line[_position] is not (' ' or '\t' or '='))
        {
            _position++;
        }

        key = _line.Substring(start, _position - start);
        if (key == "not")
        {
            SkipSpace();
            value = _position < _line.Length && _line[_position] == '"' ? ReadQuoted() : throw Fault("a \"phrase\" belongs behind not");
            return true;
        }

        if (_position >= _line.Length || _line[_position] != '=')
        {
            throw Fault("a rule consists of \"phrase\", not \"phrase\" and key=value, not of " + key);
        }

        start = ++_position;
        while (_position < _line.Length && _line[_position] is not (' ' or '\t'))
        {
            _position++;
        }

        value = _line.Substring(start, _position - start);
        return value.Length > 0 ? true : throw Fault("a value belongs behind " + key + "=");
    }

    public T Parse<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && !char.IsDigit(name[0])
            ? value
            : throw Fault(name + " is no " + typeof(T).Name + "; there are " + string.Join(", ", typeof(T).GetEnumNames()));

    public StatusPattern ParseStatus(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            throw Fault(text + " is no status; write 5.7.1, 5.7.x or 5.7.606-649");
        }

        var range = parts[2].Split('-');
        var from = Number(range[0], text);
        return new StatusPattern(Number(parts[0], text), Number(parts[1], text), from, range.Length == 2 ? Number(range[1], text) : from);
    }

    public ReplyPattern ParseReply(string text)
    {
        if (text.Length != 3)
        {
            throw Fault(text + " is no reply code; write 550, 45x or 5xx");
        }

        return new ReplyPattern(Number(text.Replace('x', '0'), text), Number(text.Replace('x', '9'), text));
    }

    public int ParsePhases(string text)
    {
        var bits = 0;
        foreach (var name in text.Split(','))
        {
            bits |= 1 << (int)Parse<SmtpStep>(name);
        }

        return bits;
    }

    public MailOpsException Fault(string problem) => _fault?.Invoke(Origin, problem) ?? new MailOpsException(
        "MailOps.Bounces.RuleFileInvalid",
        MailOpsErrorKind.InvalidData,
        Origin + ": " + problem,
        "Correct the line; docs/bounces.md describes the format of rule files.");

    private int Number(string digits, string whole) =>
        digits == "x" ? -1
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 999 ? number
        : throw Fault(whole + " is not understood");

    private string ReadQuoted()
    {
        var end = _line.IndexOf('"', _position + 1);
        if (end < 0)
        {
            throw Fault("a \" is missing");
        }

        var phrase = _line.Substring(_position + 1, end - _position - 1);
        _position = end + 1;
        return phrase.Length > 0 ? phrase : throw Fault("a phrase is empty");
    }

    private void SkipSpace()
    {
        while (_position < _line.Length && _line[_position] is ' ' or '\t')
        {
            _position++;
        }
    }
}
