using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Net;

/// <summary>
/// Where a secret is to be found, <c>env:NAME</c>, <c>file:PATH</c> or <c>secret:Vault/Name</c>; the secret itself is read at each log-in and
/// never kept.
/// </summary>
public static class SecretReference
{
    /// <summary>The way to a secret.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="vault">Reads secrets out of vaults (the argument is what follows <c>secret:</c>); null where there is no vault.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Net.SecretUnavailable</c>: it is none, or leads nowhere.</exception>
    public static Func<CancellationToken, ValueTask<string>> Resolve(
        string reference, Func<string, CancellationToken, ValueTask<string>>? vault = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        const string InVault = "secret:";
        if (vault is not null && reference.StartsWith(InVault, StringComparison.Ordinal) && reference.Length > InVault.Length)
        {
            // A vault may ask, wait or cost: it is opened when somebody logs in.
            var name = reference.Substring(InVault.Length);
            return token => vault(name, token);
        }

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
