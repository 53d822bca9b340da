using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Streams mails from files (<c>.eml</c>), mbox files, Maildirs and folders, one at a time and in a stable order. What is wrong with a file
/// is data and never an exception, so that one bad file does not end a run.
/// </summary>
public static class MailSource
{
    private const int MaxWholeBytes = 1 << 20;

    // In a folder other files are passed over; a file that is named itself is always read.
    private static readonly string[] MailExtensions = ["", ".eml", ".mbox", ".mbx", ".mbs", ".mail", ".msg", ".mime", ".mht", ".txt"];

    /// <summary>The mails of a file or folder.</summary>
    /// <param name="path">A file, an mbox, a Maildir or a folder.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <returns>The mails, read as the caller goes on. A path that does not exist gives one item with a finding.</returns>
    public static IEnumerable<MailSourceItem> Read(string path, MailSourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadPath(path, options ?? MailSourceOptions.Default);
    }

    /// <summary>The mails of a stream, such as standard input: one mail or an mbox.</summary>
    /// <param name="stream">The stream; it is read to its end and stays open.</param>
    /// <param name="name">How results name it.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <returns>The mails, read as the caller goes on.</returns>
    public static IEnumerable<MailSourceItem> Read(Stream stream, string name, MailSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return ReadStream(stream, name, options ?? MailSourceOptions.Default);
    }

    /// <summary>The mails in memory: one mail or an mbox.</summary>
    /// <param name="content">The bytes; they must not change meanwhile.</param>
    /// <param name="name">How results name it.</param>
    /// <returns>The mails, as slices of the bytes.</returns>
    public static IEnumerable<MailSourceItem> Read(ReadOnlyMemory<byte> content, string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return Number(MboxReader.Split(content), name, MailSourceOptions.Default);
    }

    private static IEnumerable<MailSourceItem> ReadPath(string path, MailSourceOptions options)
    {
        if (!Directory.Exists(path))
        {
            return ReadFile(path, options);
        }

        return IsMaildir(path)
            ? Maildirs(path, options.Recurse).SelectMany(folder => ReadFiles(folder, _ => true, options))
            : ReadFolder(path, options);
    }

    private static IEnumerable<MailSourceItem> ReadFolder(string folder, MailSourceOptions options)
    {
        foreach (var item in ReadFiles(folder, IsMail, options))
        {
            yield return item;
        }

        foreach (var inner in options.Recurse ? Folders(folder) : [])
        {
            foreach (var item in ReadPath(inner, options))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<MailSourceItem> ReadFiles(string folder, Func<string, bool> isWanted, MailSourceOptions options)
    {
        if (!TryRun(() => Directory.GetFiles(folder), out var files, out var problem))
        {
            return [Fault(folder, BounceFindings.Unreadable.Found(folder, problem))];
        }

        Array.Sort(files!, StringComparer.Ordinal);
        return files!.Where(isWanted).SelectMany(file => ReadFile(file, options));
    }

    private static bool IsMail(string file) =>
        MailExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) || Path.GetFileName(file).IndexOf(":2,", StringComparison.Ordinal) > 0;

    // An iterator cannot yield out of a try block with a catch, so opening and each step are guarded by themselves.
    private static IEnumerable<MailSourceItem> ReadFile(string path, MailSourceOptions options)
    {
        if (InputFile.HasNoLength(path))
        {
            yield return Fault(path, BounceFindings.EmptyFile.Found(path));
            yield break;
        }

        if (!TryRun(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1), out var stream, out var problem))
        {
            yield return Fault(path, BounceFindings.Unreadable.Found(path, problem));
            yield break;
        }

        using (stream)
        {
            using var items = ReadStream(stream!, path, options).GetEnumerator();
            while (true)
            {
                if (!TryRun(items.MoveNext, out var any, out problem))
                {
                    yield return Fault(path, BounceFindings.Unreadable.Found(path, problem));
                    yield break;
                }

                if (!any)
                {
                    yield break;
                }

                yield return items.Current;
            }
        }
    }

    private static IEnumerable<MailSourceItem> ReadStream(Stream stream, string name, MailSourceOptions options) =>
        Number(Split(stream, options), name, options);

    // One mail keeps the number 0, even where an mbox line stands above it: it is shown as the file, not as its first mail.
    private static IEnumerable<MailSourceItem> Number(IEnumerable<MboxMessage> mails, string name, MailSourceOptions options)
    {
        MboxMessage? first = null;
        var count = 0;
        foreach (var mail in mails)
        {
            count++;
            if (count == 1)
            {
                first = mail;
                continue;
            }

            if (first is not null)
            {
                yield return ToItem(first, name, 1, options);
                first = null;
            }

            yield return ToItem(mail, name, count, options);
        }

        if (first is not null)
        {
            yield return ToItem(first, name, 0, options);
        }
        else if (count == 0)
        {
            yield return Fault(name, BounceFindings.EmptyFile.Found(name));
        }
    }

    // Most files are small: read in one piece they need no buffer beside their content.
    private static IEnumerable<MboxMessage> Split(Stream stream, MailSourceOptions options)
    {
        if (!stream.CanSeek || stream.Length - stream.Position is <= 0 or > MaxWholeBytes || stream.Length - stream.Position > options.MaxMessageBytes)
        {
            return MboxReader.Read(stream, options.MaxMessageBytes);
        }

        var content = new byte[stream.Length - stream.Position];
        var length = 0;
        while (length < content.Length && stream.Read(content, length, content.Length - length) is > 0 and var read)
        {
            length += read;
        }

        return MboxReader.Split(content.AsMemory(0, length));
    }

    private static MailSourceItem ToItem(MboxMessage mail, string name, int index, MailSourceOptions options)
    {
        var findings = new List<Finding>();
        if (mail.IsTruncated)
        {
            findings.Add(BounceFindings.TooBig.Found(name, options.MaxMessageBytes));
        }

        if (!MailLook.HasHeader(mail.Content.Span))
        {
            findings.Add(BounceFindings.NotAMail.Found(name));
        }

        return new MailSourceItem
        {
            Source = name,
            Index = index,
            Content = mail.Content,
            Findings = findings.Count == 0 ? FindingList.Empty : new FindingList(findings),
        };
    }

    private static MailSourceItem Fault(string name, Finding finding) => new() { Source = name, Findings = new FindingList([finding]) };

    private static bool IsMaildir(string folder) => Directory.Exists(Path.Combine(folder, "cur")) && Directory.Exists(Path.Combine(folder, "new"));

    // Maildir++ keeps its subfolders as ".Name" inside; tmp holds mail that is still being written.
    private static IEnumerable<string> Maildirs(string folder, bool recurse)
    {
        yield return Path.Combine(folder, "cur");
        yield return Path.Combine(folder, "new");
        foreach (var inner in recurse ? Folders(folder) : [])
        {
            if (IsMaildir(inner))
            {
                foreach (var part in Maildirs(inner, recurse))
                {
                    yield return part;
                }
            }
        }
    }

    // A folder that may not be listed has been named already, when its files were asked for. A link may lead back to a folder above: its mails would
    // count again and again.
    private static string[] Folders(string folder)
    {
        if (!TryRun(() => Array.FindAll(Directory.GetDirectories(folder), name => (File.GetAttributes(name) & FileAttributes.ReparsePoint) == 0), out var names, out _))
        {
            return [];
        }

        Array.Sort(names!, StringComparer.Ordinal);
        return names!;
    }

    private static bool TryRun<T>(Func<T> work, out T? result, out string problem)
    {
        try
        {
            result = work();
            problem = "";
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            result = default;
            problem = e.Message;
            return false;
        }
    }
}
