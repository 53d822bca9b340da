using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>One line in a crontab; all others stay as they are.</summary>
internal static class CrontabFile
{
    // Vixie's cron and cronie say the first, BusyBox the second.
    private static readonly string[] NoCrontab = ["no crontab for", "No such file or directory"];

    /// <summary>Puts a line in place of the one with the same mark, or takes it away.</summary>
    /// <returns>Whether the crontab changed.</returns>
    public static async Task<bool> ReplaceAsync(QueueTaskOptions options, string line, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(options, cancellationToken).ConfigureAwait(false);
        var after = Replace(before, QueueTaskText.CronMark(options.Name), line);
        if (after == before)
        {
            return false;
        }

        await WriteAsync(options, after, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public static string Replace(string crontab, string mark, string line)
    {
        var lines = crontab.Split('\n').Where(l => l.Length > 0).ToList();
        var at = lines.FindIndex(l => l.TrimEnd().EndsWith(" " + mark, StringComparison.Ordinal));
        lines.RemoveAll(l => l.TrimEnd().EndsWith(" " + mark, StringComparison.Ordinal));
        if (line.Length > 0)
        {
            lines.Insert(at < 0 ? lines.Count : Math.Min(at, lines.Count), line.TrimEnd('\n'));
        }

        // Blank lines of others count as theirs: where nothing of ours changes, nothing changes.
        var after = lines.Count == 0 ? "" : string.Join("\n", lines) + "\n";
        return crontab.Split('\n').Where(l => l.Length > 0).SequenceEqual(lines) ? crontab : after;
    }

    private static async Task<string> ReadAsync(QueueTaskOptions options, CancellationToken cancellationToken)
    {
        if (options.Root.Length > 0)
        {
            var path = PathIn(options.Root);
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }

        var (exitCode, output, error) = await ExternalProgram.RunAsync("crontab", "-l", null, cancellationToken, ("LC_ALL", "C"))
            .ConfigureAwait(false);
        if (exitCode == 0)
        {
            return output;
        }

        // Whoever has none gets an error too. After any other one the lines of others are not known, and must not be written over.
        return NoCrontab.Any(text => error.Contains(text, StringComparison.OrdinalIgnoreCase)) ? "" : throw OutboxErrors.TaskFailed("crontab -l", error);
    }

    private static async Task WriteAsync(QueueTaskOptions options, string text, CancellationToken cancellationToken)
    {
        if (options.Root.Length > 0)
        {
            var path = PathIn(options.Root);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var (exitCode, _, error) = await ExternalProgram.RunAsync("crontab", "-", text, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw OutboxErrors.TaskFailed("crontab -", error);
        }
    }

    private static string PathIn(string root) => Path.Combine(root, "var/spool/cron/crontabs", Environment.UserName);
}
