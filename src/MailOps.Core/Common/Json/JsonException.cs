using System;
using System.Globalization;

namespace MailOps.Json;

/// <summary>What is wrong with a JSON text, and where.</summary>
internal sealed class JsonException : Exception
{
    public JsonException(string problem, int line, int column)
        : base(string.Format(CultureInfo.InvariantCulture, "line {0}, column {1}: {2}", line, column, problem))
    {
        Problem = problem;
        Line = line;
        Column = column;
    }

    /// <summary>The fault without its place.</summary>
    public string Problem { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    /// <summary>Counted from 1, in bytes of the UTF-8 text.</summary>
    public int Column { get; }
}
