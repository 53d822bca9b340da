using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>Where a secret is to be found, <c>env:NAME</c> or <c>file:PATH</c>; the secret itself is read at each log-in and never kept.</summary>
public static class SecretReference
{
    /// <summary>The way to a secret.</summary>
    /// <param name="reference">The reference.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Net.SecretUnavailable</c>: it is none, or leads nowhere.</exception>
    public static Func<CancellationToken, ValueTask<string>> Resolve(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        _ = Read(reference);
        return _ => new ValueTask<string>(Read(reference));
    }

    private static string Read(string reference)
    {
        var colon = reference.IndexOf(':');
        var name = reference.Substring(colon + 1);
        switch (colon < 0 ? "" : reference.Substring(0, colon))
        {
            case "env" when Environment.GetEnvironmentVariable(name) is { Length: > 0 } value:
                return value;
            case "file":
                try
                {
                    return File.ReadAllText(name).TrimEnd('\r', '\n');
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                {
                    throw NetErrors.SecretUnavailable(reference, e);
                }

            default:
                throw NetErrors.SecretUnavailable(reference, cause: null);
        }
    }
}
