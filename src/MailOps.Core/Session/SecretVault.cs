using System;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;

namespace MailOps.Session;

/// <summary>
/// Gets secrets out of the vaults of SecretManagement (<c>secret:Vault/Name</c>) through an installed PowerShell. Names go through the
/// environment and never into a command line; the secret comes back through a pipe and is kept by nobody.
/// </summary>
public static class SecretVault
{
    private const string Script =
        "$ErrorActionPreference='Stop'; [Console]::OutputEncoding=[Text.Encoding]::UTF8; "
        + "$p=@{Name=$env:MAILOPS_SECRET_NAME;AsPlainText=$true}; if($env:MAILOPS_SECRET_VAULT){$p.Vault=$env:MAILOPS_SECRET_VAULT}; "
        + "[Console]::Out.Write((Get-Secret @p))";

    /// <summary>Reads a secret.</summary>
    /// <param name="name"><c>Vault/Name</c>, or <c>Name</c> for the default vault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.SecretUnavailable</c>: there is no PowerShell, no SecretManagement, or no such secret.</exception>
    public static async ValueTask<string> ReadAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slash = name.IndexOf('/');
        var (exitCode, secret, error) = await RunAsync(name, slash < 0 ? "" : name.Substring(0, slash), name.Substring(slash + 1), cancellationToken)
            .ConfigureAwait(false);
        return exitCode == 0 && secret.Length > 0 ? secret : throw OutboxErrors.VaultFailed(name, error);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string name, string vault, string secret, CancellationToken cancellationToken)
    {
        try
        {
            // A vault that asks for its password gets an end of input, and fails instead of waiting.
            return await ExternalProgram.RunAsync(
                "pwsh", "-NoProfile -NonInteractive -Command \"" + Script + "\"", null, cancellationToken,
                ("MAILOPS_SECRET_VAULT", vault), ("MAILOPS_SECRET_NAME", secret)).ConfigureAwait(false);
        }
        catch (MailOpsException e)
        {
            throw OutboxErrors.VaultFailed(name, e.Message, e);
        }
    }
}
