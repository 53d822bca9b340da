using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// Checks words with the program hunspell, kept running beside this process. Each word is asked about once, so a campaign costs little more than
/// its first mail. One thread at a time.
/// </summary>
internal sealed class SpellChecker : IDisposable
{
    // Of one mail; what follows is not checked.
    private const int MaxWords = 5000;
    private const int MaxWordLength = 60;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StreamReader _answers;
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    private SpellChecker(Process process, string dictionary)
    {
        _process = process;
        Dictionary = dictionary;
        _answers = new StreamReader(process.StandardOutput.BaseStream, Encoding.UTF8);
    }

    /// <summary>The names of the dictionaries, such as <c>de_DE</c>.</summary>
    public string Dictionary { get; }

    /// <param name="languages">Such as <c>de-DE</c>; several are all taken.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.SpellCheckUnavailable</c>, <c>DictionaryMissing</c>.</exception>
    public static SpellChecker Start(IReadOnlyList<string> languages)
    {
        var dictionary = string.Join(",", languages.Select(l => l.Trim().Replace('-', '_')));
        if (dictionary.Length == 0 || dictionary.Any(c => !(char.IsLetterOrDigit(c) || c is '_' or ',' or '.')))
        {
            throw DraftErrors.DictionaryMissing(dictionary, "?");
        }

        var program = Find() ?? throw DraftErrors.SpellCheckUnavailable(null);
        var start = new ProcessStartInfo(program, "-a -i utf-8 -d " + dictionary)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw DraftErrors.SpellCheckUnavailable(e);
        }

        var errors = process.StandardError.ReadToEndAsync();
        var checker = new SpellChecker(process, dictionary);

        // The first line is a banner; without a dictionary there is none, and the reason stands on the other stream.
        if (checker.ReadLine() is { } banner && banner.StartsWith('@'))
        {
            return checker;
        }

        checker.Dispose();
        throw DraftErrors.DictionaryMissing(dictionary, errors.Wait(AnswerTime) ? errors.Result.Trim() : "");
    }

    /// <summary>The words of a text that the dictionary does not know, each once, in order.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Draft.SpellCheckUnavailable</c>: the program has ended.</exception>
    public List<string> FindUnknown(string text)
    {
        List<string> unknown = [];
        foreach (var word in WordsOf(text).Distinct(StringComparer.Ordinal).Take(MaxWords))
        {
            if (!IsKnown(word))
            {
                unknown.Add(word);
            }
        }

        return unknown;
    }

    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself between the question and the signal: what was wanted.
        }

        _process.Dispose();
    }

    // Words of prose: no addresses, no names with digits, no abbreviations.
    internal static IEnumerable<string> WordsOf(string text)
    {
        foreach (var token in text.Split([' ', '\t', '\r', '\n', '\u00A0', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.IndexOfAny(['@', '\\', '_', '=', '{', '<']) >= 0 || token.Any(char.IsDigit)
                || token.Contains("://", StringComparison.Ordinal) || token.Substring(0, token.Length - 1).IndexOf('.') > 0)
            {
                continue;
            }

            foreach (var part in token.Split('-', '–', '…', '/'))
            {
                var word = part.Trim(Punctuation);
                if (word.Length is > 1 and <= MaxWordLength && word.All(c => char.IsLetter(c) || c is '\'' or '’') && !word.Skip(1).Any(char.IsUpper))
                {
                    yield return word.Replace('’', '\'');
                }
            }
        }
    }

    private static readonly char[] Punctuation = [.. ".,;:!?()[]\"'„“”‚‘’»«*+&%#>"];

    // Not by name alone: that would also look into the current folder on Windows, where anybody may have put a program.
    private static string? Find()
    {
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "hunspell.exe" : "hunspell";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0 && Path.IsPathRooted(folder)).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private bool IsKnown(string word)
    {
        if (_known.TryGetValue(word, out var known))
        {
            return known;
        }

        // "^" in front: whatever the word is, it is no command. Answers end with an empty line.
        var question = Encoding.UTF8.GetBytes("^" + word + "\n");
        known = true;
        try
        {
            _process.StandardInput.BaseStream.Write(question, 0, question.Length);
            _process.StandardInput.BaseStream.Flush();
            string? answer;
            while ((answer = ReadLine()) is { Length: > 0 })
            {
                known &= answer[0] is '*' or '+' or '-';
            }

            if (answer is null)
            {
                throw DraftErrors.SpellCheckUnavailable(null);
            }
        }
        catch (IOException e)
        {
            throw DraftErrors.SpellCheckUnavailable(e);
        }

        return _known[word] = known;
    }

    // A program that hangs is one that is not there.
    private string? ReadLine()
    {
        var line = Task.Run(() => _answers.ReadLine());
        return line.Wait(AnswerTime) ? line.Result : null;
    }
}
