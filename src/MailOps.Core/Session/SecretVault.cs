using System;
using System.ComponentModel;
using System.Diagnostics;
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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads a secret.</summary>
    /// <param name="name"><c>Vault/Name</c>, or <c>Name</c> for the default vault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.SecretUnavailable</c>: there is no PowerShell, no SecretManagement, or no such secret.</exception>
    public static async ValueTask<string> ReadAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var process = Start(name);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var kill = patience.Token.Register(() => Kill(process));
        var error = process.StandardError.ReadToEndAsync();
        var secret = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        var reason = await error.ConfigureAwait(false);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0 && secret.Length > 0 ? secret : throw OutboxErrors.VaultFailed(name, reason);
    }

    private static Process Start(string name)
    {
        var slash = name.IndexOf('/');
        var start = new ProcessStartInfo("pwsh", "-NoProfile -NonInteractive -Command \"" + Script + "\"")
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["MAILOPS_SECRET_VAULT"] = slash < 0 ? "" : name.Substring(0, slash);
        start.Environment["MAILOPS_SECRET_NAME"] = name.Substring(slash + 1);
        try
        {
            var process = Process.Start(start)!;

            // A vault that asks for its password gets an end of input, and fails instead of waiting.
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw OutboxErrors.VaultFailed(name, "PowerShell 7 (pwsh) is not installed.", e);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
