using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Journal;

/// <summary>
/// Reads the logs of mail servers as they go, in constant memory: Postfix, Exim, Exchange message tracking and its exports; plain or compressed with
/// gzip. Foreign input never makes it throw; what is wrong becomes a finding.
/// </summary>
public static class MailServerLog
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="report">Told what is wrong with the file; null when nobody wants to know.</param>
    /// <returns>An outcome per line and recipient, in the order of the lines.</returns>
    /// <exception cref="MailOpsException"><c>MailOps.Log.Unreadable</c>: the file cannot be opened or read.</exception>
    public static IEnumerable<MailServerDelivery> Read(string path, MailServerLogOptions? options = null, Action<Finding>? report = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Open(path);
        options ??= MailServerLogOptions.Default;
        var written = options with { Newest = options.Newest ?? File.GetLastWriteTimeUtc(path) };
        foreach (var delivery in Read(file, path, written, report))
        {
            yield return delivery;
        }
    }

    /// <summary>Reads a stream, plain or compressed with gzip.</summary>
    /// <param name="stream">The log; it stays open.</param>
    /// <param name="name">How results and findings name it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="report">Told what is wrong with the log; null when nobody wants to know.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Log.Unreadable</c>: the stream cannot be read.</exception>
    public static IEnumerable<MailServerDelivery> Read(
        Stream stream, string name, MailServerLogOptions? options = null, Action<Finding>? report = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new LogRun(new PeekedStream(stream), name, options ?? MailServerLogOptions.Default, report).Read();
    }

    /// <summary>Reads lines or objects that are in memory, such as what the pipeline brings.</summary>
    /// <param name="options">How; null for the defaults.</param>
    public static MailServerLogSession Begin(MailServerLogOptions? options = null) => new(options ?? MailServerLogOptions.Default);

    /// <summary>Reads an object of Get-MessageTrackingLog, Get-MessageTrace or Get-MessageTraceV2.</summary>
    /// <param name="property">Gives the value of a property; null when the object has none of that name.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>An outcome per recipient; null when the object is none of these.</returns>
    public static IReadOnlyList<MailServerDelivery>? ReadObject(Func<string, object?> property, MailServerLogOptions? options = null) =>
        Begin(options).Read(property);

    /// <summary>A time zone by its name, IANA or Windows.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Log.NoTimeZone</c>: this machine does not know it.</exception>
    public static TimeZoneInfo FindTimeZone(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new MailOpsException(
                "MailOps.Log.NoTimeZone", MailOpsErrorKind.InvalidArgument, $"This machine knows no time zone '{name}'.",
                "Name one as Get-TimeZone -ListAvailable shows them, such as Europe/Berlin or UTC.", e);
        }
    }

    internal static MailOpsException Unreadable(string path, Exception cause) => new(
        "MailOps.Log.Unreadable",
        cause is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied
            : cause is FileNotFoundException or DirectoryNotFoundException ? MailOpsErrorKind.NotFound : MailOpsErrorKind.Unavailable,
        $"{path} cannot be read: {cause.Message}", "Check the path and the rights of this account.", cause);

    private static FileStream Open(string path)
    {
        try
        {
            // The server goes on writing into it.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(path, e);
        }
    }
}
