using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MailOps.Cli;

/// <summary>
/// Reads the files of a command one after the other. One of several that cannot be used is named on standard error, and the others are read
/// all the same; where it is the only one, the command ends with its error.
/// </summary>
/// <param name="count">How many inputs the command has.</param>
internal sealed class FileRun(int count)
{
    /// <summary>The exit code of the first file that was left out.</summary>
    public int Result { get; private set; } = ExitCode.Done;

    public IEnumerable<T> Read<T>(IEnumerable<string> paths, Func<string, IEnumerable<T>> read)
    {
        foreach (var path in paths)
        {
            using var items = read(path).GetEnumerator();
            while (TryNext(items, out var item))
            {
                yield return item;
            }
        }
    }

    private bool TryNext<T>(IEnumerator<T> items, [MaybeNullWhen(false)] out T item)
    {
        item = default;
        try
        {
            if (!items.MoveNext())
            {
                return false;
            }
        }
        catch (MailOpsException error) when (count > 1)
        {
            ErrorOutput.Write(error);
            Result = Result == ExitCode.Done ? ExitCode.For(error.Kind) : Result;
            return false;
        }

        item = items.Current;
        return true;
    }
}
