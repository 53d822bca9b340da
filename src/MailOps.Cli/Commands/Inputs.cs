using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MailOps.Cli.Commands;

/// <summary>What a command works on: the words of the command line, and the lines of standard input where a word is <c>-</c>.</summary>
internal static class Inputs
{
    // A line of a list is an address or a domain; what is longer is a file of another kind, and is cut so that it cannot fill the memory.
    private const int LongestLine = 100_000;

    /// <summary>The inputs one by one, never all at once; blank lines are left out.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (word != "-")
            {
                yield return word;
                continue;
            }

            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            foreach (var line in Lines(input))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(StreamReader input)
    {
        var line = new StringBuilder();
        int read;
        while ((read = input.Read()) >= 0)
        {
            if (read is not ('\n' or '\r'))
            {
                if (line.Length < LongestLine)
                {
                    line.Append((char)read);
                }

                continue;
            }

            if (Take(line) is { } text)
            {
                yield return text;
            }
        }

        if (Take(line) is { } last)
        {
            yield return last;
        }
    }

    private static string? Take(StringBuilder line)
    {
        var text = line.ToString();
        line.Clear();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
